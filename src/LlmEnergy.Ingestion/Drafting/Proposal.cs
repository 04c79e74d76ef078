using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>A column that a draft proposes.</summary>
/// <param name="Name">As the rows see it.</param>
/// <param name="Others">Names of columns that it may be as well, the likeliest first.</param>
/// <param name="IsByName">False: only the values told.</param>
internal sealed record Proposal(
    string Name,
    SampledColumn Column,
    ImmutableArray<string> Words,
    ImmutableArray<string> Others,
    bool IsByName = true
);
