using System.Collections.Immutable;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Inventories;

/// <summary>
/// Energy and emissions per unit of usage, made by a method for a key and used on every line of that key. A rate gives facility energy, or
/// it
/// gives cradle-to-gate emissions as a whole (spend, a supplier's own figure): never both.
/// </summary>
/// <param name="Number">Counts from 1 within an inventory.</param>
/// <param name="Energy">Wh of facility energy per unit.</param>
/// <param name="Embodied">Grams of CO2e of the hardware per unit, or null where the method says nothing about hardware.</param>
/// <param name="CradleToGate">Grams of CO2e per unit, electricity and hardware included; null where there is energy.</param>
/// <param name="Tier">Data quality 1 (best) to 5 of the method and factors that made it, not of the best that is known of the
/// model.</param>
/// <param name="Pue">Facility over IT energy inside the rate: for water, since it is in the energy already. Null where the method does not
/// tell.</param>
/// <param name="Methodology">Heading of METHODOLOGY.md that explains it.</param>
public sealed record Rate(
    int Number,
    string Method,
    string ModelClass,
    UnitRates? Energy,
    UnitRates? Embodied,
    UnitRates? CradleToGate,
    ContextRule Context,
    int Tier,
    PueRange? Pue,
    IReadOnlyList<FactorUse> Factors,
    string Methodology
)
{
    /// <summary>Data quality tiers are 1 to this.</summary>
    public const int Tiers = 5;

    public string Id => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"R{Number:000}");

    /// <summary>What its draws are made with; null where its range is all there is to draw from.</summary>
    public OperatingPoint? OperatingPoint { get; init; }

    /// <summary>Further impacts of the hardware, by unit of usage; empty for most methods.</summary>
    public ImmutableArray<ImpactRates> Impacts { get; init; } = [];

    public static Rate OfEnergy(IReadOnlyList<RateTerm> energy, IReadOnlyList<RateTerm>? embodied, ContextRule context, PueRange? pue) =>
        new(0, "", "", new(energy), embodied is null ? null : new(embodied), null, context, 5, pue, [], "");

    public static Rate OfCradleToGate(params IReadOnlyList<RateTerm> grams) =>
        new(0, "", "", null, null, new(grams), ContextRule.None, 5, null, [], "");
}

/// <summary>A power usage effectiveness with its range.</summary>
/// <param name="Central">Null where the method has no central value.</param>
public sealed record PueRange(Pue Low, Pue? Central, Pue High)
{
    public static PueRange Of(Factor factor) => new(new(factor.Low ?? factor.Value), new(factor.Value), new(factor.High ?? factor.Value));
}

/// <summary>Abiotic resource depletion of elements (kgSbeq) or primary energy (MJ), as life-cycle assessments give them.</summary>
public enum Impact : byte
{
    AbioticDepletion,
    PrimaryEnergy,
}

/// <summary>An impact of making the hardware per unit of usage: kgSbeq or MJ.</summary>
public sealed record ImpactRates(Impact Of, UnitRates Hardware);
