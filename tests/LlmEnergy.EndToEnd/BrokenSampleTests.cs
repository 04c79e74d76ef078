namespace LlmEnergy.EndToEnd;

/// <summary>One file for each kind of bad input: each is told apart, and everything readable is counted.</summary>
public class BrokenSampleTests
{
    private string _workspace = null!;
    private Result _result = null!;

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = Cli.CopyOf("broken");
        Directory.CreateDirectory(Path.Combine(_workspace, "exports", "a-directory.csv"));
        File.WriteAllText(
            Path.Combine(_workspace, "llmenergy.json"),
            """
            {
              "schema": 1, "undertaking": "Broken inputs",
              "sources": [ { "id": "exports", "path": "exports/*" }, { "id": "directory", "path": "exports/a-directory.csv" }, { "id": "vanished", "path": "exports/vanished.csv" } ]
            }
            """
        );
        _result = Cli.Run("report", _workspace, "--period", "2026", "--format", "json");
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void The_run_ends_with_3_and_writes_its_outputs()
    {
        Assert.That(_result.ExitCode, Is.EqualTo(3), _result.Error);
        Assert.That(File.Exists(Path.Combine(_workspace, "periods", "2026", "disclosure.pdf")), Is.True);
    }

    [Test]
    public void No_stack_trace_is_shown() =>
        Assert.That(_result.Error + _result.Output, Does.Not.Contain("   at ").And.Not.Contain("Exception"));

    [Test]
    public void Every_row_has_a_fate()
    {
        // the sums of the table in the sample's README
        string[] fates = ["rowsRead", "rowsAccepted", "rowsDuplicate", "rowsIgnored", "rowsRejected"];
        Assert.That(fates.Select(fate => _result.Json.Number($"activity.{fate}")), Is.EqualTo(new[] { 332m, 318m, 0m, 3m, 11m }));
    }

    [Test]
    public void Rows_that_were_not_accepted_are_all_listed()
    {
        var listed = File.ReadLines(Path.Combine(_workspace, "periods", "2026", "rows.csv"))
            .Skip(1)
            .Sum(line => long.Parse(line.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture));
        var activity = _result.Json.At("activity");
        Assert.That(listed, Is.EqualTo(activity.Number("rowsRead") - activity.Number("rowsAccepted")));
    }

    [Test]
    public void A_directory_among_files_is_named_and_the_other_file_is_counted()
    {
        var result = Cli.Run(
            "ingest",
            Path.Combine(_workspace, "exports", "a-directory.csv"),
            Path.Combine(_workspace, "exports", "utf16-bom.csv"),
            "--format",
            "json"
        );
        Assert.That((result.ExitCode, result.Json.Number("activity.rowsAccepted")), Is.EqualTo((3, 2m)));
        Assert.That(result.Error, Does.Contain("a-directory.csv: error: found a directory, expected a file").And.Contain("(LE1001"));
    }

    [Test]
    public void Every_file_is_accounted_for_and_messages_have_their_place()
    {
        var messages = _result.Json.At("issues").EnumerateArray().Select(issue => issue.At("at").GetString()!).ToList();
        Assert.That(messages, Has.All.Match("^[^:]+(:[1-9][0-9]*){0,2}$"));
        Assert.That(messages, Has.Some.StartsWith("exports/a-directory.csv/**").And.Some.StartsWith("exports/vanished.csv"));
    }
}
