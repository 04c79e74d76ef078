namespace LlmEnergy.Ingestion.Controls;

/// <summary>Which of the shared texts of a workbook are not empty, by the bytes of that part.</summary>
internal sealed class SheetTexts : IXmlSink
{
    private readonly XmlPieces _xml;
    private readonly SheetText _text = new();
    private readonly List<bool> _hasAny = [];

    /// <summary>The depth of the item at hand; 0 outside.</summary>
    private int _item;

    public SheetTexts() => _xml = new(this);

    public bool HasAny(long index) => index < _hasAny.Count && _hasAny[(int)index];

    public void Add(ReadOnlySpan<byte> bytes) => _xml.Add(bytes);

    void IXmlSink.Open(in XmlTag tag, bool isEmpty)
    {
        _text.Open(tag, isEmpty);
        if (_item > 0 || !tag.Name.SequenceEqual("si"u8))
            return;
        _text.Begin();
        if (isEmpty)
            _hasAny.Add(false);
        else
            _item = _text.Depth;
    }

    void IXmlSink.Close()
    {
        if (_item == _text.Depth && _item > 0)
        {
            _hasAny.Add(_text.HasAny);
            _item = 0;
        }

        _text.Close();
    }

    void IXmlSink.Text(ReadOnlySpan<byte> piece, bool isLiteral)
    {
        if (_item > 0)
            _text.Take(piece, isLiteral);
    }
}
