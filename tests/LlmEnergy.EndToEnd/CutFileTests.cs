using LlmEnergy.EndToEnd.Mutations;

namespace LlmEnergy.EndToEnd;

/// <summary>An export of 92 days with 40 requests each, cut behind a line, so that nothing in it says that there was more.</summary>
public class CutFileTests
{
    private const int RowsOfDay = 40;
    private const int LastDay = 91;
    private string _workspace = "";

    [SetUp]
    public void Create() => _workspace = RawWorkspaces.Write("json-lines");

    [TearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void Cut_inside_a_day_of_the_period_the_days_behind_it_are_missing()
    {
        Cut((60 * RowsOfDay) + 20);
        var result = Report();
        Assert.That((result.ExitCode, Failed(result)), Is.EqualTo((3, "coverage")), result.Error);
        Assert.That(result.Error, Does.Contain("found no rows on 31 days of the period, the first 2026-08-31"));
    }

    [Test]
    public void Cut_inside_the_last_day_it_is_a_warning_where_few_rows_are_left()
    {
        Cut((LastDay * RowsOfDay) + 7);
        var result = Report();
        Assert.That((result.ExitCode, Failed(result)), Is.EqualTo((0, "")), result.Error);
        Assert.That(
            result.Error,
            Does.Contain("warning: found 7 rows on 2026-09-30, the last day, and 40 a day before").And.Contain("(LE4016")
        );
    }

    [TestCase((LastDay * RowsOfDay) + 20)]
    [TestCase((LastDay * RowsOfDay) + RowsOfDay - 1)]
    public void Cut_anywhere_after_it_was_put_on_record_it_is_not_what_was_obtained(int rows)
    {
        string[] record = ["--accept", "exports/gateway.jsonl", "--by", "A. Berg", "--on", "2026-10-02", "--obtained-from", "gateway"];
        Assert.That(Cli.Run(["ingest", _workspace, .. record]).ExitCode, Is.Zero);
        Assert.That((Report().ExitCode, Failed(Report())), Is.EqualTo((0, "")));
        Cut(rows);
        var result = Report();
        Assert.That((result.ExitCode, Failed(result)), Is.EqualTo((3, "inputs-sound")), result.Error);
        Assert.That(result.Error, Does.Contain("(LE1031"));
    }

    private void Cut(int rows)
    {
        var path = Path.Combine(_workspace, "exports", "gateway.jsonl");
        File.WriteAllLines(path, File.ReadLines(path).Take(rows).ToList());
    }

    private Result Report() => Cli.Run("report", _workspace, "--period", RawWorkspaces.Period, "--format", "json");

    private static string Failed(Result result) =>
        string.Join(
            ", ",
            result
                .Json.At("checks")
                .EnumerateArray()
                .Where(check => !check.At("passed").GetBoolean())
                .Select(check => check.At("id").GetString())
        );
}
