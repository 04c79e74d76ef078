using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>What files say of themselves is compared with what was read of them.</summary>
public class ControlTotalTests
{
    private const string Table = """
        { "id": "test.table", "title": "a table with a last row of sums", "container": ["csv", "xlsx"],
          "fields": { "time": "day", "model": "model", "input": "in", "cached": "cached", "output": "out", "cost": "cost" },
          "semantics": { "grain": "bucket", "inputIncludesCached": false, "time": "yyyy-MM-dd", "zone": "UTC", "currency": "USD" },
          "ignore": [ { "rule": "failed", "when": { "model": "failed" } } ],
          "controlTotals": { "when": { "day": "Total" }, "fields": { "input": "in", "output": "out", "cost": "cost" } } }
        """;

    private const string Pages = """
        { "id": "test.pages", "title": "pages with totals", "container": ["json", "jsonl"], "json": { "rows": "results[]" },
          "fields": { "time": "day", "input": "in", "output": "out" },
          "semantics": { "grain": "bucket", "time": "yyyy-MM-dd", "zone": "UTC" },
          "controlTotals": { "fields": { "input": "../metadata.in", "output": "../metadata.out" } } }
        """;

    private const string Rows = "day,model,in,cached,out,cost\n2026-01-05,a,100,40,10,0.50\n2026-01-06,failed,7,1,3,0.01\n";

    [Test]
    public void A_last_row_of_sums_is_no_usage_and_agrees()
    {
        var activity = ExportFolder.Of(Table, Rows + "Total,,107,,13,0.51\n");
        Assert.Multiple(() =>
        {
            Assert.That(activity.Issues, Is.Empty);
            Assert.That(
                (activity.Rows, activity.Total.Input, activity.Total.Output),
                Is.EqualTo((new RowCounts(3, 1, 0, 2, 0), 140L, 10L))
            );
            Assert.That(activity.NotAccepted.Select(run => run.Rule), Is.EqualTo(new[] { "failed", "control-total" }));
            Assert.That(activity.Files.Single().NotAccepted.Input, Is.EqualTo(8), "of the failed row alone");
        });
    }

    [Test]
    public void Sums_that_disagree_are_an_error_with_both_numbers()
    {
        var activity = ExportFolder.Of(Table, Rows + "Total,,1107,,13,0.52\n");
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "usage.csv: error LE1040: found input 107, cost 0.51 in all rows together, expected input 1,107, cost 0.52 as the file's "
                    + "own totals say: "
                    + "rows are missing, or are not read as they are meant"
            )
        );
    }

    [Test]
    public void Rows_outside_the_period_are_in_the_sums_too()
    {
        var activity = ExportFolder.Of(Table, Rows + "Total,,107,,13,0.51\n", ReportingPeriod.Spanning(new(2026, 4, 1), new(2026, 6, 30)));
        Assert.That((activity.Issues.Count(issue => issue.Code == "LE1040"), activity.Rows.Accepted), Is.EqualTo((0, 0L)));
    }

    [Test]
    public void A_rejected_row_is_missing_in_the_sums() =>
        Assert.That(
            ExportFolder.Of(Table, Rows + "2026-01-07,a,1000,,x,\nTotal,,1107,,13,0.51\n").Issues.Select(issue => issue.Code),
            Is.EquivalentTo(new[] { "LE1003", "LE1040" })
        );

    [TestCase("""{"results":[{"day":"2026-01-05","in":10,"out":1},{"day":"2026-01-06","in":20,"out":2}],"metadata":{"in":30,"out":3}}""")]
    [TestCase(
        """[{"metadata":{"in":10,"out":1},"results":[{"day":"2026-01-05","in":10,"out":1}]},{"results":[{"day":"2026-01-06","in":20,"out":2}],"metadata":{"in":20,"out":2}}]"""
    )]
    [TestCase(
        "{\"metadata\":{\"in\":10,\"out\":1},\"results\":[{\"day\":\"2026-01-05\",\"in\":10,\"out\":1}]}\n{\"results\":[],\"metadata\":{\"in\":0,\"out\":0}}"
    )]
    public void Pages_agree(string json)
    {
        Assert.That(OfJson(json).Issues, Is.Empty);
        Assert.That(
            OfJson(json.Replace("\"metadata\":{\"in\":", "\"metadata\":{\"in\":5", StringComparison.Ordinal)).Issues.Single().Code,
            Is.EqualTo("LE1040")
        );
    }

    [TestCase("120", 0)]
    [TestCase("160", 0)]
    [TestCase("", 0)]
    [TestCase("777", 1)]
    public void The_total_of_a_row_is_one_of_the_sums_that_it_may_be(string total, int findings)
    {
        const string Profile = """
            { "id": "test.total", "title": "a total in each row", "container": "csv",
              "fields": { "time": "day", "input": "in", "cached": "cached", "output": "out", "total": "total" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC", "inputIncludesCached": true,
                "totalIs": [["input", "output"], ["input", "cached", "output"]] } }
            """;
        var activity = ExportFolder.Of(Profile, $"day,in,cached,out,total\n2026-01-05,100,40,20,{total}\n");
        Assert.That((activity.Rows.Accepted, activity.Issues.Length), Is.EqualTo((1L, findings)));
        if (findings > 0)
        {
            Assert.That(
                activity.Issues[0].ToString(),
                Is.EqualTo(
                    "usage.csv: warning LE1041: found 1 row whose total is another (777 tokens stated, 120 found), expected input + "
                        + "output or input + cached + output: what was found is counted"
                )
            );
        }
    }

    private static Activity OfJson(string json)
    {
        using var folder = new ExportFolder().As(Pages).With("usage.json", json);
        return folder.Ingest();
    }
}
