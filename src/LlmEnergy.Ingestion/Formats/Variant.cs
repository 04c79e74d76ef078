namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// Rows that meet the condition are read by a mapping of their own: the format's, with other fields or another meaning of the numbers.
/// </summary>
public sealed record Variant(RowCondition When, Mapping Mapping);
