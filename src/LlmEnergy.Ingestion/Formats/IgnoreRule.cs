using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>Rows that meet all conditions are not usage; they are ignored under the rule's name.</summary>
public sealed record IgnoreRule(string Name, ImmutableArray<ColumnCondition> When);
