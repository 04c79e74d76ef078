using System.Globalization;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Addresses and dates as a worksheet counts them.</summary>
internal static class A1
{
    private static readonly int Epoch = new DateOnly(1899, 12, 30).DayNumber;

    /// <summary>1 is A, 27 is AA.</summary>
    public static string Column(int number) =>
        number <= 26 ? ((char)('A' + number - 1)).ToString() : Column((number - 1) / 26) + Column(((number - 1) % 26) + 1);

    public static string Cell(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    public static string Range(int firstRow, int firstColumn, int lastRow, int lastColumn) =>
        $"{Cell(firstRow, firstColumn)}:{Cell(lastRow, lastColumn)}";

    /// <summary>Day number of a date; Excel has none before March 1900.</summary>
    public static int Serial(DateOnly date) => date.DayNumber - Epoch;

    /// <summary>Rows that a table of <paramref name="entries"/> takes below its header: a table needs one.</summary>
    public static int TableRows(int entries) => Math.Max(1, entries);

    public static string LedgerRange(int lines, int columns) => Range(1, 1, 1 + TableRows(lines), columns);
}
