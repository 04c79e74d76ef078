using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>Rows that meet all conditions have this value in a text field, whatever its column says.</summary>
public sealed record Case(ImmutableArray<ColumnCondition> When, Field Field, string Value);
