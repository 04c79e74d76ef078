using System.IO.Hashing;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>
/// Stretches of time as rows of sums state them: the same few in all rows of a file. The first of each slot is kept, and never replaced.
/// Several threads may ask.
/// </summary>
internal sealed class KnownBuckets
{
    private const int Slots = 1_024;
    private const int MostBytes = 64;
    private readonly Known?[] _first = new Known?[Slots];

    /// <param name="end">Empty where rows do not state it.</param>
    public bool TryGet(ReadOnlySpan<byte> time, ReadOnlySpan<byte> end, out DateOnly day, out int bucket)
    {
        var known = Volatile.Read(ref Slot(time, end));
        (day, bucket) = known is null ? default : (known.Day, known.Bucket);
        return known is not null && time.SequenceEqual(known.Time) && end.SequenceEqual(known.End);
    }

    public void Add(ReadOnlySpan<byte> time, ReadOnlySpan<byte> end, DateOnly day, int bucket)
    {
        ref var slot = ref Slot(time, end);
        if (slot is null && time.Length + end.Length <= MostBytes)
            Volatile.Write(ref slot, new(time.ToArray(), end.ToArray(), day, bucket));
    }

    private ref Known? Slot(ReadOnlySpan<byte> time, ReadOnlySpan<byte> end)
    {
        var hash = XxHash3.HashToUInt64(time);
        if (!end.IsEmpty)
            hash = XxHash3.HashToUInt64(end, unchecked((long)hash));
        return ref _first[hash % Slots];
    }

    private sealed record Known(byte[] Time, byte[] End, DateOnly Day, int Bucket);
}
