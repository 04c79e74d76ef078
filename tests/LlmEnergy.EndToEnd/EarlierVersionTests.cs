using System.Text.Json;
using LlmEnergy.Factors;
using LlmEnergy.Verification;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// Workspaces with their folders as earlier versions wrote them. Their bytes never change, and every later version verifies them by
/// hashes and by calculation, and compares their usage with the exports.
/// <para>period-0.1.0: tokens by class factors, one model of an unknown name, speech by what it cost, losses of the grid, an instrument,
/// all steps signed.</para>
/// <para>workspace-0.2.0: a profile of its own, every register and every key of the configuration; 2025-Q3 closed, 2025-Q4 a draft.</para>
/// <para>acme-0.2.0: samples/acme as it was, frozen with its figures; the sample itself may grow.</para>
/// </summary>
public class EarlierVersionTests
{
    private const string Oldest = "period-0.1.0/periods/2025-Q3";
    private const string Draft = "workspace-0.2.0/periods/2025-Q4";
    private const string Closed = "workspace-0.2.0/periods/2025-Q3";

    private readonly List<string> _copies = [];

    private static string Fixtures => Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.EndToEnd", "Fixtures");

    [TearDown]
    public void Delete()
    {
        foreach (var copy in _copies)
            Directory.Delete(copy, recursive: true);
        _copies.Clear();
    }

    [TestCase(Oldest, "0.1.0", "e38bf655bcda69b0e8fa35001510cce187ff44c5ffb23e66eb5a712593854329", 19, 3)]
    [TestCase(Closed, "0.2.0", "db79b6a8df33c98391827032edbacc4de918da74ad7a640afb098af3d554a2e6", 33, 9)]
    [TestCase(Draft, "0.2.0", "fedc0ca4eccec0f3f0ba7b3b994f5b82bf968eb94173f02d7ded4a80b1f521e2", 35, 5)]
    [TestCase("acme-0.2.0/periods/2026-Q3", "0.2.0", "e9d39bd495901318cbad5cf56e25e1df0ee75caf6ec39d08b6a5eff86da650e7", 35, 33)]
    public void It_passes_hashes_and_calculation(string folder, string tool, string manifest, int hashes, int lines)
    {
        var result = Verify(Path.Combine(Fixtures, folder), null, manifest);
        Assert.That(result.Findings, Is.Empty);
        Assert.That(
            result.Levels.Select(level => (level.Level, level.Compared, level.WhyNotCompared)),
            Is.EqualTo(
                new[]
                {
                    (VerificationLevel.Hashes, hashes, (string?)null),
                    (VerificationLevel.Recalculation, lines, null),
                    (
                        VerificationLevel.Rerun,
                        lines,
                        $"made by LlmEnergy {tool}, and this is LlmEnergy {Pipeline.ToolVersion}: only the usage of the exports was "
                            + $"compared, with activity.csv"
                    ),
                }
            )
        );
    }

    [TestCase(Oldest)]
    [TestCase(Closed)]
    public void It_is_not_fully_verified_unless_less_is_asked_for(string folder)
    {
        var all = Cli.Run("verify", Path.Combine(Fixtures, folder));
        var two = Cli.Run("verify", Path.Combine(Fixtures, folder), "--level", "2");
        Assert.That((all.ExitCode, two.ExitCode), Is.EqualTo((5, 0)));
        Assert.That(all.Output, Does.Contain("\nnot fully verified: level 3 because made by LlmEnergy 0."));
        Assert.That(two.Output, Does.Contain("\nverified: level 1, 2\n").And.Not.Contain("outputs written again"));
    }

    [Test]
    public void It_is_read_by_its_columns_also_without_the_workspace_that_it_was_made_in()
    {
        // without settings, the lines are calculated from the folder's own rates
        var elsewhere = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        _copies.Add(elsewhere);
        var inputs = new[] { "exports/bill.csv", "exports/log.csv", "instruments.csv", "llmenergy.json" };
        var result = Verify(Path.Combine(Fixtures, Oldest), new(elsewhere), null);
        Assert.That(
            result.Findings.Where(finding => finding.Level == VerificationLevel.Hashes).Select(finding => finding.File),
            Is.EqualTo(inputs)
        );
        Assert.That(
            result.Findings.Where(finding => finding.Level != VerificationLevel.Hashes).Select(finding => finding.Message),
            Has.One.StartsWith("the workspace cannot be opened: ").And.Exactly(1).Items
        );
    }

