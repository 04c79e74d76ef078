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

    /// <summary>Context-weighted tokens of a line, in thousands, times <see cref="DivisorOf"/>.</summary>
    /// <param name="moment">Sum of (input per request x tokens); used in the middle band only.</param>
    internal decimal Thousands(ContextBand band, long tokens, decimal moment) =>
        band switch
        {
            ContextBand.UpTo100K => ((Offset * tokens) + (Slope * moment)) * 0.001m,
            ContextBand.Above100K => Cap * tokens * 0.001m,
            _ => tokens * 0.001m,
        };

    internal decimal DivisorOf(ContextBand band) => band == ContextBand.UpTo100K ? Span : 1m;
}
