namespace LlmEnergy.Domain.Activities;

/// <summary>Usage that nobody measured: the means of the same weekdays around days without data.</summary>
/// <param name="Days">That are estimated in the line.</param>
/// <param name="Low">The sum of the minima of those weekdays, as a part of the line's usage: 0 to 1.</param>
/// <param name="High">The sum of their maxima, as a multiple of the line's usage: 1 or more.</param>
public readonly record struct GapEstimate(int Days, decimal Low, decimal High);
