using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>
/// Spans as the libraries write them, each with its own names; the invented numbers have the shape of reports about these libraries.
/// </summary>
public class TraceFormatsTests
{
    private const string Gpt = ";gen_ai.request.model=gpt-4o;gen_ai.provider.name=openai";

    [Test]
    public void An_agent_that_repeats_calls_three_deep_leaves_the_calls() =>
        AssertTotal(
            [
                Span(
                    "1",
                    "",
                    "gen_ai.operation.name=invoke_agent;gen_ai.system=strands-agents;gen_ai.usage.input_tokens=4808;gen_ai.usage.output_tokens=291"
                ),
                Span("2", "1", "event_loop.cycle_id=c1"),
                Span(
                    "3",
                    "2",
                    "gen_ai.operation.name=chat;gen_ai.system=strands-agents;gen_ai.usage.input_tokens=2239;gen_ai.usage.output_tokens=192"
                ),
                Span(
                    "4",
                    "3",
                    "gen_ai.operation.name=chat;gen_ai.system=openai;gen_ai.usage.input_tokens=2239;gen_ai.usage.output_tokens=192"
                ),
                Span("5", "1", "event_loop.cycle_id=c2"),
                Span(
                    "6",
                    "5",
                    "gen_ai.operation.name=chat;gen_ai.system=strands-agents;gen_ai.usage.input_tokens=2569;gen_ai.usage.output_tokens=99"
                ),
                Span(
                    "7",
                    "6",
                    "gen_ai.operation.name=chat;gen_ai.system=openai;gen_ai.usage.input_tokens=2569;gen_ai.usage.output_tokens=99"
                ),
            ],
            requests: 2,
            input: 4_808,
            output: 291
        );

    [Test]
    public void Bedrock_counts_the_cache_beside_the_input() =>
        AssertTotal(
            [
                Span(
                    "1",
                    "",
                    "gen_ai.system=aws.bedrock;gen_ai.usage.input_tokens=3;gen_ai.usage.output_tokens=442;gen_ai.usage.cache_read.input_tokens=7917;gen_ai.usage.cache_creation.input_tokens=350"
                ),
                Span(
                    "2",
                    "",
                    "gen_ai.system=anthropic;gen_ai.usage.input_tokens=8270;gen_ai.usage.output_tokens=442;gen_ai.usage.cache_read.input_tokens=7917;gen_ai.usage.cache_creation.input_tokens=350"
                ),
                Span(
                    "3",
                    "",
                    "gen_ai.system=aws.bedrock;gen_ai.usage.input_tokens=5000;gen_ai.usage.output_tokens=100;gen_ai.usage.cache_read.input_tokens=2000;gen_ai.usage.cache_creation.input_tokens=0"
                ),
            ],
            requests: 3,
            input: 23_540,
            cached: 17_834,
            cacheWrite: 700,
            output: 984
        );

    [Test]
    public void OpenInference_names_its_tokens_and_kinds() =>
        AssertTotal(
            [
                Span("1", "", "openinference.span.kind=AGENT;llm.token_count.prompt=28000;llm.token_count.completion=1899"),
                Span("2", "1", "openinference.span.kind=CHAIN"),
                Span(
                    "3",
                    "2",
                    "openinference.span.kind=LLM;llm.model_name=gpt-4o-2024-08-06;llm.provider=openai;llm.token_count.prompt=12000;llm.token_count.completion=999;llm.token_count.prompt_details.cache_read=4000;llm.token_count.completion_details.reasoning=100"
                ),
                Span(
                    "4",
                    "2",
                    "openinference.span.kind=LLM;llm.model_name=gpt-4o-2024-08-06;llm.provider=openai;llm.token_count.prompt=16000;llm.token_count.completion=900;llm.token_count.prompt_details.cache_read=12000;llm.token_count.completion_details.reasoning=0"
                ),
            ],
            requests: 2,
            input: 28_000,
            cached: 16_000,
            output: 1_899,
            reasoning: 100,
            model: "gpt-4o-2024-08-06"
        );

