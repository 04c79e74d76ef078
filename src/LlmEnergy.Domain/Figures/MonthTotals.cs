using System.Collections.Immutable;

namespace LlmEnergy.Domain.Figures;

/// <summary>What one calendar month used and caused.</summary>
/// <param name="ByModel">By the keys of the models used in it.</param>
public sealed record MonthTotals(DateOnly Month, Totals Totals, ImmutableSortedDictionary<int, Totals> ByModel);
