using LlmEnergy.Domain;
using Microsoft.AspNetCore.Http;

namespace LlmEnergy.Fetching.Tests;

/// <summary>What is fetched is read by the built-in formats, also where there was nothing.</summary>
public class ReadingTests
{
    private const string AnthropicUsage = """
        { "data": [ { "starting_at": "2026-07-01T00:00:00Z", "ending_at": "2026-07-02T00:00:00Z", "results": [ { "uncached_input_tokens": 10,
          "cache_creation": { "ephemeral_1h_input_tokens": 0, "ephemeral_5m_input_tokens": 0 }, "cache_read_input_tokens": 0,
          "output_tokens": 2, "server_tool_use": { "web_search_requests": 0 }, "api_key_id": null, "workspace_id": null,
          "model": "claude-opus-5", "service_tier": "standard", "context_window": null, "inference_geo": "us" } ] } ],
          "has_more": false, "next_page": null }
        """;

    private const string SpendLogs = """
        [ { "request_id": "a", "call_type": "acompletion", "api_key": "hash", "spend": 0.01, "total_tokens": 12, "prompt_tokens": 10,
            "completion_tokens": 2, "startTime": "2026-07-01T08:00:00Z", "endTime": "2026-07-01T08:00:01Z", "model": "gpt-5",
            "custom_llm_provider": "openai", "cache_hit": "False", "metadata": {}, "status": "success" } ]
        """;

    [Test]
    public async Task OpenAI_usage() => await IsRead("openai", "completions", OpenAiPages.Page(1, 1), "openai.usage.json");

    [Test]
    public async Task OpenAI_costs() => await IsRead("openai", "costs", Sample("openai.costs.json.json"), "openai.costs.json");

    [Test]
    public async Task Anthropic_usage() => await IsRead("anthropic", "usage", AnthropicUsage, "anthropic.usage.json");

    [Test]
    public async Task Anthropic_costs() => await IsRead("anthropic", "costs", Sample("anthropic.costs.json.json"), "anthropic.costs.json");

    [Test]
    public async Task OpenRouter() => await IsRead("openrouter", "activity", Sample("openrouter.activity.json"), "openrouter.activity");

    [Test]
    public async Task Langfuse() => await IsRead("langfuse", "observations", Sample("langfuse.api.json"), "langfuse.api");

    [Test]
    public async Task LiteLLM() => await IsRead("litellm", "spend", SpendLogs, "litellm.spendlogs");

    [TestCase("openrouter", "activity", """{ "data": [] }""", "openrouter.activity")]
    [TestCase("litellm", "spend", "[]", "litellm.spendlogs")]
    public async Task A_day_without_usage_is_read_where_the_source_names_its_format(string id, string endpoint, string page, string format)
    {
        using var workspace = new FetchWorkspace($$"""{ "id": "given", "path": "exports/given/**", "format": "{{format}}" }""");
        await using var provider = await FakeProvider.Start(context => context.Response.WriteAsync(page));
        workspace.Now = new(2026, 7, 2, 1, 0, 0, TimeSpan.Zero);
        await workspace.Fetch(workspace.Source(provider, id, endpoint));
        Assert.That(workspace.Read(), Is.Empty);
    }

    private static string Sample(string name) => File.ReadAllText(Path.Combine(RepositoryRoot.Samples, "formats", name));

    private static async Task IsRead(string id, string endpoint, string page, string format)
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context => context.Response.WriteAsync(page));
        workspace.Now = new(2026, 7, 2, 1, 0, 0, TimeSpan.Zero);
        var result = await workspace.Fetch(workspace.Source(provider, id, endpoint));
        Assert.That(result.Issues, Is.Empty);
        var activity = Pipeline.Ingest(Workspace.Open(workspace.Folder, null), ReportingPeriod.Always, null, default);
        Assert.That(activity.Files.Select(file => (file.Format, file.Rows.Accepted > 0)), Is.EqualTo(new[] { (format, true) }));
    }
}
