using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Sources;

/// <summary>What the workspace says of sources that may state the same traffic.</summary>
/// <param name="Precedence">Where several of these have usage of a day and model, the first of them counts.</param>
/// <param name="Disjoint">Pairs that share no traffic, whatever their numbers look like, with the reason.</param>
public sealed record SourceRelations(ImmutableArray<string> Precedence, ImmutableArray<DisjointSources> Disjoint)
{
    public static SourceRelations None { get; } = new([], []);

    public bool AreDisjoint(string one, string other) =>
        Disjoint.Any(pair => (pair.One == one && pair.Other == other) || (pair.One == other && pair.Other == one));

    /// <summary>Whether one counts before the other, so that nothing of both counts.</summary>
    public bool AreRanked(string one, string other) => Precedence.Contains(one) && Precedence.Contains(other);
}

/// <summary>Two sources that share no traffic.</summary>
public sealed record DisjointSources(string One, string Other, string Reason);
