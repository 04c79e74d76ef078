using System.Runtime.CompilerServices;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>A column of the ledger as its cells are written: everything but the row's number and the value, prepared as bytes.</summary>
internal sealed class LedgerCells
{
    private readonly RowText _beforeNumber;
    private readonly RowText _beforeText;
    private readonly RowText _missing;
    private readonly SharedStrings _strings;
    private string? _lastText;
    private int _lastIndex;

    public LedgerCells(LedgerColumn column, int number, string style, SharedStrings strings)
    {
        (Column, _strings) = (column, strings);
        var cell = $"<c r=\"{A1.Column(number)}{LedgerFormula.Row}\" s=\"{style}\"";
        var formula = column.Formula is { } text ? $"<f>{CellText.Xml(LedgerFormula.OfCell(text))}</f>" : "";
        _beforeNumber = new($"{cell}>{formula}<v>");
        _beforeText = new(column.Kind == ColumnKind.UniqueText ? $"{cell} t=\"inlineStr\"><is>" : $"{cell} t=\"s\"><v>");
        // a formula never stands without a value: where the value is missing, it is the empty text that the formula gives
        _missing = new(formula.Length == 0 ? $"{cell}/>" : $"{cell} t=\"str\">{formula}<v></v></c>");
    }

    public LedgerColumn Column { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called millions of times in a process of seconds
    public void Write(Utf8Buffer to, ReadOnlySpan<byte> row, in CellValue value)
    {
        switch (value.Kind)
        {
            case CellKind.Empty:
                to.Put(_missing.For(row));
                break;
            case CellKind.Text when Column.Kind == ColumnKind.UniqueText:
                to.Put(_beforeText.For(row));
                to.Put(CellText.Element(CellText.Clean(value.Text!)));
                to.Put("</is></c>"u8);
                break;
            case CellKind.Text:
                to.Put(_beforeText.For(row));
                to.Put((long)Index(value.Text!));
                to.Put("</v></c>"u8);
                break;
            case CellKind.Date:
                to.Put(_beforeNumber.For(row));
                to.Put((long)A1.Serial(value.Date));
                to.Put("</v></c>"u8);
                break;
            default:
                to.Put(_beforeNumber.For(row));
                to.Put(value.Number);
                to.Put("</v></c>"u8);
                break;
        }
    }

    private int Index(string text)
    {
        if (ReferenceEquals(text, _lastText))
            return _lastIndex;
        (_lastText, _lastIndex) = (text, _strings.Index(text));
        return _lastIndex;
    }
}
