namespace LlmEnergy.Ingestion.Rows;

/// <summary>
/// Texts of rows that no rule ignored, in the columns that the rules looked at: the next row with the same texts there passes without
/// asking the rules.
/// The first few are kept. Several threads may ask.
/// </summary>
internal sealed class PassedRows(BoundCondition[] rules)
{
    private const int Most = 4;
    private const int MostBytes = 64;

    /// <summary>Rows that are looked at: where none of the first ones is plain, none is remembered.</summary>
    private const int MostTries = 64;
    private volatile (int Ordinal, byte[] Text)[][] _known = [];
    private int _tries;

    public bool Has<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        foreach (var texts in _known)
        {
            if (AreAlike(fields, texts))
                return true;
        }

        return false;
    }

    /// <summary>A row that no rule ignored; it is not kept where they looked at a number.</summary>
    public void Add<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        if (_tries >= MostTries || _known.Length == Most)
            return;
        _tries++;
        var columns = new SortedSet<int>();
        foreach (var rule in rules)
        {
            if (!rule.LooksAtTexts(fields, columns))
                return;
        }

        var texts = new List<(int, byte[])>();
        foreach (var column in columns)
        {
            var text = fields.Text(column);
            if (text.Length > MostBytes)
                return;
            texts.Add((column, text.ToArray()));
        }

        _known = [.. _known, [.. texts]];
    }

    private static bool AreAlike<TFields>(in TFields fields, (int Ordinal, byte[] Text)[] texts)
        where TFields : IFields, allows ref struct
    {
        foreach (var (ordinal, text) in texts)
        {
            if (!fields.Text(ordinal).SequenceEqual(text))
                return false;
        }

        return true;
    }
}
