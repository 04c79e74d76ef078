using System.Collections.Immutable;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Figures;

/// <summary>Models whose size nobody outside knows, by their class and by sizes that are judged: one of the two counts.</summary>
/// <param name="Total">Of all of them.</param>
/// <param name="AreAdopted">Whether the disclosure is calculated by the judged sizes.</param>
/// <param name="JudgedShare">Share of the disclosed electricity that rests on judged sizes; null where there is none.</param>
public sealed record ClosedModels(ImmutableArray<ClosedModelTotals> Models, ClosedModelTotals Total, bool AreAdopted, decimal? JudgedShare);

/// <summary>The same usage in both views.</summary>
/// <param name="ClassEnergy">By class factors.</param>
/// <param name="PointEnergy">By operating point, with its draws in <paramref name="Interval"/>.</param>
public sealed record ClosedModelTotals(
    string Provider,
    string Model,
    Estimate<FacilityEnergy> ClassEnergy,
    Estimate<GhgEmissions> ClassTotal,
    Estimate<FacilityEnergy> PointEnergy,
    Estimate<GhgEmissions> PointTotal,
    GroupIntervals Interval
);
