namespace LlmEnergy.Ingestion.Rows;

/// <summary>A record with the columns that decode tables make out of its own, and with what rows before it state.</summary>
internal readonly ref struct DecodedFields<TFields>(TFields own, MappedColumns columns) : IFields
    where TFields : IFields, allows ref struct
{
    private readonly TFields _own = own;

    public RowLocation At => _own.At;

    public ReadOnlySpan<byte> Text(int ordinal)
    {
        if (ordinal >= MappedColumns.FirstDecoded)
            return columns.Text(ordinal, this);
        var text = _own.Text(ordinal);
        return columns.IsEmptyWord(text) ? [] : text;
    }

    public int NumberOf(int ordinal, Dimension dimension) =>
        ordinal < MappedColumns.FirstDecoded && !columns.HasEmptyWords
            ? _own.NumberOf(ordinal, dimension)
            : dimension.NumberOf(Text(ordinal));

    public bool IsNumber(int ordinal) => ordinal < MappedColumns.FirstDecoded && _own.IsNumber(ordinal);
}
