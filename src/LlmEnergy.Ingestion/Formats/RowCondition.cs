using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>What a row has to meet: all conditions of one of the lists.</summary>
public sealed record RowCondition(ImmutableArray<ImmutableArray<ColumnCondition>> AnyOf);
