using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>Spend logs of LiteLLM, as the issues of its repository show them.</summary>
public class LiteLlmTests
{
    /// <summary>
    /// github.com/BerriAI/litellm/issues/17814: fetching a stored response logs its tokens again, under a new id each time.
    /// </summary>
    [Test]
    public void A_retrieved_response_is_no_inference()
    {
        var activity = Of(
            Row("resp_1", "aresponses", 121, 400, 0.0023m),
            Row("resp_2", "aget_responses", 121, 400, 0.0023m),
            Row("resp_3", "aget_responses", 121, 400, 0.0023m)
        );
        Assert.That((activity.Rows, activity.Total.Input, activity.Total.Output), Is.EqualTo((new RowCounts(3, 1, 0, 2, 0), 121L, 400L)));
        var fate = activity.Files.Single().Fates.Single();
        Assert.That((fate.Rule, fate.Rows, fate.Usage.Output, fate.Cost["USD"]), Is.EqualTo(("retrieved-response", 2L, 800L, 0.0046m)));
    }

    /// <summary>github.com/BerriAI/litellm/pull/39589: a stream that breaks is a failure with tokens and spend.</summary>
    [Test]
    public void A_failed_request_that_used_energy_counts()
    {
        var activity = Of(
            Row("ok", "acompletion", 11, 900, 0.003m),
            Row("broken", "pass_through_endpoint", 11, 1_095, 0.0041m, status: "failure"),
            Row("no price", "acompletion", 5, 50, null, status: "failure"),
            Row("a model without a price, whose spend is 0", "acompletion", 5, 50, 0m, status: "failure"),
            Row("refused", "acompletion", 5, 0, null, status: "failure"),
            Row("refused, of a model without a price", "acompletion", 7, 0, 0m, status: "failure"),
            Row("limited", "acompletion", 0, 0, 0m, status: "failure")
        );
        Assert.That((activity.Rows, activity.Total.Input, activity.Total.Output), Is.EqualTo((new RowCounts(7, 4, 0, 3, 0), 32L, 2_095L)));
        var fate = activity.Files.Single().Fates.Single();
        Assert.That(
            (fate.Rule, fate.Usage.Input, fate.Usage.Output),
            Is.EqualTo(("failed-request", 12L, 0L)),
            "what is ignored is still accounted for"
        );
    }

