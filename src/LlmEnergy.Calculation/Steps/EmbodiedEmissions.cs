using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>The usage's share of making the hardware it ran on.</summary>
/// <remarks>Sum over quantities of (context-weighted usage x embodied rate), g / 1,000 = kgCO2e; null where the method says nothing about hardware.</remarks>
[Methodology("Step 4: embodied emissions")]
public static class EmbodiedEmissions
{
    public static Estimate<GhgEmissions>? Of(in WeightedUsage usage, Rate rate) => rate.Embodied is not { } grams
        ? null
        : new(
            GhgEmissions.FromKilogramsCo2e(grams.Dot(usage, Level.Low)!.Value / 1_000m),
            grams.Dot(usage, Level.Central) is { } central ? GhgEmissions.FromKilogramsCo2e(central / 1_000m) : null,
            GhgEmissions.FromKilogramsCo2e(grams.Dot(usage, Level.High)!.Value / 1_000m));
}
