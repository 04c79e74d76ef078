using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>The time of two exports, cut into stretches that none of their buckets reaches over.</summary>
internal sealed class TimeClusters
{
    private readonly Dictionary<Bucket, int> _numbers = [];
    private readonly List<(bool Own, bool Other)> _has = [];

    public TimeClusters(List<BucketSum> own, List<BucketSum> others)
    {
        var end = long.MinValue;
        var buckets = own.Select(sum => (sum.Bucket, IsOwn: true)).Concat(others.Select(sum => (sum.Bucket, IsOwn: false))).Distinct();
        foreach (var (bucket, isOwn) in buckets.OrderBy(bucket => bucket.Bucket.Start))
        {
            if (bucket.Start >= end)
                _has.Add((false, false));
            end = Math.Max(end, bucket.End);
            _numbers[bucket] = _has.Count - 1;
            _has[^1] = (_has[^1].Own || isOwn, _has[^1].Other || !isOwn);
        }
    }

    public int this[Bucket bucket] => _numbers[bucket];

    /// <summary>Whether both exports state something of the stretch that the bucket is in.</summary>
    public bool AreShared(Bucket bucket) => _has[_numbers[bucket]] is (true, true);

    public static bool Meet(Bucket one, Bucket other) => one.Start < other.End && other.Start < one.End;
}
