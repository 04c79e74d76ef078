using System.Text;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>Inputs that nobody plans for.</summary>
[TestFixture]
internal sealed class OddInputsTests
{
    [Test]
    public void Cached_tokens_of_a_column_that_is_empty_throughout_are_unknown_and_not_none()
    {
        const string Csv =
            "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_input_tokens_cache_write_5m,"
            + "usage_input_tokens_cache_write_1h,usage_output_tokens\n2026-09-01,claude-sonnet-5,100,,0,0,20\n2026-09-02,claude-sonnet-5,50,,0,0,5\n";
        using var folder = new ExportFolder().With("tokens.csv", Csv);
        var activity = folder.Ingest();
        Assert.That((activity.Total.Input, activity.Total.Output), Is.EqualTo((150L, 25L)));
        Assert.That(activity.Lines.Select(line => line.Usage.Knows(Known.Cached)), Is.All.False);
        Assert.That(activity.Lines.Select(line => line.Usage.Knows(Known.CacheWrite)), Is.All.True);
    }

    [Test]
    public void Two_files_that_declare_the_same_days_both_count()
    {
        static string Batch(string message, int input) =>
            (
                "{\"custom_id\":\"a\",\"result\":{\"type\":\"succeeded\",\"message\":{\"id\":\"MESSAGE\",\"model\":\"claude-sonnet-5\","
                + "\"usage\":{\"input_tokens\":INPUT,\"output_tokens\":1}}}}\n"
            )
                .Replace("MESSAGE", message, StringComparison.Ordinal)
                .Replace("INPUT", input.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        using var folder = new ExportFolder()
            .With("1.jsonl", Batch("msg_1", 100))
            .With("2.jsonl", Batch("msg_2", 10) + Batch("msg_1", 100));
        var days = Intake.None with { From = new(2026, 9, 1), To = new(2026, 9, 30) };
        folder.Source = folder.Source with
        {
            Intake = new Dictionary<string, Intake> { ["1.jsonl"] = days, ["2.jsonl"] = days },
        };
        var activity = folder.Ingest();
        Assert.That((activity.Total.Input, activity.Rows.Duplicate, activity.Issues.Length), Is.EqualTo((110L, 1L, 0)));
    }

    [Test]
    public void An_object_of_a_million_members_on_one_line_is_refused_or_rejected_and_ends()
    {
        var text = new StringBuilder("{\"timestamp\":0,\"input_length\":1,\"output_length\":1,\"hash_ids\":[]");
        for (var member = 0; member < 1_000_000; member++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $",\"m{member}\":1");
        using var folder = new ExportFolder().With("trace.jsonl", text.Append("}\n").ToString());
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var activity = folder.Ingest();
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
        Assert.That(activity.Total.Input == 1 || activity.Issues.Length > 0, "it is read, or something says why not");
    }
}
