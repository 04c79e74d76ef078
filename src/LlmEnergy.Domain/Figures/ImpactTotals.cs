using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Figures;

/// <summary>An impact besides emissions and water, where a method gives it: kgSbeq or MJ. Supplementary, outside of every total.</summary>
/// <param name="Hardware">Of making the hardware.</param>
/// <param name="Electricity">Of the electricity used; null unless every place has a factor, which must be imported.</param>
public sealed record ImpactTotals(Impact Of, ImpactRange Hardware, ImpactRange? Electricity);

/// <summary>A sum with its range.</summary>
/// <param name="Central">Null where the method has no central value.</param>
public sealed record ImpactRange(decimal Low, decimal? Central, decimal High)
{
    public static ImpactRange operator +(ImpactRange left, ImpactRange right) =>
        new(left.Low + right.Low, left.Central + right.Central, left.High + right.High);
}
