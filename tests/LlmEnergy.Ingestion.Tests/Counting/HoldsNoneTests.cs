using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>Quantities that rows have none of by nature are known and 0; what a row states is read all the same.</summary>
public class HoldsNoneTests
{
    [TestCase("input", Known.Input)]
    [TestCase("cached", Known.Cached)]
    [TestCase("cacheWrite", Known.CacheWrite)]
    [TestCase("output", Known.Output)]
    [TestCase("reasoning", Known.Reasoning)]
    public void It_is_zero_and_not_unknown(string field, Known quantity)
    {
        Assert.That(Of("[]", ",,,,").Total.Known & quantity, Is.EqualTo(Known.Nothing));
        var usage = Of($"[\"{field}\"]", ",,,,").Total;
        Assert.That(usage, Is.EqualTo(Usage.None with { Requests = 1, Known = Known.Requests | quantity }));
    }

    [Test]
    public void Rows_that_hold_no_request_are_none()
    {
        var usage = Of("[\"requests\"]", "100,,,20,").Total;
        Assert.That((usage.Requests, usage.Input, usage.Knows(Known.Requests)), Is.EqualTo((0L, 100L, true)));
    }

    [Test]
    public void A_row_that_states_some_has_them() => Assert.That(Of("[\"output\"]", "100,,,20,").Total.Output, Is.EqualTo(20));

    [Test]
    public void A_field_that_a_format_maps_may_then_be_empty()
    {
        const string Input = "\"input\": \"in\"";
        Assert.That(Of("[]", ",,,20,", Input).Issues.Single().Code, Is.EqualTo("LE1009"));
        Assert.That(Of("[\"input\"]", ",,,20,", Input).Rows.Accepted, Is.EqualTo(1));
    }

    [TestCase("output", ",,,,7", "reasoning")]
    [TestCase("input", ",7,,,", "cached")]
    [TestCase("input", ",,7,,", "cacheWrite")]
    public void A_part_of_nothing_is_left_out(string whole, string counts, string part)
    {
        var activity = Of($"[\"{whole}\"]", counts);
        var issue = activity.Issues.Single();
        Assert.That(
            (issue.Code, issue.Message),
            Is.EqualTo(
                (
                    "LE1015",
                    $"found 1 row with a part that is larger than its whole ({part} of 1; 7 tokens), expected no more than the whole: "
                        + $"they are counted, the part is unknown"
                )
            )
        );
        Assert.That((activity.Rows.Accepted, activity.Total.Input, activity.Total.Output), Is.EqualTo((1L, 0L, 0L)));
    }

    private static Activity Of(string none, string counts, string? only = null) =>
        ExportFolder.Of(
            $$"""
            { "id": "test.none", "title": "none", "container": "csv",
              "fields": { "time": "day", {{only ?? FieldsOf(counts)}} },
              "semantics": { "grain": "request", "inputIncludesCached": true, "inputIncludesCacheWrite": true, "outputIncludesReasoning": true,
                "holdsNone": {{none}}, "time": "yyyy-MM-dd", "zone": "UTC" } }
            """,
            $"day,in,cached,written,out,reasoning\n2026-01-05,{counts}\n"
        );

    /// <summary>Of the columns that state something.</summary>
    private static string FieldsOf(string counts)
    {
        string[] fields = ["input\": \"in", "cached\": \"cached", "cacheWrite\": \"written", "output\": \"out", "reasoning\": \"reasoning"];
        var stated = fields.Zip(counts.Split(',')).Where(field => field.Second.Length > 0).Select(field => field.First);
        return string.Join(", ", stated.Append("model\": \"model").Select(field => $"\"{field}\""));
    }
}
