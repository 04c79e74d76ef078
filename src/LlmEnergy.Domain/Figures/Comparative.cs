using System.Collections.Immutable;

namespace LlmEnergy.Domain.Figures;

/// <summary>The figures of an earlier period, to compare with: of a closed version, or given by the undertaking.</summary>
/// <param name="Period">Such as <c>2025-Q3</c>.</param>
/// <param name="Origin">Name of the closed version, or of the file that gives the figures.</param>
/// <param name="Values">By the id of the figure; one that is missing is not in it.</param>
public sealed record Comparative(string Period, string Origin, ImmutableSortedDictionary<string, decimal> Values)
{
    public decimal? this[FigureId id] => Values.TryGetValue(id.Value, out var value) ? value : null;
}

/// <summary>A milestone or target year of the undertaking, for one of the figures.</summary>
/// <param name="Value">In the unit of the figure.</param>
public sealed record Target(FigureId Figure, int Year, decimal Value, string Source);
