using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>Fuel chain and plants of the electricity used, where the grid factor leaves them out.</summary>
/// <remarks>E_up = E_facility x EF_upstream (kWh x kgCO2e/kWh).</remarks>
[Methodology("Step 3: location-based emissions")]
public static class UpstreamEmissions
{
    /// <returns>Null where the grid factor holds them, or nobody publishes them.</returns>
    public static Estimate<GhgEmissions>? Of(Estimate<FacilityEnergy> energy, Place place) =>
        place.Upstream is { } upstream ? energy.Times(GridIntensity.FromGramsCo2ePerKilowattHour(upstream.Factor.Value)) : null;
}
