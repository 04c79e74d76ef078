namespace LlmEnergy.EndToEnd;

/// <summary>Files are put on record as they are obtained, and the report says whether it read what is on record.</summary>
public class IntakeTests
{
    private const string File = "exports/openai/completions_usage_2026-09-01_2026-10-01.csv";
    private string _workspace = null!;

    [SetUp]
    public void Copy() => _workspace = Cli.CopyOf("acme");

    [TearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void A_file_is_put_on_record_with_its_hash_and_its_days()
    {
        System.IO.File.Delete(Register);
        var result = Cli.Run("ingest", _workspace, "--accept", File, "--by", "=A. Berg", "--on", "2026-10-02", "--filter", "project A");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(
            System.IO.File.ReadAllLines(Register),
            Is.EqualTo(
                new[]
                {
                    "file,sha256,provider,account,obtained_by,obtained_on,source,from,to,filter",
                    $"{File},57539414a661b4c9375a5010e29e6764cbc1107b4e919242d111939967714c74,openai,org-acme,\"'=A. "
                        + $"Berg\",2026-10-02,,2026-09-01,2026-09-30,project A",
                }
            )
        );
    }

    [Test]
    public void Accepting_again_replaces_the_row_and_keeps_the_others()
    {
        var before = System.IO.File.ReadAllLines(Register);
        Cli.Run("ingest", _workspace, "--accept", Path.Combine(_workspace, File), "--by", "B. Holm", "--on", "2026-10-05");
        var after = System.IO.File.ReadAllLines(Register);
        Assert.That(after, Has.Length.EqualTo(before.Length));
        Assert.That(after.Except(before).Single(), Does.Contain("B. Holm,2026-10-05"));
    }

    [Test]
    public void A_file_of_no_source_is_refused_and_nothing_is_written()
    {
        var before = System.IO.File.ReadAllText(Register);
        var result = Cli.Run("ingest", _workspace, "--accept", "llmenergy.json");
        Assert.That(
            (result.ExitCode, result.Error),
            Is.EqualTo((2, "--accept: error: found a file of none of the 2 sources, expected one that a source's path names (LE2001)\n"))
        );
        Assert.That(System.IO.File.ReadAllText(Register), Is.EqualTo(before));
    }

    [TestCase("--by", "B.\u200B Holm", "U+200B")]
    [TestCase("--obtained-from", "console\u2060", "U+2060")]
    [TestCase("--filter", "\u202Eproject", "U+202E")]
    public void What_a_reader_does_not_see_is_not_put_on_record(string option, string text, string found)
    {
        var before = System.IO.File.ReadAllText(Register);
        var result = Cli.Run("ingest", _workspace, "--accept", File, option, text);
        Assert.That(
            (result.ExitCode, result.Error),
            Is.EqualTo(
                (
                    2,
                    $"{option}: error: found the invisible character {found}, expected text of one line that a reader sees as it is (LE2001)\n"
                )
            )
        );
        Assert.That(System.IO.File.ReadAllText(Register), Is.EqualTo(before));
    }

    [Test]
    public void Other_bytes_than_those_on_record_fail_a_check()
    {
        System.IO.File.AppendAllText(Path.Combine(_workspace, File), "\n");
        var result = Cli.Run("report", _workspace, "--period", "2026-Q3");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(
            result.Error,
            Does.Contain($"{File}: error: found other bytes than intake.csv has on record, expected those that were obtained")
                .And.Contain("(LE1031")
        );
        Assert.That(result.Output, Does.Contain("Every input is whole, gives usage, is as obtained, and overlaps no other without a rule"));
    }

    [Test]
    public void A_file_without_a_row_is_a_finding_and_a_row_without_a_file_an_error()
    {
        System.IO.File.Move(Path.Combine(_workspace, File), Path.Combine(_workspace, "exports/openai/other.csv"));
        var result = Cli.Run("report", _workspace, "--period", "2026-Q3", "--verbose");
        Assert.That(
            result.Error,
            Does.Contain("exports/openai/other.csv: warning: found no row of intake.csv for this file")
                .And.Contain("(LE1031")
                .And.Contain($"{File}: error: found no such file in any source")
                .And.Contain("(LE1031")
        );
    }

    [TestCase("file,colour\n", "intake.csv:1: error: found other columns, expected file and any of sha256, provider,")]
    [TestCase(
        "file,obtained_on\na.csv,02.10.2026\n",
        "intake.csv:2:2: error: found no date in obtained_on, expected one such as 2026-10-02"
    )]
    [TestCase("file,from,to\na.csv,2026-02-01,2026-01-01\n", "intake.csv:2:3: error: found an end before its start")]
    [TestCase("file,from\na.csv,2026-02-01\n", "intake.csv:2:2: error: found one end of a span")]
    [TestCase("file\na.csv\na.csv\n", "intake.csv:3:1: error: found a file twice")]
    [TestCase("file,filter\na.csv\n", "intake.csv:2: error: found 1 field, expected 2 as in the header")]
    public void A_register_that_is_wrong_stops_the_run_before_any_output(string csv, string message)
    {
        System.IO.File.WriteAllText(Register, csv);
        var result = Cli.Run("report", _workspace, "--period", "2026-Q3");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(message).And.Contain("(LE2011)"));
        Assert.That(Directory.Exists(Path.Combine(_workspace, "periods")), Is.False);
    }

    private string Register => Path.Combine(_workspace, "intake.csv");
}
