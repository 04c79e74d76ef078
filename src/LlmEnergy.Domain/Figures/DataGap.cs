namespace LlmEnergy.Domain.Figures;

/// <summary>Data that a run lacked, which would change its accuracy.</summary>
public enum LackingData : byte
{
    /// <summary>Energy, or the size of the model, from its supplier.</summary>
    Supplier,

    /// <summary>The region in which requests were served.</summary>
    Region,

    /// <summary>Models that the map knows by name.</summary>
    Models,

    /// <summary>Input that was read from a cache.</summary>
    CachedInput,

    /// <summary>Requests, which tell the length of contexts.</summary>
    Requests,

    /// <summary>Usage of days that are estimated.</summary>
    Days,

    /// <summary>Tokens of prompts, in the place of what is assumed.</summary>
    Prompts,

    /// <summary>Grid factors of the year.</summary>
    GridYear,

    /// <summary>Usage, in the place of spend.</summary>
    Usage,

    /// <summary>A factor of any kind.</summary>
    Factor,
}

/// <summary>What a lack of data costs.</summary>
/// <param name="Lines">Lines of the ledger that lack it.</param>
/// <param name="Kilograms">Emissions of these lines, kgCO2e, central value; null where they have none.</param>
/// <param name="Width">
/// kgCO2e between the total with all that is assumed in its place at the low, and at the high; null where nothing tells how far off it may
/// be.
/// </param>
public sealed record DataGap(LackingData Lacking, int Lines, decimal? Kilograms, decimal? Width);
