using System.Collections.Concurrent;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The line keys of one file, numbered from 0 as they are met. Looking up takes no lock; adding does.</summary>
internal sealed class RowKeys
{
    private readonly ConcurrentDictionary<RowKey, int> _numbers = new();
    private const int MostSlots = 32_768;
    private volatile Entry?[] _first = new Entry?[128];
    private readonly List<RowKey> _keys = [];
    private readonly Lock _adding = new();

    public int Count
    {
        get
        {
            lock (_adding)
                return _keys.Count;
        }
    }

    public RowKey this[int number]
    {
        get
        {
            lock (_adding)
                return _keys[number];
        }
    }

    public int NumberOf(in RowKey key)
    {
        // the first key of each slot is found without the dictionary; it is never replaced, so nothing is allocated for keys that collide
        var slots = _first;
        ref var first = ref slots[key.GetHashCode() & (slots.Length - 1)];
        if (first is { } entry && entry.Key.Equals(key))
            return entry.Number;
        var number = _numbers.TryGetValue(key, out var known) ? known : Add(key);
        if (first is null)
            first = new(key, number);
        return number;
    }

    private int Add(in RowKey key)
    {
        lock (_adding)
        {
            if (_numbers.TryGetValue(key, out var number))
                return number;
            _keys.Add(key);
            // a file of few rows takes few slots; what was found in the old ones is found in the dictionary, and moves
            if (_keys.Count * 4 > _first.Length && _first.Length < MostSlots)
                _first = new Entry?[_first.Length * 4];
            return _numbers[key] = _keys.Count - 1;
        }
    }

    private sealed record Entry(RowKey Key, int Number);
}
