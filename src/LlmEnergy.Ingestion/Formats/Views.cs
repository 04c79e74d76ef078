using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// Tables or metrics that state the same traffic in several ways, such as by user and by team. Of those that a source has, the first in
/// the order counts, and the rows of the others are duplicates.
/// </summary>
/// <param name="Group">What formats of the same traffic have alike.</param>
/// <param name="Order">Values of the operation, which tells the views apart.</param>
public sealed record Views(string Group, ImmutableArray<string> Order)
{
    /// <summary>Views that state some traffic more than once, and what to ask for instead where a source has no other.</summary>
    public ImmutableSortedDictionary<string, string> NotAlone { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
