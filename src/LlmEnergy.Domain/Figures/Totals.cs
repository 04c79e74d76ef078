using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// Usage and results of some lines. Sums leave out lines that do not have the value; where none has it they are null, and where there is no
/// line
/// they are zero.
/// </summary>
/// <param name="Cost">By currency, of the lines that state a cost.</param>
public sealed record Totals(
    Usage Usage,
    ImmutableSortedDictionary<string, decimal> Cost,
    Estimate<FacilityEnergy>? Energy,
    Estimate<GhgEmissions>? LocationBased,
    Estimate<GhgEmissions>? Embodied,
    Estimate<GhgEmissions>? Other,
    Estimate<GhgEmissions>? Total
)
{
    /// <summary>What draws say of the total; null where ranges are not simulated. Intervals do not add up: a sum has none.</summary>
    public Interval? Interval { get; init; }

    public static Totals Sum(IReadOnlyCollection<InventoryLine> lines)
    {
        var usage = Usage.None;
        var cost = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            usage += line.Activity.Usage;
            if (line.Activity.Cost is { } paid)
                cost[paid.Currency] = cost.GetValueOrDefault(paid.Currency) + paid.Amount;
        }

        return new(
            usage,
            cost.ToImmutable(),
            lines.SumOf(line => line.Energy),
            lines.SumOf(line => line.LocationBased),
            lines.SumOf(line => line.Embodied),
            lines.SumOf(line => line.CradleToGate),
            lines.SumOf(line => line.Total)
        );
    }

    /// <summary>Nothing is known: not even that there was nothing.</summary>
    public static Totals Unknown { get; } =
        new(Usage.None with { Known = default }, ImmutableSortedDictionary<string, decimal>.Empty, null, null, null, null, null);

    public static Totals operator +(Totals left, Totals right) =>
        new(
            left.Usage + right.Usage,
            right.Cost.Aggregate(left.Cost, (sum, cost) => sum.SetItem(cost.Key, sum.GetValueOrDefault(cost.Key) + cost.Value)),
            Sum(left.Energy, right.Energy),
            Sum(left.LocationBased, right.LocationBased),
            Sum(left.Embodied, right.Embodied),
            Sum(left.Other, right.Other),
            Sum(left.Total, right.Total)
        );

    private static Estimate<T>? Sum<T>(Estimate<T>? left, Estimate<T>? right)
        where T : struct, IQuantity<T> => left is { } l && right is { } r ? l + r : left ?? right;
}
