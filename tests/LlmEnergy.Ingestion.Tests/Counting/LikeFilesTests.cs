using System.Globalization;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>Requests that nothing names, a second each, in files of which the second one begins before the first one ends.</summary>
[TestFixture]
internal sealed class LikeFilesTests
{
    private const string Profile = """
        {
          "id": "log",
          "title": "a log without ids",
          "container": ["csv"],
          "fields": { "time": "time", "model": "model", "input": "input", "output": "output" },
          "semantics": { "grain": "request", "time": "iso", "zone": "UTC" }
        }
        """;

    private const string Header = "time,model,input,output\n";

    [Test]
    public void Requests_that_two_files_have_are_an_error_with_their_size()
    {
        var activity = Of(Rows(0, 10), Rows(6, 14));
        Assert.That(
            activity.Issues.Select(issue => issue.ToString()),
            Is.EqualTo(
                new[]
                {
                    "2.csv: error LE1062: found about 4 rows of 332 tokens (50% of the file) that 1.csv has too, next to each other, expected "
                        + "each request once: nothing names them, so that they are counted twice; export days that do not overlap, or name an "
                        + "identity in a profile",
                }
            )
        );
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(18, 18, 0, 0, 0)), "nothing says which of them are the same");
    }

    [Test]
    public void The_order_of_the_rows_does_not_matter() =>
        Assert.That(
            Of(
                Rows(0, 10),
                string.Concat(Rows(6, 14).Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse().Select(row => row + "\n"))
            )
                .Issues.Select(issue => issue.Code),
            Is.EqualTo(new[] { "LE1062" })
        );

    [Test]
    public void Days_that_follow_each_other_are_no_overlap() => Assert.That(Of(Rows(0, 10), Rows(10, 20)).Issues, Is.Empty);

    [Test]
    public void Equal_requests_of_one_file_are_none() => Assert.That(Of(Rows(0, 10) + Rows(0, 10), Rows(10, 20)).Issues, Is.Empty);

    /// <summary>Two gateways that classify: one answer of two, some requests a second, as each of them has in the same second.</summary>
    [Test]
    public void Calls_that_are_all_alike_tell_nothing()
    {
        static string Shard(int seed)
        {
            var random = new Random(seed);
            return string.Concat(Enumerable.Range(0, 2_000).Select(row => $"2026-07-01T10:00:{row / 100:00}Z,m,{random.Next(3)},1\n"));
        }

        Assert.That(Of(Shard(1), Shard(2)).Issues, Is.Empty);
    }

    [Test]
    public void A_file_of_many_rows_is_told_by_a_sample()
    {
        var issue = Of(Rows(0, 100_000), Rows(90_000, 190_000)).Issues.Single();
        var found = decimal.Parse(
            issue.Message.Split("about ")[1].Split(' ')[0],
            NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture
        );
        Assert.That(found, Is.EqualTo(10_000m).Within(1_000m));
    }

    [Test]
    public void The_same_file_twice_counts_once_as_before() =>
        Assert.That(Of(Rows(0, 10), Rows(0, 10)).Rows, Is.EqualTo(new RowCounts(20, 10, 10, 0, 0)));

    [Test]
    public void A_row_of_sums_that_stands_twice_is_said()
    {
        const string Sums = """
            {
              "id": "sums",
              "title": "sums of days",
              "container": ["csv"],
              "fields": { "time": "day", "model": "model", "input": "input", "output": "output" },
              "semantics": { "grain": "bucket", "time": "yyyy-MM-dd", "zone": "UTC" }
            }
            """;
        var activity = ExportFolder.Of(
            Sums,
            "day,model,key,input,output\n2026-07-01,m,a,100,10\n2026-07-01,m,b,100,10\n2026-07-02,m,a,5,5\n2026-07-01,m,a,100,10\n"
        );
        Assert.That(
            activity.Issues.Select(issue => issue.ToString()),
            Is.EqualTo(
                new[]
                {
                    "usage.csv: warning LE1063: found 1 row of 110 tokens, from 2026-07-01, with the same in all columns as another row of the "
                        + "file, expected sums of the same once: they are counted twice; take them out if the export states them once",
                }
            ),
            "the row of another key is none, though the key is not read"
        );
    }

    private static string Rows(int first, int end) =>
        string.Concat(
            Enumerable
                .Range(first, end - first)
                .Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{new DateTime(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(row):yyyy-MM-ddTHH:mm:ssZ},m,{60 + row % 50},{10 + row % 7}\n"
                    )
                )
        );

    private static Activity Of(params string[] files)
    {
        using var folder = new ExportFolder().As(Profile);
        foreach (var (number, rows) in files.Index())
            folder.With($"{number + 1}.csv", Header + rows);
        return folder.Ingest();
    }
}
