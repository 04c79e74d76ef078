namespace LlmEnergy.Ingestion.Controls;

/// <summary>
/// Whether there is text in an element of a workbook's XML. White space alone is none unless the element says so; pronunciations are left
/// out.
/// </summary>
internal sealed class SheetText
{
    private int _keptFrom;
    private int _pronunciation;

    /// <summary>Elements around the place at hand.</summary>
    public int Depth { get; private set; }

    /// <summary>There is text that is not white space alone.</summary>
    public bool HasInk { get; private set; }

    public bool HasAny { get; private set; }

    public void Open(in XmlTag tag, bool isEmpty)
    {
        if (isEmpty)
            return;
        Depth++;
        if (_keptFrom == 0 && tag.Attribute("xml:space"u8).SequenceEqual("preserve"u8))
            _keptFrom = Depth;
        if (_pronunciation == 0 && tag.Name.SequenceEqual("rPh"u8))
            _pronunciation = Depth;
    }

    public void Close()
    {
        if (Depth == _keptFrom)
            _keptFrom = 0;
        if (Depth == _pronunciation)
            _pronunciation = 0;
        if (Depth > 0)
            Depth--;
    }

    public void Begin() => (HasInk, HasAny) = (false, false);

    public void Take(ReadOnlySpan<byte> piece, bool isLiteral)
    {
        if (_pronunciation > 0)
            return;
        HasInk |= piece.IndexOfAnyExcept(" \t\r\n"u8) >= 0;
        HasAny |= HasInk || isLiteral || _keptFrom > 0;
    }
}
