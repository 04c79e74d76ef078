namespace LlmEnergy.Ingestion.Formats;

/// <summary>Where a part stands: cached tokens and the input, reasoning and the output.</summary>
public enum PartPlace : byte
{
    /// <summary>The whole includes it.</summary>
    Inside,

    /// <summary>The whole does not include it: both are added.</summary>
    Beside,

    /// <summary>Each row's own total tells.</summary>
    ByTotal,

    /// <summary>Each row's own sizes tell: a part that is larger than the whole stands beside it, else it is inside.</summary>
    BySize,
}
