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
    /// <param name="notCalculatedTolerance">Share of rows or of cost that may be without a factor before the disclosure is called incomplete.</param>
    public static Disclosure Of(
        Inventory inventory, string undertaking, ReportStatus status, string toolVersion, ImmutableArray<InputFile> inputs, decimal notCalculatedTolerance = Completeness.DefaultTolerance)
    {
        var positions = new LedgerPositions(inventory);
        var byModel = ByModel(inventory, positions);
        var byMonth = ByMonth(inventory);
        var issues = inventory.Activity.Issues.Concat(inventory.Issues)
            .OrderByDescending(issue => issue.Severity).ThenByDescending(issue => issue.Share ?? 1m)
            .ThenBy(issue => issue.At.File, StringComparer.Ordinal).ThenBy(issue => issue.At.Line).ThenBy(issue => issue.At.Column).ThenBy(issue => issue.Code, StringComparer.Ordinal).ThenBy(issue => issue.Message, StringComparer.Ordinal);
        return new(undertaking, status, toolVersion, inventory, FigureCatalog.Of(inventory, positions), CheckCatalog.Of(inventory, byModel, byMonth, inputs, notCalculatedTolerance), byModel, byMonth, [.. issues], inputs, "") { Impacts = Impacts.Of(inventory) };
    }

    private static ImmutableArray<ModelTotals> ByModel(Inventory inventory, LedgerPositions positions) =>
    [
        .. inventory.Lines.GroupBy(line => positions.ModelKey(line)!.Value).OrderBy(group => group.Key).Select(group =>
        {
            var first = group.First();
            return new ModelTotals(
                group.Key, first.Activity.Key.Provider, first.Activity.Key.Model, first.Model.Resolved, first.Model.ModelClass, group.Max(line => line.Rate?.Tier), UsageOf(group),
                group.SumOf(line => line.Energy), group.SumOf(line => line.LocationBased), group.SumOf(line => line.Embodied), group.SumOf(line => line.CradleToGate), group.SumOf(line => line.Total));
        }),
    ];

    private static ImmutableArray<MonthTotals> ByMonth(Inventory inventory)
    {
        var byMonth = inventory.Lines.ToLookup(line => line.Activity.Key.Month);
        var period = inventory.Activity.Period;
        var months = period == ReportingPeriod.Always ? byMonth.Select(month => month.Key).Order() : Months(period);
        return [.. months.Select(month => new MonthTotals(
            month, UsageOf(byMonth[month]), byMonth[month].SumOf(line => line.Energy), byMonth[month].SumOf(line => line.LocationBased), byMonth[month].SumOf(line => line.Embodied), byMonth[month].SumOf(line => line.CradleToGate), byMonth[month].SumOf(line => line.Total)))];
    }

    private static IEnumerable<DateOnly> Months(ReportingPeriod period)
    {
        for (var month = new DateOnly(period.First.Year, period.First.Month, 1); month <= period.Last; month = month.AddMonths(1)) yield return month;
    }

    private static Usage UsageOf(IEnumerable<InventoryLine> lines) => lines.Aggregate(Usage.None, (sum, line) => sum + line.Activity.Usage);
}
