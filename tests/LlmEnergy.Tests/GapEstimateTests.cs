using System.Globalization;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests;

/// <summary>
/// Mondays of July 2025: 1 kWh on the 7th, 2 on the 14th, a gap on the 21st, 3 on the 28th. All other days had no usage, as somebody
/// attests.
/// </summary>
public class GapEstimateTests
{
    private const string Q3 = "2025-Q3";
    private const string Gap = "2025-07-21";

    private static readonly string OtherDays = string.Join(
        ", ",
        Enumerable
            .Range(0, 92)
            .Select(number => new DateOnly(2025, 7, 1).AddDays(number))
            .Select(day => string.Create(CultureInfo.InvariantCulture, $"\"{day:yyyy-MM-dd}\""))
            .Where(day => !day.Contains(Gap, StringComparison.Ordinal))
    );

    [Test]
    public void A_gap_is_a_line_of_its_own_with_its_range_and_the_poorest_quality()
    {
        using var workspace = WithGap();
        var lines = workspace.Report(Q3).Inventory.Lines;
        Assert.That(
            lines.Select(line =>
                (line.Activity.Usage.Output, line.Energy!.Value.Central!.Value.KilowattHours, line.Rate!.Tier, line.Activity.Estimate?.Days)
            ),
            Is.EqualTo(new[] { (15_000_000L, 6m, 4, (int?)null), (5_000_000L, 2m, 5, 1) })
        );
        var (measured, estimated) = (lines[0].Energy!.Value, lines[1].Energy!.Value);
        Assert.That(
            (estimated.Low.KilowattHours, estimated.High.KilowattHours),
            Is.EqualTo((measured.Low.KilowattHours / 3m * 0.5m, measured.High.KilowattHours / 3m * 1.5m))
        );
    }

    [Test]
    public void The_check_passes_and_says_how_many_days_are_estimated()
    {
        using var workspace = WithGap();
        var disclosure = workspace.Report(Q3);
        Assert.That(disclosure.Checks.Where(check => !check.Passed), Is.Empty);
        Assert.That(
            disclosure.Checks.Single(check => check.Id == Check.Coverage).Detail,
            Is.EqualTo("with rows, or without usage as stated; 1 day estimated; coverage.csv lists them")
        );
        Assert.That(disclosure.EstimatedDays, Is.EqualTo(new EstimatedDays(1, 92, 0.25m)));
    }

    [TestCase("en", "1 day of 92 is estimated: 25.0 % of the emissions (days × sources).")]
    [TestCase("de", "1 Tag von 92 ist geschätzt: 25,0\u00a0% der Emissionen (Tage × Quellen).")]
    [TestCase("fr", "1 jour sur 92 est estimé\u00a0: 25,0\u00a0% des émissions (jours × sources).")]
    public void Page_1_says_what_the_estimate_weighs(string language, string sentence)
    {
        using var workspace = WithGap();
        var callout = CoverText(workspace.Report(Q3), workspace.Open().Report.Culture(language));
        Assert.That(callout, Does.StartWith(sentence));
    }

    [Test]
    public void Files_tell_estimated_from_measured_lines()
    {
        using var workspace = WithGap();
        workspace.Report(Q3);
        foreach (var file in new[] { "activity.csv", "inventory.csv" })
        {
            var rows = File.ReadAllLines(workspace.Output(Q3, file));
            Assert.That(
                rows.Select(row => string.Join(',', row.Split(',')[^3..])),
                Is.EqualTo(new[] { "gap_days,gap_low,gap_high", "0,,", "1,0.5,1.5" }),
                file
            );
        }

        Assert.That(
            File.ReadAllLines(workspace.Output(Q3, "coverage.csv")).Where(row => row.Contains("estimated", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "all,2025-07-21,estimated,0,,," })
        );
        Assert.That(File.ReadAllText(workspace.Output(Q3, "rates.csv")), Does.Contain("gap estimate: low x 0.5, high x 1.5"));
    }

