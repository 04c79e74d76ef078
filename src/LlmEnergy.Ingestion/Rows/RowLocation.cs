namespace LlmEnergy.Ingestion.Rows;

/// <summary>Where a record lies in its file: the line it starts on (from 1), its first byte, and its length in bytes of UTF-8.</summary>
internal readonly record struct RowLocation(long Line, long Offset, int Length);
