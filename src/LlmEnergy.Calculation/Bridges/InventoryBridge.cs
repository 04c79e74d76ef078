using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Bridges;

/// <summary>Two inventories as the bridge from the total of the first to that of the second.</summary>
/// <remarks>
/// T(usage, context, energy, hardware, place) = sum over quantities of tokens x context weight x (Wh / 1,000 x kgCO2e per kWh + g of
/// hardware / 1,000), for each account and model. What a model has in one of the inventories alone is the same at all steps: it comes in,
/// or goes, with the mix.
/// </remarks>
public static class InventoryBridge
{
    /// <param name="isOfSameDays">Then usage that differs was corrected: no volume, mix or context is told apart.</param>
    public static Bridge Between(Inventory before, Inventory after, bool isOfSameDays)
    {
        var (first, second) = (CellsOf(before), CellsOf(after));
        var parts = first
            .Keys.Union(second.Keys)
            .OrderBy(key => key.Provider, StringComparer.Ordinal)
            .ThenBy(key => key.Account, StringComparer.Ordinal)
            .ThenBy(key => key.Model, StringComparer.Ordinal)
            .GroupBy(key => (key.Provider, key.Account))
            .SelectMany(account =>
            {
                List<(CellKey Key, BridgeCell Before, BridgeCell After)> cells =
                [
                    .. account.Select(key =>
                        (key, first.GetValueOrDefault(key, BridgeCell.None), second.GetValueOrDefault(key, BridgeCell.None))
                    ),
                ];
                var growth = Growth([.. cells.Select(cell => cell.Before)], [.. cells.Select(cell => cell.After)]);
                return cells.Select(cell => new BridgePart(
                    cell.Key.Provider,
                    cell.Key.Account,
                    cell.Key.Model,
                    cell.Before.Total,
                    cell.After.Total,
                    BridgeSteps.Of(cell.Before, cell.After, growth, isOfSameDays)
                ));
            });
        return new([.. parts], (WithoutTotalIn(before), WithoutTotalIn(after)));
    }

    /// <summary>How much more an account is used, by the first measure that both have; null where it is in one of them alone.</summary>
    private static decimal? Growth(IReadOnlyCollection<BridgeCell> before, IReadOnlyCollection<BridgeCell> after)
    {
        if (before.All(cell => cell.IsEmpty) || after.All(cell => cell.IsEmpty))
            return null;
        foreach (var measure in BridgeCell.Measures)
        {
            var (then, now) = (before.Sum(measure), after.Sum(measure));
            if (then > 0m && now > 0m)
                return now / then;
        }

        return 1m;
    }

    private static Dictionary<CellKey, BridgeCell> CellsOf(Inventory inventory) =>
        inventory
            .Lines.Where(HasTotal)
            .GroupBy(line => new CellKey(
                line.Activity.Key.Provider,
                line.Activity.Key.Account,
                line.Model.Resolved ?? line.Activity.Key.Model
            ))
            .ToDictionary(lines => lines.Key, lines => new BridgeCell([.. lines]));

    private static int WithoutTotalIn(Inventory inventory) => inventory.Lines.Count(line => !HasTotal(line));

    private static bool HasTotal(InventoryLine line) => line.Total is { Central: not null };

    private readonly record struct CellKey(string Provider, string Account, string Model);
}
