using System.Collections.Concurrent;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The line keys of one file, numbered from 0 as they are met. Looking up takes no lock; adding does.</summary>
internal sealed class RowKeys
{
    private readonly ConcurrentDictionary<RowKey, int> _numbers = new();
    private readonly List<RowKey> _keys = [];
    private readonly Lock _adding = new();

    public RowKey this[int number]
    {
        get
        {
            lock (_adding) return _keys[number];
        }
    }

    public int NumberOf(in RowKey key)
    {
        if (_numbers.TryGetValue(key, out var number)) return number;
        lock (_adding)
        {
            if (_numbers.TryGetValue(key, out number)) return number;
            _keys.Add(key);
            return _numbers[key] = _keys.Count - 1;
        }
    }
}
