namespace LlmEnergy.Domain.Activities;

/// <summary>What became of the rows of an input. Nothing is lost: <see cref="Balance"/> holds for every file, always.</summary>
public readonly record struct RowCounts(long Read, long Accepted, long Duplicate, long Ignored, long Rejected)
{
    public bool Balance => Read == Accepted + Duplicate + Ignored + Rejected;

    public static RowCounts operator +(RowCounts left, RowCounts right) => new(
        left.Read + right.Read, left.Accepted + right.Accepted, left.Duplicate + right.Duplicate, left.Ignored + right.Ignored, left.Rejected + right.Rejected);
}
