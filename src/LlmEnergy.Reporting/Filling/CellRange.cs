using System.Globalization;
using LlmEnergy.Reporting.Excel;

namespace LlmEnergy.Reporting.Filling;

/// <summary>Cells of a sheet from one corner to the other, both inclusive; rows and columns count from 1.</summary>
public readonly record struct CellRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    public const int MostRows = 1_048_576;
    public const int MostColumns = 16_384;

    public bool IsCell => FirstRow == LastRow && FirstColumn == LastColumn;

    public static CellRange Cell(int row, int column) => new(row, column, row, column);

    /// <summary><c>B7</c>, <c>$B$7</c> or <c>A1:D20</c>; whole rows and columns are none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CellRange range)
    {
        range = default;
        var colon = text.IndexOf(':');
        if (!TryParseCell(colon < 0 ? text : text[..colon], out var row, out var column))
            return false;
        var (lastRow, lastColumn) = (row, column);
        if (colon >= 0 && !TryParseCell(text[(colon + 1)..], out lastRow, out lastColumn))
            return false;
        range = new(row, column, lastRow, lastColumn);
        return lastRow >= row && lastColumn >= column;
    }

    public bool Contains(int row, int column) => row >= FirstRow && row <= LastRow && column >= FirstColumn && column <= LastColumn;

    public bool Meets(CellRange other) =>
        FirstRow <= other.LastRow && other.FirstRow <= LastRow && FirstColumn <= other.LastColumn && other.FirstColumn <= LastColumn;

    public override string ToString() => IsCell ? A1.Cell(FirstRow, FirstColumn) : A1.Range(FirstRow, FirstColumn, LastRow, LastColumn);

    private static bool TryParseCell(ReadOnlySpan<char> text, out int row, out int column)
    {
        (row, column) = (0, 0);
        text = text.TrimStart('$');
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]) && column <= MostColumns)
            column = (column * 26) + char.ToUpperInvariant(text[letters++]) - 'A' + 1;
        text = text[letters..];
        return letters is > 0 and <= 3
            && column <= MostColumns
            && int.TryParse(text.StartsWith("$") ? text[1..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out row)
            && row is >= 1 and <= MostRows;
    }
}
