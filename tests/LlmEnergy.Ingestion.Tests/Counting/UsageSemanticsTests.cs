using System.Globalization;
using System.Text;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>
/// Cases in which other tools count wrongly, taken from their issue trackers and recordings. Each names where it is from; the wrong answers
/// are
/// those that were printed there.
/// </summary>
public class UsageSemanticsTests
{
    private const string Sent = "\"request_uri\":\"https://api.example.com\",\"response_date\":\"Thu, 20 Nov 2025 12:06:07 GMT\"";

    /// <summary>
    /// github.com/ccusage/ccusage/issues/901: one message, streamed in three records; the first is not the whole, the sum is too much.
    /// </summary>
    [Test]
    public void The_most_complete_record_of_a_message_counts()
    {
        static string Record(int output, string stop) =>
            $$$"""{"message":{"usage":{"input_tokens":3,"output_tokens":{{{output}}} },"id":"msg_ABC","model":"claude-sonnet-4-5","stop_reason":{{{stop}}} },"timestamp":"2026-01-05T10:00:00Z","requestId":"req_123"}""";
        var usage = Read("claude-code.sessions", Record(9, "null"), Record(9, "null"), Record(159, "\"tool_use\""));
        Assert.That((usage.Requests, usage.Output), Is.EqualTo((1L, 159L)));
        Assert.That(usage.Output, Is.Not.EqualTo(9).And.Not.EqualTo(9 + 9 + 159));
    }

    /// <summary>
    /// github.com/sirmalloc/ccstatusline/issues/549: 180 records of 89 messages, one a content block; 180 calls is 2.02 times too many.
    /// </summary>
    [Test]
    public void Each_message_is_one_call()
    {
        var records = Enumerable
            .Range(0, 180)
            .Select(record =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$$"""{"timestamp":"2026-01-05T10:00:00Z","requestId":"req_{{{record % 89}}}","message":{"id":"msg_{{{record % 89}}}","model":"claude-sonnet-4-5","usage":{"input_tokens":1,"output_tokens":1} } }"""
                )
            );
        Assert.That(Read("claude-code.sessions", [.. records]).Requests, Is.EqualTo(89).And.Not.EqualTo(180));
    }

    /// <summary>github.com/github/copilot-sdk/issues/1160: cached tokens are inside the prompt; adding them gives 4,226.</summary>
    [Test]
    public void Cached_tokens_are_inside_the_prompt_of_an_OpenAI_response()
    {
        var usage = Read(
            "response-log",
            "{"
                + Sent
                + ""","response":{"object":"chat.completion","model":"gpt-4o","usage":{"prompt_tokens":2006,"prompt_tokens_details":{"cached_tokens":1920},"completion_tokens":300}}}"""
        );
        Assert.That((usage.UncachedInput, usage.Cached, usage.Output, usage.Input + usage.Output), Is.EqualTo((86L, 1_920L, 300L, 2_306L)));
        Assert.That(usage.Input + usage.Output, Is.Not.EqualTo(4_226));
    }

    /// <summary>
    /// scope3data/scope3ai-py, recorded in December 2024: 3 tokens are billed where 204 were processed; energy needs those.
    /// </summary>
    [Test]
    public void Processed_tokens_count_and_not_billed_ones()
    {
        var usage = Read(
            "response-log",
            "{"
                + Sent
                + ""","response":{"id":"x","usage":{"billed_units":{"input_tokens":3,"output_tokens":9},"tokens":{"input_tokens":204,"output_tokens":9}}}}"""
        );
        Assert.That((usage.Input, usage.Output), Is.EqualTo((204L, 9L)));
        Assert.That(usage.Input, Is.Not.EqualTo(3));
    }

    /// <summary>mlco2/ecologits, recorded on 13 March 2026: 768 of 946 output tokens are reasoning; adding them gives 1,714.</summary>
    [Test]
    public void Reasoning_is_inside_the_output_of_an_OpenAI_response()
    {
        var usage = Read(
            "response-log",
            "{"
                + Sent
                + ""","response":{"object":"chat.completion.chunk","model":"gpt-5-nano","usage":{"prompt_tokens":9,"completion_tokens":946,"completion_tokens_details":{"reasoning_tokens":768},"total_tokens":955}}}"""
        );
        Assert.That((usage.Input, usage.Output, usage.Reasoning), Is.EqualTo((9L, 946L, 768L)));
        Assert.That(usage.Output, Is.Not.EqualTo(1_714));
    }

    private static Usage Read(string format, params string[] lines)
    {
        using var folder = new ExportFolder().With("usage.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        folder.Source = folder.Source with { Format = format };
        var activity = folder.Ingest();
        Assert.That(activity.Rows.Rejected, Is.Zero, string.Join('\n', activity.Issues));
        return activity.Total;
    }
}