    [Test]
    public void A_changed_setting_is_found_whatever_the_version()
    {
        var workspace = CopyOf("workspace-0.2.0", withPeriods: true);
        var settings = Path.Combine(workspace, "llmenergy.json");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace("Tolerance\": 0.02", "Tolerance\": 0.5", StringComparison.Ordinal));
        var result = Cli.Run("verify", Path.Combine(workspace, "periods", "2025-Q3"));
        Assert.That(result.ExitCode, Is.EqualTo(4));
        var finding = "llmenergy.json: the configuration is not the recorded one: notCalculatedTolerance" + Environment.NewLine;
        Assert.That(result.Output, Does.Contain(finding));
    }

    [Test]
    public void Its_closed_period_stands_beside_the_same_quarter_of_the_next_year()
    {
        var workspace = CopyOf("workspace-0.2.0", withPeriods: true);
        File.WriteAllText(
            Path.Combine(workspace, "exports", "gateway", "gateway-2026-Q3.csv"),
            """
            id;requested_at;vendor;model;region;team;kind;tokens_in;tokens_cached;tokens_out;tokens_reasoning;cost;status;batch
            c1;2026-07-01 09:00:00;mistral;mistral-medium-2508;;team-search;chat;250;0;60;;0.3;ok;0

            """
        );
        Report(workspace, "2026-Q3");

        var (then, now) = (Json(Path.Combine(Fixtures, Closed), "figures.json"), Json(Period(workspace, "2026-Q3"), "figures.json"));
        Assert.That(now.At("comparative.origin").GetString(), Is.EqualTo("2025-Q3"));
        foreach (var id in new[] { "total", "total_low", "total_high", "location_based", "energy", "water", "category1", "scope3" })
            Assert.That(Figure(now, id, "previous"), Is.EqualTo(Figure(then, id, "value")).And.Not.EqualTo("null"), id);
        var manifest = Json(Period(workspace, "2026-Q3"), "manifest.json");
        Assert.That(manifest.At("comparativeClosed.manifest").GetString(), Does.StartWith("db79b6a8"));
    }

    [Test]
    public void Its_closed_quarter_is_trued_up_in_the_report_of_the_year()
    {
        var workspace = CopyOf("workspace-0.2.0", withPeriods: true);
        Report(workspace, "2025");
        var manifest = Json(Period(workspace, "2025"), "manifest.json");
        var quarters = manifest.At("closedQuarters").EnumerateArray().Select(quarter => quarter.At("folder").GetString());
        Assert.That(quarters, Is.EqualTo(new[] { "2025-Q3" }));
        Assert.That(Cli.Run("verify", Period(workspace, "2025")).ExitCode, Is.Zero);
    }

    [Test]
    public void Its_closed_period_is_restated_and_never_changed()
    {
        var workspace = CopyOf("workspace-0.2.0", withPeriods: true);
        var acceptance = "check,period,by,date,reason\ncoverage,2025-Q3,A. Sample,2026-01-15,0.2.0 let gaps pass\n";
        File.WriteAllText(Path.Combine(workspace, "acceptances.csv"), acceptance);
        var result = Cli.Run("restate", workspace, "--period", "2025-Q3", "--reason", "estimate", "--explanation", "factors are out");
        Assert.That(result.ExitCode, Is.EqualTo(3), result.Error);
        var manifest = Json(Period(workspace, "2025-Q3~r1"), "manifest.json");
        Assert.That(manifest.At("restatement.of.folder").GetString(), Is.EqualTo("2025-Q3"));
        Assert.That(manifest.At("tool").GetString(), Is.EqualTo($"LlmEnergy {Pipeline.ToolVersion}"));
        Assert.That(Cli.Run("verify", Period(workspace, "2025-Q3~r1")).ExitCode, Is.Zero);
        Assert.That(Cli.Run("verify", Period(workspace, "2025-Q3"), "--level", "2").ExitCode, Is.Zero);
        Assert.That(Cli.Run("report", workspace, "--period", "2025-Q3").Error, Does.Contain(": error: ").And.Contain("(LE2030)"));
    }

    [TestCase("acme-0.2.0", "2026-Q3")]
    [TestCase("workspace-0.2.0", "2025-Q3")]
    public void Its_exports_give_the_same_figures_to_the_last_digit(string workspace, string period)
    {
        var again = CopyOf(workspace, withPeriods: false);
        AsThen(again);
        Report(again, period);
        var then = Json(Period(Path.Combine(Fixtures, workspace), period), "figures.json");
        var now = Json(Period(again, period), "figures.json");
        var ids = then.At("figures").EnumerateArray().Select(figure => figure.At("id").GetString()!).ToList();
        Assert.That(ids, Does.Contain("total").And.Contain("energy").And.Contain("input_tokens"));
        foreach (var member in new[] { "value", "unit", "previous", "base" })
            Assert.That(Values(now, ids, member), Is.EqualTo(Values(then, ids, member)), member);
    }

    // the second edition of the class factors lowers the lows of XL, L and M, and nothing else
    [Test]
    public void By_default_only_lows_move()
    {
        var workspace = CopyOf("acme-0.2.0", withPeriods: false);
        Report(workspace, "2026-Q3");
        var then = Json(Period(Path.Combine(Fixtures, "acme-0.2.0"), "2026-Q3"), "figures.json");
        var now = Json(Period(workspace, "2026-Q3"), "figures.json");
        var ids = then.At("figures").EnumerateArray().Select(figure => figure.At("id").GetString()!).ToList();
        var moved = ids.Where(id => Figure(now, id, "value") != Figure(then, id, "value")).ToList();
        Assert.That(moved, Is.Not.Empty.And.All.EndsWith("_low"));
        Assert.That(moved, Does.Contain("total_low").And.Contain("energy_low"));
    }

    [Test]
    public void A_key_that_was_renamed_is_read_and_a_finding_of_the_report()
    {
        const string Finding = "found variants[0].semantics.producesOutput, expected its new name holdsNone: read as holdsNone";
        const string Profile = "profiles/sample-gateway.profile.json";
        var workspace = CopyOf("workspace-0.2.0", withPeriods: false);
        Report(workspace, "2025-Q4");
        var issues = File.ReadAllText(Path.Combine(Period(workspace, "2025-Q4"), "issues.csv"));
        Assert.That(issues, Does.Contain($"{Profile},0,0,warning,LE2015,,\"{Finding}\""));

        var export = Path.Combine(workspace, "exports", "gateway", "gateway-2025-Q4.csv");
        var ingest = Cli.Run("ingest", export, "--profile", Path.Combine(workspace, Profile));
        Assert.That(ingest.ExitCode, Is.Zero, ingest.Error);
        Assert.That(ingest.Error, Does.Contain($"warning: {Finding}").And.Contain("(LE2015"));
    }

    private static VerificationResult Verify(string folder, DirectoryInfo? workspace, string? manifest) =>
        new Verifier(new(new(() => FactorPack.BuiltIn))).Verify(
            new(folder),
            new() { Workspace = workspace, Expected = manifest },
            null,
            CancellationToken.None
        );

    private static void Report(string workspace, string period)
    {
        // days without data, which 0.2.0 let pass, fail the check of coverage and nothing else
        var result = Cli.Run("report", workspace, "--period", period, "--format", "json");
        var failed = result
            .Json.At("checks")
            .EnumerateArray()
            .Where(check => !check.At("passed").GetBoolean())
            .Select(check => check.At("id").GetString());
        Assert.That(failed, Is.SubsetOf(new[] { "coverage" }), result.Error);
    }

    /// <summary>By the methods that were the default up to 0.2.0.</summary>
    private static void AsThen(string workspace)
    {
        var file = Path.Combine(workspace, "llmenergy.json");
        var settings = File.ReadAllText(file);
        if (!settings.Contains("\"method\"", StringComparison.Ordinal))
            File.WriteAllText(
                file,
                settings.Replace(
                    "\"schema\": 1,",
                    "\"schema\": 1, \"method\": [ \"supplier-specific\", \"class-factors-2026\", \"spend-based\" ],",
                    StringComparison.Ordinal
                )
            );
    }

    private static string Period(string workspace, string version) => Path.Combine(workspace, "periods", version);

    private static IEnumerable<string> Values(JsonElement figures, IEnumerable<string> ids, string member) =>
        ids.Select(id => $"{id} {Figure(figures, id, member)}");

    private static JsonElement Json(string folder, string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file))).RootElement;

    /// <summary>As it is written.</summary>
    private static string Figure(JsonElement figures, string id, string member) =>
        figures.At("figures").EnumerateArray().Single(figure => figure.At("id").GetString() == id).At(member).GetRawText();

    private string CopyOf(string workspace, bool withPeriods)
    {
        var copy = Cli.CopyOfFolder(Path.Combine(Fixtures, workspace), withPeriods);
        _copies.Add(copy);
        return copy;
    }
}
