namespace LlmEnergy.Domain.Figures;

/// <summary>What a total rests on and nobody measured.</summary>
public enum Assumption : byte
{
    /// <summary>Where the inference of a provider ran, in the places that are likely.</summary>
    Place,

    /// <summary>A grid that may have changed since the year of its factor.</summary>
    GridYear,

    /// <summary>Energy per unit of usage of a class of models.</summary>
    ModelClass,

    /// <summary>Size and precision of a family of models.</summary>
    Parameters,

    /// <summary>Sequences that a provider decodes at once.</summary>
    Batch,

    /// <summary>What a formula leaves over on the models that it is fitted to, and overhead.</summary>
    Calibration,

    /// <summary>Energy of a token that is read from a cache, over that of a fresh one.</summary>
    CachedRatio,

    /// <summary>Input that was read from a cache, where no export states it: all or none.</summary>
    CachedShare,

    /// <summary>Weight of long contexts: none; where requests are not counted, the highest.</summary>
    Context,

    /// <summary>Manufacture of hardware by kilowatt-hour.</summary>
    Hardware,

    /// <summary>Another factor with a range, by its id.</summary>
    Factor,

    /// <summary>A rate that its method gives as a whole, by its id.</summary>
    Rate,
}

/// <summary>A total with one assumption alone at its low and at its high, all others as they are: each end is a recalculation.</summary>
/// <param name="Of">Provider, class, family, factor or rate that it is about; empty where it is about all.</param>
/// <param name="AtLow">Total in kgCO2e, central value, at the end of less emissions.</param>
/// <param name="AtHigh">The same at the other end.</param>
public sealed record Sensitivity(Assumption Assumption, string Of, decimal AtLow, decimal AtHigh)
{
    /// <summary>kgCO2e between the two ends: what assumptions are ranked by.</summary>
    public decimal Width => AtHigh - AtLow;
}
