using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>A page of sums that stands twice in one file.</summary>
public class RepeatedRowsTests
{
    private const string Profile = """
        { "id": "test.sums", "title": "sums", "container": ["csv"],
          "fields": { "time": "day", "model": "model", "input": "in", "output": "out" },
          "semantics": { "grain": "bucket", "time": ["yyyy-MM-dd"], "zone": "UTC" } }
        """;

    private const string A = "2026-07-01,m1,10,1\n";
    private const string B = "2026-07-01,m2,20,2\n";
    private const string C = "2026-07-02,m1,30,3\n";
    private const string D = "2026-07-02,m2,40,4\n";
    private const string None = "2026-07-02,m3,0,0\n";

    [Test]
    public void Rows_that_come_again_in_their_order_are_an_error_with_their_size_and_count_as_they_stand()
    {
        var activity = Read(A + B + C + A + B + C);
        Assert.That(activity.Total.Input, Is.EqualTo(120));
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "usage.csv: error LE1039: found 3 rows of 66 tokens, from 2026-07-01, that come again in the order in which they stand "
                    + "before, "
                    + "expected each once: they are counted twice; take them out if a page was saved twice"
            )
        );
    }

    [TestCase(A + B + C + D + B + C + D, 3, TestName = "the end of a file")]
    [TestCase(A + B + C + A + B + C + A + B + C, 6, TestName = "three times the same")]
    [TestCase(A + D + A + B + C + A + B + C, 3, TestName = "a row that stood before the run")]
    [TestCase(A + B + None + C + D + A + B + None + C, 4, TestName = "a row without usage among them")]
    public void A_run_is_found_wherever_it_stands(string rows, int repeated) =>
        Assert.That(
            Read(rows).Issues.Single(issue => issue.Code == "LE1039").ToString(),
            Does.StartWith($"usage.csv: error LE1039: found {repeated} rows")
        );

    [TestCase(A + B + C + D, 0, TestName = "each row once")]
    [TestCase(A + B + C + D + A + B, 2, TestName = "two rows in their order")]
    [TestCase(A + B + C + C + B + A, 3, TestName = "in another order")]
    [TestCase(A + A + A + A + A + A, 5, TestName = "one row all over")]
    [TestCase(A + None + B + A + None + B, 2, TestName = "two rows and one without usage")]
    [TestCase(A + B + C + "2026-07-01,m1,10,1\n2026-07-01,m2,20,2\n2026-07-02,m1,30,4\n", 2, TestName = "another number in the last row")]
    public void What_may_be_chance_is_no_page_and_said_where_the_rows_are_the_same_in_all_columns(string rows, int same)
    {
        var found = Read(rows).Issues.Select(issue => issue.ToString()).ToList();
        Assert.That(found, Has.Exactly(same == 0 ? 0 : 1).StartsWith($"usage.csv: warning LE1063: found {same} rows"));
        Assert.That(found, Has.None.Contains("LE1039"));
    }

    [Test]
    public void A_page_of_two_days_that_stands_twice_is_one()
    {
        var page = Page((1_782_864_000, 10), (1_782_950_400, 20));
        var found = Pages(page, page).Single().ToString();
        Assert.That(found, Does.StartWith("usage.jsonl: error LE1039: found 2 rows of 34 tokens, from 2026-07-01"));
        Assert.That(Pages(page, Page((1_783_036_800, 10), (1_783_123_200, 20))), Is.Empty);
    }

    [Test]
    public void Rows_of_another_period_are_its_finding()
    {
        using var folder = new ExportFolder { Period = ReportingPeriod.Spanning(new(2026, 8, 1), new(2026, 8, 2)) }
            .As(Profile)
            .With("usage.csv", "day,model,in,out\n" + A + B + C + A + B + C + "2026-08-01,m1,1,1\n2026-08-02,m1,1,1\n");
        Assert.That(folder.Ingest().Issues, Is.Empty);
    }

    [Test]
    public void Requests_are_told_apart_by_what_names_them_and_not_by_their_order()
    {
        var requests = Profile.Replace("bucket", "request", StringComparison.Ordinal);
        Assert.That(ExportFolder.Of(requests, "day,model,in,out\n" + A + B + C + A + B + C).Issues, Is.Empty);
    }

    private static Activity Read(string rows) => ExportFolder.Of(Profile, "day,model,in,out\n" + rows);

    private static IEnumerable<Issue> Pages(params string[] pages)
    {
        using var folder = new ExportFolder().With("usage.jsonl", string.Join('\n', pages));
        return [.. folder.Ingest().Issues];
    }

    private static string Page(params (long Start, int Input)[] days) =>
        $$"""{"object":"page","data":[{{string.Join(',', days.Select(day => Bucket(day.Start, day.Input)))}}],"has_more":false}""";

    private static string Bucket(long start, int input)
    {
        const string Completions = "organization.usage.completions.result";
        var result = $$"""{"object":"{{Completions}}","input_tokens":{{input}},"output_tokens":2,"num_model_requests":1,"model":"gpt-5"}""";
        return $$"""{"object":"bucket","start_time":{{start}},"end_time":{{start + 86_400}},"results":[{{result}}]}""";
    }
}
