using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>Water for cooling.</summary>
/// <remarks>W_on = E_IT x WUE, with E_IT = E_facility / PUE; a WUE without a range counts with its value.</remarks>
[Methodology("Step 5: water, losses, market-based emissions")]
public static class OnSiteWater
{
    /// <returns>Null where the rate has no PUE, or nobody publishes a WUE.</returns>
    public static Estimate<WaterVolume>? Of(Estimate<FacilityEnergy> energy, Rate rate, Place place) =>
        (rate.Pue, place.OnSiteWater?.Factor) is not ({ } pue, { } wue)
            ? null
            : new(
                energy.Low / pue.Low * WaterIntensity.FromLitresPerKilowattHour(wue.Low ?? wue.Value),
                energy.Central is { } central && pue.Central is { } ratio
                    ? central / ratio * WaterIntensity.FromLitresPerKilowattHour(wue.Value)
                    : null,
                energy.High / pue.High * WaterIntensity.FromLitresPerKilowattHour(wue.High ?? wue.Value)
            );
}
