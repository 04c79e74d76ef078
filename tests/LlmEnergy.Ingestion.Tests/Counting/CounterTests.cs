using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>Values that count up: what counts is the step from one to the next.</summary>
public class CounterTests
{
    private const string Header = "time,host,model,started,in,out\n";

    [Test]
    public void A_series_adds_up_to_its_last_value_whatever_the_order_of_rows()
    {
        var activity = Of(
            Header
                + "2026-01-05T10:02:00Z,a,m,10:00,300,30\n2026-01-05T10:01:00Z,a,m,10:00,100,10\n2026-01-05T10:03:00Z,a,m,10:00,350,30\n2026-01-05T10:01:00Z,b,m,10:00,7,1\n"
        );
        Assert.That((activity.Rows, activity.Total.Input, activity.Total.Output), Is.EqualTo((new RowCounts(4, 4, 0, 0, 0), 357L, 31L)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void A_lower_value_and_another_start_begin_at_zero()
    {
        var activity = Of(
            Header
                + "2026-01-05T10:01:00Z,a,m,10:00,100,10\n2026-01-05T10:02:00Z,a,m,10:00,40,4\n2026-01-05T10:03:00Z,a,m,10:00,50,5\n2026-01-05T10:04:00Z,a,m,10:04,60,6\n"
        );
        Assert.That((activity.Total.Input, activity.Total.Output), Is.EqualTo((100L + 50 + 60, 10L + 5 + 6)));
    }

    [Test]
    public void The_same_count_once_more_is_a_duplicate()
    {
        var activity = Of(Header + "2026-01-05T10:01:00Z,a,m,10:00,100,10\n2026-01-05T10:02:00Z,a,m,10:00,100,10\n");
        Assert.That(
            activity.NotAccepted,
            Is.EqualTo(new[] { new RowDecision("usage.csv", 3, 3, 1, RowOutcome.Duplicate, "same-count", "usage.csv", 2) })
        );
        Assert.That(activity.Total.Input, Is.EqualTo(100));
    }

    [Test]
    public void A_step_counts_on_its_day_and_from_a_row_before_the_period()
    {
        var text = Header + "2025-12-31T23:00:00Z,a,m,10:00,100,10\n2026-01-01T01:00:00Z,a,m,10:00,130,13\n";
        var activity = ExportFolder.Of(Profile, text, ReportingPeriod.Spanning(new(2026, 1, 1), new(2026, 3, 31)));
        Assert.That(
            (activity.Rows.Accepted, activity.Rows.Ignored, activity.Total.Input, activity.Total.Output),
            Is.EqualTo((1L, 1L, 30L, 3L))
        );
    }

    [Test]
    public void A_series_goes_on_in_the_next_file()
    {
        using var folder = new ExportFolder()
            .As(Profile)
            .With("a.csv", Header + "2026-01-05T10:01:00Z,a,m,10:00,100,10\n")
            .With("b.csv", Header + "2026-01-05T10:02:00Z,a,m,10:00,130,13\n2026-01-05T10:01:00Z,c,m,10:00,1,1\n");
        var activity = folder.Ingest();
        Assert.That((activity.Total.Input, activity.Issues.Length), Is.EqualTo((131L, 0)));
    }

    [Test]
    public void Where_nothing_says_when_a_counter_began_counting_begins_with_its_first_row()
    {
        var activity = ExportFolder.Of(
            Profile.Replace(", \"start\": \"started\"", "", StringComparison.Ordinal),
            Header + "2026-01-05T10:01:00Z,a,m,10:00,100,10\n2026-01-05T10:02:00Z,a,m,10:00,130,13\n"
        );
        Assert.Multiple(() =>
        {
            Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(2, 1, 0, 1, 0), 30L)));
            Assert.That(
                activity.Issues.Single().ToString(),
                Is.EqualTo(
                    "usage.csv: warning LE1045: found 1 counter that states 110 tokens in the first row, expected where they began at "
                        + "zero: "
                        + "counting begins with that row, what came before it is not counted"
                )
            );
        });
    }

    [Test]
    public void Points_of_JSON_are_read_alike()
    {
        using var folder = new ExportFolder()
            .As(Profile.Replace("\"csv\"", "\"jsonl\"", StringComparison.Ordinal))
            .With(
                "usage.jsonl",
                """
                {"time":"2026-01-05T10:01:00Z","host":"a","model":"m","started":1,"in":"100","out":10}
                {"time":"2026-01-05T10:02:00Z","host":"a","model":"m","started":1,"in":"250","out":20}
                """
            );
        Assert.That((folder.Ingest().Total.Input, folder.Ingest().Total.Output), Is.EqualTo((250L, 20L)));
    }

    [Test]
    public void A_counter_is_no_list_of_requests() =>
        Assert.That(
            Assert
                .Throws<ConfigurationException>(() => Of("", Profile.Replace("\"bucket\"", "\"request\"", StringComparison.Ordinal)))!
                .Issues.Single()
                .Message,
            Is.EqualTo("semantics.grain: found 'request', expected bucket: a step of a counter sums what came since the one before")
        );

    private const string Profile = """
        { "id": "test.counter", "title": "a counter", "container": "csv", "counter": { "series": ["host", "model"], "start": "started", "order": "time", "reset": "lower" },
          "fields": { "time": "time", "model": "model", "input": "in", "output": "out" },
          "semantics": { "grain": "bucket", "time": "iso", "zone": "UTC" } }
        """;

    private static Activity Of(string text, string profile = Profile) => ExportFolder.Of(profile, text);
}
