namespace LlmEnergy.Ingestion.Formats;

/// <summary>A column holds exactly this value; the empty value also holds where there is no such column.</summary>
public readonly record struct ColumnCondition(string Column, string Value);
