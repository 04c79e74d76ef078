namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>A workbook against what LibreOffice computes from its formulas alone.</summary>
internal static class Recalculation
{
    /// <summary>Formula cells whose value LibreOffice sees otherwise: numbers to 1e-9 relative, texts and booleans exactly.</summary>
    /// <param name="falsified">What all formula cells are made to hold before, to show that the comparison can fail; null takes their
    /// values out.</param>
    public static List<string> Differences(byte[] workbook, string? falsified)
    {
        var saved = LibreOffice.Saved(WorkbookCells.WithValues(workbook, falsified)).Single();
        return Differences(WorkbookCells.Read(workbook), WorkbookCells.Read(saved));
    }

    /// <summary>The cells of each workbook as LibreOffice computes them from the formulas.</summary>
    public static WorkbookCells[] Recalculated(params IReadOnlyList<byte[]> workbooks) =>
        [.. LibreOffice.Saved([.. workbooks.Select(book => WorkbookCells.WithValues(book, falsified: null))]).Select(WorkbookCells.Read)];

    /// <summary>As <see cref="Differences(byte[], string?)"/>, of cells that were recalculated.</summary>
    public static List<string> Differences(WorkbookCells ours, WorkbookCells theirs) =>
        [
            .. ours
                .Cells.Where(cell => cell.Value.Formula is not null && !Same(cell.Value, theirs.Cells.GetValueOrDefault(cell.Key)))
                .Select(cell =>
                    $"{cell.Key.Sheet}!{cell.Key.Cell} ={cell.Value.Formula}: {cell.Value.Value}, recalculated "
                    + $"{theirs.Cells.GetValueOrDefault(cell.Key)?.Value}"
                ),
        ];

    private static bool Same(ReadCell ours, ReadCell? theirs) =>
        ours.Type == "n"
            ? theirs is { Type: "n", Value: not null } && Math.Abs(ours.Number - theirs.Number) <= 1e-9 * Math.Abs(ours.Number)
            : (ours.Value ?? "") == (theirs?.Value ?? "") && theirs?.Type != "e";
}
