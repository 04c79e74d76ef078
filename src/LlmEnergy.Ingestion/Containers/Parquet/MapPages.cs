using System.Collections.Immutable;
using LlmEnergy.Ingestion.Containers.Tables;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>
/// Hands out what the maps of rows have for some keys, in slices. Keys and values are two columns with as many entries, which are passed
/// side by side; a row may go on from one page to the next. Of a key that a row states twice, the last value counts, as in JSON.
/// </summary>
internal sealed class MapPages(LeafPages keys, LeafPages values, ImmutableArray<(byte[] Key, int Number)> asked)
{
    private const int NotAsked = -1;
    private const int NoValue = -1;
    private readonly int[] _repetitions = new int[ColumnSlice.Most];
    private readonly int[] _others = new int[ColumnSlice.Most];
    private readonly int[] _indexes = new int[ColumnSlice.Most];

    /// <summary>By entry, which of the keys that are asked for it has.</summary>
    private readonly int[] _key = new int[ColumnSlice.Most];

    /// <summary>By entry, where the dictionary has its value; of values that are written out, 0.</summary>
    private readonly int[] _value = new int[ColumnSlice.Most];

    /// <summary>By entry of the dictionary of keys, which of those that are asked for it is.</summary>
    private int[] _ofDictionary = [];
    private TextTable? _known;
    private int _at;
    private int _count;

    /// <summary>Entries that follow those at hand.</summary>
    private long _left;

    public void Begin(ParquetChunk ofKeys, ParquetChunk ofValues)
    {
        if (ofKeys.Values != ofValues.Values || ofKeys.Values < 0)
            throw new ParquetFaultException("a map with other numbers of keys than of values");
        keys.Begin(ofKeys);
        values.Begin(ofValues);
        (_at, _count, _left) = (0, 0, ofKeys.Values);
    }

    /// <param name="rows">Not more than a slice's most.</param>
    public void Read(ParquetSlice slice, int rows)
    {
        foreach (var (_, number) in asked)
            slice.Key(number).BeginFound();
        for (var row = -1; ; _at++)
        {
            if (_at == _count && !Fill())
            {
                if (row + 1 < rows)
                    throw new ParquetFaultException("a map that ends before its rows");
                return;
            }

            if (_repetitions[_at] == 0 && ++row == rows)
                return;
            if (row < 0)
                throw new ParquetFaultException("a map whose entries begin before its rows");
            if (_value[_at] != NoValue)
                Put(slice, row);
        }
    }

    private void Put(ParquetSlice slice, int row)
    {
        var isOfDictionary = values.Values.IsOfDictionary;
        // it is passed over, also where nobody asks for it
        var text = isOfDictionary ? [] : values.Values.NextText();
        if (_key[_at] == NotAsked)
            return;
        var found = slice.Key(asked[_key[_at]].Number);
        if (isOfDictionary)
            found.Put(row, values.Dictionary, _value[_at]);
        else
            found.Put(row, text);
    }

    /// <returns>False after the last entry.</returns>
    private bool Fill()
    {
        if (_left == 0)
            return false;
        _count = Math.Min(Math.Min(keys.Left(), values.Left()), (int)Math.Min(_left, ColumnSlice.Most));
        (_at, _left) = (0, _left - _count);
        var repetitions = _repetitions.AsSpan(0, _count);
        var others = _others.AsSpan(0, _count);
        values.Pass(others, _value.AsSpan(0, _count));
        keys.Pass(repetitions, _key.AsSpan(0, _count));
        if (!repetitions.SequenceEqual(others))
            throw new ParquetFaultException("a map with other rows of keys than of values");
        FindKeys(_key.AsSpan(0, _count));
        FindValues(_value.AsSpan(0, _count));
        return true;
    }

    /// <param name="definitions">Become numbers of keys that are asked for.</param>
    private void FindKeys(Span<int> definitions)
    {
        var most = keys.Leaf.MostDefinition;
        if (!keys.Values.IsOfDictionary)
        {
            foreach (ref var definition in definitions)
                definition = definition == most ? NumberOf(keys.Values.NextText()) : NotAsked;
            return;
        }

        if (_known != keys.Dictionary)
            Know(keys.Dictionary);
        var indexes = _indexes.AsSpan(0, definitions.Count(most));
        keys.Values.ReadIndexes(indexes, _known!.Count);
        var next = 0;
        foreach (ref var definition in definitions)
            definition = definition == most ? _ofDictionary[indexes[next++]] : NotAsked;
    }

    private void FindValues(Span<int> definitions)
    {
        var most = values.Leaf.MostDefinition;
        var isOfDictionary = values.Values.IsOfDictionary;
        var indexes = _indexes.AsSpan(0, isOfDictionary ? definitions.Count(most) : 0);
        if (isOfDictionary)
            values.Values.ReadIndexes(indexes, values.Dictionary.Count);
        var next = 0;
        foreach (ref var definition in definitions)
        {
            definition =
                definition != most ? NoValue
                : isOfDictionary ? indexes[next++]
                : 0;
        }
    }

    private void Know(TextTable dictionary)
    {
        if (_ofDictionary.Length < dictionary.Count)
            _ofDictionary = new int[dictionary.Count];
        for (var entry = 0; entry < dictionary.Count; entry++)
            _ofDictionary[entry] = NumberOf(dictionary[entry]);
        _known = dictionary;
    }

    private int NumberOf(ReadOnlySpan<byte> key)
    {
        for (var number = 0; number < asked.Length; number++)
        {
            if (key.SequenceEqual(asked[number].Key))
                return number;
        }

        return NotAsked;
    }
}
