using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// The lines of the ledger's sheet: those of the inventory, or, where a sheet has too few rows, sums of lines that differ only in what no
/// result of
/// the workbook depends on. The moments make the context multiplier exact at any aggregation, and results are sums of fixed results.
/// </summary>
internal static class LedgerLines
{
    /// <summary>Rows of a sheet without its header, in Excel 2007 and later.</summary>
    public const int MostLines = 1_048_575;

    private const string Summed = "(summed)";

    public static bool AreSummed(Disclosure disclosure) => disclosure.Inventory.Lines.Length < disclosure.Inventory.Activity.Lines.Length;

    /// <summary>The disclosure with at most so many lines.</summary>
    /// <exception cref="InvalidOperationException">Even summed, there are more.</exception>
    public static Disclosure Within(Disclosure disclosure, int most)
    {
        var lines = disclosure.Inventory.Lines;
        if (lines.Length <= most)
            return disclosure;
        var summed = Sum(
            lines,
            key => key with { Source = Summed, Account = Summed, Host = Summed, Operation = Summed, Region = Summed, ServiceTier = Summed }
        );
        if (summed.Length > most)
            throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {lines.Length} ledger lines, {summed.Length} when summed, expected at most {most}: map cost keys to fewer "
                        + $"cost centres, or report a shorter period"
                )
            );
        return disclosure with { Inventory = disclosure.Inventory with { Lines = summed } };
    }

    private static ImmutableArray<InventoryLine> Sum(ImmutableArray<InventoryLine> lines, Func<LineKey, LineKey> without) =>
        [
            .. lines
                .GroupBy(line =>
                    (
                        Key: without(line.Activity.Key),
                        line.Activity.Usage.Known,
                        HasCost: line.Activity.Cost is not null,
                        Rate: line.Rate?.Number,
                        Place: line.Place?.Number,
                        line.WhyNotCalculated
                    )
                )
                .Select(group => (group.Key, Lines: group.ToList()))
                .OrderBy(group => group.Key.Key, LineKey.Order)
                .ThenBy(group => group.Key.Known)
                .ThenBy(group => group.Key.Rate)
                .ThenBy(group => group.Key.Place)
                .ThenBy(group => group.Key.WhyNotCalculated, StringComparer.Ordinal)
                .Select((group, i) => Summing(i + 1, group.Key.Key, group.Lines)),
        ];

    private static InventoryLine Summing(int number, LineKey key, List<InventoryLine> lines)
    {
        var first = lines[0];
        Estimate<T>? Results<T>(Func<InventoryLine, Estimate<T>?> of)
            where T : struct, IQuantity<T> => of(first) is null ? null : lines.SumOf(of);
        var activity = new ActivityLine(
            number,
            key,
            lines.Sum(line => line.Activity.Rows),
            lines.Aggregate(Usage.None, (sum, line) => sum + line.Activity.Usage) with
            {
                Known = first.Activity.Usage.Known,
            },
            lines.Aggregate(default(ContextMoments), (sum, line) => sum + line.Activity.Moments),
            first.Activity.Cost is { } cost ? cost with { Amount = lines.Sum(line => line.Activity.Cost!.Value.Amount) } : null
        )
        {
            Estimate = first.Activity.Estimate is { } gap
                ? gap with
                {
                    Days = lines.Sum(line => line.Activity.Estimate!.Value.Days),
                }
                : null,
        };
        return first with
        {
            Activity = activity,
            Energy = Results(line => line.Energy),
            LocationBased = Results(line => line.LocationBased),
            Embodied = Results(line => line.Embodied),
            Total = Results(line => line.Total),
            OnSiteWater = Results(line => line.OnSiteWater),
            OffSiteWater = Results(line => line.OffSiteWater),
            OfPlace = first.OfPlace is null
                ? null
                : new(Results(line => line.Upstream), Results(line => line.TransmissionLosses), Results(line => line.MarketBased)),
        };
    }
}
