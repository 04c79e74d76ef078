using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Steps;

/// <summary>Energy of a line: the one formula of every method.</summary>
/// <remarks>E = sum over quantities of (context-weighted usage x rate), Wh / 1,000 = kWh, at the facility's meter.</remarks>
[Methodology("Step 2: energy")]
public static class LineEnergy
{
    public static Estimate<FacilityEnergy> Of(in WeightedUsage usage, UnitRates energy)
    {
        var (low, central, high) = energy.Dot(usage);
        return new(
            FacilityEnergy.FromWattHours(low),
            central is { } c ? FacilityEnergy.FromWattHours(c) : null,
            FacilityEnergy.FromWattHours(high)
        );
    }
}
