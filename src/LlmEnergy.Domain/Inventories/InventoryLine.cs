using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Inventories;

/// <summary>
/// An activity line with its rate and grid factor, and what follows from them. Where no method of the hierarchy or no grid has a factor, rate
/// and results are null and <see cref="WhyNotCalculated"/> says why: such a line is disclosed as not calculated, never as zero.
/// </summary>
/// <param name="LocationBased">Electricity used, by the average grid where it was used.</param>
/// <param name="Embodied">Share of the hardware's manufacture; null where the method says nothing about it.</param>
public sealed record InventoryLine(
    ActivityLine Activity, ModelResolution Model, Rate? Rate, Grid? Grid, WeightedUsage Weighted, Estimate<FacilityEnergy>? Energy,
    Estimate<GhgEmissions>? LocationBased, Estimate<GhgEmissions>? Embodied, string? WhyNotCalculated)
{
    public bool IsCalculated => Rate is not null;

    /// <summary>Location-based plus embodied; null where one of them is missing, since a part is not a total.</summary>
    public Estimate<GhgEmissions>? Total => LocationBased is { } use && Embodied is { } embodied ? use + embodied : null;
}
