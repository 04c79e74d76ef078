using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Rows of one file that count and probably repeat another one. Twins are written close to each other.</summary>
internal sealed class TwinRows
{
    private const int MostRemembered = 65_536;
    private const int FirstSlots = 64;

    /// <summary>Likeness and difference of the first row of each likeness, by likeness; 0 where a slot is free.</summary>
    private ulong[] _first = [];
    private int _remembered;

    /// <summary>By the number of the rule, from 1.</summary>
    private readonly SortedDictionary<int, (long Rows, long Tokens)> _found = [];

    /// <summary>Brings the place of a row that is added soon into the processor's cache.</summary>
    public unsafe void Expect(ulong twin)
    {
        if (Sse.IsSupported && _first.Length > 0)
            Sse.Prefetch0(Unsafe.AsPointer(ref _first[SlotOf(_first, twin)]));
    }

    /// <returns>Number of the rule by which it repeats another row, from 1; 0 where it does not.</returns>
    public byte Add(in UsageRow row)
    {
        if (_remembered * 2 >= _first.Length && _remembered < MostRemembered)
            Grow();
        var first = Find(_first, row.Twin);
        if (first == 0)
        {
            Remember(row.Twin);
            return 0;
        }

        if (BoundTwins.DifferenceOf(row.Twin) is not 0 and var difference && difference == BoundTwins.DifferenceOf(first))
            return 0;
        var rule = (byte)(BoundTwins.RuleOf(row.Twin) + 1);
        Add(rule, row.Usage, 1);
        return rule;
    }

    /// <summary>Rows that repeat others by a rule, with their sum.</summary>
    public void Add(byte rule, in Usage sum, long rows)
    {
        var (known, tokens) = _found.GetValueOrDefault(rule);
        _found[rule] = (known + rows, tokens + sum.Input + sum.Output);
    }

    /// <summary>The slot of a likeness: the one that has it, or that would.</summary>
    private static ref ulong Find(ulong[] slots, ulong twin)
    {
        var likeness = BoundTwins.LikenessOf(twin);
        for (var slot = SlotOf(slots, twin); ; slot = (slot + 1) & (uint)(slots.Length - 1))
        {
            if (slots[slot] == 0 || BoundTwins.LikenessOf(slots[slot]) == likeness)
                return ref slots[slot];
        }
    }

    private static ulong SlotOf(ulong[] slots, ulong twin) => (twin >> 32) & (uint)(slots.Length - 1);

    private void Remember(ulong twin)
    {
        if (_remembered == MostRemembered)
        {
            Array.Clear(_first);
            _remembered = 0;
        }

        Find(_first, twin) = twin;
        _remembered++;
    }

    private void Grow()
    {
        var grown = new ulong[Math.Max(_first.Length * 2, FirstSlots)];
        foreach (var twin in _first)
        {
            if (twin != 0)
                Find(grown, twin) = twin;
        }

        _first = grown;
    }

    public void Say(FileTotals file)
    {
        foreach (var (number, (rows, tokens)) in _found)
        {
            var rule = file.Mapping.Twins[number - 1];
            var alike = string.Join(", ", rule.Same);
            var when = rule.IsWithinASecond ? " and the same second" : "";
            var apart = rule.Differ.IsEmpty ? "" : $" under another {string.Join(", ", rule.Differ)}";
            file.Warn(
                IssueCodes.Twins,
                $"found {Counted.Of(rows, "row")} with the same {alike}{when} as another row{apart} "
                    + $"({rule.Name}: {Counted.Of(tokens, "token")}), "
                    + "expected each call once: they are counted, since nothing names them as one"
            );
        }
    }
}
