using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>Emissions of the electricity used, by the supplier's instrument or the residual mix: a memo, in no total.</summary>
/// <remarks>E_market = E_facility x EF_instrument (kWh x kgCO2e/kWh).</remarks>
[Methodology("Step 5: water, losses, market-based emissions")]
public static class MarketBasedEmissions
{
    /// <returns>Null without an instrument and without an imported mix.</returns>
    public static Estimate<GhgEmissions>? Of(Estimate<FacilityEnergy> energy, Place place) =>
        place.Market is { } market ? energy.Times(GridIntensity.FromGramsCo2ePerKilowattHour(market.Factor.Value)) : null;
}
