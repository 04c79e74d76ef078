using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>Exports of the same days that are limited to, or grouped by, other things: what only one of them states counts.</summary>
public class BucketDimensionTests
{
    private const string Profile = """
        { "id": "test.groups", "title": "groups", "container": ["csv"],
          "fields": { "time": "day", "host": "host", "model": "model", "region": "region", "serviceTier": "tier", "costKey": "project",
            "account": "account", "operation": "operation", "input": "in", "output": "out", "cost": "cost", "currency": "currency" },
          "semantics": { "grain": "bucket", "time": ["yyyy-MM-dd"], "zone": "UTC" } }
        """;

    private static readonly string[] Columns = ["host", "model", "region", "tier", "project", "account", "operation"];

    [TestCase("model,m1", "model,m2")]
    [TestCase("project,alpha", "project,beta")]
    [TestCase("tier,priority", "tier,batch")]
    [TestCase("region,eu", "region,us")]
    [TestCase("host,one", "host,two")]
    [TestCase("account,org-1", "account,org-2")]
    public void Two_exports_of_one_value_each_both_count_whichever_was_obtained_later(string first, string second)
    {
        var a = Rows(first, "2026-07-01,10,1");
        var b = Rows(second, "2026-07-01,20,2");
        Assert.That(Read((a, "2026-07-02"), (b, "2026-07-03")).Total.Input, Is.EqualTo(30));
        Assert.That(Read((a, "2026-07-03"), (b, "2026-07-02")).Total.Input, Is.EqualTo(30));
        Assert.That(Read((a, null), (b, null)).Total.Input, Is.EqualTo(30));
    }

    [Test]
    public void What_only_the_earlier_export_has_is_a_warning_with_its_size() =>
        Assert.That(
            Found(
                Read(
                    (Rows("project,alpha", "2026-07-01,10,1", "2026-07-02,30,3"), "2026-07-02"),
                    (Rows("project,beta", "2026-07-01,20,2", "2026-07-02,5,1"), "2026-07-03")
                )
            ),
            Is.EqualTo(
                new[]
                {
                    "0.csv: warning LE1029: found 2 buckets, from 2026-07-01, with a costKey that 1.csv does not have at that time: 44 "
                        + "tokens, "
                        + "though obtained later; expected them there too: they are counted from here; "
                        + "if they are parts of one whole, state filter in intake.csv",
                }
            )
        );

    [Test]
    public void A_filter_says_that_they_are_parts() =>
        Assert.That(
            Found(
                ReadAs(
                    (Rows("project,alpha", "2026-07-01,10,1"), new Intake(new(2026, 7, 2), null, null, "alpha")),
                    (Rows("project,beta", "2026-07-01,20,2"), new Intake(new(2026, 7, 3), null, null, "beta"))
                )
            ),
            Is.Empty
        );

    [Test]
    public void A_cost_is_part_of_the_size() =>
        Assert.That(
            Found(
                    Read(
                        (Rows("project,alpha", "2026-07-01,10,1,2.50,USD"), "2026-07-02"),
                        (Rows("project,beta", "2026-07-01,20,2,1,USD"), "2026-07-03")
                    )
                )
                .Single(),
            Does.Contain("at that time: 11 tokens and USD 2.5, though obtained later")
        );

    [Test]
    public void Equal_totals_of_other_values_both_count_and_are_an_error_that_a_filter_settles() =>
        Assert.That(
            Counted(Read((Rows("model,m1", "2026-07-01,10,1"), "2026-07-02"), (Rows("model,m2", "2026-07-01,10,1"), "2026-07-03"))),
            Is.EqualTo(
                (
                    20,
                    "0.csv: error LE1024: found 1 bucket, from 2026-07-01, with a model (the first 'm1') that 1.csv does not have "
                        + "at that time: 11 tokens, as much as it states under others; expected other totals, or filter in intake.csv "
                        + "if they are parts: both are counted, if they are the same usage take one out"
                )
            )
        );

    [Test]
    public void By_project_and_by_model_with_the_same_totals_count_once()
    {
        var byProject = Rows("project,alpha", "2026-07-01,10,1") + Rows("project,beta", "2026-07-01,20,2");
        var byModel = Rows("model,m1", "2026-07-01,25,2") + Rows("model,m2", "2026-07-01,5,1");
        Assert.That(
            Counted(Read((byProject, "2026-07-02"), (byModel, "2026-07-03"))),
            Is.EqualTo(
                (
                    30,
                    "0.csv: warning LE1029: found 1 bucket, from 2026-07-01, by costKey that 1.csv states with the same totals "
                        + "by model: 33 tokens, expected one grouping, or filter in intake.csv if they are parts: they count once, from "
                        + "1.csv"
                )
            )
        );
    }

