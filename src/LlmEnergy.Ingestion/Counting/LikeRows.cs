using System.Runtime.InteropServices;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// A sample of what stands next to each other in one file of requests that nothing names: stretches of a few rows, as hashes that do not
/// depend on the order of the rows in them. Another file that has the same stretches states the same requests. The smallest hashes are
/// kept, so that files are compared by the same part of all stretches.
/// </summary>
/// <param name="most">Stretches that are kept.</param>
internal sealed class LikeRows(int most)
{
    /// <summary>Rows of a stretch: fewer may be alike by chance.</summary>
    private const int Length = 4;

    /// <summary>Different rows that a stretch has at least: the same call again and again tells nothing.</summary>
    private const int FewestDifferent = 3;

    private readonly Dictionary<ulong, int> _sample = [];
    private readonly ulong[] _last = new ulong[Length];
    private ulong _below = ulong.MaxValue;
    private ulong _sum;
    private int _at;
    private bool _isFull;

    public long Rows { get; private set; }

    public decimal Tokens { get; private set; }

    /// <summary>Of each stretch how often it stands in the file.</summary>
    public IReadOnlyDictionary<ulong, int> Sample => _sample;

    public void Add(in UsageRow row)
    {
        Rows++;
        Tokens += row.Usage.Input + row.Usage.Output;
        // a sum that may wrap around
        _sum = unchecked(_sum - _last[_at] + row.Likeness);
        _last[_at] = row.Likeness;
        _at = (_at + 1) % Length;
        _isFull |= _at == 0;
        var hash = Mixed(_sum);
        if (!_isFull || hash >= _below || Different() < FewestDifferent)
            return;
        CollectionsMarshal.GetValueRefOrAddDefault(_sample, hash, out _)++;
        if (_sample.Count > most * 2)
            Prune();
    }

    /// <summary>
    /// About how many rows the other file has too, by the stretches that both have: none where either repeats itself as much, as calls
    /// that are all alike do.
    /// </summary>
    public long SharedWith(LikeRows other)
    {
        var below = Math.Min(_below, other._below);
        var (all, shared, repeated) = (0L, 0L, 0L);
        foreach (var (hash, times) in _sample)
        {
            if (hash >= below)
                continue;
            var there = other._sample.GetValueOrDefault(hash);
            (all, shared, repeated) = (all + times, shared + Math.Min(times, there), repeated + times - 1 + Math.Max(there - 1, 0));
        }

        return shared <= repeated * 4 ? 0
            // a stretch more for each row after the first stretch
            : below == ulong.MaxValue ? Math.Min(shared + Length - 1, Rows)
            : (long)decimal.Round((decimal)shared / all * Rows);
    }

    private int Different()
    {
        var different = 0;
        for (var row = 0; row < Length; row++)
        {
            if (_last.AsSpan(0, row).IndexOf(_last[row]) < 0)
                different++;
        }

        return different;
    }

    private void Prune()
    {
        var hashes = _sample.Keys.ToArray();
        Array.Sort(hashes);
        _below = hashes[most];
        foreach (var hash in hashes.AsSpan(most))
            _sample.Remove(hash);
    }

    /// <summary>Sums are as good as their rows; their smallest must not be those of certain rows (SplitMix64).</summary>
    private static ulong Mixed(ulong sum)
    {
        unchecked
        {
            sum = (sum ^ (sum >> 30)) * 0xBF58476D1CE4E5B9;
            sum = (sum ^ (sum >> 27)) * 0x94D049BB133111EB;
            return sum ^ (sum >> 31);
        }
    }
}
