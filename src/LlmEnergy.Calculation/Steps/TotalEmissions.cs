using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>The total of a line that is calculated from energy; one by spend or by a supplier's own figure is a total as it is.</summary>
/// <remarks>E = E_loc + E_embodied + E_up + E_losses; of the last two what there is.</remarks>
[Methodology("Step 6: figures")]
public static class TotalEmissions
{
    /// <returns>Null where hardware is missing, since a part is not a total.</returns>
    public static Estimate<GhgEmissions>? Of(
        Estimate<GhgEmissions> locationBased,
        Estimate<GhgEmissions>? upstream,
        Estimate<GhgEmissions>? losses,
        Estimate<GhgEmissions>? embodied
    ) => embodied is { } hardware ? OfElectricity(locationBased, upstream, losses) + hardware : null;

    /// <summary>The part of the electricity used: in proportion to its energy.</summary>
    public static Estimate<GhgEmissions> OfElectricity(
        Estimate<GhgEmissions> locationBased,
        Estimate<GhgEmissions>? upstream,
        Estimate<GhgEmissions>? losses
    )
    {
        var total = locationBased;
        if (upstream is { } fuels)
            total += fuels;
        return losses is { } lost ? total + lost : total;
    }
}
