using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>Emissions that a rate gives by usage, not by energy: as a whole (spend, a supplier's own figure), or of hardware.</summary>
/// <remarks>Sum over quantities of (context-weighted usage x grams per unit), g / 1,000 = kgCO2e.</remarks>
[Methodology("Step 2: energy")]
public static class UsageEmissions
{
    public static Estimate<GhgEmissions> Of(in WeightedUsage usage, UnitRates rates)
    {
        var (low, central, high) = rates.Dot(usage);
        return new(
            GhgEmissions.FromKilogramsCo2e(low * 0.001m),
            central is { } c ? GhgEmissions.FromKilogramsCo2e(c * 0.001m) : null,
            GhgEmissions.FromKilogramsCo2e(high * 0.001m)
        );
    }
}
