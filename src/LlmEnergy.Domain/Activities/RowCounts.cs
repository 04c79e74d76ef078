namespace LlmEnergy.Domain.Activities;

/// <summary>What became of the rows of an input.</summary>
/// <param name="Read">Records as the container counts them by the bytes of the file, apart from the rows that the others count.</param>
public readonly record struct RowCounts(long Read, long Accepted, long Duplicate, long Ignored, long Rejected)
{
    /// <summary>Whether nothing is lost and nothing is doubled.</summary>
    public bool Balance => Read == Accepted + Duplicate + Ignored + Rejected;

    public static RowCounts operator +(RowCounts left, RowCounts right) =>
        new(
            left.Read + right.Read,
            left.Accepted + right.Accepted,
            left.Duplicate + right.Duplicate,
            left.Ignored + right.Ignored,
            left.Rejected + right.Rejected
        );
}
