using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>What a line below a table says that one of its columns adds up to.</summary>
/// <param name="Words">What stands in the cell before the sum.</param>
/// <param name="Column">The column that is added up, whether its rows count or not.</param>
public sealed record ColumnTotal(ImmutableArray<string> Words, string Column);
