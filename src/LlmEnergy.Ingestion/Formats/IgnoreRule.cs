namespace LlmEnergy.Ingestion.Formats;

/// <summary>Rows that meet the condition are not usage; they are ignored under the rule's name.</summary>
/// <param name="StatesZero">Such a row says that there was no usage, and is not something else than usage.</param>
public sealed record IgnoreRule(string Name, bool StatesZero, RowCondition When);