    [Test]
    public void By_project_and_by_model_with_other_totals_both_count_and_are_an_error()
    {
        var byProject = Rows("project,alpha", "2026-07-01,10,1") + Rows("project,beta", "2026-07-01,20,2");
        var byModel = Rows("model,m1", "2026-07-01,25,2") + Rows("model,m2", "2026-07-01,7,1");
        Assert.That(
            Counted(Read((byProject, "2026-07-02"), (byModel, "2026-07-03"))),
            Is.EqualTo(
                (
                    62,
                    "0.csv: error LE1024: found 1 bucket, from 2026-07-01, by costKey of a time that 1.csv states by model "
                        + "with other totals: 33 tokens here, 35 tokens there; expected one grouping, "
                        + "or filter in intake.csv if they are parts: both are counted"
                )
            )
        );
    }

    [Test]
    public void A_finer_export_of_the_same_numbers_counts_once()
    {
        var byModel = Rows("model,m1", "2026-07-01,30,3");
        var byModelAndProject = Rows("model,m1,project,alpha", "2026-07-01,10,1") + Rows("model,m1,project,beta", "2026-07-01,20,2");
        Assert.That(Read((byModel, "2026-07-02"), (byModelAndProject, "2026-07-03")).Total.Input, Is.EqualTo(30));
        Assert.That(Read((byModel, "2026-07-03"), (byModelAndProject, "2026-07-02")).Total.Input, Is.EqualTo(30));
    }

    [Test]
    public void An_export_of_one_tier_and_one_of_the_rest_both_count()
    {
        var batch = Rows("model,m1,tier,batch", "2026-07-01,5,1");
        var rest = Rows("model,m1", "2026-07-01,100,10");
        var activity = Read((batch, "2026-07-02"), (rest, "2026-07-03"));
        Assert.That(activity.Total.Input, Is.EqualTo(105));
        Assert.That(activity.Issues.Single().Code, Is.EqualTo("LE1024"), "an export that is not grouped by tier would look the same");
    }

    [Test]
    public void A_changed_number_of_the_same_values_counts_from_the_later_export_alone() =>
        Assert.That(
            Counted(
                Read(
                    (Rows("model,m1", "2026-07-01,10,1") + Rows("model,m2", "2026-07-01,20,2"), "2026-07-02"),
                    (Rows("model,m1", "2026-07-01,11,1") + Rows("model,m2", "2026-07-01,20,2"), "2026-07-03")
                )
            ),
            Is.EqualTo((31, ""))
        );

    [Test]
    public void A_model_that_a_later_export_lacks_counts_from_the_earlier_one() =>
        Assert.That(
            Counted(
                Read(
                    (Rows("model,m1", "2026-07-01,10,1") + Rows("model,m2", "2026-07-01,20,2"), "2026-07-02"),
                    (Rows("model,m1", "2026-07-01,11,1"), "2026-07-03")
                )
            ),
            Is.EqualTo(
                (
                    31,
                    "0.csv: warning LE1029: found 1 bucket, from 2026-07-01, with a model (the first 'm2') that 1.csv does not "
                        + "have at that time: 22 tokens, though obtained later; expected them there too: they are counted from here; "
                        + "if they are parts of one whole, state filter in intake.csv"
                )
            )
        );

    [Test]
    public void A_model_that_a_later_export_has_on_other_days_alone_counts_from_the_earlier_one() =>
        Assert.That(
            Read(
                (Rows("model,m1", "2026-07-01,10,1") + Rows("model,m2", "2026-07-01,20,2"), "2026-07-02"),
                (Rows("model,m1", "2026-07-01,10,1") + Rows("model,m2", "2026-07-02,40,4"), "2026-07-03")
            ).Total.Input,
            Is.EqualTo(10 + 20 + 40)
        );

    [Test]
    public void A_tier_that_begins_after_the_common_days_is_no_other_grouping() =>
        Assert.That(
            Counted(
                Read(
                    (Rows("model,m1", "2026-07-01,10,1"), "2026-07-02"),
                    (Rows("model,m1", "2026-07-01,12,1") + Rows("model,m1,tier,batch", "2026-07-02,5,1"), "2026-07-03")
                )
            ),
            Is.EqualTo((17, ""))
        );