    [Test]
    public void The_AI_SDK_sums_its_steps_in_an_outer_span() =>
        AssertTotal(
            [
                Span(
                    "1",
                    "",
                    "ai.operationId=ai.generateText;ai.model.provider=anthropic.messages;ai.usage.inputTokens=9000;ai.usage.outputTokens=300;ai.usage.cachedInputTokens=6000"
                ),
                Span(
                    "2",
                    "1",
                    "ai.operationId=ai.generateText.doGenerate;gen_ai.system=anthropic.messages;ai.response.model=claude-sonnet-4-5;ai.usage.inputTokens=4000;ai.usage.outputTokens=100;ai.usage.cachedInputTokens=2000"
                ),
                Span("3", "1", "ai.operationId=ai.toolCall"),
                Span(
                    "4",
                    "1",
                    "ai.operationId=ai.generateText.doGenerate;gen_ai.system=anthropic.messages;ai.response.model=claude-sonnet-4-5;ai.usage.inputTokens=5000;ai.usage.outputTokens=200;ai.usage.cachedInputTokens=4000"
                ),
            ],
            requests: 2,
            input: 9_000,
            cached: 6_000,
            output: 300,
            model: "claude-sonnet-4-5",
            provider: "anthropic"
        );

    [Test]
    public void OpenLLMetry_had_names_of_its_own() =>
        AssertTotal(
            [
                Span(
                    "1",
                    "",
                    "llm.vendor=openai;llm.request.type=chat;llm.response.model=gpt-4o;llm.usage.prompt_tokens=100;llm.usage.completion_tokens=10"
                ),
            ],
            requests: 1,
            input: 100,
            output: 10,
            model: "gpt-4o",
            provider: "openai"
        );

    [Test]
    public void An_embedding_has_no_output_by_nature() =>
        AssertTotal(
            [
                Span("1", "", "openinference.span.kind=EMBEDDING;embedding.model_name=text-embedding-3-small;llm.token_count.prompt=12"),
                Span("2", "", "ai.operationId=ai.embed.doEmbed;ai.model.id=text-embedding-3-small;ai.usage.tokens=8"),
            ],
            requests: 2,
            input: 20,
            output: 0,
            model: "text-embedding-3-small"
        );

    [Test]
    public void An_agent_above_a_call_without_tokens_counts_instead_of_the_calls() =>
        AssertTotal(
            [
                Span("1", "", "gen_ai.operation.name=invoke_agent" + Gpt + ";gen_ai.usage.input_tokens=300;gen_ai.usage.output_tokens=30"),
                Span("2", "1", "gen_ai.operation.name=chat" + Gpt + ";gen_ai.usage.input_tokens=100;gen_ai.usage.output_tokens=10"),
                Span("3", "1", "gen_ai.operation.name=chat" + Gpt),
            ],
            requests: 1,
            input: 300,
            output: 30,
            issue: "LE1036"
        );

    [Test]
    public void An_agent_whose_calls_are_in_no_file_counts() =>
        AssertTotal(
            [Span("1", "", "gen_ai.operation.name=invoke_agent" + Gpt + ";gen_ai.usage.input_tokens=300;gen_ai.usage.output_tokens=30")],
            requests: 1,
            input: 300,
            output: 30
        );

    [Test]
    public void MLflow_writes_JSON_into_its_attributes()
    {
        const string Calls = """
            {"info":{"trace_id":"tr-1","trace_metadata":{"mlflow.trace.tokenUsage":"{\"input_tokens\": 600, \"output_tokens\": 60}"}},"data":{"spans":[
             {"trace_id":"AAE=","span_id":"a1","parent_span_id":null,"start_time_unix_nano":1789000000000000000,
              "attributes":{"mlflow.spanType":"\"AGENT\"","mlflow.chat.tokenUsage":"{\"input_tokens\": 300, \"output_tokens\": 30, \"total_tokens\": 330}"}},
             {"trace_id":"AAE=","span_id":"a2","parent_span_id":"a1","start_time_unix_nano":1789000001000000000,
              "attributes":{"mlflow.spanType":"\"CHAT_MODEL\"","mlflow.llm.model":"\"gpt-4o\"","mlflow.chat.tokenUsage":"{\"input_tokens\": 100, \"output_tokens\": 10}"}},
             {"trace_id":"AAE=","span_id":"a3","parent_span_id":"a1","start_time_unix_nano":1789000003000000000,
              "attributes":{"mlflow.spanType":"\"CHAT_MODEL\"","mlflow.llm.model":"\"gpt-4o\"","mlflow.chat.tokenUsage":"{\"input_tokens\": 200, \"output_tokens\": 20}"}}]}}
            """;
        foreach (
            var (name, text) in new[]
            {
                ("trace.json", Calls),
                ("traces.jsonl", Calls.ReplaceLineEndings("") + "\n"),
                ("list.json", $"[{Calls}]"),
            }
        )
        {
            var activity = Read(name, text);
            Assert.That(
                (activity.Rows, activity.Total.Input, activity.Total.Output),
                Is.EqualTo((new RowCounts(3, 2, 0, 1, 0), 300L, 30L)),
                name
            );
            Assert.That(activity.Lines.Single().Key.Model, Is.EqualTo("gpt-4o"), name);
        }
    }

