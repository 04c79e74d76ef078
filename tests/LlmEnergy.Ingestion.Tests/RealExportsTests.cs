using System.IO.Compression;
using System.Text.Json;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>Real exports give the totals that others computed of them; Data/README.md says where they are from.</summary>
public class RealExportsTests
{
    private static readonly string Repository = RepositoryRoot.Path;

    [Test]
    public void The_mooncake_trace()
    {
        var activity = Read("mooncake-conversation-trace.jsonl.gz");
        Assert.That((activity.Rows.Accepted, activity.Total.Input, activity.Total.Output), Is.EqualTo((12_031L, 144_793_823L, 4_122_048L)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void The_recorded_responses_of_nine_providers()
    {
        var activity = Read("provider-responses.jsonl.gz");
        var recorded = Recorded().ToList();
        (long Input, long Output) Of(string operation)
        {
            var lines = activity.Lines.Where(line => line.Key.Operation == operation).ToList();
            return (lines.Sum(line => line.Usage.Input), lines.Sum(line => line.Usage.Output));
        }

        Assert.Multiple(() =>
        {
            Assert.That((activity.Rows.Read, activity.Rows.Balance), Is.EqualTo((609L, true)));
            // each provider's identity between its counts holds in every record, and our totals are those of the records
            var chat = recorded
                .Where(response =>
                    response.ValueKind == JsonValueKind.Object
                    && States(response, "usage.total_tokens")
                    && States(response, "usage.completion_tokens")
                    && Text(response, "object") != "list"
                )
                // two of them were recorded twice: the same id at the same second, and the same numbers
                .DistinctBy(response => Text(response, "id") is { Length: > 0 } id ? id : response.GetRawText())
                .ToList();
            Assert.That(
                chat.All(response =>
                    Number(response, "usage.total_tokens")
                    == Number(response, "usage.prompt_tokens") + Number(response, "usage.completion_tokens")
                )
            );
            var groq = recorded.Where(response => States(response, "x_groq.usage.total_tokens")).ToList();
            Assert.That(
                Of("chat completions").Input + Of("chat completions").Output,
                Is.EqualTo(
                    chat.Sum(response => Number(response, "usage.total_tokens"))
                        + groq.Sum(response => Number(response, "x_groq.usage.total_tokens"))
                )
            );

            var responses = recorded.Where(response => Text(response, "object") == "response").ToList();
            Assert.That(responses, Has.Count.EqualTo(84));
            Assert.That(
                Of("responses").Input + Of("responses").Output,
                Is.EqualTo(responses.Sum(response => Number(response, "usage.total_tokens")))
            );

            var gemini = recorded.Where(response => States(response, "usageMetadata.totalTokenCount")).ToList();
            Assert.That(gemini, Has.Count.EqualTo(24));
            Assert.That(
                Of("generateContent").Input + Of("generateContent").Output,
                Is.EqualTo(gemini.Sum(response => Number(response, "usageMetadata.totalTokenCount"))),
                "prompt + candidates + thoughts"
            );

            var converse = recorded
                .Where(response => States(response, "usage.inputTokens") && States(response, "usage.totalTokens"))
                .ToList();
            Assert.That(converse, Has.Count.EqualTo(6));
            Assert.That(
                Of("converse").Input + Of("converse").Output,
                Is.EqualTo(converse.Sum(response => Number(response, "usage.totalTokens")))
            );

            var messages = recorded.Where(response => Text(response, "type") == "message").ToList();
            Assert.That(
                Of("messages").Input,
                Is.EqualTo(
                    messages.Sum(response =>
                        Number(response, "usage.input_tokens")
                        + Number(response, "usage.cache_read_input_tokens")
                        + Number(response, "usage.cache_creation_input_tokens")
                    )
                        + recorded
                            .Where(response => response.ValueKind == JsonValueKind.Array && Text(response[0], "type") == "message")
                            .Sum(response =>
                                Number(response[0], "usage.input_tokens")
                                + Number(response[0], "usage.cache_read_input_tokens")
                                + Number(response[0], "usage.cache_creation_input_tokens")
                            )
                )
            );

            var cohere = recorded
                .SelectMany(response => (string[])["usage", "meta", "response.meta"], (response, at) => (response, at))
                .Where(pair => States(pair.response, pair.at + ".tokens.input_tokens"))
                .ToList();
            Assert.That(Of("cohere").Input, Is.EqualTo(cohere.Sum(pair => Number(pair.response, pair.at + ".tokens.input_tokens"))));
            Assert.That(
                Of("cohere").Input,
                Is.Not.EqualTo(cohere.Sum(pair => Number(pair.response, pair.at + ".billed_units.input_tokens"))),
                "billed is not processed"
            );
        });
    }

    [TestCase("completions", "found an empty model, expected usage grouped by model: ask for it again with group_by=model")]
    [TestCase("embeddings", "found an empty model, expected usage grouped by model: ask for it again with group_by=model")]
    public void A_documented_page_that_is_not_grouped_by_model_is_refused_with_the_way_out(string name, string message)
    {
        var activity = Read($"openai-usage-api/{name}.json");
        Assert.That(activity.Issues.Single(issue => issue.Severity == Severity.Error).Message, Does.StartWith(message));
        Assert.That(activity.Files.Single().IsRead, Is.False);
    }

    [TestCase("vector_stores", "storage")]
    [TestCase("web_search_calls", "tool-calls")]
    public void A_documented_page_of_no_model_is_ignored_by_name(string name, string rule) =>
        Assert.That(
            Read($"openai-usage-api/{name}.json").NotAccepted.Single() is { Outcome: RowOutcome.Ignored } run && run.Rule == rule,
            Is.True
        );

    [Test]
    public void A_documented_page_of_costs() =>
        Assert.That(Read("openai-usage-api/costs.json").Lines.Single().Cost, Is.EqualTo(new Domain.Quantities.Money(0.06m, "USD")));

    [Test]
    public void A_recorded_spend_log()
    {
        var line = Read("litellm-spend-log.json").Lines.Single();
        Assert.That(
            (line.Key.Provider, line.Key.Model, line.Usage.Input, line.Usage.Output, line.Cost!.Value.Amount),
            Is.EqualTo(("openai", "gpt-4o", 10L, 20L, 0.000225m))
        );
    }

    [Test]
    public void A_documented_trace_without_models_is_ignored_by_name() =>
        Assert.That(
            Read("otlp_proto_example_trace.json").NotAccepted.Single() is { Outcome: RowOutcome.Ignored, Rule: "no-token-usage" },
            Is.True
        );

    [Test]
    public void Session_logs_of_claude_code()
    {
        var usage = Read("claude-code-alpha.jsonl").Total;
        Assert.That(
            (usage.Requests, usage.Input, usage.Cached, usage.CacheWrite, usage.Output),
            Is.EqualTo((3L, 100L + 25 + 10 + 200 + 50 + 20 + 300 + 40, 70L, 75L, 250L))
        );
    }

    private static Activity Read(string name)
    {
        var source = new SourceInput(
            "real",
            SourceInput.DetectFormat,
            "",
            null,
            null,
            [new(name, PathOf(name))],
            new Dictionary<string, string>()
        );
        return new Ingestor(FormatCatalog.BuiltIn).Ingest([source], ReportingPeriod.Always, null, CancellationToken.None);
    }

    private static IEnumerable<JsonElement> Recorded()
    {
        using var lines = new StreamReader(
            new GZipStream(File.OpenRead(PathOf("provider-responses.jsonl.gz")), CompressionMode.Decompress)
        );
        while (lines.ReadLine() is { } line)
            yield return JsonDocument.Parse(line).RootElement.GetProperty("response");
    }

    private static string PathOf(string name) => Path.Combine(Repository, "tests", "LlmEnergy.Ingestion.Tests", "Data", name);

    private static bool States(JsonElement element, string path) => Find(element, path) is { ValueKind: JsonValueKind.Number };

    private static long Number(JsonElement element, string path) =>
        Find(element, path) is { ValueKind: JsonValueKind.Number } found ? (long)found.GetDecimal() : 0;

    private static string? Text(JsonElement element, string path) =>
        Find(element, path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }
}
