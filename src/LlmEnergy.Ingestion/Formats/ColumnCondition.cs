using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>A column holds exactly one of these values. The empty value also holds where there is no such column; <c>*</c> is any value but the empty one; <see cref="NoColumn"/> holds where the file has no such column.</summary>
public sealed record ColumnCondition(string Column, ImmutableArray<string> Values)
{
    public const string Any = "*";
    public const string NoColumn = "(no column)";

    public bool Equals(ColumnCondition? other) => other is not null && Column == other.Column && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    public override int GetHashCode() => string.GetHashCode(Column, StringComparison.Ordinal);
}
