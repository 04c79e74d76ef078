using System.Collections.Immutable;

namespace LlmEnergy.Reporting.Tagging;

/// <summary>A value with all that tagging says of it.</summary>
/// <param name="Dimensions">Member by axis, without the core ones.</param>
/// <param name="Unit">Such as <c>utr:tCO2e</c>; null for a pure number.</param>
/// <param name="Last">Last day of the period; the first for a moment.</param>
public sealed record TaggedFact(
    string Figure,
    string Concept,
    ImmutableSortedDictionary<string, string> Dimensions,
    DateOnly First,
    DateOnly Last,
    string? Unit,
    decimal Value
)
{
    public const string Tonnes = "utr:tCO2e";
}
