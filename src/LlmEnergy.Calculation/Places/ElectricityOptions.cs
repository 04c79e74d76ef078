using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Places;

/// <summary>
/// Which grid a line's electricity is taken from, and what is counted of it: by default the lifecycle factor of the place that its region,
/// host or provider leads to.
/// </summary>
/// <param name="Zone">A zone for all lines, or null.</param>
/// <param name="Given">A grid for all lines, factor included, or null.</param>
public sealed record ElectricityOptions(string? Zone, Grid? Given)
{
    public static ElectricityOptions ByPlace { get; } = new(null, null);

    public GridBasis Basis { get; init; }

    /// <summary>Whether losses of transmission and distribution are counted, as a part of their own.</summary>
    public bool TransmissionLosses { get; init; }

    /// <summary>Documents of suppliers that make a market-based figure.</summary>
    public ImmutableArray<MarketInstrument> Instruments { get; init; } = [];
}

/// <summary>What a grid factor holds.</summary>
public enum GridBasis : byte
{
    /// <summary>Fuel chain and power plants included: the default set.</summary>
    Lifecycle,

    /// <summary>
    /// Combustion only, from official statistics, with the upstream part beside it; the default set where no official value exists.
    /// </summary>
    Direct,
}

/// <summary>A purchased instrument (guarantee of origin, power purchase agreement, supplier's tariff) that a supplier documents.</summary>
/// <param name="Supplier">Canonical id of the provider or host that it covers.</param>
/// <param name="Account">Empty: all accounts.</param>
/// <param name="Boundary">Market it is valid in: a grid zone such as US, DE or EU27.</param>
/// <param name="From">First and last day (UTC), both included.</param>
public sealed record MarketInstrument(string Supplier, string Account, string Boundary, DateOnly From, DateOnly To, FactorUse Factor)
{
    /// <summary>Where its register states it.</summary>
    public SourceLocation At { get; init; }
}
