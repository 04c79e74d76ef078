namespace LlmEnergy.EndToEnd;

/// <summary>A failed check is accepted as a user does it, and the report then says so; samples/broken has several.</summary>
public class AcceptCommandTests
{
    private string _workspace = "";

    [SetUp]
    public void Copy() => _workspace = Cli.CopyOf("broken");

    [TearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void A_row_is_added_with_the_day_and_printed()
    {
        var result = Cli.Run(
            "accept",
            "coverage",
            _workspace,
            "--period",
            "2026-Q3",
            "--by",
            "A. Berg",
            "--reason",
            "=lost",
            "--format",
            "json"
        );
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var row = result.Json[0];
        Assert.That(
            (row.At("check").GetString(), row.At("period").GetString(), row.At("by").GetString(), row.At("reason").GetString()),
            Is.EqualTo(("coverage", "2026-Q3", "A. Berg", "=lost"))
        );
        Assert.That(
            File.ReadAllText(Path.Combine(_workspace, "acceptances.csv")),
            Is.EqualTo($"check,period,by,date,reason\ncoverage,2026-Q3,A. Berg,{row.At("date").GetString()},\"'=lost\"\n")
                .Or.EqualTo($"check,period,by,date,reason\ncoverage,2026-Q3,A. Berg,{row.At("date").GetString()},'=lost\n")
        );
    }

    [Test]
    public void What_there_is_not_is_refused_with_exit_code_2()
    {
        var result = Cli.Run("accept", "no-such-check", _workspace, "--period", "2026-Q3", "--by", "A. Berg", "--reason", "lost");
        Assert.That(
            (result.ExitCode, result.Output, result.Error.Trim()),
            Is.EqualTo(
                (
                    2,
                    "",
                    "CHECK: error: found 'no-such-check', expected the id of a check such as coverage, or the code of a finding "
                        + "such as LE1026 (LE2001)"
                )
            )
        );
        Assert.That(File.Exists(Path.Combine(_workspace, "acceptances.csv")), Is.False);
    }

    [Test]
    public void A_final_report_is_written_when_every_check_that_fails_is_accepted_and_none_before()
    {
        var failed = Failed(Cli.Run("report", _workspace, "--period", "2026-Q3", "--final"));
        Assert.That(failed, Has.Count.GreaterThan(1));
        foreach (var check in failed)
        {
            Assert.That(Cli.Run("report", _workspace, "--period", "2026-Q3", "--final").ExitCode, Is.EqualTo(2), check);
            Assert.That(
                Cli.Run("accept", check, _workspace, "--period", "2026-Q3", "--by", "A. Berg", "--reason", $"known: {check}").ExitCode,
                Is.Zero
            );
        }

        Assert.That(Cli.Run("report", _workspace, "--period", "2026-Q3", "--final").ExitCode, Is.EqualTo(3));
        var page = File.ReadAllText(Path.Combine(_workspace, "periods", "2026-Q3", "disclosure.html"));
        foreach (var check in failed)
            Assert.That(page, Does.Contain($"known: {check}"));
    }

    [Test]
    public void A_byte_that_is_added_to_an_export_after_the_report_stops_every_step()
    {
        foreach (var check in Failed(Cli.Run("report", _workspace, "--period", "2026-Q3", "--final")))
            Cli.Run("accept", check, _workspace, "--period", "2026-Q3", "--by", "A. Berg", "--reason", "known");
        Cli.Run("report", _workspace, "--period", "2026-Q3", "--final");
        var export = Directory.EnumerateFiles(Path.Combine(_workspace, "exports"), "*.csv").Order(StringComparer.Ordinal).First();
        File.AppendAllText(export, "x\n");
        foreach (var (step, name) in new[] { ("prepared", "A"), ("reviewed", "B"), ("approved", "C"), ("closed", "D") })
        {
            var result = Cli.Run("close", _workspace, "--period", "2026-Q3", "--step", step, "--name", name);
            Assert.That(result.ExitCode, Is.EqualTo(2), step);
            if (step == "prepared")
                Assert.That(
                    result.Error,
                    Does.StartWith(
                        $"2026-Q3: error: found exports/{Path.GetFileName(export)} changed since the report, expected the inputs "
                            + $"as the report read them: run report --period 2026-Q3 --final again"
                    )
                );
        }
    }

    private static List<string> Failed(Result refused) =>
        [
            .. refused
                .Error.Split('\n')
                .Where(line => line.Contains("found that check ", StringComparison.Ordinal))
                .Select(line => line.Split("found that check ")[1].Split(' ')[0]),
        ];
}
