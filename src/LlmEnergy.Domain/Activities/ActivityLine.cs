using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Activities;

/// <summary>Usage summed over the rows of one key. <see cref="Number"/> counts from 1 in the order of the keys.</summary>
/// <param name="Rows">Accepted rows of the inputs that are summed here.</param>
/// <param name="Moments">Zero outside the middle band.</param>
/// <param name="Cost">Null where no row states a cost.</param>
public sealed record ActivityLine(int Number, LineKey Key, long Rows, Usage Usage, ContextMoments Moments, Money? Cost)
{
    /// <summary>How the usage was estimated, of days without data or by prompts; null where it was measured.</summary>
    public UsageEstimate? Estimate { get; init; }

    public string Id => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"L{Number:000000}");
}
