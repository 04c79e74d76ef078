namespace LlmEnergy.Factors.Entries;

/// <summary>A factor of a pack that a workspace stands another one for.</summary>
/// <param name="Replaced">As the pack has it.</param>
/// <param name="Factor">In its place: the same id, unit, geography and validity.</param>
/// <param name="Author">Who answers for it.</param>
/// <param name="Date">When it was decided.</param>
public sealed record FactorOverride(Factor Replaced, Factor Factor, string Reason, string Author, DateOnly Date);
