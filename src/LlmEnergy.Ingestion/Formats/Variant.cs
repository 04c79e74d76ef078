using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>Rows that meet all conditions are read by a mapping of their own: the format's, with other fields or another meaning of the numbers.</summary>
public sealed record Variant(ImmutableArray<ColumnCondition> When, Mapping Mapping);
