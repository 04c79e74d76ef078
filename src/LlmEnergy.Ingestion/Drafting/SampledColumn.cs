using System.Collections.Immutable;
using System.IO.Hashing;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>What the values of a column look like. The values themselves are not kept: they may be keys, addresses or prompts.</summary>
/// <param name="name">As a shape names it: a column, or a path from the root of JSON.</param>
/// <param name="holder">The column whose text is JSON that this one stands in; null where it is a column itself.</param>
internal sealed class SampledColumn(string name, string? holder = null)
{
    /// <summary>Longer texts are neither numbers nor times.</summary>
    private const int MostBytes = 64;

    /// <summary>After so many values that are mostly no times, none is tried any more.</summary>
    private const int Enough = 1_000;
    private readonly int[] _times = new int[TimeForms.All.Length];
    private readonly HashSet<ulong> _distinct = [];
    private readonly HashSet<string> _currencies = new(StringComparer.Ordinal);
    private int _booleans;
    private int _amountsWithUnit;
    private int _points;
    private int _commas;

    public string Name => name;

    /// <summary>The column that a file is recognised by.</summary>
    public string Holder => holder ?? name;

    public bool IsInText => holder is not null;

    /// <summary>Values that are not empty.</summary>
    public int Stated { get; private set; }

    public int WholeNumbers { get; private set; }

    /// <summary>Of the whole numbers.</summary>
    public decimal Sum { get; private set; }

    public int Amounts { get; private set; }

    public int WithOffset { get; private set; }

    public int Distinct => _distinct.Count;

    /// <summary>Several rows that all have one value.</summary>
    public bool IsConstant => Stated > 1 && Distinct == 1;

    public bool IsUnique => Stated == Distinct;

    public bool IsCount => Stated == WholeNumbers;

    public bool IsAmount => Stated == Amounts;

    /// <summary>Every value is a word for true or false; zeros alone are counts.</summary>
    public bool IsBoolean => Stated > 0 && Stated == _booleans && !(IsCount && (Sum == 0 || Stated == 1));

    /// <summary>The words for true and false that the file writes; null where it has none.</summary>
    public BooleanWords? Booleans { get; private set; }

    /// <summary>Values that are a word for true.</summary>
    public int Trues { get; private set; }

    /// <summary>The currencies that the texts of all amounts name; a sign may be that of several.</summary>
    public IEnumerable<string> Currencies => _amountsWithUnit > 0 && _amountsWithUnit == Amounts ? _currencies : [];

    /// <summary>Null where no amount shows it, or they disagree.</summary>
    public DecimalMark? Mark =>
        (_points, _commas) switch
        {
            (> 0, 0) => DecimalMark.Point,
            (0, > 0) => DecimalMark.Comma,
            _ => null,
        };

    public bool ShowsNoMark => _points == 0 && _commas == 0;

    /// <summary>
    /// The forms that most values have, the likeliest first; empty where that is less than nine in ten. Two are a day and a month that may
    /// be either.
    /// </summary>
    public ImmutableArray<string> Forms
    {
        get
        {
            var most = _times.Max();
            if (Stated == 0 || most * 10 < Stated * 9)
                return [];
            var best = Array.IndexOf(_times, most);
            var other = TimeForms.OtherReadingOf(best);
            return other >= 0 && _times[other] == most
                ? [TimeForms.All[best].Pattern, TimeForms.All[other].Pattern]
                : [TimeForms.All[best].Pattern];
        }
    }

    /// <summary>Some values have another form than the likeliest.</summary>
    public bool HasOtherTimes => _times.Max() < Stated;

    /// <summary>Some values stand in both columns, as parents and those that they name.</summary>
    public bool Shares(SampledColumn other) => _distinct.Overlaps(other._distinct);

    public void Add(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.IsEmpty)
            return;
        Stated++;
        _distinct.Add(XxHash3.HashToUInt64(text));
        if (text.Length > MostBytes)
            return;
        if (Counts.TryParse(text, out var count))
        {
            WholeNumbers++;
            Sum += count;
        }

        if (BooleanWords.Of(text, out var isTrue) is { } booleans)
        {
            _booleans++;
            if (isTrue)
                Trues++;
            Booleans ??= booleans;
        }

        if (Stated > Enough && _times.Max() * 10 < Stated * 9 && WholeNumbers == 0 && Amounts == 0)
            return;
        AddAmount(text);
        AddTime(text);
    }

    private void AddAmount(ReadOnlySpan<byte> text)
    {
        if (AmountUnits.TrySplit(text, out var amount, out var unit, out _))
        {
            var named = AmountUnits.CurrenciesOf(unit.ToArray()).ToList();
            if (named.Count == 0)
                return;
            if (_amountsWithUnit++ == 0)
                _currencies.UnionWith(named);
            else
                _currencies.IntersectWith(named);
            text = amount;
        }

        if (!Text.Amounts.TryParse(text, DecimalMark.Point, out _) && !Text.Amounts.TryParse(text, DecimalMark.Comma, out _))
            return;
        Amounts++;
        var mark = Text.Amounts.MarkOf(text, out _);
        if (mark == DecimalMark.Point)
            _points++;
        else if (mark == DecimalMark.Comma)
            _commas++;
    }

    private void AddTime(ReadOnlySpan<byte> text)
    {
        if (!char.IsAsciiDigit((char)text[0]))
            return;
        for (var form = 0; form < _times.Length; form++)
        {
            if (TimeForms.Has(form, text))
                _times[form]++;
        }

        if (TimeForms.StatesOffset(text))
            WithOffset++;
    }
}
