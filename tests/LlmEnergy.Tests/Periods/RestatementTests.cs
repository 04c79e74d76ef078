using System.Text.Json;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Hashing;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>
/// A closed quarter of 1 kWh, and its new version after usage came late: kWh, and 0.25741 kg a kWh in Great Britain in 2025.
/// </summary>
public class RestatementTests
{
    private const string Q3 = "2025-Q3";

    [Test]
    public void Figures_are_stated_before_after_and_by_their_difference()
    {
        using var workspace = Closed();
        AddLate(workspace, 250_000);
        var restatement = workspace.Restate(Q3, isError: true, explanation: " a log came late ").Restatement!;
        var figures = restatement.Figures.ToDictionary(
            figure => figure.Id,
            figure => (figure.Previous, figure.Current, figure.Difference, figure.Relative)
        );
        Assert.Multiple(() =>
        {
            Assert.That((restatement.Of, restatement.IsError, restatement.Explanation), Is.EqualTo((Q3, true, "a log came late")));
            Assert.That(figures[FigureIds.Energy], Is.EqualTo((1m, 1.1m, 0.1m, 0.1m)));
            Assert.That(figures[FigureIds.TotalKilograms], Is.EqualTo((0.25741m, 0.283151m, 0.025741m, 0.1m)));
            Assert.That(figures[FigureIds.OutputTokens], Is.EqualTo((2_500_000m, 2_750_000m, 250_000m, 0.1m)));
            Assert.That(figures[FigureIds.InputTokens], Is.EqualTo((0m, 0m, 0m, (decimal?)null)), "no share of nothing");
        });
    }

    [TestCase(125_000, "", false, TestName = "5 % is not above the threshold of 5 %")]
    [TestCase(125_001, "", true, TestName = "more than 5 % is")]
    [TestCase(250_000, "\"restatementThreshold\": 0.1,", false, TestName = "10 % is not above a threshold of 10 %")]
    [TestCase(25_001, "\"restatementThreshold\": 0.01,", true, TestName = "more than 1 % is above one of 1 %")]
    public void The_threshold_is_the_one_of_the_workspace(long late, string settings, bool exceeds)
    {
        using var workspace = Closed(settings);
        AddLate(workspace, late);
        var restated = workspace.Restate(Q3);
        Assert.That((restated.Restatement?.ExceedsThreshold, restated.Status), Is.EqualTo((exceeds, ReportStatus.Restated)));
    }

