namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// Rows that meet the condition cannot be used: each is rejected, or the whole file is refused, with these words.
/// </summary>
/// <param name="Say">What is wrong with them, and what to do.</param>
public sealed record SpokenRule(string Name, RowCondition When, string Say);
