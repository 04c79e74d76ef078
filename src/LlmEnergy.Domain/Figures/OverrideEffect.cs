using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Figures;

/// <summary>A factor that the undertaking stands in the place of one of the pack, and what that does to the total.</summary>
/// <param name="KilogramsCo2e">Total with it less total without it, all other overrides kept; null where a total is missing.</param>
/// <param name="IsUsed">Whether any rate or place of the period rests on it.</param>
public sealed record OverrideEffect(
    Factor Replaced,
    Factor Factor,
    string Reason,
    string Author,
    DateOnly Date,
    decimal? KilogramsCo2e,
    bool IsUsed
);
