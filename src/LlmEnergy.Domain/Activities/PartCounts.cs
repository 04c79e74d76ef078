namespace LlmEnergy.Domain.Activities;

/// <summary>
/// Accepted rows that told themselves whether cached tokens and reasoning are inside the input and output that they state.
/// </summary>
/// <param name="Beside">Rows whose parts were added.</param>
/// <param name="Undecided">Rows that were to tell it and do not: read as inside.</param>
public readonly record struct PartCounts(long Inside, long Beside, long Undecided)
{
    public long Rows => Inside + Beside + Undecided;

    public static PartCounts operator +(PartCounts left, PartCounts right) =>
        new(left.Inside + right.Inside, left.Beside + right.Beside, left.Undecided + right.Undecided);
}
