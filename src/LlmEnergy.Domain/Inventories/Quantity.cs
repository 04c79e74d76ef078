namespace LlmEnergy.Domain.Inventories;

/// <summary>What a rate is per. The order is that of the columns in Ledger and Rates.</summary>
public enum Quantity : byte
{
    Request,

    /// <summary>Per 1,000 tokens of input that were not read from a cache, context-weighted.</summary>
    UncachedInput,

    /// <summary>Per 1,000 tokens of input read from a cache, context-weighted.</summary>
    CachedInput,

    /// <summary>Per 1,000 tokens of output, context-weighted.</summary>
    Output,
    Image,
    AudioMinute,

    /// <summary>Per second from a request's arrival to its last token, as measured.</summary>
    GenerationSecond,

    /// <summary>Per unit of the line's own currency.</summary>
    CurrencyUnit,

    /// <summary>Per watt-hour that the supplier states with its responses.</summary>
    StatedWattHour,
}

/// <summary>The three levels of an estimate.</summary>
public enum Level : byte
{
    Low,
    Central,
    High,
}
