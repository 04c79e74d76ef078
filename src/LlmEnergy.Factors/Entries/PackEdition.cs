namespace LlmEnergy.Factors.Entries;

/// <summary>Which edition of the factors this is, in words; the hash of the pack says it exactly.</summary>
/// <param name="Version">Year and month, such as 2026.11.</param>
public sealed record PackEdition(string Name, string Version, DateOnly Released, string Note);
