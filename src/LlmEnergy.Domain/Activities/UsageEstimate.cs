namespace LlmEnergy.Domain.Activities;

/// <summary>
/// Usage that nobody measured: of days without data the means of the same weekdays around them, of prompts their number times the tokens
/// that somebody assumes.
/// </summary>
/// <param name="Days">Without data that are estimated in the line; 0 where all days have prompts.</param>
/// <param name="Low">What the usage may be at least, as a part of the line's: 0 to 1.</param>
/// <param name="High">What it may be at most, as a multiple of the line's: 1 or more.</param>
public readonly record struct UsageEstimate(int Days, decimal Low, decimal High)
{
    /// <summary>The row of tokens per prompt, such as <c>assumptions.csv:2</c>; null where usage around the days was measured.</summary>
    public string? Assumption { get; init; }
}