    [Test]
    public void Less_than_before_exceeds_the_threshold_too()
    {
        using var workspace = Closed();
        workspace.Write("exports/log.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("r0", "2025-07-01", 1_250_000));
        var restatement = workspace.Restate(Q3).Restatement!;
        Assert.That((restatement.ExceedsThreshold, restatement.Figures[0].Relative), Is.EqualTo((true, -0.5m)));
    }

    [Test]
    public void A_year_before_that_was_closed_by_another_method_is_recalculated_by_that_of_the_report()
    {
        using var workspace = ClosedYearBefore("\"method\": [\"class-factors-2026\"],");
        workspace.Configure("\"method\": [\"class-factors-2026-2\"],");
        workspace.Write("exports/log2.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("r1", "2026-07-01"));
        var recalculated = workspace.Report("2026-Q3").Recalculated.Single();
        Assert.That(
            (recalculated.Period, recalculated.Version, recalculated.WhyNot, string.Join(",", recalculated.Methods)),
            Is.EqualTo((Q3, Q3, (NotRecalculated?)null, "class-factors-2026"))
        );
        // centres are the same in both editions
        var total = recalculated.Figures.Single(figure => figure.Id == FigureIds.TotalKilograms);
        Assert.That((total.Previous, total.Current), Is.EqualTo((0.25741m, 0.25741m)));
        Assert.That(workspace.Verify("2026-Q3").Passed, Is.True);
    }

    [Test]
    public void A_restatement_by_another_method_says_so()
    {
        using var workspace = ClosedYearBefore("\"method\": [\"class-factors-2026\"],");
        workspace.Configure("\"method\": [\"class-factors-2026-2\"],");
        workspace.Restate(Q3, explanation: "the second edition is adopted");
        Assert.That(
            File.ReadAllText(workspace.Output("2025-Q3~r1", "disclosure.html")),
            Does.Contain("was calculated by class-factors-2026, this version by class-factors-2026-2")
        );
    }

    [Test]
    public void By_another_method_with_other_factors_its_figures_differ()
    {
        using var workspace = ClosedYearBefore("\"method\": [\"class-factors-2026\"],");
        workspace.Configure("\"method\": [\"spend-based\"],");
        workspace.Write("exports/log2.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("r1", "2026-07-01"));
        var figures = workspace.Report("2026-Q3").Recalculated.Single().Figures;
        var total = figures.Single(figure => figure.Id == FigureIds.TotalKilograms);
        Assert.That(total.Current, Is.Not.Null.And.Not.EqualTo(total.Previous));
        Assert.That(figures.Single(figure => figure.Id == FigureIds.Requests), Has.Property("Difference").EqualTo(0m));
    }

    [Test]
    public void By_the_same_methods_nothing_is_recalculated()
    {
        using var workspace = ClosedYearBefore("");
        workspace.Write("exports/log2.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("r1", "2026-07-01"));
        Assert.That(workspace.Report("2026-Q3").Recalculated, Is.Empty);
    }

    [Test]
    public void What_the_method_has_no_factor_for_is_said_and_not_recalculated()
    {
        // the year before states no cost
        using var workspace = ClosedYearBefore("\"method\": [\"class-factors-2026\"],", spend: "");
        workspace.Configure("\"method\": [\"spend-based\"],");
        workspace.Write("exports/log2.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("r1", "2026-07-01"));
        var recalculated = workspace.Report("2026-Q3").Recalculated.Single();
        Assert.That((recalculated.WhyNot, recalculated.Figures.Length), Is.EqualTo((NotRecalculated.LacksFactors, 0)));
    }

    private static PeriodWorkspace ClosedYearBefore(string settings, string spend = "5")
    {
        var workspace = new PeriodWorkspace().Configure(settings);
        var row = PeriodWorkspace.Row("r0", "2025-07-01").Replace(",5,", $",{spend},", StringComparison.Ordinal);
        workspace.Write("exports/log.csv", PeriodWorkspace.Header + row);
        workspace.Report(Q3);
        return workspace.Close(Q3);
    }

    [Test]
    public void The_manifest_records_what_is_restated_and_why()
    {
        using var workspace = Closed();
        var closed = Sha256.Of(workspace.Output(Q3, "manifest.json"));
        workspace.Restate(Q3);
        var restatement = workspace.Parsed("2025-Q3~r1", "manifest.json").GetProperty("restatement");
        Assert.That(
            JsonSerializer.Serialize(restatement),
            Is.EqualTo($$$"""{"of":{"folder":"2025-Q3","manifest":"{{{closed}}}"},"isError":false,"explanation":"grid factors are out"}""")
        );
        Assert.That(EventLog.Read(workspace.PathOf("periods/2025-Q3~r1")).Events.Single().Detail, Is.EqualTo("restated, restates 2025-Q3"));
    }

    [Test]
    public void A_report_records_the_closed_period_before_and_the_closed_quarters_in_it()
    {
        using var workspace = Closed();
        var closed = Sha256.Of(workspace.Output(Q3, "manifest.json"));
        workspace.Report("2025-Q4");
        workspace.Report("2025");
        var expected = $$"""{"folder":"2025-Q3","manifest":"{{closed}}"}""";
        Assert.That(
            JsonSerializer.Serialize(workspace.Parsed("2025-Q4", "manifest.json").GetProperty("previousClosed")),
            Is.EqualTo(expected)
        );
        Assert.That(
            JsonSerializer.Serialize(workspace.Parsed("2025", "manifest.json").GetProperty("closedQuarters")),
            Is.EqualTo($"[{expected}]")
        );
    }

    [Test]
    public void The_latest_closed_version_is_the_one_before()
    {
        using var workspace = Closed();
        AddLate(workspace, 250_000);
        workspace.Restate(Q3);
        workspace.Report("2025-Q4");
        Assert.That(
            workspace.Parsed("2025-Q4", "manifest.json").GetProperty("previousClosed").GetProperty("folder").GetString(),
            Is.EqualTo(Q3),
            "the restatement is open"
        );
        workspace.Close("2025-Q3~r1");
        workspace.Report("2025-Q4");
        Assert.That(
            workspace.Parsed("2025-Q4", "manifest.json").GetProperty("previousClosed").GetProperty("folder").GetString(),
            Is.EqualTo("2025-Q3~r1")
        );
    }

    [Test]
    public void A_restated_folder_is_verified_also_after_more_periods_are_closed()
    {
        using var workspace = Closed();
        AddLate(workspace, 250_000);
        workspace.Restate(Q3);
        Assert.That(workspace.Verify("2025-Q3~r1").Text(), Is.Empty);
        workspace.Close("2025-Q3~r1");
        workspace.Report("2025-Q4");
        workspace.Close("2025-Q4");
        workspace.Report("2025");
        workspace.Close("2025");
        Assert.That(new[] { "2025-Q3~r1", "2025-Q4", "2025" }.Select(version => workspace.Verify(version).Text()), Is.All.Empty);
    }

    [Test]
    public void A_closed_period_that_a_report_refers_to_is_verified_with_it()
    {
        using var workspace = Closed();
        workspace.Restate(Q3);
        workspace.Forge(Q3, manifest => manifest["tool"] = "LlmEnergy 9.9.9");
        Assert.That(
            workspace.Verify("2025-Q3~r1").Text().Split('\n'),
            Is.EqualTo(
                new[]
                {
                    "1 periods/2025-Q3/manifest.json: is not the manifest of the closed period that the report refers to",
                    "3 disclosure.html: comes out with other bytes when the exports are read again",
                    "3 disclosure.pdf: comes out with other bytes when the exports are read again",
                    "3 disclosure.xlsx: comes out with other bytes when the exports are read again",
                }
            ),
            "report and workbook print that manifest's hash with the sign-offs"
        );
        Directory.Delete(workspace.PathOf("periods/2025-Q3"), recursive: true);
        Assert.That(
            workspace.Verify("2025-Q3~r1").Text(),
            Does.StartWith("1 periods/2025-Q3/manifest.json: the manifest of a closed period that the report refers to is missing")
        );
    }

    private static PeriodWorkspace Closed(string settings = "") =>
        Beginnings.Copy(
            (nameof(RestatementTests), settings),
            () =>
            {
                var workspace = PeriodWorkspace.WithLog("2025-07-01", "2025-11-01").Configure(settings);
                workspace.Report(Q3);
                return workspace.Close(Q3);
            }
        );

    private static void AddLate(PeriodWorkspace workspace, long output) =>
        workspace.Write("exports/late.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("late", "2025-07-02", output));
}