    [Test]
    public void A_gap_is_a_posting_of_its_own_with_its_tier_method_and_range()
    {
        using var workspace = WithGap().Write("allocation.csv", "entity,share,from\nDK,1,2025-01-01\n");
        var disclosure = workspace.Report(Q3, isFinal: false);
        var (stated, estimated) = (disclosure.Accounts!.Allocation!.Postings[0], disclosure.Accounts.Allocation.Postings[1]);
        var line = disclosure.Inventory.Lines[1].Total!.Value;
        Assert.Multiple(() =>
        {
            Assert.That((stated.Tier, stated.GapDays, stated.KilowattHours), Is.EqualTo(((int?)4, 0, (decimal?)6m)));
            Assert.That(
                (estimated.Tier, estimated.GapDays, estimated.KilowattHours, estimated.Methods.Length),
                Is.EqualTo(((int?)5, 1, (decimal?)2m, 1))
            );
            Assert.That(estimated.KilogramsLow, Is.EqualTo(line.Low.KilogramsCo2e).Within(0.000001m));
            Assert.That(estimated.KilogramsHigh, Is.EqualTo(line.High.KilogramsCo2e).Within(0.000001m));
            Assert.That(
                File.ReadAllLines(workspace.Output(Q3, "postings.csv")).Select(row => row.Split(',')[^1]),
                Is.EqualTo(new[] { "gap_days", "0", "1" })
            );
        });
    }

    [Test]
    public void All_levels_verify_in_the_workspace_and_the_calculation_without_it()
    {
        using var workspace = WithGap();
        workspace.Report(Q3);
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
        using var elsewhere = new PeriodWorkspace();
        foreach (var file in Directory.EnumerateFiles(workspace.PathOf($"periods/{Q3}")))
            elsewhere.Write($"kept/{Path.GetFileName(file)}", File.ReadAllText(file));
        Assert.That(
            workspace.Verify(Q3, folder: elsewhere.PathOf("kept")).Files(VerificationLevel.Recalculation),
            Is.EqualTo(new[] { "llmenergy.json" }),
            "there is none"
        );
    }

    [Test]
    public void A_changed_range_is_found_by_calculation()
    {
        using var workspace = WithGap();
        workspace.Report(Q3);
        var path = workspace.Output(Q3, "activity.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace("1,0.5,1.5", "1,0.9,1.5", StringComparison.Ordinal));
        workspace.Forge(Q3);
        Assert.That(workspace.Verify(Q3).Files(VerificationLevel.Recalculation), Does.Contain("inventory.csv"));
    }

    [Test]
    public void A_quarter_of_which_nothing_is_known_has_nothing_to_estimate_by()
    {
        using var workspace = new PeriodWorkspace()
            .Configure("\"gaps\": \"estimate\",", attestedZero: "")
            .Write("exports/log.csv", PeriodWorkspace.Header);
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That(disclosure.Inventory.Lines, Is.Empty);
        Assert.That(disclosure.Checks.Single(check => check.Id == Check.Coverage).Passed, Is.False);
        Assert.That(disclosure.EstimatedDays, Is.Null);
    }

    [Test]
    public void Without_the_key_the_gap_fails_its_check_and_no_column_is_there()
    {
        using var workspace = WithGap("");
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That((disclosure.Inventory.Lines.Length, disclosure.Gaps), Is.EqualTo((1, (1, 92))));
        Assert.That(File.ReadAllText(workspace.Output(Q3, "inventory.csv")), Does.Not.Contain("gap_days"));
        Assert.That(File.ReadAllText(workspace.Output(Q3, "manifest.json")), Does.Not.Contain("\"gaps\""));
    }

    [Test]
    public void Another_rule_is_refused()
    {
        using var workspace = new PeriodWorkspace().Configure("\"gaps\": \"mean\",");
        Assert.That(
            Assert.Throws<Domain.ConfigurationException>(() => workspace.Open())!.Issues.Single().ToString(),
            Does.EndWith("error LE2006: gaps: found 'mean', expected none or estimate")
        );
    }

    private static string CoverText(Disclosure disclosure, Reporting.ReportCulture culture) =>
        string.Concat(DisclosureReport.Build(disclosure, culture).Blocks.OfType<Block.Callout>().First().Runs.Select(run => run.Plain));

    private static PeriodWorkspace WithGap(string settings = "\"gaps\": \"estimate\",") =>
        new PeriodWorkspace()
            .Configure(settings, OtherDays)
            .Write(
                "exports/log.csv",
                PeriodWorkspace.Header
                    + PeriodWorkspace.Row("a", "2025-07-07")
                    + PeriodWorkspace.Row("b", "2025-07-14", 5_000_000)
                    + PeriodWorkspace.Row("c", "2025-07-28", 7_500_000)
            );
}
