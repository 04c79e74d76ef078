using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>Logs as a gateway or a cloud's command line hands them on.</summary>
[TestFixture]
internal sealed class CollectedLogsTests
{
    private const string Record =
        """{\"timestamp\":\"2026-09-10T00:26:40Z\",\"accountId\":\"1\",\"region\":\"eu-central-1\",\"requestId\":\"ID\",\"operation\":\"Converse\",\"modelId\":\"anthropic.claude-sonnet-5\",\"input\":{\"inputTokenCount\":100},\"output\":{\"outputTokenCount\":10},\"schemaType\":\"ModelInvocationLog\"}""";

    /// <summary>A plugin rewrites the request by a small model, the other one answers it by a large one.</summary>
    [Test]
    public void Plugins_of_one_line_of_Kong_count_together_and_are_said()
    {
        var activity = Of(
            "kong.jsonl",
            """{"started_at":1789000000000,"request":{"id":"r1"},"ai":{"ai-request-transformer":{"usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":110},"meta":{"response_model":"gpt-4o-mini","provider_name":"openai"}},"proxy":{"usage":{"prompt_tokens":500,"completion_tokens":80,"total_tokens":580},"meta":{"response_model":"gpt-4.1","provider_name":"openai"}},"ai-rate-limiting-advanced":{"limit":5}}}"""
                + "\n"
        );
        Assert.That(
            activity.Lines.Select(line => (line.Key.Model, line.Usage.Requests, line.Usage.Input, line.Usage.Output)),
            Is.EqualTo(new[] { ("gpt-4.1", 1L, 600L, 90L) })
        );
        Assert.That(
            activity.Issues.Where(issue => issue.Code == "LE1043").Select(issue => issue.ToString()),
            Is.EqualTo(
                new[]
                {
                    "kong.jsonl: warning LE1043: found 1 row with 90 output tokens (several-plugins), expected none: several plugins of one "
                        + "line called models: their tokens count together, under the model of the last one",
                }
            )
        );
    }

    [TestCase("", 0)]
    [TestCase(",\"nextToken\":\"bxkq6\"", 1, TestName = "A page of events that names the next one lacks it")]
    public void Events_that_the_command_line_filters_are_records_of_the_invocation_log(string more, int missing)
    {
        var activity = Of(
            "events.json",
            $$"""{"events":[{"logStreamName":"s","message":"{{Record.Replace("ID", "a", StringComparison.Ordinal)}}","eventId":"1"},{"logStreamName":"s","message":"{{Record.Replace("ID", "b", StringComparison.Ordinal)}}","eventId":"2"},{"message":"START RequestId: 3"}],"searchedLogStreams":[]{{more}}}"""
        );
        Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(3, 2, 0, 1, 0), 200L)));
        Assert.That(activity.Issues.Count(issue => issue.Code == "LE1023"), Is.EqualTo(missing));
    }

    [Test]
    public void A_subscription_tries_with_messages_of_its_own() =>
        Assert.That(
            Of(
                "delivery.json",
                $$"""{"messageType":"DATA_MESSAGE","logEvents":[{"id":"1","message":"{{Record}}"},{"id":"2","message":"CWL CONTROL MESSAGE: Checking health of destination"}]}"""
            ).Rows,
            Is.EqualTo(new RowCounts(2, 1, 0, 1, 0))
        );

    /// <summary>A token of the next page is no true, and says that there is one all the same.</summary>
    [TestCase("\"NextToken\":\"abc\",", 1)]
    [TestCase("\"NextToken\":null,", 0)]
    [TestCase("", 0)]
    public void Metrics_that_name_a_next_page_lack_it(string token, int missing)
    {
        var activity = Of(
            "metrics.json",
            $$"""{ {{token}} "MetricDataResults":[{"Id":"m1","Label":"anthropic.claude-sonnet-5 InputTokenCount","Timestamps":["2026-09-01T00:00:00Z"],"Values":[100]},{"Id":"m2","Label":"anthropic.claude-sonnet-5 OutputTokenCount","Timestamps":["2026-09-01T00:00:00Z"],"Values":[10]}]}"""
        );
        Assert.That(activity.Total.Input, Is.EqualTo(100L));
        Assert.That(activity.Issues.Count(issue => issue.Code == "LE1023"), Is.EqualTo(missing));
    }

    /// <summary>Recordings share ids and moments, so that neither names a response.</summary>
    [Test]
    public void Responses_that_two_logs_have_count_once()
    {
        static string Line(int number) =>
            """{"request_uri":"https://api.openai.com/v1/chat/completions","response_date":"Thu, 10 Sep 2026 08:00:0# GMT","response":{"id":"same","model":"gpt-4.1","usage":{"prompt_tokens":10#,"completion_tokens":5}}}""".Replace(
                "#",
                number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            ) + "\n";
        using var folder = new ExportFolder()
            .With("1.jsonl", string.Concat(Enumerable.Range(0, 6).Select(Line)))
            .With("2.jsonl", string.Concat(Enumerable.Range(1, 8).Select(Line)));
        var activity = folder.Ingest();
        Assert.That((activity.Total.Requests, activity.Rows.Duplicate, activity.Issues.IsEmpty), Is.EqualTo((9L, 5L, true)));
    }

    [TestCase(30, 0)]
    [TestCase(60, 1, TestName = "A report of ccusage whose days were cut is held against its own totals")]
    public void A_report_of_ccusage_is_held_against_its_own_totals(int total, int wrong)
    {
        var activity = Of(
            "usage.json",
            """{"daily":[{"date":"2026-09-01","totalTokens":45,"modelBreakdowns":[{"modelName":"claude-sonnet-5","inputTokens":10,"outputTokens":5,"cacheCreationTokens":0,"cacheReadTokens":20,"cost":0.1},{"modelName":"claude-haiku-4-5","inputTokens":20,"outputTokens":1,"cacheCreationTokens":0,"cacheReadTokens":0,"cost":0.1}]}],"totals":{"inputTokens":#,"outputTokens":6,"cacheCreationTokens":0,"cacheReadTokens":20,"totalTokens":56}}""".Replace(
                "#",
                total.ToString(System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            )
        );
        Assert.That(activity.Total.Input, Is.EqualTo(50L));
        Assert.That(activity.Issues.Count(issue => issue.Code == "LE1040"), Is.EqualTo(wrong));
    }

    private static Activity Of(string name, string text)
    {
        using var folder = new ExportFolder().With(name, text);
        return folder.Ingest();
    }
}
