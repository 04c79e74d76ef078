using System.Collections.Concurrent;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>
/// Why rows were not accepted, on their way from the threads that read them to the sink. Rows carry only a number, so that the many that
/// are
/// accepted hold no reference.
/// </summary>
internal sealed class LeftRows
{
    private readonly ConcurrentDictionary<int, NotAccepted> _waiting = new();
    private readonly List<NotAccepted> _rules = [];
    private readonly HashSet<int> _zeros = [];
    private int _last;

    /// <summary>A rule that many rows are left by; before the first row is read.</summary>
    public int Rule(string name, bool statesZero = false)
    {
        _rules.Add(NotAccepted.IgnoredBy(name));
        if (statesZero)
            _zeros.Add(-_rules.Count);
        return -_rules.Count;
    }

    /// <summary>Whether rows that are left by this rule say that there was no usage.</summary>
    public bool StatesZero(int rule) => _zeros.Contains(rule);

    /// <summary>One row's own reason.</summary>
    public int Keep(NotAccepted left)
    {
        var number = Interlocked.Increment(ref _last);
        _waiting[number] = left;
        return number;
    }

    public NotAccepted Take(int number) =>
        number < 0 ? _rules[-number - 1]
        : _waiting.TryRemove(number, out var left) ? left
        : throw new KeyNotFoundException();
}
