using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>Emissions of what the grid loses on the way to the data centre.</summary>
/// <remarks>E_losses = E_loc x losses as a fraction of it.</remarks>
[Methodology("Step 5: water, losses, market-based emissions")]
public static class TransmissionLossEmissions
{
    /// <returns>Null unless they are asked for and known.</returns>
    public static Estimate<GhgEmissions>? Of(Estimate<GhgEmissions> locationBased, Place place) =>
        place.TransmissionLosses is { } losses
            ? locationBased.Select(part => GhgEmissions.FromKilogramsCo2e(part.KilogramsCo2e * losses.Factor.Value))
            : null;
}
