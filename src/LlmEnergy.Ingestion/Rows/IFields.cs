namespace LlmEnergy.Ingestion.Rows;

/// <summary>One record as UTF-8 fields by ordinal, valid until the next one. Each container implements it over its own buffer.</summary>
internal interface IFields
{
    RowLocation At { get; }

    /// <summary>Empty for what is absent, null or "", and for an ordinal below zero: a column that the file does not have.</summary>
    ReadOnlySpan<byte> Text(int ordinal);

    /// <summary>The number that a dimension has for the text there, which a container with a dictionary remembers.</summary>
    int NumberOf(int ordinal, Dimension dimension);

    /// <summary>
    /// Whether the container holds a number there and not a text: its text then has a point for a decimal mark, whatever the file's other
    /// amounts have.
    /// </summary>
    bool IsNumber(int ordinal);
}
