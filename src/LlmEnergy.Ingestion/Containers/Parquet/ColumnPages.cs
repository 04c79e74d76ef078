namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>Hands out the values of a column that has one a row, in slices.</summary>
internal sealed class ColumnPages(LeafPages pages)
{
    private readonly int[] _definitions = new int[ColumnSlice.Most];
    private readonly int[] _indexes = new int[ColumnSlice.Most];

    public void Begin(ParquetChunk chunk) => pages.Begin(chunk);

    /// <inheritdoc cref="LeafPages.Left"/>
    public int Left() => pages.Left();

    /// <param name="rows">Not more than <see cref="Left"/> or a slice's most.</param>
    public void Read(ColumnSlice slice, int rows)
    {
        var definitions = _definitions.AsSpan(0, rows);
        pages.Pass(definitions);
        var isWhole = definitions.IndexOfAnyExcept(pages.Leaf.MostDefinition) < 0;
        if (!isWhole)
            ToNulls(definitions);
        if (pages.Values.IsOfDictionary)
            ReadEntries(slice, isWhole, definitions);
        else if (pages.Leaf.IsNumber)
            ReadNumbers(slice, isWhole, definitions);
        else
            ReadTexts(slice, isWhole, definitions);
    }

    /// <summary>0 where there is a value, -1 where there is none.</summary>
    private void ToNulls(Span<int> definitions)
    {
        foreach (ref var definition in definitions)
            definition = definition == pages.Leaf.MostDefinition ? 0 : -1;
    }

    private void ReadEntries(ColumnSlice slice, bool isWhole, ReadOnlySpan<int> definitions)
    {
        var dictionary = pages.Dictionary;
        var entries = slice.BeginEntries(dictionary, definitions.Length);
        if (isWhole)
        {
            pages.Values.ReadIndexes(entries, dictionary.Count);
            return;
        }

        var indexes = _indexes.AsSpan(0, definitions.Count(0));
        pages.Values.ReadIndexes(indexes, dictionary.Count);
        var next = 0;
        for (var row = 0; row < entries.Length; row++)
            entries[row] = definitions[row] < 0 ? -1 : indexes[next++];
    }

    private void ReadNumbers(ColumnSlice slice, bool isWhole, ReadOnlySpan<int> definitions)
    {
        var numbers = slice.BeginNumbers(pages.Leaf, definitions.Length);
        if (isWhole)
        {
            slice.Nulls.Clear();
            pages.Values.ReadNumbers(numbers);
            return;
        }

        definitions.CopyTo(slice.Nulls);
        var count = definitions.Count(0);
        pages.Values.ReadNumbers(numbers[..count]);

        // from the end, since the values that are there stand at the beginning
        for (var row = numbers.Length - 1; row >= 0; row--)
            numbers[row] = definitions[row] < 0 ? 0 : numbers[--count];
    }

    private void ReadTexts(ColumnSlice slice, bool isWhole, ReadOnlySpan<int> definitions)
    {
        var texts = slice.BeginTexts();
        foreach (var definition in definitions)
        {
            if (isWhole || definition == 0)
                pages.Values.ReadText(texts);
            else
                texts.Added(0);
        }
    }
}
