using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>Emissions of the electricity used, by the average grid where it was used.</summary>
/// <remarks>
/// E_loc = E_facility x EF_grid (kWh x kgCO2e/kWh); GHG Protocol Scope 3 Calculation Guidance, category 1, average-data method.
/// </remarks>
[Methodology("Step 3: location-based emissions")]
public static class LocationBasedEmissions
{
    public static Estimate<GhgEmissions> Of(Estimate<FacilityEnergy> energy, Place place) => energy.Times(place.Grid.Intensity);
}