    [Test]
    public void An_SDK_prints_attributes_as_members_whose_names_hold_points()
    {
        static string Printed(string id, string parent, string attributes) =>
            $$$"""{"name":"chat","context":{"trace_id":"0x0a","span_id":"{{{id}}}"},"parent_id":{{{parent}}},"start_time":"2026-09-10T08:00:00.000000Z","attributes":{ {{{attributes}}} },"resource":{"attributes":{"service.name":"svc"} } }""";

        var spans = string.Join(
            '\n',
            Printed(
                "0x01",
                "null",
                """ "gen_ai.operation.name":"invoke_agent","gen_ai.usage.input_tokens":300,"gen_ai.usage.output_tokens":30 """
            ),
            Printed(
                "0x02",
                "\"0x01\"",
                """ "gen_ai.request.model":"gpt-4o","gen_ai.usage.input_tokens":100,"gen_ai.usage.output_tokens":10,"gen_ai.usage.cache_read.input_tokens":64 """
            ),
            Printed(
                "0x03",
                "\"0x01\"",
                """ "gen_ai.request.model":"gpt-4o","gen_ai.usage.input_tokens":200,"gen_ai.usage.output_tokens":20,"gen_ai.usage.cache_read.input_tokens":128 """
            )
        );
        var activity = Read("spans.jsonl", spans);
        Assert.That(
            (activity.Rows, activity.Total.Input, activity.Total.Cached, activity.Total.Output),
            Is.EqualTo((new RowCounts(3, 2, 0, 1, 0), 300L, 192L, 30L))
        );
        Assert.That(activity.Lines.Single() is { Key: { CostKey: "svc", Model: "gpt-4o" } }, Is.True);
    }

    private static void AssertTotal(
        string[] spans,
        long requests,
        long input,
        long output,
        long cached = 0,
        long cacheWrite = 0,
        long reasoning = 0,
        string? model = null,
        string? provider = null,
        string? issue = null
    )
    {
        var activity = Read("traces.jsonl", $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{string.Join(',', spans)}}]}]}]}""" + "\n");
        var total = activity.Total;
        Assert.Multiple(() =>
        {
            Assert.That(
                (total.Requests, total.Input, total.Cached, total.CacheWrite, total.Output, total.Reasoning),
                Is.EqualTo((requests, input, cached, cacheWrite, output, reasoning))
            );
            if (model is not null)
                Assert.That(activity.Lines.Select(line => line.Key.Model).Distinct(), Is.EqualTo(new[] { model }));
            if (provider is not null)
                Assert.That(activity.Lines.Select(line => line.Key.Provider).Distinct(), Is.EqualTo(new[] { provider }));
            Assert.That(activity.Issues.Select(finding => finding.Code), Is.EqualTo(issue is null ? Array.Empty<string>() : [issue]));
        });
    }

    /// <param name="attributes"><c>name=value</c>, separated by semicolons.</param>
    private static string Span(string id, string parent, string attributes) =>
        $$"""{"traceId":"0af7","spanId":"{{id}}","parentSpanId":"{{parent}}","startTimeUnixNano":"1789000000000000000","attributes":[{{string.Join(',', attributes.Split(';').Select(Attribute))}}]}""";

    private static string Attribute(string text)
    {
        var (name, value) = (
            text[..text.IndexOf('=', StringComparison.Ordinal)],
            text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]
        );
        return $$"""{"key":"{{name}}","value":{"{{(value.All(char.IsAsciiDigit) ? "intValue" : "stringValue")}}":"{{value}}"} }""";
    }

    private static Activity Read(string name, string text)
    {
        using var folder = new ExportFolder().With(name, text);
        return folder.Ingest();
    }
}
