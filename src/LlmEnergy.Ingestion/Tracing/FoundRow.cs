using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tracing;

/// <summary>A row of an export, as far as it may be shown.</summary>
/// <param name="At">Line on which its record begins; in Parquet and workbooks its number.</param>
/// <param name="Day">In UTC; null where the row states none.</param>
/// <param name="Line">Line of the activity; null where the row does not count.</param>
/// <param name="Rule">Why it does not count; empty where it does.</param>
public sealed record FoundRow(
    string File,
    long At,
    DateOnly? Day,
    LineKey? Line,
    string Rule,
    Usage Usage,
    decimal? Cost,
    ImmutableArray<FoundCell> Cells
);

/// <summary>A column, or path, of a record with what stands there.</summary>
/// <param name="Value">Null where it is masked.</param>
public readonly record struct FoundCell(string Name, string? Value);

/// <summary>The rows that one line of the activity was summed from.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Usage">Their sum.</param>
/// <param name="Largest">Those of most tokens, in the order of file and place.</param>
public sealed record RowsOfLine(long Rows, Usage Usage, ImmutableArray<FoundRow> Largest)
{
    public static RowsOfLine None { get; } = new(0, Usage.None, []);
}
