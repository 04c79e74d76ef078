using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Periods;
using LlmEnergy.Reporting.Filling;

namespace LlmEnergy.Filling;

/// <summary>Whether a workbook that was filled still holds what it was filled with, and whether the period still states that.</summary>
public static class FilledWorkbook
{
    private static readonly IReadOnlyDictionary<(int Row, int Column), string> None = new Dictionary<(int Row, int Column), string>();

    /// <summary>Whether a path is one of a workbook, and not of a period's folder.</summary>
    public static bool IsOne(string path) => File.Exists(path) && Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLSM";

    /// <summary>Compares with the last fill of a workbook of these bytes, else of this name.</summary>
    /// <exception cref="ConfigurationException">It cannot be read, or no fill of it is recorded (LE2070).</exception>
    /// <exception cref="RecordedFileException">The period, or the record of fills, is not as it was written.</exception>
    public static FilledResult Verify(FileInfo workbook, DirectoryInfo workspace, CancellationToken cancellation)
    {
        var periods = new DirectoryInfo(Path.Combine(workspace.FullName, "periods"));
        using var file = WorkbookFill.Open(workbook);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
        file.Position = 0;
        var records = FillRecord.Read(periods);
        var record =
            records.LastOrDefault(record => record.Sha256 == hash)
            ?? records.LastOrDefault(record => record.Workbook == workbook.Name)
            ?? throw new ConfigurationException(
                new Issue(
                    new(workbook.Name, 0, 0),
                    Template.Code,
                    $"found no line about it in {FillRecord.FileName}, expected one of a fill"
                )
            );
        using var opened = new Template(file, workbook.Name);
        var differences = new List<string>();
        Cells(opened, record, differences, cancellation);
        var period = new PeriodContent(WorkbookFill.FolderOf(periods, record.Period));
        if (period.Manifest.CalculationHash != record.CalculationHash)
            differences.Add(
                $"{record.Period} has the calculation hash {period.Manifest.CalculationHash}, and was filled with {record.CalculationHash}"
            );
        foreach (var cell in record.Cells)
            if (Now(period, cell.Of) is { } now && !WrittenRows.AreSame(now, cell.Value) && !IsDay(period, cell))
                differences.Add(
                    $"{cell.Sheet}!{cell.Cell} was filled with {Shown(cell.Value)}, and {cell.Of} of the period is {Shown(now)}"
                );
        return new(record, record.Cells.Length + record.Tables.Length + 1, record.Sha256 == hash, differences);
    }

    private static void Cells(Template opened, FillRecord record, List<string> differences, CancellationToken cancellation)
    {
        static CellRange Range(string text) => CellRange.TryParse(text, out var range) ? range : default;
        var wanted = record
            .Cells.Select(cell => (cell.Sheet, Range: Range(cell.Cell)))
            .Concat(record.Tables.Select(table => (table.Sheet, Range: Range(table.Range))))
            .ToLookup(place => place.Sheet, place => place.Range, StringComparer.OrdinalIgnoreCase);
        var held = WorkbookFill.Damaged(opened, () => FilledCells.Read(opened, wanted, cancellation));
        foreach (var cell in record.Cells)
        {
            var at = Range(cell.Cell);
            var found = held.GetValueOrDefault(cell.Sheet, None).GetValueOrDefault((at.FirstRow, at.FirstColumn), "");
            if (!WrittenRows.AreSame(found, cell.Value))
                differences.Add($"{cell.Sheet}!{cell.Cell} holds {Shown(found)}, and was filled with {Shown(cell.Value)}");
        }

        foreach (var table in record.Tables)
            if (WrittenRows.HashOf(Range(table.Range), table.Columns, held.GetValueOrDefault(table.Sheet, None)) != table.Sha256)
                differences.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{table.Sheet}!{table.Range} holds other values than the {Counted.Of(table.Rows, "row")} of {table.Of} did"
                    )
                );
    }

    private static string? Now(PeriodContent period, string of) =>
        !period.TryValue(of, out var now)
            ? null
            : now.Value.Kind switch
            {
                Domain.Figures.CellKind.Number => now.Value.Number.ToString("0.############################", CultureInfo.InvariantCulture),
                Domain.Figures.CellKind.Date => now.Value.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                _ => now.Value.Text ?? "",
            };

    /// <summary>A day stands as a number where the cell shows days; it does not change within a period.</summary>
    private static bool IsDay(PeriodContent period, FilledCell cell) =>
        period.TryValue(cell.Of, out var now) && now.Value.Kind == Domain.Figures.CellKind.Date;

    private static string Shown(string value) => value.Length == 0 ? "nothing" : value;
}

/// <param name="Compared">Cells and tables, and the calculation hash.</param>
/// <param name="IsUnchanged">Whether the file has the bytes that were written; people go on working in it.</param>
/// <param name="Differences">A line each, for people.</param>
public sealed record FilledResult(FillRecord Record, int Compared, bool IsUnchanged, IReadOnlyList<string> Differences);
