using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>Emissions by usage: sum over quantities of (context-weighted usage x grams per unit), g / 1,000 = kgCO2e.</summary>
internal static class Grams
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
