using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>A column whose name may be printed.</summary>
/// <param name="Name">As the rows see it.</param>
internal sealed record NamedColumn(SampledColumn Column, string Name, ImmutableArray<string> Words);
