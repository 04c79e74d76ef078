using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>A column of the ledger as its cells are written: everything but the row's number and the value, prepared as bytes.</summary>
internal sealed class LedgerCells
{
    private readonly byte[] _open;
    private readonly byte[] _style;
    private readonly ImmutableArray<byte[]> _formula;
    private readonly SharedStrings _strings;
    private string? _lastText;
    private int _lastIndex;

    public LedgerCells(LedgerColumn column, int number, string style, SharedStrings strings)
    {
        (Column, _strings) = (column, strings);
        _open = Ooxml.Utf8.GetBytes($"<c r=\"{A1.Column(number)}");
        _style = Ooxml.Utf8.GetBytes($"\" s=\"{style}\"");
        _formula = column.Formula is { } formula ? [.. LedgerFormula.Pieces(formula).Select(piece => Ooxml.Utf8.GetBytes(CellText.Xml(piece)))] : [];
    }

    public LedgerColumn Column { get; }

    public void Write(Utf8Buffer to, ReadOnlySpan<byte> row, in CellValue value)
    {
        to.Put(_open);
        to.Put(row);
        to.Put(_style);
        if (_formula.IsEmpty) WriteData(to, value);
        else WriteFormula(to, row, value);
    }

    private void WriteData(Utf8Buffer to, in CellValue value)
    {
        switch (value.Kind)
        {
            case CellKind.Empty:
                to.Put("/>"u8);
                break;
            case CellKind.Text when Column.Kind == ColumnKind.UniqueText:
                to.Put(" t=\"inlineStr\"><is>"u8);
                to.Put(CellText.Element(CellText.Clean(value.Text!)));
                to.Put("</is></c>"u8);
                break;
            case CellKind.Text:
                to.Put(" t=\"s\"><v>"u8);
                to.Put((long)Index(value.Text!));
                to.Put("</v></c>"u8);
                break;
            case CellKind.Date:
                to.Put("><v>"u8);
                to.Put((long)A1.Serial(value.Date));
                to.Put("</v></c>"u8);
                break;
            default:
                to.Put("><v>"u8);
                to.Put(value.Number);
                to.Put("</v></c>"u8);
                break;
        }
    }

    /// <summary>Formula and value together; a missing value is the empty text that the formula gives.</summary>
    private void WriteFormula(Utf8Buffer to, ReadOnlySpan<byte> row, in CellValue value)
    {
        to.Put(value.Kind == CellKind.Number ? "><f>"u8 : " t=\"str\"><f>"u8);
        to.Put(_formula[0]);
        for (var i = 1; i < _formula.Length; i++)
        {
            to.Put(row);
            to.Put(_formula[i]);
        }

        to.Put("</f><v>"u8);
        if (value.Kind == CellKind.Number) to.Put(value.Number);
        to.Put("</v></c>"u8);
    }

    private int Index(string text)
    {
        if (ReferenceEquals(text, _lastText)) return _lastIndex;
        (_lastText, _lastIndex) = (text, _strings.Index(text));
        return _lastIndex;
    }
}
