using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Uncertainty;

/// <summary>
/// Lines of one rate and place that lack the same data: their total is a product, and calculated again with any part of it changed.
/// </summary>
/// <remarks>T = sum over quantities of usage x (Wh x kgCO2e per kWh + g of hardware + g as a whole) / 1,000.</remarks>
/// <param name="Provider">Canonical id of who runs the inference.</param>
/// <param name="Usage">By <see cref="Quantity"/>, context-weighted.</param>
/// <param name="Unweighted">Without a weight of contexts.</param>
/// <param name="Energy">Wh a unit.</param>
/// <param name="Hardware">gCO2e a unit.</param>
/// <param name="Whole">gCO2e a unit, where the rate gives no energy.</param>
/// <param name="Electricity">kgCO2e of a kWh, with all that comes with it.</param>
internal sealed record LineGroup(
    Rate Rate,
    Place? Place,
    string Provider,
    LineGaps Gaps,
    int Lines,
    ImmutableArray<decimal> Usage,
    ImmutableArray<decimal> Unweighted,
    ImmutableArray<decimal> Energy,
    ImmutableArray<decimal> Hardware,
    ImmutableArray<decimal> Whole,
    decimal Electricity
)
{
    private static readonly ImmutableArray<Quantity> Quantities = [.. Enum.GetValues<Quantity>()];

    /// <summary>kgCO2e.</summary>
    public decimal Kilograms =>
        Quantities.Sum(of => Usage[(int)of] * ((Energy[(int)of] * Electricity) + Hardware[(int)of] + Whole[(int)of])) / 1_000m;

    /// <summary>Those of an inventory; lines without a total are in none.</summary>
    public static ImmutableArray<LineGroup> Of(Inventory inventory, FactorPack factors) =>
        [
            .. inventory
                .Lines.Where(line => line.Total?.Central is not null)
                .GroupBy(line =>
                    (
                        line.Rate!.Number,
                        line.Place?.Number,
                        Provider: factors.Provider(line.Activity.Key.Host.Length > 0 ? line.Activity.Key.Host : line.Activity.Key.Provider),
                        Gaps: LineGaps.Of(line)
                    )
                )
                .Select(lines =>
                {
                    var (rate, place) = (lines.First().Rate!, lines.First().Place);
                    var (weighted, unweighted) = (
                        lines.Select(line => WeightedUsage.Of(line)).ToList(),
                        lines.Select(line => WeightedUsage.Of(line.Activity, ContextRule.None)).ToList()
                    );
                    return new LineGroup(
                        rate,
                        place,
                        lines.Key.Provider,
                        lines.Key.Gaps,
                        lines.Count(),
                        [.. Quantities.Select(of => weighted.Sum(usage => usage[of]))],
                        [.. Quantities.Select(of => unweighted.Sum(usage => usage[of]))],
                        Coefficients(rate.Energy),
                        Coefficients(rate.Embodied),
                        Coefficients(rate.CradleToGate),
                        rate.Energy is null ? 0m : PlaceDraws.Electricity(place!)
                    );
                }),
        ];

    /// <summary>With each coefficient of energy by its ratio, and that of hardware which is in proportion to energy with it.</summary>
    public LineGroup Scaled(Func<RateTerm, decimal> energy, Func<RateTerm, decimal> hardware, Func<RateTerm, decimal> whole) =>
        this with
        {
            Energy = Scaled(Rate.Energy, Energy, energy),
            Hardware = Scaled(Rate.Embodied, Hardware, hardware),
            Whole = Scaled(Rate.CradleToGate, Whole, whole),
        };

    private static ImmutableArray<decimal> Scaled(UnitRates? rates, ImmutableArray<decimal> values, Func<RateTerm, decimal> ratio) =>
        rates is null
            ? values
            : rates.Terms.Aggregate(values, (scaled, term) => scaled.SetItem((int)term.Of, scaled[(int)term.Of] * ratio(term)));

    private static ImmutableArray<decimal> Coefficients(UnitRates? rates) => [.. Quantities.Select(of => rates?[of, Level.Central] ?? 0m)];
}

/// <summary>What exports do not say of a line, and its method does not know.</summary>
internal readonly record struct LineGaps(bool Place, bool Model, bool CachedInput, bool Requests, UsageEstimate? Usage)
{
    public static LineGaps Of(InventoryLine line)
    {
        var (key, usage) = (line.Activity.Key, line.Activity.Usage);
        var hasInput = usage.Knows(Known.Input) && usage.Input > 0;
        return new(
            line.Place is { Grid.Factor.IsFallback: true },
            !line.Model.IsKnown,
            hasInput && !usage.Knows(Known.Cached),
            hasInput && key.Basis == ContextBasis.None,
            line.Activity.Estimate is { } gap ? gap with { Days = 0 } : null
        );
    }
}
