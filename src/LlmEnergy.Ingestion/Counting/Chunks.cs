namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// A list that grows without copying: millions of rows may not be accepted, and twice their size is not to be had for a moment.
/// </summary>
internal sealed class Chunks<T>
{
    private const int Size = 4_096;
    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public void Add(T item)
    {
        if (Count % Size == 0)
            _chunks.Add(new T[Size]);
        _chunks[^1][Count++ % Size] = item;
    }

    public void CopyTo(Span<T> target)
    {
        for (var index = 0; index < _chunks.Count; index++)
            _chunks[index].AsSpan(0, Math.Min(Size, Count - (index * Size))).CopyTo(target[(index * Size)..]);
    }
}
