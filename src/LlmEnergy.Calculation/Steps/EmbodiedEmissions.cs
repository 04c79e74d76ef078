using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>The usage's share of making the hardware it ran on.</summary>
/// <remarks>Sum over quantities of (context-weighted usage x embodied rate), g / 1,000 = kgCO2e.</remarks>
[Methodology("Step 4: embodied emissions")]
public static class EmbodiedEmissions
{
    public static Estimate<GhgEmissions> Of(in WeightedUsage usage, UnitRates embodied) => Grams.Of(usage, embodied);
}
