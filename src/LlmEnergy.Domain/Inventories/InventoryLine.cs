using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Inventories;

/// <summary>
/// An activity line with its rate and place, and what followed from them when it was calculated: data, without a formula. Where no method
/// of the hierarchy has a factor or no grid is known, rate and results are null and <see cref="WhyNotCalculated"/> says why: such a line is
/// disclosed as not calculated, never as zero.
/// </summary>
/// <param name="Energy">Facility energy; null where the rate gives emissions as a whole.</param>
/// <param name="LocationBased">Electricity used, by the average grid where it was used.</param>
/// <param name="Embodied">Share of the hardware's manufacture; null where the method says nothing about it.</param>
/// <param name="Total">All emissions; null where a part is missing that belongs to them.</param>
public sealed record InventoryLine(
    ActivityLine Activity,
    ModelResolution Model,
    Rate? Rate,
    Place? Place,
    Estimate<FacilityEnergy>? Energy,
    Estimate<GhgEmissions>? LocationBased,
    Estimate<GhgEmissions>? Embodied,
    Estimate<GhgEmissions>? Total,
    string? WhyNotCalculated
)
{
    /// <summary>Water for cooling; null where no energy or no factor is known.</summary>
    public Estimate<WaterVolume>? OnSiteWater { get; init; }

    /// <summary>Water at the power stations; null where no energy or no factor is known.</summary>
    public Estimate<WaterVolume>? OffSiteWater { get; init; }

    /// <summary>Null on most lines: apart, so that those do not hold room for it.</summary>
    public PlaceEmissions? OfPlace { get; init; }

    public bool IsCalculated => Rate is not null;

    /// <summary>True where emissions come from energy: then there are electricity, hardware and water to speak of.</summary>
    public bool HasEnergy => Energy is not null;

    /// <summary>Emissions as a whole, by spend or by the supplier's own figure: the total of a line without energy.</summary>
    public Estimate<GhgEmissions>? CradleToGate => HasEnergy ? null : Total;

    /// <summary>Fuel chain and plants of the electricity, where the grid factor leaves them out.</summary>
    public Estimate<GhgEmissions>? Upstream => OfPlace?.Upstream;

    /// <summary>Losses of the grid, where they are asked for and known.</summary>
    public Estimate<GhgEmissions>? TransmissionLosses => OfPlace?.TransmissionLosses;

    /// <summary>Electricity used, by the supplier's instrument or the residual mix: a memo beside the location-based figure.</summary>
    public Estimate<GhgEmissions>? MarketBased => OfPlace?.MarketBased;
}

/// <summary>Emissions that only some places have a factor for.</summary>
public sealed record PlaceEmissions(
    Estimate<GhgEmissions>? Upstream,
    Estimate<GhgEmissions>? TransmissionLosses,
    Estimate<GhgEmissions>? MarketBased
);
