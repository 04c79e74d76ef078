using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>A value that stands in one row and holds for those after it in the file, as the model of a conversation does.</summary>
/// <param name="Name">What columns call it, after <see cref="Prefix"/>.</param>
/// <param name="From">Columns that state it, of which the first that a row states counts.</param>
/// <param name="When">Rows that state it; null: all in which it is not empty.</param>
public sealed record CarriedColumn(string Name, ImmutableArray<string> From, RowCondition? When)
{
    public const string Prefix = "carried.";
}
