using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>What a file says its rows add up to.</summary>
/// <param name="When">Rows that state it, such as a last row of sums: they are no usage. Null: each JSON document, around its rows.</param>
/// <param name="Fields">Where it stands.</param>
public sealed record ControlTotals(RowCondition? When, ImmutableSortedDictionary<Field, FieldColumns> Fields);
