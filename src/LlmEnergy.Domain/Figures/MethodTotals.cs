using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Figures;

/// <summary>The same activity by one method alone, beside the disclosure: never added to anything.</summary>
/// <param name="Lines">Lines that the method has a factor for, of all lines.</param>
/// <param name="Total">Null where the method lacks a part of the boundary.</param>
/// <param name="Gap">Its emissions less those that are disclosed, by cause; null where nothing is disclosed or the method covers no
/// line.</param>
public sealed record MethodTotals(
    string Method,
    int Lines,
    int AllLines,
    Estimate<FacilityEnergy>? Energy,
    Estimate<GhgEmissions>? LocationBased,
    Estimate<GhgEmissions>? Embodied,
    Estimate<GhgEmissions>? Other,
    Estimate<GhgEmissions>? Total,
    MethodGap? Gap
);

/// <summary>
/// What makes a method's emissions differ from the disclosed ones, in kgCO2e; the parts add up to the difference exactly. A method without
/// a central
/// value is compared by the middle of its range.
/// </summary>
/// <param name="Coverage">Lines that only one of the two has a factor for.</param>
/// <param name="EnergyFactors">Other energy on the same lines, at the disclosed grid factor.</param>
/// <param name="GridFactors">The method's energy at its own grid factor, losses and upstream included.</param>
/// <param name="Hardware">Other embodied emissions on the same lines.</param>
/// <param name="Boundary">Lines on which only one of the two comes from energy, the other from spend or a supplier's figure.</param>
public sealed record MethodGap(decimal Coverage, decimal EnergyFactors, decimal GridFactors, decimal Hardware, decimal Boundary)
{
    public decimal Sum => Coverage + EnergyFactors + GridFactors + Hardware + Boundary;
}
