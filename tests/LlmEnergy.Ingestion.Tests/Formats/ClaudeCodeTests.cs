using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>Session logs of Claude Code, as the issues of its readers show them.</summary>
public class ClaudeCodeTests
{
    private const string Done = "\"end_turn\"";

    /// <summary>github.com/ccusage/ccusage/issues/976: other gateways name no request.</summary>
    [Test]
    public void A_message_without_a_request_is_one_call()
    {
        var activity = Of(
            """{"type":"user","timestamp":"2026-09-10T10:00:00Z","sessionId":"s-1","message":{"role":"user"}}""",
            Row("chatcmpl-a1", 4_000, 20, "null"),
            Row("chatcmpl-a1", 4_000, 350, Done),
            Row("chatcmpl-a2", 5_200, 90, "null"),
            Row("chatcmpl-a2", 5_200, 90, Done)
        );
        Assert.That(
            (activity.Rows, activity.Total.Requests, activity.Total.Input, activity.Total.Output),
            Is.EqualTo((new RowCounts(5, 2, 2, 1, 0), 2L, 9_200L, 440L))
        );
        Assert.That(activity.Issues, Is.Empty, "the row that says how the answer ended counts");
    }

    [Test]
    public void A_message_that_a_side_conversation_or_a_resumed_session_repeats_under_another_request_is_one_call()
    {
        var activity = Of(
            Row("msg_01", 10, 100, Done, "req_1"),
            Row("msg_01", 10, 100, Done, "req_2", "s-2"),
            Row("chatcmpl-1", 10, 7, Done),
            Row("chatcmpl-1", 10, 9, Done, session: "s-2")
        );
        Assert.That((activity.Rows.Accepted, activity.Rows.Duplicate, activity.Total.Output), Is.EqualTo((3L, 1L, 116L)));
    }

    /// <summary>The program writes its own errors as messages of a model of this name.</summary>
    [Test]
    public void A_synthetic_message_is_no_inference()
    {
        var activity = Of(
            Row("msg_03A", 5_100, 250, Done),
            Row("b1f5", 0, 0, "null", model: "<synthetic>"),
            Row("b1f6", 0, 0, "null", model: "<synthetic>")
        );
        Assert.That((activity.Rows, activity.Files.Single().Fates.Single().Rule), Is.EqualTo((new RowCounts(3, 1, 0, 2, 0), "synthetic")));
    }

    /// <summary>github.com/anthropics/claude-code/issues/22671: output is written while the answer streams, and never again.</summary>
    [Test]
    public void Output_of_answers_that_no_row_ends_is_a_lower_bound()
    {
        var activity = Of(Row("msg_040", 3, 9, "null"), Row("msg_041", 3, 9, "null"), Row("msg_042", 3, 200, Done));
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "usage.jsonl: warning LE1043: found 2 rows with 18 output tokens (unfinished-output), expected none: no row of theirs "
                    + "says how the answer ended, "
                    + "so that their output is what was counted until then: a lower bound"
            )
        );
        Assert.That(activity.Total.Output, Is.EqualTo(218));
    }

    private static string Row(
        string id,
        int input,
        int output,
        string stop,
        string? request = null,
        string session = "s-1",
        string model = "claude-opus-4-6"
    ) =>
        FormattableString.Invariant(
            $$$"""{"type":"assistant","sessionId":"{{{session}}}","timestamp":"2026-09-10T10:00:02Z","message":{"id":"{{{id}}}","model":"{{{model}}}","stop_reason":{{{stop}}},"usage":{"input_tokens":{{{input}}},"output_tokens":{{{output}}}}}{{{(request is null ? "" : $",\"requestId\":\"{request}\"")}}}}"""
        );

    private static Activity Of(params string[] rows)
    {
        using var folder = new ExportFolder().With("usage.jsonl", string.Join('\n', rows));
        return folder.Ingest();
    }
}
