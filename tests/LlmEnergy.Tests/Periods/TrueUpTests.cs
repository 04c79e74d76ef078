using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Tests.Periods;

/// <summary>A year of closed quarters: 1 kWh on a day of each month that is named; odd tokens make sums with many decimals.</summary>
public class TrueUpTests
{
    private const string OwnPue =
        "factor_id,low,value,high,unit,valid_from,valid_to,geography,boundary,source_id,locator,status,note,source_title,publisher,source_year,url,licence,attribution,retrieved,read_from,reason,author,date\n"
        + "class-pue-2026,,1.21,,facility kWh/IT kWh,2019-01-01,2027-12-31,WORLD,own,own,table "
        + "1,primary,,Title,Publisher,2026,https://example.org,own use,Publisher (2026),2026-06-01,the source,policy,A. Berg,2026-06-02\n";

    private static readonly string[] Quarters = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"];
    private static readonly string[] Days = ["2025-01-15", "2025-03-31", "2025-04-01", "2025-08-09", "2025-09-30", "2025-12-31"];

    [Test]
    public void The_year_is_the_exact_sum_of_its_quarters()
    {
        using var workspace = Closed();
        var year = workspace.Report("2025");
        var closed = Quarters.Select(quarter => RecordedTotal(workspace, quarter)).ToList();
        Assert.That((year[FigureIds.TotalKilograms].Value, closed.All(total => total > 0m)), Is.EqualTo((closed.Sum(), true)));
        Assert.That(
            year.TrueUps.Select(quarter => (quarter.Period, quarter.Closed, quarter.Difference, quarter.OfFactors, quarter.OfUsage)),
            Is.EqualTo(Quarters.Zip(closed, (quarter, total) => (quarter, total, 0m, 0m, 0m)))
        );
    }

    [Test]
    public void Usage_that_came_late_is_a_difference_by_usage()
    {
        using var workspace = Closed();
        workspace.Write("exports/late.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("late", "2025-04-02"));
        var year = workspace.Report("2025");
        Assert.That(
            year.TrueUps.Select(quarter => (quarter.OfFactors, quarter.OfUsage)),
            Is.EqualTo(new[] { (0m, 0m), (0m, 0.25741m), (0m, 0m), (0m, 0m) })
        );
        Assert.That(year.TrueUps.Sum(quarter => quarter.Recalculated), Is.EqualTo(year[FigureIds.TotalKilograms].Value));
    }

    [Test]
    public void A_factor_of_ones_own_is_a_difference_by_factors()
    {
        using var workspace = Closed();
        var year = Override(workspace).Report("2025");
        // PUE 1.21 / 1.10
        Assert.That(
            year.TrueUps.Select(quarter => (quarter.OfFactors, quarter.OfUsage)),
            Is.EqualTo(Quarters.Select(quarter => (RecordedTotal(workspace, quarter) / 10m, 0m)))
        );
    }

    [Test]
    public void The_parts_of_both_add_up()
    {
        using var workspace = Closed();
        workspace.Write("exports/late.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("late", "2025-04-02"));
        var second = Override(workspace).Report("2025").TrueUps[1];
        Assert.That(
            (second.OfFactors, second.OfUsage, second.Closed + second.OfFactors + second.OfUsage),
            Is.EqualTo((second.Closed / 10m, 0.25741m * 1.1m, second.Recalculated))
        );
    }

    [Test]
    public void A_half_has_its_two_quarters()
    {
        using var workspace = Closed();
        var half = workspace.Report("2025-H2");
        Assert.That(half.TrueUps.Select(quarter => quarter.Period), Is.EqualTo(Quarters[2..]));
        Assert.That(half[FigureIds.TotalKilograms].Value, Is.EqualTo(Quarters[2..].Sum(quarter => RecordedTotal(workspace, quarter))));
        Assert.That(workspace.Verify("2025-H2").Text(), Is.Empty);
    }

    [Test]
    public void A_fiscal_year_has_its_own_quarters()
    {
        string[] fiscal = ["FY2025-Q1", "FY2025-Q2", "FY2025-Q3", "FY2025-Q4"];
        using var workspace = PeriodWorkspace
            .WithLog("2024-07-01", "2024-12-31", "2025-01-01", "2025-06-30")
            .Configure("\"fiscalYear\": { \"start\": \"07-01\" },");
        Close(workspace, fiscal);
        var year = workspace.Report("FY2025");
        Assert.That(
            year.TrueUps.Select(quarter => (quarter.Period, quarter.Difference)),
            Is.EqualTo(fiscal.Select(quarter => (quarter, 0m)))
        );
        Assert.That(year[FigureIds.TotalKilograms].Value, Is.EqualTo(fiscal.Sum(quarter => RecordedTotal(workspace, quarter))));
    }

    [Test]
    public void Quarters_of_weeks_are_left_out()
    {
        string[] fiscal = ["FY2025-Q1", "FY2025-Q2"];
        using var workspace = PeriodWorkspace
            .WithLog("2025-01-15", "2025-04-15")
            .Configure("\"fiscalYear\": { \"start\": \"01-01\", \"endsOn\": \"saturday\" },");
        Close(workspace, fiscal);
        var year = workspace.Report("FY2025");
        Assert.That(
            (year.TrueUps.IsEmpty, workspace.Parsed("FY2025", "manifest.json").GetProperty("closedQuarters").GetArrayLength()),
            Is.EqualTo((true, 2))
        );
    }

    [Test]
    public void An_open_quarter_is_no_true_up()
    {
        using var workspace = PeriodWorkspace.WithLog(Days);
        Close(workspace, Quarters[..1]);
        workspace.Report("2025-Q2");
        Assert.That(workspace.Report("2025").TrueUps.Select(quarter => quarter.Period), Is.EqualTo(Quarters[..1]));
    }

    [Test]
    public void A_restated_quarter_is_compared_as_it_was_closed_last()
    {
        using var workspace = Closed();
        workspace.Write("exports/late.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("late", "2025-04-02"));
        workspace.Restate("2025-Q2");
        workspace.Close("2025-Q2~r1");
        Assert.That(workspace.Report("2025").TrueUps.Select(quarter => quarter.Difference), Is.All.Zero);
    }

    private static PeriodWorkspace Closed() => Beginnings.Copy(nameof(TrueUpTests), Close);

    private static PeriodWorkspace Close()
    {
        var workspace = new PeriodWorkspace().Write(
            "exports/log.csv",
            PeriodWorkspace.Header + string.Concat(Days.Select((day, at) => PeriodWorkspace.Row($"r{at}", day, 1_234_567 + (98_765 * at))))
        );
        Close(workspace, Quarters);
        return workspace;
    }

    private static void Close(PeriodWorkspace workspace, IEnumerable<string> periods)
    {
        foreach (var period in periods)
        {
            workspace.Report(period);
            workspace.Close(period);
        }
    }

    private static PeriodWorkspace Override(PeriodWorkspace workspace) =>
        workspace.Write("factors/own.csv", OwnPue).Configure("\"factors\": [ \"factors/*.csv\" ],");

    private static decimal RecordedTotal(PeriodWorkspace workspace, string period) =>
        LlmEnergy.Periods.RecordedFigures.Read(workspace.PathOf($"periods/{period}"))["total_kg"].Value!.Value;
}
