namespace LlmEnergy.Domain.Activities;

/// <summary>How far reading has come, for people: bytes over all files, rows so far, the file at hand.</summary>
public readonly record struct IngestProgress(string File, long BytesRead, long BytesTotal, long Rows);
