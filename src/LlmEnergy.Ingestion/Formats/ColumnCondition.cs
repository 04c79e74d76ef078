namespace LlmEnergy.Ingestion.Formats;

/// <summary>A column, and what its value has to be.</summary>
public sealed record ColumnCondition(string Column, ValueTest Test);
