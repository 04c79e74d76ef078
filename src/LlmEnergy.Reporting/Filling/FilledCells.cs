using System.Globalization;

namespace LlmEnergy.Reporting.Filling;

/// <summary>What cells of a workbook hold now, by sheets.</summary>
public static class FilledCells
{
    /// <param name="wanted">Ranges of each sheet; sheets that are not there hold nothing.</param>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<(int Row, int Column), string>> Read(
        Template workbook,
        ILookup<string, CellRange> wanted,
        CancellationToken cancellation
    )
    {
        var texts = SharedTexts.Read(workbook, (_, _) => true);
        var found = new Dictionary<string, IReadOnlyDictionary<(int Row, int Column), string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var sheet in workbook.Sheets.Where(sheet => wanted.Contains(sheet.Name)))
        {
            cancellation.ThrowIfCancellationRequested();
            List<CellRange> ranges = [.. wanted[sheet.Name]];
            var held = new Dictionary<(int Row, int Column), string>();
            using var cells = new SheetCells(workbook.Open(sheet.Part));
            while (cells.Next())
                if (ranges.Exists(range => range.Contains(cells.Row, cells.Column)))
                    held[(cells.Row, cells.Column)] =
                        cells.Type == "s" && int.TryParse(cells.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                            ? texts.GetValueOrDefault(number, "")
                            : cells.Value;
            found[sheet.Name] = held;
        }

        return found;
    }
}
