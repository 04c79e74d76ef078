namespace LlmEnergy.Ingestion.Counting;

/// <summary>Keeps the smallest of many hashes, each of which comes once.</summary>
internal sealed class SmallestHashes(int most)
{
    /// <summary>The largest of those that are kept comes first.</summary>
    private readonly PriorityQueue<ulong, ulong> _kept = new(Comparer<ulong>.Create((left, right) => right.CompareTo(left)));

    public void Add(ulong hash)
    {
        if (_kept.Count < most)
            _kept.Enqueue(hash, hash);
        else if (hash < _kept.Peek())
            _kept.DequeueEnqueue(hash, hash);
    }

    public IEnumerable<ulong> InOrder() => _kept.UnorderedItems.Select(item => item.Element).Order();
}
