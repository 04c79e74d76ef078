namespace LlmEnergy.Ingestion.Formats;

/// <summary>Rows that meet the condition have this value in a text field, whatever its column says.</summary>
public sealed record Case(RowCondition When, Field Field, string Value);
