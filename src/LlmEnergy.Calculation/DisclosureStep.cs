using System.Collections.Immutable;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation;

/// <summary>Inventory to disclosure: figures, tables, checks and ranked findings. Pure.</summary>
public static class DisclosureStep
{
    /// <param name="notCalculatedTolerance">Share of rows or of cost that may be without a factor before the disclosure is called
    /// incomplete.</param>
    /// <param name="given">What the undertaking gives for the period: net revenue, total Scope 3 and the like.</param>
    public static Disclosure Of(
        Inventory inventory,
        string undertaking,
        ReportStatus status,
        string toolVersion,
        ImmutableArray<InputFile> inputs,
        decimal notCalculatedTolerance = Completeness.DefaultTolerance,
        params ImmutableArray<GivenFigure> given
    )
    {
        var positions = new LedgerPositions(inventory);
        var byModel = ByModel(inventory, positions);
        var byMonth = ByMonth(inventory, positions);
        var figures = FigureCatalog.Of(inventory, positions, given);
        return new(
            undertaking,
            status,
            toolVersion,
            inventory,
            figures,
            CheckCatalog.Of(inventory, byModel, byMonth, inputs, notCalculatedTolerance),
            byModel,
            ByKey(inventory, line => positions.ProviderKey(line)!.Value, line => line.Activity.Key.Provider),
            ByKey(inventory, line => positions.CostCentreKey(line)!.Value, line => line.Activity.Key.CostKey),
            byMonth,
            Ranked(inventory.Activity.Issues.Concat(inventory.Issues).Concat(Overlaps.Of(inventory)).Concat(Findings.Of(figures, given))),
            inputs,
            ""
        )
        {
            Impacts = Impacts.Of(inventory),
            Given = given,
            EstimatedDays = Estimated(inventory, positions),
        };
    }

    private static EstimatedDays? Estimated(Inventory inventory, LedgerPositions positions)
    {
        var coverage = inventory.Activity.Coverage;
        var days = coverage.Count(day => day.Status == DayStatus.Estimated);
        if (days == 0)
            return null;
        var estimated = new Expr.Sum(Ledger.TotalCentral, Condition.AtLeast(Ledger.GapDays, 1m)) { IsZeroWithout = true };
        var share = new Expr.Ratio(estimated, new Expr.Sum(Ledger.TotalCentral)).Value(new(inventory, positions, _ => null));
        return new(days, coverage.Length, share);
    }

    /// <summary>Errors first, then by their share of the emissions, then by place and text.</summary>
    public static ImmutableArray<Issue> Ranked(IEnumerable<Issue> issues) =>
        [
            .. issues
                .OrderByDescending(issue => issue.Severity)
                .ThenByDescending(issue => issue.Share ?? 1m)
                .ThenBy(issue => issue.At.File, StringComparer.Ordinal)
                .ThenBy(issue => issue.At.Line)
                .ThenBy(issue => issue.At.Column)
                .ThenBy(issue => issue.Code, StringComparer.Ordinal)
                .ThenBy(issue => issue.Message, StringComparer.Ordinal),
        ];

    private static ImmutableArray<ModelTotals> ByModel(Inventory inventory, LedgerPositions positions) =>
        [
            .. Grouped(inventory.Lines, line => positions.ModelKey(line)!.Value)
                .Select(group => new ModelTotals(
                    group.Key,
                    group.Lines[0].Activity.Key.Provider,
                    group.Lines[0].Activity.Key.Model,
                    group.Lines[0].Model.Resolved,
                    group.Lines[0].Model.ModelClass,
                    group.Lines.Max(line => line.Rate?.Tier),
                    Totals.Of(group.Lines)
                )),
        ];

    private static ImmutableArray<KeyTotals> ByKey(Inventory inventory, Func<InventoryLine, int> key, Func<InventoryLine, string> name) =>
        [.. Grouped(inventory.Lines, key).Select(group => new KeyTotals(group.Key, name(group.Lines[0]), Totals.Of(group.Lines)))];

    private static ImmutableArray<MonthTotals> ByMonth(Inventory inventory, LedgerPositions positions)
    {
        var byMonth = inventory.Lines.ToLookup(line => line.Activity.Key.Month);
        var period = inventory.Activity.Period;
        var months = period == ReportingPeriod.Always ? byMonth.Select(month => month.Key).Order() : Months(period);
        var days = inventory.Activity.Coverage.ToLookup(day => new DateOnly(day.Day.Year, day.Day.Month, 1));
        // a month in which all days are gaps has no usage on record, which is not the same as none
        bool IsUnknown(DateOnly month) =>
            !byMonth.Contains(month) && days.Contains(month) && days[month].All(day => day.Status == DayStatus.Gap);
        return
        [
            .. months.Select(month => new MonthTotals(
                month,
                IsUnknown(month) ? Totals.Unknown : Totals.Of([.. byMonth[month]]),
                Grouped(byMonth[month], line => positions.ModelKey(line)!.Value)
                    .ToImmutableSortedDictionary(group => group.Key, group => Totals.Of(group.Lines))
            )),
        ];
    }

    private static IEnumerable<(int Key, List<InventoryLine> Lines)> Grouped(
        IEnumerable<InventoryLine> lines,
        Func<InventoryLine, int> key
    ) => lines.GroupBy(key).OrderBy(group => group.Key).Select(group => (group.Key, group.ToList()));

    private static IEnumerable<DateOnly> Months(ReportingPeriod period)
    {
        for (var month = new DateOnly(period.First.Year, period.First.Month, 1); month <= period.Last; month = month.AddMonths(1))
            yield return month;
    }
}
