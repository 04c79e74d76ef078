using System.Collections.Immutable;

namespace LlmEnergy.Domain.Figures;

/// <summary>What a draft assumes because nobody said it: the cover states it.</summary>
/// <param name="IsConfigured">False where a folder without llmenergy.json was told by its content: the undertaking is called as the folder
/// then.</param>
/// <param name="IsPeriodChosen">False where the last complete quarter with data is taken.</param>
/// <param name="Sources">Kinds of export that were told.</param>
/// <param name="Precedence">Sources that seem to state the same traffic, the one that counts first; empty: none do.</param>
/// <param name="Drafted">Files that are read by mappings that were drafted.</param>
/// <param name="SetAside">Files that are not read and seem to hold no usage.</param>
public sealed record Assumptions(
    bool IsConfigured,
    bool IsPeriodChosen,
    int Sources,
    ImmutableArray<string> Precedence,
    ImmutableArray<string> Drafted,
    ImmutableArray<string> SetAside
)
{
    public static Assumptions None { get; } = new(true, true, 0, [], [], []);

    public bool IsAny => !IsConfigured || !IsPeriodChosen;
}
