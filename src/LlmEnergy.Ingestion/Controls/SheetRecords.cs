using System.Buffers.Text;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Controls;

/// <summary>
/// Counts the rows of a worksheet below its header that hold a cell with a value, by the bytes of its XML. A place is a row's number.
/// </summary>
internal sealed class SheetRecords : IRecordCounter, IXmlSink
{
    private readonly long _header;
    private readonly SheetTexts _texts;
    private readonly long _damagedFrom;
    private readonly XmlPieces _xml;
    private readonly SheetText _text = new();

    /// <summary>Depths of the row, the cell and the value at hand; 0 outside.</summary>
    private (int Row, int Cell, int Value) _in;
    private long _row;
    private bool _hasValue;
    private CellType _type;

    /// <summary>Of a shared text.</summary>
    private long _index;
    private ulong _records;
    private ulong _places;

    /// <param name="header">Number of the row that names the columns.</param>
    /// <param name="texts">Shared texts, read to their end.</param>
    /// <param name="before">The tally of the sheets before.</param>
    /// <param name="damagedFrom">The row from which on the sheet is damaged: one record, and the last.</param>
    public SheetRecords(long header, SheetTexts texts, RecordTally before = default, long damagedFrom = long.MaxValue)
    {
        (_header, _texts, _damagedFrom) = (header, texts, damagedFrom);
        (_records, _places) = ((ulong)before.Records, before.Places);
        _xml = new(this);
    }

    private enum CellType
    {
        Number,
        Text,
        Shared,
        Truth,
        Error,
    }

    public void Add(ReadOnlySpan<byte> bytes) => _xml.Add(bytes);

    public RecordTally End()
    {
        if (_damagedFrom < long.MaxValue)
            Count(_damagedFrom);
        return new((long)_records, _places);
    }

    void IXmlSink.Open(in XmlTag tag, bool isEmpty)
    {
        _text.Open(tag, isEmpty);
        var name = tag.Name;
        var depth = isEmpty ? 0 : _text.Depth;
        if (_in.Row == 0)
        {
            if (name.SequenceEqual("row"u8))
                OpenRow(tag.Attribute("r"u8), depth);
        }
        else if (_in.Cell == 0)
        {
            if (name.SequenceEqual("c"u8))
                OpenCell(tag.Attribute("t"u8), depth);
        }
        else if (_in.Value == 0 && (name.SequenceEqual("v"u8) || name.SequenceEqual("is"u8)))
        {
            // the last value of a cell counts
            _text.Begin();
            (_in.Value, _index) = (depth, 0);
        }
    }

    void IXmlSink.Close()
    {
        var depth = _text.Depth;
        if (depth == _in.Value)
            _in.Value = 0;
        else if (depth == _in.Cell)
            CloseCell();
        else if (depth == _in.Row)
            CloseRow();
        _text.Close();
    }

    void IXmlSink.Text(ReadOnlySpan<byte> piece, bool isLiteral)
    {
        if (_in.Value == 0)
            return;
        _text.Take(piece, isLiteral);
        if (_type != CellType.Shared)
            return;
        foreach (var digit in piece)
            _index = Math.Min((_index * 10) + (digit & 15), int.MaxValue);
    }

    private void OpenRow(ReadOnlySpan<byte> number, int depth)
    {
        _row = Utf8Parser.TryParse(number, out long stated, out var length) && length == number.Length ? stated : _row + 1;
        (_in.Row, _hasValue) = (depth, false);
    }

    private void OpenCell(ReadOnlySpan<byte> type, int depth)
    {
        _in.Cell = depth;
        _type =
            type.SequenceEqual("s"u8) ? CellType.Shared
            : type.SequenceEqual("b"u8) ? CellType.Truth
            : type.SequenceEqual("e"u8) ? CellType.Error
            : type.SequenceEqual("str"u8) || type.SequenceEqual("inlineStr"u8) || type.SequenceEqual("d"u8) ? CellType.Text
            : CellType.Number;
        _text.Begin();
        _index = 0;
    }

    private void CloseCell()
    {
        _in.Cell = 0;
        _hasValue |= _type switch
        {
            CellType.Shared => _text.HasInk && _texts.HasAny(_index),
            CellType.Truth => true,
            CellType.Error => false,
            CellType.Text => _text.HasAny,
            _ => _text.HasInk,
        };
    }

    private void CloseRow()
    {
        _in.Row = 0;
        if (_hasValue && _row > _header && _row < _damagedFrom)
            Count(_row);
    }

    private void Count(long place) => _places = unchecked(_places + (++_records * (ulong)place));
}
