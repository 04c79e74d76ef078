using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>Rows that are probably one, though nothing names them as one: they count, and a finding says how many there are.</summary>
/// <param name="When">Rows that are compared with each other.</param>
/// <param name="Same">Columns that twins state alike; a row that leaves one of them empty is no twin.</param>
/// <param name="Differ">Columns in which twins differ; empty: they need not.</param>
/// <param name="IsWithinASecond">Twins have the same second of time.</param>
public sealed record TwinRule(
    string Name,
    RowCondition When,
    ImmutableArray<string> Same,
    ImmutableArray<string> Differ,
    bool IsWithinASecond
)
{
    /// <summary>So many of a format: a row carries its number.</summary>
    public const int Most = 8;
}
