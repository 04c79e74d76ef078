namespace LlmEnergy.Ingestion.Formats;

/// <summary>The canonical fields that the columns of an export are mapped to.</summary>
public enum Field : byte
{
    Time,

    /// <summary>End of the bucket, exclusive.</summary>
    TimeEnd,
    Provider,
    Account,
    Host,
    Model,
    Operation,
    Region,
    ServiceTier,
    CostKey,
    Requests,
    Input,
    Cached,
    CacheWrite,
    Output,
    Reasoning,
    Images,
    AudioSeconds,
    Characters,

    /// <summary>From the request's arrival to its last token, as a gateway logs it.</summary>
    GenerationSeconds,

    /// <summary>Energy that the supplier states with its responses, in the unit that the semantics name.</summary>
    EnergyWh,
    Cost,
    Currency,

    /// <summary>All tokens of a row, as it states them: a control, and what tells whether parts are inside their wholes.</summary>
    Total,
}
