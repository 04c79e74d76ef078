using System.Text;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests;

public class FormatCatalogTests
{
    private static readonly FormatCatalog Formats = FormatCatalog.BuiltIn.With(Format("one", "a", "b")).With(Format("two", "a", "c"));

    [Test]
    public void Built_in_formats_are_profiles_like_any_other() =>
        Assert.That(
            FormatCatalog.BuiltIn.Mappings.Select(mapping => mapping.Id),
            Is.EqualTo(
                new[]
                {
                    "anthropic.batch.results",
                    "anthropic.claude-code.analytics",
                    "anthropic.console.cost.csv",
                    "anthropic.console.tokens.csv",
                    "anthropic.costs.json",
                    "anthropic.enterprise.usage",
                    "anthropic.usage.json",
                    "aws.cloudwatch.metrics",
                    "aws.cur.legacy",
                    "aws.cur2",
                    "azure.apim.llm-log",
                    "azure.cost.analysis",
                    "azure.cost.ea",
                    "azure.cost.mca",
                    "azure.cost.payg",
                    "azure.cost.query",
                    "azure.monitor.metrics",
                    "bedrock.invocation-log",
                    "bedrock.invocation-log.events",
                    "bedrock.invocation-log.filtered",
                    "bedrock.invocation-log.lines",
                    "ccusage",
                    "ccusage.projects",
                    "chatgpt.enterprise.users",
                    "claude-code.sessions",
                    "cloudflare.ai-gateway",
                    "codex.rollout",
                    "codex.rollout.totals",
                    "cursor.usage",
                    "deepseek.amount",
                    "deepseek.cost",
                    "focus",
                    "gemini.cli",
                    "gemini.cli.log",
                    "github.copilot.credits",
                    "github.copilot.metrics",
                    "github.copilot.prompts",
                    "google.billing.export",
                    "google.console",
                    "helicone",
                    "helicone.requests",
                    "kong.ai",
                    "langdock",
                    "langfuse.api",
                    "langfuse.blob",
                    "langfuse.observations",
                    "langfuse.ui",
                    "litellm.activity",
                    "litellm.daily.agent",
                    "litellm.daily.end-user",
                    "litellm.daily.organization",
                    "litellm.daily.tag",
                    "litellm.daily.team",
                    "litellm.daily.user",
                    "litellm.spendlogs",
                    "litellm.ui.daily",
                    "microsoft365.copilot.users",
                    "mlflow.traces",
                    "mooncake.trace",
                    "openai.batch.output",
                    "openai.costs.json",
                    "openai.dashboard.cost.csv",
                    "openai.dashboard.usage.csv",
                    "openai.legacy.usage",
                    "openai.usage.json",
                    "opencode",
                    "openrouter.activity",
                    "openrouter.daily",
                    "openrouter.generations",
                    "otel.genai.spans",
                    "otel.logs",
                    "otel.metrics",
                    "otel.sdk.spans",
                    "otel.traces",
                    "portkey",
                    "response-log",
                    "spend",
                }
            )
        );

    [Test]
    public void A_format_is_told_by_its_columns()
    {
        var (mapping, why) = Formats.Detect(Table("x", "b", "a"));
        Assert.That((mapping?.Id, why), Is.EqualTo(("one", "has the columns of one: a, b")));
    }

    [Test]
    public void An_unknown_header_is_refused_with_the_two_nearest_formats() =>
        Assert.That(
            Formats.Detect(Table("a", "x")),
            Is.EqualTo(
                new FormatMatch(
                    null,
                    "found 2 columns of no known format, expected those of one; nearest: one (no column b) and two (no column c)",
                    "LE1010"
                )
            )
        );

    [Test]
    public void A_header_of_two_formats_is_refused_with_what_differs() =>
        Assert.That(
            Formats.Detect(Table("a", "b", "c")),
            Is.EqualTo(
                new FormatMatch(
                    null,
                    "found the columns of one and of two, expected one format: one alone asks for b, two alone asks for c; name the "
                        + "format in the source",
                    "LE1011"
                )
            )
        );

    [TestCase(
        "resourceMetrics",
        "found OpenTelemetry metrics without values (resourceMetrics), which no format reads, expected spans (resourceSpans), or token "
            + "metrics"
    )]
    [TestCase(
        "data.tokens_prompt data.native_tokens_prompt",
        "found a generation of OpenRouter's API (data.tokens_prompt, data.native_tokens_prompt), which no format reads, expected a "
            + "profile for it"
    )]
    public void A_file_that_is_known_and_not_read_is_refused_by_what_it_is(string names, string message) =>
        Assert.That(
            FormatCatalog.BuiltIn.Detect(FileShape.Of("json", names.Split(' '))),
            Is.EqualTo(new FormatMatch(null, message, "LE1010"))
        );

    [Test]
    public void A_profile_that_is_given_comes_before_the_built_in_formats()
    {
        var own = FormatCatalog.BuiltIn.With(Format("own", "usage_date_utc"));
        var (mapping, why) = own.Detect(Table("usage_date_utc", "model_version", "usage_input_tokens_no_cache", "usage_output_tokens"));
        Assert.That(
            (mapping?.Id, why),
            Is.EqualTo(
                ("own", "has the columns of own: usage_date_utc; its profile is given and comes before anthropic.console.tokens.csv")
            )
        );
    }

    [Test]
    public void A_built_in_profile_is_shown_as_it_is_written()
    {
        foreach (var mapping in FormatCatalog.BuiltIn.Mappings)
            Assert.That(
                Mapping.Parse(Encoding.UTF8.GetBytes(FormatCatalog.BuiltInText(mapping.Id)!), "p.json").Title,
                Is.EqualTo(mapping.Title)
            );
        Assert.That(FormatCatalog.BuiltInText("none"), Is.Null);
    }

    [Test]
    public void A_format_that_names_no_columns_is_never_guessed() =>
        Assert.That(FormatCatalog.BuiltIn.With(Format("shy")).Detect(Table("a")).Mapping, Is.Null);

    private static FileShape Table(params string[] columns) => FileShape.Of("csv", columns);

    private static Mapping Format(string id, params string[] columns) =>
        Mapping.Parse(
            Encoding.UTF8.GetBytes(
                $$"""
                { "id": "{{id}}", "title": "t", "container": "csv", "detect": { "all": [{{string.Join(
                    ", ",
                    columns.Select(name => $"\"{name}\"")
                )}}] },
                  "fields": { "time": "a" }, "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" } }
                """
            ),
            "p.json"
        );
}
