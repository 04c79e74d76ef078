using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Inventories;

/// <summary>
/// An activity line with its rate and place, and what follows from them. Where no method of the hierarchy has a factor or no grid is known,
/// rate
/// and results are null and <see cref="WhyNotCalculated"/> says why: such a line is disclosed as not calculated, never as zero.
/// </summary>
/// <param name="Energy">Facility energy; null where the rate gives emissions as a whole.</param>
/// <param name="LocationBased">Electricity used, by the average grid where it was used.</param>
/// <param name="Embodied">Share of the hardware's manufacture; null where the method says nothing about it.</param>
/// <param name="CradleToGate">Emissions as a whole, by spend or by the supplier's own figure.</param>
public sealed record InventoryLine(
    ActivityLine Activity,
    ModelResolution Model,
    Rate? Rate,
    Place? Place,
    Estimate<FacilityEnergy>? Energy,
    Estimate<GhgEmissions>? LocationBased,
    Estimate<GhgEmissions>? Embodied,
    Estimate<GhgEmissions>? CradleToGate,
    string? WhyNotCalculated
)
{
    public bool IsCalculated => Rate is not null;

    /// <summary>True where emissions come from energy: then there are electricity, hardware and water to speak of.</summary>
    public bool HasEnergy => Energy is not null;

    public WeightedUsage Weighted => WeightedUsage.Of(Activity, Rate?.Context ?? ContextRule.None);

    /// <summary>Fuel chain and plants of the electricity, where the grid factor leaves them out.</summary>
    public Estimate<GhgEmissions>? Upstream =>
        Place?.Upstream is { } upstream ? Energy?.Times(GridIntensity.FromGramsCo2ePerKilowattHour(upstream.Factor.Value)) : null;

    /// <summary>Losses of the grid: location-based emissions x losses as a fraction of them.</summary>
    public Estimate<GhgEmissions>? TransmissionLosses =>
        Place?.TransmissionLosses is { } losses
            ? LocationBased?.Select(part => GhgEmissions.FromKilogramsCo2e(part.KilogramsCo2e * losses.Factor.Value))
            : null;

    /// <summary>Electricity used, by the supplier's instrument or the residual mix: a memo beside the location-based figure.</summary>
    public Estimate<GhgEmissions>? MarketBased =>
        Place?.Market is { } market ? Energy?.Times(GridIntensity.FromGramsCo2ePerKilowattHour(market.Factor.Value)) : null;

    /// <summary>Water for cooling: IT energy x WUE, with IT energy = facility energy / PUE.</summary>
    public Estimate<WaterVolume>? OnSiteWater =>
        (Energy, Rate?.Pue, Place?.OnSiteWater?.Factor) is not ({ } energy, { } pue, { } wue)
            ? null
            : new(
                energy.Low / pue.Low * WaterIntensity.FromLitresPerKilowattHour(wue.Low ?? wue.Value),
                energy.Central is { } central && pue.Central is { } ratio
                    ? central / ratio * WaterIntensity.FromLitresPerKilowattHour(wue.Value)
                    : null,
                energy.High / pue.High * WaterIntensity.FromLitresPerKilowattHour(wue.High ?? wue.Value)
            );

    /// <summary>Water at the power stations: facility energy x litres per kWh.</summary>
    public Estimate<WaterVolume>? OffSiteWater =>
        (Energy, Place?.OffSiteWater?.Factor) is not ({ } energy, { } water)
            ? null
            : new(
                energy.Low * WaterIntensity.FromLitresPerKilowattHour(water.Low ?? water.Value),
                energy.Central * WaterIntensity.FromLitresPerKilowattHour(water.Value),
                energy.High * WaterIntensity.FromLitresPerKilowattHour(water.High ?? water.Value)
            );

    /// <summary>
    /// Emissions as a whole, or location-based + upstream + losses + embodied; null where electricity or hardware is missing, since a part
    /// is not a total.
    /// </summary>
    public Estimate<GhgEmissions>? Total
    {
        get
        {
            if (CradleToGate is not null)
                return CradleToGate;
            if (LocationBased is not { } use || Embodied is not { } embodied)
                return null;
            var total = use + embodied;
            if (Upstream is { } upstream)
                total += upstream;
            return TransmissionLosses is { } losses ? total + losses : total;
        }
    }
}
