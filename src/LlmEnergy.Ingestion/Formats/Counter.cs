using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// Values count up: a row states all since the counter began, and what it adds is its step from the row before in its series.
/// </summary>
/// <param name="Series">Columns that together name a counter.</param>
/// <param name="Start">
/// Columns that say when, or with what, the counter began at zero: another value is another counter, and its first row counts as a whole.
/// Empty: nothing says it, and the first row of a series is where counting begins.
/// </param>
public sealed record Counter(ImmutableArray<string> Series, ImmutableArray<string> Start)
{
    /// <summary>Rows that count up, where others of the file state what they add; null: all do.</summary>
    public RowCondition? When { get; init; }
}
