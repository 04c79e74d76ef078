namespace LlmEnergy.EndToEnd;

/// <summary>report --final, close, restate and verify as a user runs them, with their exit codes.</summary>
public class PeriodCommandsTests
{
    private const string Log =
        "request_id,call_type,prompt_tokens,completion_tokens,startTime,spend,model,custom_llm_provider,cache_hit\na,acompletion,0,2500000,2025-07-01 10:00:00,5,gpt-4.1-mini,openai,False\n";

    private string _workspace = "";

    [SetUp]
    public void Create()
    {
        _workspace = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        Directory.CreateDirectory(Path.Combine(_workspace, "exports"));
        File.WriteAllText(Path.Combine(_workspace, "exports", "log.csv"), Log);
        File.WriteAllText(
            Path.Combine(_workspace, "llmenergy.json"),
            $$"""{ "schema": 1, "undertaking": "Acme A/S", "sources": [ { "id": "all", "path": "exports", "region": "GB", {{Cli.AttestedZero(2025)}} } ] }"""
        );
    }

    [TearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void A_period_is_reported_signed_closed_verified_and_restated()
    {
        Assert.That(Run("report", _workspace, "--period", "2025-Q3", "--final").ExitCode, Is.Zero);
        Result closed = null!;
        foreach (
            var (step, name) in new[] { ("prepared", "A. Berg"), ("reviewed", "B. Holm"), ("approved", "C. Dahl"), ("closed", "A. Berg") }
        )
            closed = Run("close", _workspace, "--period", "2025-Q3", "--step", step, "--name", name, "--role", "CFO");
        Assert.That((closed.ExitCode, closed.Output.Split('\n')[0].Trim()), Is.EqualTo((0, "2025-Q3 closed by A. Berg, CFO")));
        var kept = closed.Output.Split('\n')[1..4].Select(line => line.Trim().Split(' ')[1]);
        Assert.That(kept.Select(hash => Verify("2025-Q3", "--level", "1", "--expect", hash).ExitCode), Is.EqualTo(new[] { 0, 0, 0 }));

        var before = Entries();
        foreach (var arguments in new[] { new[] { "--final" }, [], ["--compare-methods"] })
        {
            var again = Run(["report", _workspace, "--period", "2025-Q3", .. arguments]);
            Assert.That((again.ExitCode, again.Output), Is.EqualTo((2, "")));
            Assert.That(
                again.Error,
                Does.StartWith("2025-Q3: error: found a period that A. Berg closed on ")
                    .And.Contain("(LE2030")
                    .And.Contain("a closed period never changes; restate --period 2025-Q3 writes a new version beside it")
            );
        }

        Assert.That(Entries(), Is.EqualTo(before));
        Assert.That(
            Run("restate", _workspace, "--period", "2025-Q3", "--reason", "estimate", "--explanation", "factors are out").Output,
            Does.Contain("Restates 2025-Q3: an estimate that was revised, factors are out")
        );
        Assert.That(Verify("2025-Q3~r1").ExitCode, Is.Zero);
    }

    [Test]
    public void A_difference_ends_with_4_and_names_file_and_figure()
    {
        Run("report", _workspace, "--period", "2025-Q3");
        Assert.That(
            (Verify("2025-Q3").ExitCode, Verify("2025-Q3").Output.Split('\n')[3].Trim()),
            Is.EqualTo((0, "verified: level 1, 2, 3"))
        );
        var path = Path.Combine(_workspace, "periods", "2025-Q3", "inventory.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace("0.21741", "0.11741", StringComparison.Ordinal));
        var result = Verify("2025-Q3");
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((4, "")));
        Assert.That(
            result.Output,
            Does.Contain("inventory.csv: has other bytes than the manifest records")
                .And.Contain("inventory.csv: line 2, column location_kgco2e is not what comes out of activity.csv (figure location_based)")
                .And.Contain("NOT verified")
        );
        Assert.That(Verify("2025-Q3", "--format", "json").Json.At("passed").GetBoolean(), Is.False);
    }

    [Test]
    public void A_wrong_hash_ends_with_4_and_a_folder_without_a_manifest_with_2()
    {
        Run("report", _workspace, "--period", "2025-Q3");
        Assert.That(Verify("2025-Q3", "--expect", "sha256:0").ExitCode, Is.EqualTo(4));
        var none = Cli.Run("verify", _workspace);
        Assert.That(
            (none.ExitCode, none.Output, none.Error),
            Is.EqualTo(
                (
                    2,
                    "",
                    $"{Path.GetFileName(_workspace)}: error: found no manifest.json, expected the folder of a period (LE2032)"
                        + Environment.NewLine
                )
            )
        );
    }

    [Test]
    public void Inputs_elsewhere_are_named_by_an_option()
    {
        Run("report", _workspace, "--period", "2025-Q3");
        var received = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        try
        {
            Directory.Move(Path.Combine(_workspace, "periods", "2025-Q3"), Path.Combine(received, "a"));
            Assert.That(Cli.Run("verify", Path.Combine(received, "a"), "--workspace", _workspace).ExitCode, Is.Zero);
            Assert.That(
                Cli.Run("verify", Path.Combine(received, "a")).Output,
                Does.Contain("exports/log.csv: an input that is missing or was moved")
            );
        }
        finally
        {
            Directory.Delete(received, recursive: true);
        }
    }

    [TestCase("report")]
    [TestCase("close", "--step", "prepared", "--name", "A. Berg")]
    [TestCase("restate", "--reason", "error", "--explanation", "none")]
    public void A_name_that_is_no_period_touches_nothing(string command, params string[] rest)
    {
        Run("report", _workspace, "--period", "2025-Q3", "--final");
        var before = Entries();
        foreach (var period in new[] { "../x", "2025-Q3/../..", "2025-Q3~r9", "", "2025-Q3~r1/../../x" })
        {
            var result = Run([command, _workspace, "--period", period, .. rest]);
            Assert.That((result.ExitCode, result.Output, Entries()), Is.EqualTo((2, "", before)), period + result.Error);
            // only close is asked for a version
            var isVersion = command == "close" && period == "2025-Q3~r9";
            Assert.That(
                result.Error,
                Does.StartWith(
                    isVersion ? "2025-Q3~r9: error: found no report" : $"--period: error: found '{period}', expected a period such as "
                )
            );
        }
    }

    [Test]
    public void A_month_that_is_missing_is_said_refused_and_closed_only_when_it_is_accepted()
    {
        Months("07", "08", "09");
        Assert.That(Run("report", _workspace, "--period", "2025-Q3").ExitCode, Is.Zero);
        File.Delete(Path.Combine(_workspace, "exports", "08.csv"));

        var draft = Run("report", _workspace, "--period", "2025-Q3", "--summary");
        Assert.That(
            (draft.ExitCode, Lines(draft)),
            Is.EqualTo(
                (
                    3,
                    "Checks 1 of 21 failed: Every day of every source is accounted for; incomplete: 31 days of 92 (days x sources); what "
                        + "no check can see: no invoice and no list of vendors is compared"
                )
            )
        );
        foreach (var file in new[] { "disclosure.html", "disclosure-summary.html" })
            Assert.That(File.ReadAllText(Output(file)), Does.Contain("Incomplete: 31 days of 92 are missing (days × sources). "), file);
        Assert.That(
            File.ReadAllText(Output("issues.csv")),
            Does.Contain("found no rows on 31 days of the period, the first 2025-08-01 (about 62 million tokens, by the same weekdays")
        );

        var before = Entries();
        var refused = Run("report", _workspace, "--period", "2025-Q3", "--final");
        Assert.That((refused.ExitCode, refused.Output, Entries()), Is.EqualTo((2, "", before)));
        Assert.That(
            refused.Error,
            Does.StartWith("2025-Q3: error: found that check coverage fails ")
                .And.Contain("(LE2033")
                .And.Contain("accept it: llmenergy accept coverage --period 2025-Q3 --by NAME --reason TEXT")
        );

        File.WriteAllText(
            Path.Combine(_workspace, "acceptances.csv"),
            "check,period,by,date,reason\ncoverage,2025-Q3,A. Berg,2025-10-06,the log of August is lost\n"
        );
        var check = Run("report", _workspace, "--period", "2025-Q3", "--format", "json")
            .Json.At("checks")
            .EnumerateArray()
            .Single(check => check.At("id").GetString() == "coverage");
        Assert.That(
            (check.At("passed").GetBoolean(), check.At("acceptance.by").GetString(), check.At("acceptance.reason").GetString()),
            Is.EqualTo((false, "A. Berg", "the log of August is lost"))
        );
        var final = Run("report", _workspace, "--period", "2025-Q3", "--final");
        Assert.That(
            (final.ExitCode, Lines(final)),
            Is.EqualTo(
                (
                    3,
                    "Checks 1 of 21 failed: Every day of every source is accounted for; incomplete: 31 days of 92 (days x sources); "
                        + "coverage: failed, accepted by A. Berg on 2025-10-06: the log of August is lost; what no check can see: "
                        + "no invoice and no list of vendors is compared, 1 acceptance"
                )
            )
        );
        var closed = new[] { ("prepared", "A. Berg"), ("reviewed", "B. Holm"), ("approved", "C. Dahl"), ("closed", "A. Berg") }.Select(
            step => Run("close", _workspace, "--period", "2025-Q3", "--step", step.Item1, "--name", step.Item2).ExitCode
        );
        Assert.That(closed, Is.EqualTo(new[] { 0, 0, 0, 0 }));
        Assert.That(Verify("2025-Q3").ExitCode, Is.Zero);
    }

    /// <summary>One request a day, a log a month, of a source of which nothing is attested.</summary>
    private void Months(params string[] months)
    {
        File.Delete(Path.Combine(_workspace, "exports", "log.csv"));
        foreach (var month in months)
        {
            var days = Enumerable.Range(1, DateTime.DaysInMonth(2025, int.Parse(month, System.Globalization.CultureInfo.InvariantCulture)));
            var rows = days.Select(day =>
                FormattableString.Invariant(
                    $"{month}-{day},acompletion,1500000,500000,2025-{month}-{day:00} 10:00:00,5,gpt-4.1-mini,openai,False\n"
                )
            );
            File.WriteAllText(Path.Combine(_workspace, "exports", month + ".csv"), Log.Split('\n')[0] + "\n" + string.Concat(rows));
        }

        File.WriteAllText(
            Path.Combine(_workspace, "llmenergy.json"),
            """{ "schema": 1, "undertaking": "Acme A/S", "sources": [ { "id": "all", "path": "exports", "region": "GB" } ] }"""
        );
    }

    /// <summary>What is said of the checks, without line breaks.</summary>
    private static string Lines(Result result) =>
        string.Join(
            "; ",
            result
                .Output[
                    result.Output.IndexOf("Checks ", StringComparison.Ordinal)..result.Output.IndexOf("Files ", StringComparison.Ordinal)
                ]
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );

    private string Output(string file) => Path.Combine(_workspace, "periods", "2025-Q3", file);

    private static Result Run(params IEnumerable<string> arguments) => Cli.Run(arguments);

    private Result Verify(string version, params IEnumerable<string> arguments) =>
        Cli.Run(["verify", Path.Combine(_workspace, "periods", version), .. arguments]);

    private List<string> Entries() =>
        [.. Directory.EnumerateFileSystemEntries(_workspace, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
