using LlmEnergy.Ingestion.Containers.Tables;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>The values of one column in some rows that follow each other.</summary>
internal sealed class ColumnSlice
{
    private readonly TextTable _own = new();
    private readonly long[] _numbers = new long[Most];
    private readonly int[] _entries = new int[Most];
    private ParquetLeaf _leaf = null!;
    private TextTable _texts = null!;
    private int _count;
    private int _written;
    private Form _form;

    /// <summary>Rows of a slice; few, so that a slice and its rows stay in a processor's cache.</summary>
    public const int Most = 4_096;

    /// <summary>Bytes of the longest text, or more.</summary>
    public int Longest => _form == Form.Numbers ? ValueText.MostOfNumber : _texts.Longest;

    /// <summary>By row; empty for null. That of a number is written when it is asked for, and valid until another one is.</summary>
    public ReadOnlySpan<byte> this[int row] =>
        _form == Form.Texts ? _texts[row]
        : _entries[row] is not (>= 0 and var entry) ? []
        : _form == Form.Entries ? _texts[entry]
        : Written(row);

    /// <summary>What a dimension has for the text of a row; texts of a dictionary are looked up once each.</summary>
    public int NumberOf(int row, Dimension dimension)
    {
        if (_form != Form.Entries || _texts == _own)
            return dimension.NumberOf(this[row]);
        var entry = _entries[row];
        if (entry < 0)
            return 0;
        var known = _texts.Numbers ??= new(dimension, _texts.Count);
        if (known.Dimension != dimension)
            return dimension.NumberOf(_texts[entry]);
        ref var number = ref known.Numbers[entry];
        if (number == KnownNumbers.NotAsked)
            number = dimension.NumberOf(_texts[entry]);
        return number;
    }

    /// <summary>By row, which entry of the dictionary it has; -1 for null.</summary>
    public Span<int> BeginEntries(TextTable dictionary, int count)
    {
        (_form, _texts) = (Form.Entries, dictionary);
        return _entries.AsSpan(0, count);
    }

    /// <summary>By row, the bits of its value; <see cref="Nulls"/> is set beside it.</summary>
    public Span<long> BeginNumbers(ParquetLeaf leaf, int count)
    {
        (_form, _leaf, _texts, _count, _written) = (Form.Numbers, leaf, _own, count, -1);
        _own.Clear();
        return _numbers.AsSpan(0, count);
    }

    /// <summary>Of numbers, by row: below zero where it is null.</summary>
    public Span<int> Nulls => _entries.AsSpan(0, _count);

    /// <summary>Takes a text a row.</summary>
    public TextTable BeginTexts()
    {
        (_form, _texts) = (Form.Texts, _own);
        _own.Clear();
        return _own;
    }

    /// <summary>No row has a value, until <see cref="Put(int, TextTable, int)"/> gives it one, or another one.</summary>
    public void BeginFound()
    {
        (_form, _texts) = (Form.Entries, _own);
        _own.Clear();
        _entries.AsSpan().Fill(-1);
    }

    /// <param name="entry">Of the dictionary.</param>
    public void Put(int row, TextTable dictionary, int entry)
    {
        if (_texts == _own && _own.Count == 0)
            _texts = dictionary;
        if (_texts == dictionary)
            _entries[row] = entry;
        else
            Put(row, dictionary[entry]);
    }

    public void Put(int row, ReadOnlySpan<byte> text)
    {
        if (_texts != _own)
            CopyToOwn();
        _entries[row] = _own.Count;
        _own.Add(text);
    }

    /// <summary>A column may go over from its dictionary to values that are written out.</summary>
    private void CopyToOwn()
    {
        foreach (ref var entry in _entries.AsSpan())
        {
            if (entry < 0)
                continue;
            _own.Add(_texts[entry]);
            entry = _own.Count - 1;
        }

        _texts = _own;
    }

    private ReadOnlySpan<byte> Written(int row)
    {
        if (_written != row)
            ValueText.AddNumber(_own, _leaf, _numbers[row]);
        _written = row;
        return _own[_own.Count - 1];
    }

    private enum Form
    {
        Entries,
        Numbers,
        Texts,
    }
}
