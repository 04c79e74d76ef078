namespace LlmEnergy.Domain.Activities;

/// <summary>Input tokens of a request: longer contexts cost more energy per token, linearly inside a band.</summary>
public enum ContextBand : byte
{
    /// <summary>Up to 10,000 input tokens, or no request count to tell.</summary>
    UpTo10K = 1,

    /// <summary>More than 10,000 and up to 100,000.</summary>
    UpTo100K = 2,

    /// <summary>More than 100,000.</summary>
    Above100K = 3,
}

/// <summary>What the band rests on.</summary>
public enum ContextBasis : byte
{
    /// <summary>Requests are not counted in the source: no multiplier is applied.</summary>
    None = 0,

    /// <summary>Each row is one request.</summary>
    Request = 1,

    /// <summary>A row is a bucket of requests; its mean is used.</summary>
    BucketMean = 2,
}

public static class ContextBands
{
    public const long FirstUpTo = 10_000;
    public const long SecondUpTo = 100_000;

    /// <summary>The band of <paramref name="input"/> tokens in <paramref name="requests"/> requests (1 or more), by the mean.</summary>
    public static ContextBand Of(long input, long requests) =>
        requests == 1 ? Of(input)
        : input <= (Int128)FirstUpTo * requests ? ContextBand.UpTo10K
        : input <= (Int128)SecondUpTo * requests ? ContextBand.UpTo100K
        : ContextBand.Above100K;

    private static ContextBand Of(long input) =>
        input <= FirstUpTo ? ContextBand.UpTo10K
        : input <= SecondUpTo ? ContextBand.UpTo100K
        : ContextBand.Above100K;
}

/// <summary>
/// Sums of (input tokens per request x tokens) over the rows of a line in the middle band, in square tokens per request. With them a
/// multiplier that is linear in the input is exact at any aggregation. Fixed at 6 decimals, so that sums do not depend on their order.
/// </summary>
public readonly record struct ContextMoments(decimal Uncached, decimal Cached, decimal Output)
{
    public static ContextMoments Of(in Usage usage) =>
        usage.Requests == 1
            ? new((decimal)usage.Input * usage.UncachedInput, (decimal)usage.Input * usage.Cached, (decimal)usage.Input * usage.Output)
            : new(PerRequest(usage, usage.UncachedInput), PerRequest(usage, usage.Cached), PerRequest(usage, usage.Output));

    public static ContextMoments operator +(in ContextMoments left, in ContextMoments right) =>
        new(left.Uncached + right.Uncached, left.Cached + right.Cached, left.Output + right.Output);

    private static decimal PerRequest(in Usage usage, long tokens)
    {
        // a decimal ends at 7.9e28: of 1e15 tokens twice, only the whole tokens of the quotient fit
        if (Math.BigMul(usage.Input, tokens, out _) is > int.MinValue and < int.MaxValue)
            return decimal.Round((decimal)usage.Input * tokens / usage.Requests, 6, MidpointRounding.AwayFromZero);
        var (whole, rest) = Int128.DivRem((Int128)usage.Input * tokens, usage.Requests);
        return (decimal)whole + decimal.Round((decimal)rest / usage.Requests, 6, MidpointRounding.AwayFromZero);
    }
}
