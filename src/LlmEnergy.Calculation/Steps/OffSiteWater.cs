using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>Water at the power stations.</summary>
/// <remarks>W_off = E_facility x litres per kWh of the zone; a factor without a range counts with its value.</remarks>
[Methodology("Step 5: water, losses, market-based emissions")]
public static class OffSiteWater
{
    /// <returns>Null where nobody publishes a factor.</returns>
    public static Estimate<WaterVolume>? Of(Estimate<FacilityEnergy> energy, Place place) =>
        place.OffSiteWater?.Factor is not { } water
            ? null
            : new(
                energy.Low * WaterIntensity.FromLitresPerKilowattHour(water.Low ?? water.Value),
                energy.Central * WaterIntensity.FromLitresPerKilowattHour(water.Value),
                energy.High * WaterIntensity.FromLitresPerKilowattHour(water.High ?? water.Value)
            );
}
