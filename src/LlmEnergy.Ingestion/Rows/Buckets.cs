using System.Collections.Concurrent;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>A stretch of time that a row sums, in seconds since 1970 (UTC); the end is not part of it.</summary>
internal readonly record struct Bucket(long Start, long End)
{
    /// <summary>A moment that is known only by its start is a stretch of one second.</summary>
    public static Bucket Of(long start, long end) => new(start, Math.Max(end, start + 1));
}

/// <summary>The buckets of one file, numbered from 1 as they are met. Looking up takes no lock; adding does.</summary>
internal sealed class Buckets
{
    private readonly ConcurrentDictionary<Bucket, int> _numbers = new();
    private readonly List<Bucket> _buckets = [default];
    private readonly Lock _adding = new();

    public IReadOnlyList<Bucket> All
    {
        get
        {
            lock (_adding)
                return [.. _buckets.Skip(1)];
        }
    }

    public Bucket this[int number]
    {
        get
        {
            lock (_adding)
                return _buckets[number];
        }
    }

    public int NumberOf(in Bucket bucket)
    {
        if (_numbers.TryGetValue(bucket, out var known))
            return known;
        lock (_adding)
        {
            if (_numbers.TryGetValue(bucket, out known))
                return known;
            _buckets.Add(bucket);
            return _numbers[bucket] = _buckets.Count - 1;
        }
    }
}
