using System.Collections.Immutable;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Bridges;

/// <summary>
/// Why one total is another: from the first to the second, with one more input switched at each step, in the order of <see
/// cref="BridgeTerm"/>. A term is the total after its step less the total before it, so that the terms add up to the difference; all
/// numbers are kgCO2e, central values, to 12 decimals, so that they do so to the last digit.
/// </summary>
/// <remarks>
/// T(usage, context, energy, hardware, place) = sum over quantities of tokens x context weight x (Wh / 1,000 x kgCO2e per kWh + g of
/// hardware / 1,000), for each account and model. What a model has in one of the inventories alone is the same at all steps: it comes in,
/// or goes, with the mix.
/// </remarks>
/// <param name="Parts">Of each account and model, in ordinal order.</param>
/// <param name="WithoutTotal">Lines of either inventory that have no total, which no term can speak of.</param>
public sealed record Bridge(ImmutableArray<BridgePart> Parts, (int Before, int After) WithoutTotal)
{
    /// <summary>Decimals of a kilogram that every number has at most.</summary>
    public const int Decimals = 12;

    public static ImmutableArray<BridgeTerm> Terms { get; } = [.. Enum.GetValues<BridgeTerm>()];

    public decimal Before => Parts.Sum(part => part.Before);

    public decimal After => Parts.Sum(part => part.After);

    public decimal Of(BridgeTerm term) => Parts.Sum(part => part.Of(term));

    /// <summary>Parts that have the same key, as one.</summary>
    public IEnumerable<BridgePart> By(Func<BridgePart, string> key) =>
        Parts
            .GroupBy(key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
                group.Aggregate(
                    (sum, part) =>
                        sum with
                        {
                            Before = sum.Before + part.Before,
                            After = sum.After + part.After,
                            Amounts = [.. Terms.Select(term => sum.Of(term) + part.Of(term))],
                        }
                )
            );

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

/// <summary>The change of an account and model.</summary>
/// <param name="Amounts">By <see cref="BridgeTerm"/>.</param>
public sealed record BridgePart(
    string Provider,
    string Account,
    string Model,
    decimal Before,
    decimal After,
    ImmutableArray<decimal> Amounts
)
{
    public decimal Of(BridgeTerm term) => Amounts[(int)term];
}
