using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>Energy of a line: the one formula of every method.</summary>
/// <remarks>E = sum over quantities of (context-weighted usage x rate), Wh / 1,000 = kWh, at the facility's meter.</remarks>
[Methodology("Step 2: energy")]
public static class LineEnergy
{
    public static Estimate<FacilityEnergy> Of(in WeightedUsage usage, Rate rate) => new(
        FacilityEnergy.FromWattHours(rate.Energy.Dot(usage, Level.Low)!.Value),
        rate.Energy.Dot(usage, Level.Central) is { } central ? FacilityEnergy.FromWattHours(central) : null,
        FacilityEnergy.FromWattHours(rate.Energy.Dot(usage, Level.High)!.Value));
}
