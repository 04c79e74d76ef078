using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>Exports that sum the same days: the later one counts, day by day, as intake.csv says.</summary>
public class BucketTests
{
    private const string Profile = """
        { "id": "test.days", "title": "days", "container": ["csv"],
          "fields": { "time": "start", "timeEnd": "end", "model": "model", "operation": "kind", "input": "in", "output": "out" },
          "semantics": { "grain": "bucket", "time": ["yyyy-MM-dd", "iso"], "zone": "UTC" } }
        """;

    private const string Header = "start,end,model,kind,in,out\n";
    private const string July1 = "2026-07-01,2026-07-02,m,,";
    private const string July2 = "2026-07-02,2026-07-03,m,,";
    private const string July3 = "2026-07-03,2026-07-04,m,,";

    [Test]
    public void The_export_that_was_obtained_later_counts_for_the_days_it_has()
    {
        var activity = Read(
            ("a.csv", Header + July1 + "10,1\n" + July2 + "20,2\n", On("2026-07-03")),
            ("b.csv", Header + July2 + "25,3\n" + July3 + "30,3\n", On("2026-07-04"))
        );
        Assert.Multiple(() =>
        {
            Assert.That(activity.Total.Input, Is.EqualTo(10 + 25 + 30));
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(4, 3, 1, 0, 0)));
            Assert.That(
                activity.NotAccepted,
                Is.EqualTo(new[] { new RowDecision("a.csv", 3, 3, 1, RowOutcome.Duplicate, "re-exported", "b.csv") })
            );
            Assert.That(activity.Files[0].NotAccepted.Input, Is.EqualTo(20));
            Assert.That(activity.Issues, Is.Empty);
        });
    }

    [Test]
    public void Each_row_has_its_own_end_and_each_wrong_one_is_a_fault()
    {
        var activity = Read(
            (
                "a.csv",
                Header
                    + July1
                    + "10,1\n"
                    + "2026-07-01,2026-07-01T12:00,m,,20,2\n"
                    + string.Concat(Enumerable.Repeat("2026-07-01,2026-06-30,m,,40,4\n2026-07-01,x,m,,80,8\n", 2))
                    + July1
                    + "160,16\n",
                null
            )
        );
        Assert.That((activity.Rows.Rejected, activity.Total.Input), Is.EqualTo((4L, 190L)));
    }

    [Test]
    public void The_order_of_files_does_not_matter_but_the_day_of_obtaining_does() =>
        Assert.That(
            Read(
                ("a.csv", Header + July2 + "25,3\n", On("2026-07-04")),
                ("b.csv", Header + July2 + "20,2\n", On("2026-07-03"))
            ).Total.Input,
            Is.EqualTo(25)
        );

    [Test]
    public void Where_nothing_says_which_is_later_it_is_an_error_that_names_both()
    {
        var activity = Read(("a.csv", Header + July2 + "20,2\n", null), ("b.csv", Header + July2 + "25,3\n", null));
        Assert.That(activity.Total.Input, Is.EqualTo(25), "the larger counts meanwhile");
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "a.csv: error LE1024: found 1 bucket that b.csv states too, from 2026-07-02: 22 tokens here, 28 tokens there; expected "
                    + "obtained_on in intake.csv to say which export is the later one, or filter if they are parts: counted is b.csv"
            )
        );
    }

    [Test]
    public void One_that_says_when_and_one_that_does_not_is_an_error_too() =>
        Assert.That(
            Read(("a.csv", Header + July2 + "20,2\n", null), ("b.csv", Header + July2 + "10,1\n", On("2026-07-04"))).Issues.Single().Code,
            Is.EqualTo("LE1024")
        );

    [Test]
    public void Days_that_say_the_same_in_both_are_duplicates_and_no_error()
    {
        var activity = Read(
            ("a.csv", Header + July1 + "10,1\n" + July2 + "20,2\n", null),
            ("b.csv", Header + July2 + "20,2\n" + July3 + "30,3\n", null)
        );
        Assert.That((activity.Total.Input, activity.Rows.Duplicate), Is.EqualTo((60L, 1L)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void Rows_of_one_day_in_one_export_are_parts_of_it() =>
        Assert.That(Read(("a.csv", Header + July1 + "10,1\n" + July1 + "5,1\n", null)).Total.Input, Is.EqualTo(15));

    [Test]
    public void Hours_and_the_day_they_are_in_count_once()
    {
        var hours = Header + "2026-07-01T00:00:00Z,2026-07-01T01:00:00Z,m,,3,1\n2026-07-01T05:00:00Z,2026-07-01T06:00:00Z,m,,4,1\n";
        var activity = Read(("a.csv", hours, On("2026-07-02")), ("b.csv", Header + July1 + "10,2\n", On("2026-07-03")));
        Assert.That((activity.Total.Input, activity.Rows.Duplicate), Is.EqualTo((10L, 2L)));
    }

    [Test]
    public void Another_operation_is_another_export() =>
        Assert.That(
            Read(
                ("a.csv", Header + July1 + "10,1\n", null),
                ("b.csv", Header + "2026-07-01,2026-07-02,m,embeddings,5,0\n", null)
            ).Total.Input,
            Is.EqualTo(15)
        );

    [Test]
    public void Exports_with_different_filters_are_parts()
    {
        var activity = Read(
            ("a.csv", Header + July1 + "10,1\n", new(null, null, null, "project A")),
            ("b.csv", Header + July1 + "5,1\n", new(null, null, null, "project B"))
        );
        Assert.That(activity.Total.Input, Is.EqualTo(15));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void A_later_export_that_states_less_is_a_finding()
    {
        var activity = Read(("a.csv", Header + July1 + "10,1\n", On("2026-07-02")), ("b.csv", Header + July1 + "5,1\n", On("2026-07-03")));
        Assert.That(activity.Total.Input, Is.EqualTo(5));
        Assert.That(
            activity.Issues.Single().ToString(),
            Does.StartWith(
                "a.csv: warning LE1029: found 1 bucket that b.csv states too, from 2026-07-01: 11 tokens here, 6 tokens there, though "
                    + "obtained later"
            )
        );
    }

    [Test]
    public void A_later_export_of_a_part_of_a_day_is_an_error()
    {
        var hour = Header + "2026-07-01T05:00:00Z,2026-07-01T06:00:00Z,m,,4,1\n";
        var activity = Read(("a.csv", Header + July1 + "10,2\n", On("2026-07-02")), ("b.csv", hour, On("2026-07-03")));
        Assert.That(
            activity.Issues.Single().ToString(),
            Does.StartWith("a.csv: error LE1024: found 1 bucket that b.csv states too")
                .And.EndsWith("expected it to cover all of them: usage of the rest is not counted; export both over whole days")
        );
    }

    [Test]
    public void The_same_usage_in_two_formats_counts_once()
    {
        using var folder = new ExportFolder()
            .With(
                "a.json",
                """{"object":"page","data":[{"object":"bucket","start_time":1782864000,"end_time":1782950400,"results":[{"object":"organization.usage.completions.result","input_tokens":100,"output_tokens":10,"num_model_requests":1,"model":"gpt-5"}]}],"has_more":false}"""
            )
            .With(
                "b.csv",
                "start_time,end_time,start_time_iso,end_time_iso,num_model_requests,model,input_tokens,output_tokens\n1782864000,1782950400,,,1,gpt-5,100,10\n"
            );
        Assert.That(folder.Ingest().Total.Input, Is.EqualTo(100));
    }

    [Test]
    public void A_bucket_that_reaches_over_the_end_is_counted_by_its_start_and_said()
    {
        ReportingPeriod.TryParse("2026-Q3", FiscalYear.Calendar, out var period);
        var activity = ExportFolder.Of(Profile, Header + "2026-09-28,2026-10-05,m,,70,7\n", period);
        Assert.That(activity.Total.Input, Is.EqualTo(70));
        Assert.That(
            activity.Issues.First().ToString(),
            Is.EqualTo(
                "usage.csv: warning LE1025: found buckets of 1 row and 77 tokens that end after the period, expected buckets inside it: "
                    + "they are counted by their start"
            )
        );
    }

    [TestCase(7, 1)]
    [TestCase(8, 0)]
    public void What_overlaps_is_a_finding_of_its_own_period(int month, int findings)
    {
        using var folder = new ExportFolder { Period = ReportingPeriod.Spanning(new(2026, month, 1), new(2026, month, 31)) }
            .As(Profile)
            .With("a.csv", Header + July2 + "20,2\n")
            .With("b.csv", Header + July2 + "25,3\n2026-08-03,2026-08-04,m,,1,1\n");
        Assert.That(folder.Ingest().Issues.Count(issue => issue.Code == "LE1024"), Is.EqualTo(findings));
    }

    private static Intake On(string day) => new(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), null, null, "");

    private static Activity Read(params ReadOnlySpan<(string Name, string Csv, Intake? Intake)> files)
    {
        using var folder = new ExportFolder().As(Profile);
        var intake = new Dictionary<string, Intake>();
        foreach (var (name, csv, on) in files)
        {
            folder.With(name, csv);
            if (on is not null)
                intake[name] = on;
        }

        folder.Source = folder.Source with { Intake = intake };
        return folder.Ingest();
    }
}
