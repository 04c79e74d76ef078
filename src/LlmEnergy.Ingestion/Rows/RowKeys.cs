using System.Collections.Concurrent;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The line keys of one file, numbered from 0 as they are met. Looking up takes no lock; adding does.</summary>
internal sealed class RowKeys
{
    private readonly ConcurrentDictionary<RowKey, int> _numbers = new();
    private const int MostSlots = 32_768;
    private volatile Entry?[] _first = new Entry?[128];
    private readonly int[] _ofCurrency = new int[64];
    private volatile RowKey[] _keys = new RowKey[64];
    private int _count;
    private readonly Lock _adding = new();

    public int Count
    {
        get
        {
            lock (_adding)
                return _count;
        }
    }

    /// <summary>Of a number that was given out: what stands there is never changed, so that it takes no lock.</summary>
    public RowKey this[int number] => _keys[number];

    /// <summary>The key that has its currency and nothing else, as rows that are ignored have it.</summary>
    public int OfCurrency(int currency)
    {
        if ((uint)currency >= (uint)_ofCurrency.Length)
            return NumberOf(new RowKey { Currency = currency });
        ref var known = ref _ofCurrency[currency];
        if (known == 0)
            known = NumberOf(new RowKey { Currency = currency }) + 1;
        return known - 1;
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
            var keys = _keys;
            if (_count == keys.Length)
                Array.Resize(ref keys, _count * 2);
            keys[_count++] = key;
            _keys = keys;
            // a file of few rows takes few slots; what was found in the old ones is found in the dictionary, and moves
            if (_count * 4 > _first.Length && _first.Length < MostSlots)
                _first = new Entry?[_first.Length * 4];
            return _numbers[key] = _count - 1;
        }
    }

    private sealed record Entry(RowKey Key, int Number);
}
