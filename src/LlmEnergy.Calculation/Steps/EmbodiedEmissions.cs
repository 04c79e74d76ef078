using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>The usage's share of making the hardware it ran on.</summary>
/// <remarks>Usage x the rate's grams of hardware per unit, as <see cref="UsageEmissions"/>.</remarks>
[Methodology("Step 4: embodied emissions")]
public static class EmbodiedEmissions
{
    /// <returns>Null where the method says nothing about hardware.</returns>
    public static Estimate<GhgEmissions>? Of(in WeightedUsage usage, Rate rate) =>
        rate.Embodied is { } grams ? UsageEmissions.Of(usage, grams) : null;
}