    /// <summary>
    /// github.com/BerriAI/litellm/issues/12084: creating and polling a batch are no requests; each poll may repeat the tokens.
    /// </summary>
    [Test]
    public void Polls_of_a_batch_are_no_requests_and_repeated_tokens_are_said()
    {
        var activity = Of(
            Row("batch_6a", "acreate_batch", 0, 0, 0m),
            Row("p1", "aretrieve_batch", 0, 0, 0m),
            Row("batch_6a_batch_cost", "aretrieve_batch", 28_000, 7_000, 0.008m),
            Row("p2", "aretrieve_batch", 28_000, 7_000, 0.008m, second: 40),
            Row("f1", "afile_content", 0, 0, 0m)
        );
        Assert.That((activity.Rows, activity.Files.Single().Fates.Single().Rule), Is.EqualTo((new RowCounts(5, 2, 0, 3, 0), "no-usage")));
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "usage.jsonl: warning LE1044: found 1 row with the same model, prompt_tokens, completion_tokens as another row "
                    + "(batch-poll: 35,000 tokens), "
                    + "expected each call once: they are counted, since nothing names them as one"
            )
        );
    }

    /// <summary>github.com/BerriAI/litellm/issues/15740: one call, logged under two interfaces; nothing in the rows names it.</summary>
    [Test]
    public void A_call_under_two_interfaces_is_said()
    {
        var activity = Of(
            Row("resp_B", "aresponses", 1_000, 200, 0.004m),
            Row("chatcmpl-B", "acompletion", 1_000, 200, 0.004m),
            Row("chatcmpl-C", "acompletion", 1_000, 200, 0.004m, second: 2),
            Row("chatcmpl-D", "acompletion", 1_000, 200, 0.004m, second: 2)
        );
        Assert.That(
            activity.Issues.Single().Message,
            Is.EqualTo(
                "found 1 row with the same model, prompt_tokens, completion_tokens and the same second as another row under another "
                    + "call_type (bridged-call: 1,200 tokens), "
                    + "expected each call once: they are counted, since nothing names them as one"
            )
        );
    }

    /// <summary>github.com/BerriAI/litellm/issues/11789: two members state the cache, and a stream left one of them at 0.</summary>
    [Test]
    public void The_larger_of_two_members_is_the_cache_and_the_proxys_own_cache_is_none()
    {
        var activity = Of(
            Row("c-1", "acompletion", 1_000, 100, 0.01m),
            Row("c-2", "acompletion", 1_000, 100, 0m, hit: "True"),
            Row("c-3", "acompletion", 40_000, 300, 0.02m, usage: "\"cache_read_input_tokens\":38000,\"cache_creation_input_tokens\":0"),
            Row(
                "c-4",
                "anthropic_messages",
                2_459,
                23,
                0.002m,
                usage: "\"prompt_tokens_details\":{\"cached_tokens\":0},\"cache_read_input_tokens\":2455"
            )
        );
        Assert.That(
            (activity.Rows, activity.Total.Input, activity.Total.Cached, activity.Total.Output),
            Is.EqualTo((new RowCounts(4, 3, 0, 1, 0), 43_459L, 40_455L, 423L))
        );
        Assert.That(activity.Files.Single().Parts, Is.EqualTo(new PartCounts(2, 0, 0)));
    }

    [Test]
    public void A_cache_beside_the_prompt_is_added()
    {
        var activity = Of(
            Row("larger", "anthropic_messages", 4, 23, 0.002m, usage: "\"cache_read_input_tokens\":2455"),
            Row(
                "in the total",
                "anthropic_messages",
                500,
                23,
                0.002m,
                usage: "\"cache_read_input_tokens\":100,\"cache_creation_input_tokens\":50",
                total: 673
            )
        );
        Assert.That((activity.Total.Input, activity.Files.Single().Parts), Is.EqualTo((2_459L + 650, new PartCounts(0, 2, 0))));
        Assert.That(activity.Issues, Is.Empty);
    }

    /// <summary>github.com/langfuse/langfuse/issues/14987: reasoning 109 of an output of 102.</summary>
    [Test]
    public void Reasoning_that_does_not_fit_costs_no_row()
    {
        var activity = Of(
            Row("r1", "acompletion", 900, 102, 0m, usage: "\"completion_tokens_details\":{\"reasoning_tokens\":109}"),
            Row("r2", "acompletion", 900, 300, 0m, usage: "\"completion_tokens_details\":{\"reasoning_tokens\":250}")
        );
        Assert.That(
            (activity.Rows.Accepted, activity.Total.Input, activity.Total.Output, activity.Total.Reasoning),
            Is.EqualTo((2L, 1_800L, 402L, 250L))
        );
        Assert.That((activity.Issues.Single().Code, activity.Issues.Single().Severity), Is.EqualTo(("LE1015", Severity.Warning)));
    }

    /// <summary>github.com/BerriAI/litellm/issues/16051 and 1806: a wrong price, or no model, is no reason to lose tokens.</summary>
    [Test]
    public void A_negative_price_and_an_empty_model_cost_no_row()
    {
        var activity = Of(Row("gc-1", "acompletion", 1_244, 88, -0.847665m), Row("n1", "acompletion", 500, 100, 0.002m, model: ""));
        Assert.That(
            (activity.Rows.Accepted, activity.Total.Input, activity.Total.Output, activity.Issues.Length),
            Is.EqualTo((2L, 1_744L, 188L, 0))
        );
    }

    private static string Row(
        string id,
        string call,
        int input,
        int output,
        decimal? spend,
        string status = "success",
        string hit = "False",
        string usage = "",
        int? total = null,
        int second = 1,
        string model = "m"
    ) =>
        FormattableString.Invariant(
            $$$"""
            {"request_id":"{{{id}}}","call_type":"{{{call}}}","spend":{{{spend?.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ?? "null"}}},"total_tokens":{{{total
                ?? input
                    + output}}},"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}},"startTime":"2026-09-10T12:40:{{{second:00}}}.1Z","model":"{{{model}}}","custom_llm_provider":"openai","metadata":{"usage_object":{{{{usage}}}}},"cache_hit":"{{{hit}}}","status":"{{{status}}}"}
            """
        );

    private static Activity Of(params string[] rows)
    {
        using var folder = new ExportFolder().With("usage.jsonl", string.Join('\n', rows));
        folder.Source = folder.Source with { Format = "litellm.spendlogs" };
        return folder.Ingest();
    }
}
