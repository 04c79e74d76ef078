namespace LlmEnergy.Ingestion.Formats;

/// <summary>Which of several rows with one identity counts.</summary>
public enum Duplicates : byte
{
    /// <summary>The first in the order of files and rows; the others repeat it.</summary>
    First,

    /// <summary>The largest: a stream writes the same message again with more tokens, a counter is emitted again.</summary>
    Largest,
}
