namespace LlmEnergy.Ingestion.Rows;

/// <summary>How the parts of a row were read.</summary>
[Flags]
internal enum RowMarks : ushort
{
    None = 0,

    /// <summary>The input that the row states does not include them.</summary>
    CachedBeside = 1,
    CacheWriteBeside = 2,

    /// <summary>The output that the row states does not include it.</summary>
    ReasoningBeside = 4,

    /// <summary>Larger than the whole, and left out for that.</summary>
    CachedDropped = 8,
    CacheWriteDropped = 16,
    ReasoningDropped = 32,

    /// <summary>The row itself told where its parts stand.</summary>
    FoundInside = 64,
    FoundBeside = 128,

    /// <summary>The row was to tell it, and does not: its parts are read as inside.</summary>
    Undecided = 256,

    /// <summary>The row's total is no sum of what it should be the sum of.</summary>
    OtherTotal = 512,

    /// <summary>A bill's row states a part of a token, of this kind.</summary>
    InputFraction = 1024,
    CachedFraction = 2048,
    CacheWriteFraction = 4096,
    OutputFraction = 8192,
    Fraction = InputFraction | CachedFraction | CacheWriteFraction | OutputFraction,

    /// <summary>What makes a finding.</summary>
    Said = CachedDropped | CacheWriteDropped | ReasoningDropped | FoundInside | FoundBeside | Undecided | OtherTotal,
}
