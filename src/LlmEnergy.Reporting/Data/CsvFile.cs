using CsvHelper;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Data;

/// <summary>
/// A table as UTF-8 CSV (comma, LF, header). Text that begins with = + - @ TAB CR gets a leading apostrophe, so that no spreadsheet takes
/// it
/// for a formula. An empty cell is a missing value.
/// </summary>
public static class CsvFile
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { NewLine = "\n", Injection = CsvInjection.Escape };

    public static void Write<T>(Stream output, IReadOnlyList<CsvColumn<T>> columns, IEnumerable<T> rows)
    {
        using var csv = CsvWriter.Create(output, Options, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column.Name);
        csv.EndRecord();
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                var cell = column.Value(row);
                switch (cell.Kind)
                {
                    case CellKind.Number:
                        csv.WriteField(cell.Number, "0.############################");
                        break;
                    case CellKind.Date:
                        csv.WriteField(cell.Date, "yyyy-MM-dd");
                        break;
                    default:
                        csv.WriteField(cell.Text ?? "");
                        break;
                }
            }

            csv.EndRecord();
        }
    }
}

/// <summary>A column of a data file: its name and how a row fills it.</summary>
public sealed record CsvColumn<T>(string Name, Func<T, CellValue> Value);
