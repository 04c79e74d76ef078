namespace LlmEnergy.Ingestion.Rows;

/// <summary>Where a record begins in its file: its line, from 1, and its first byte of UTF-8.</summary>
internal readonly record struct RowLocation(long Line, long Offset);
