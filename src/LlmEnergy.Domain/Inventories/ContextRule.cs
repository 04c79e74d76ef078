using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Domain.Inventories;

/// <summary>
/// How energy per token grows with the input of a request: 1 in the short band, (offset + slope x input)/span in the middle one, cap in
/// the long one. Linear inside each band, so that the moments of a line give the exact sum over its requests.
/// </summary>
public sealed record ContextRule(decimal Offset, decimal Slope, decimal Span, decimal Cap)
{
    /// <summary>No multiplier.</summary>
    public static ContextRule None { get; } = new(1m, 0m, 1m, 1m);

    /// <summary>Context-weighted usage of a line; tokens in thousands.</summary>
    public WeightedUsage Weigh(ActivityLine line)
    {
        var usage = line.Usage;
        var band = line.Key.Band;
        return new(
            usage.Requests,
            Thousands(band, usage.UncachedInput, line.Moments.Uncached),
            Thousands(band, usage.Cached, line.Moments.Cached),
            Thousands(band, usage.Output, line.Moments.Output),
            usage.Images,
            usage.AudioMilliseconds / 60_000m);
    }

    private decimal Thousands(ContextBand band, long tokens, decimal moment) => band switch
    {
        ContextBand.UpTo100K => ((Offset * tokens) + (Slope * moment)) / Span / 1_000m,
        ContextBand.Above100K => Cap * tokens / 1_000m,
        _ => tokens / 1_000m,
    };
}

/// <summary>What rates are multiplied with: requests, thousands of context-weighted tokens, images, audio minutes.</summary>
public readonly record struct WeightedUsage(decimal Requests, decimal UncachedInput, decimal CachedInput, decimal Output, decimal Images, decimal AudioMinutes);
