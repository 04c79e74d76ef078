using System.Collections.Immutable;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// What seeded draws say of a disclosure: beside its central values, which are exact and add up, and in none of them. Intervals do not add
/// up:
/// what is wrong with one part is partly made up for by another.
/// </summary>
/// <param name="Seed">Named in the manifest: the same seed gives the same draws.</param>
/// <param name="Draws">How many there were.</param>
/// <param name="Energy">kWh; null where nothing is calculated from energy.</param>
/// <param name="Emissions">kgCO2e; null where nothing has a total.</param>
/// <param name="ByModel">By the number that stands for provider and model in the ledger.</param>
/// <param name="ByProvider">By the number of the provider.</param>
/// <param name="ByCostCentre">By the number of the cost centre.</param>
public sealed record Intervals(
    long Seed,
    int Draws,
    Interval? Energy,
    Interval? Emissions,
    ImmutableSortedDictionary<int, GroupIntervals> ByModel,
    ImmutableSortedDictionary<int, GroupIntervals> ByProvider,
    ImmutableSortedDictionary<int, GroupIntervals> ByCostCentre,
    ImmutableSortedDictionary<DateOnly, GroupIntervals> ByMonth
)
{
    /// <summary>The width of the energy by a formula that can be followed by hand.</summary>
    public Spread Spread { get; init; } = new([]);
}

/// <summary>Of some of the lines.</summary>
public sealed record GroupIntervals(Interval? Energy, Interval? Emissions);

/// <summary>Quantiles and mean of the draws, at six significant digits: more the draws do not hold.</summary>
public sealed record Interval(decimal P5, decimal P50, decimal P95, decimal Mean);
