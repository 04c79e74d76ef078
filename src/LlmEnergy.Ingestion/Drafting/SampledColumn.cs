using System.Collections.Immutable;
using System.IO.Hashing;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>What the first values of a column look like. The values themselves are not kept: they may be keys, addresses or prompts.</summary>
/// <param name="name">As a shape names it: a column, or a path from the root of JSON.</param>
internal sealed class SampledColumn(string name)
{
    private readonly int[] _times = new int[TimeForms.All.Length];
    private readonly HashSet<ulong> _distinct = [];
    private int _points;
    private int _commas;

    public string Name => name;

    /// <summary>Values that are not empty.</summary>
    public int Stated { get; private set; }

    public int WholeNumbers { get; private set; }

    /// <summary>Of the whole numbers.</summary>
    public decimal Sum { get; private set; }

    public int Amounts { get; private set; }

    public int WithOffset { get; private set; }

    public int Distinct => _distinct.Count;

    public bool IsCount => Stated == WholeNumbers;

    public bool IsAmount => Stated == Amounts;

    /// <summary>Null where no amount shows it, or they disagree.</summary>
    public DecimalMark? Mark => (_points, _commas) switch { ( > 0, 0) => DecimalMark.Point, (0, > 0) => DecimalMark.Comma, _ => null };

    public bool ShowsNoMark => _points == 0 && _commas == 0;

    /// <summary>The forms that most values have, the likeliest first; empty where that is less than nine in ten. Two are a day and a month that may be either.</summary>
    public ImmutableArray<string> Forms
    {
        get
        {
            var most = _times.Max();
            if (Stated == 0 || most * 10 < Stated * 9) return [];
            var best = Array.IndexOf(_times, most);
            var other = TimeForms.OtherReadingOf(best);
            return other >= 0 && _times[other] == most ? [TimeForms.All[best].Pattern, TimeForms.All[other].Pattern] : [TimeForms.All[best].Pattern];
        }
    }

    /// <summary>Some values have another form than the likeliest.</summary>
    public bool HasOtherTimes => _times.Max() < Stated;

    public void Add(ReadOnlySpan<byte> text)
    {
        if (text.Trim(" \t\r\n"u8).IsEmpty) return;
        Stated++;
        _distinct.Add(XxHash3.HashToUInt64(text));
        if (Counts.TryParse(text, out var count))
        {
            WholeNumbers++;
            Sum += count;
        }

        var isPoint = Text.Amounts.TryParse(text, DecimalMark.Point, out _);
        if (isPoint || Text.Amounts.TryParse(text, DecimalMark.Comma, out _))
        {
            Amounts++;
            var mark = Text.Amounts.MarkOf(text, out _);
            if (mark == DecimalMark.Point) _points++;
            else if (mark == DecimalMark.Comma) _commas++;
        }

        for (var form = 0; form < _times.Length; form++)
        {
            if (TimeForms.Has(form, text)) _times[form]++;
        }

        if (TimeForms.StatesOffset(text)) WithOffset++;
    }
}