    [Test]
    public void What_a_third_export_states_counts_from_it()
    {
        var activity = Read(
            (Rows("model,m1", "2026-07-01,10,1") + Rows("model,m2", "2026-07-01,20,2"), "2026-07-02"),
            (Rows("model,m1", "2026-07-01,10,1"), "2026-07-03"),
            (Rows("model,m2", "2026-07-01,21,2"), "2026-07-04")
        );
        Assert.That((activity.Total.Input, activity.Rows.Duplicate), Is.EqualTo((31L, 2L)));
    }

    [Test]
    public void What_names_the_account_of_its_source_is_of_that_account()
    {
        var named = Rows("model,m1,account,org-1", "2026-07-01,10,1");
        Assert.That(Read((named, "2026-07-02"), (Rows("model,m1", "2026-07-01,10,1"), "2026-07-03")).Total.Input, Is.EqualTo(10));
    }

    [Test]
    public void A_later_bill_that_states_less_is_a_finding()
    {
        var before = Rows("model,m1", "2026-07-01,0,0,2.50,USD");
        var activity = Read((before, "2026-07-02"), (Rows("model,m1", "2026-07-01,0,0,1,USD"), "2026-07-03"));
        Assert.That(Found(activity).Single(), Does.Contain("LE1029").And.Contain("0 tokens and USD 2.5 here, 0 tokens and USD 1 there"));
    }

    /// <summary>
    /// Whatever an export is split by and whenever its pieces were obtained, they add up to the whole; a value may be empty.
    /// </summary>
    [Test]
    public void Pieces_of_one_export_count_as_the_whole([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable
            .Range(0, 60)
            .Select(row =>
                (
                    Values: Columns.ToDictionary(column => column, column => random.Next(4) is > 0 and var value ? $"{column}{value}" : ""),
                    Row: $"2026-07-0{1 + random.Next(5)},{random.Next(1, 100_000)},{random.Next(1, 10_000)}"
                )
            )
            .ToList();
        var (column, pieces) = (Columns[random.Next(Columns.Length)], random.Next(2, 5));
        string Csv(IEnumerable<(Dictionary<string, string> Values, string Row)> some) =>
            string.Concat(some.Select(row => Rows(string.Join(',', row.Values.Select(value => $"{value.Key},{value.Value}")), row.Row)));
        var split = rows.GroupBy(row => row.Values[column].LastOrDefault() % pieces)
            .Select(piece => (Csv(piece), random.Next(4) == 0 ? null : $"2026-08-0{random.Next(1, 9)}"));
        var (whole, parts) = (Read((Csv(rows), (string?)null)), Read([.. split]));
        Assert.That((parts.Total, parts.Rows), Is.EqualTo((whole.Total, whole.Rows)), $"by {column}");
    }

    /// <param name="values">Columns with their values, such as "model,m1,project,alpha".</param>
    /// <param name="rows">Day, input, output, and maybe cost and currency.</param>
    private static string Rows(string values, params string[] rows)
    {
        var pairs = values.Split(',').Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        return string.Concat(
            rows.Select(row =>
            {
                var cells = row.Split(',');
                var named = Columns.Select(column => pairs.GetValueOrDefault(column, ""));
                return string.Join(',', [cells[0], .. named, .. cells[1..], .. Enumerable.Repeat("", 5 - cells.Length)]) + "\n";
            })
        );
    }

    private static (long Input, string Found) Counted(Activity activity) => (activity.Total.Input, string.Join('\n', Found(activity)));

    private static IEnumerable<string> Found(Activity activity) => activity.Issues.Select(issue => issue.ToString());

    private static Activity Read(params ReadOnlySpan<(string Rows, string? ObtainedOn)> files)
    {
        var inputs = new List<(string, Intake)>();
        foreach (var (rows, on) in files)
            inputs.Add((rows, on is null ? Intake.None : new(DateOnly.Parse(on, CultureInfo.InvariantCulture), null, null, "")));
        return ReadAs([.. inputs]);
    }

    /// <summary>Files by their number: 0.csv, 1.csv.</summary>
    private static Activity ReadAs(params (string Rows, Intake Intake)[] files)
    {
        using var folder = new ExportFolder(inMemory: true).As(Profile);
        var header = $"day,{string.Join(',', Columns)},in,out,cost,currency\n";
        foreach (var (number, file) in files.Index())
            folder.With($"{number}.csv", header + file.Rows);
        folder.Source = folder.Source with { Intake = files.Index().ToDictionary(file => $"{file.Index}.csv", file => file.Item.Intake) };
        return folder.Ingest();
    }
}
