using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>Where a field is read from.</summary>
/// <param name="Names">Columns, or paths of JSON.</param>
public sealed record FieldColumns(ImmutableArray<string> Names, Combination Combination)
{
    public string Described =>
        Combination switch
        {
            Combination.Sum => string.Join(" + ", Names),
            Combination.Difference => string.Join(" - ", Names),
            Combination.Largest => $"the largest of {string.Join(", ", Names)}",
            _ => string.Join(" or ", Names),
        };
}

/// <summary>What several columns of one field come to.</summary>
public enum Combination : byte
{
    /// <summary>The first that a row states.</summary>
    First,

    /// <summary>All that a row states are added.</summary>
    Sum,

    /// <summary>The first less the others: never below zero.</summary>
    Difference,

    /// <summary>The largest that a row states: columns that repeat each other, of which one may have been left at zero.</summary>
    Largest,
}
