using System.Globalization;
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
    private const string NumberFormat = "0.############################";
    private static readonly NumberFormatInfo Commas = new() { NumberDecimalSeparator = "," };
    private static readonly CsvWriterOptions European = CsvWriterOptions.Default with
    {
        Separator = ';',
        NewLine = "\r\n",
        Injection = CsvInjection.Escape,
    };
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { NewLine = "\n", Injection = CsvInjection.Escape };

    /// <param name="isEuropean">As a European Excel opens it: semicolons between, decimal commas, CR LF, a byte order mark.</param>
    public static void Write<T>(Stream output, IReadOnlyList<CsvColumn<T>> columns, IEnumerable<T> rows, bool isEuropean = false)
    {
        if (isEuropean)
            output.Write("\uFEFF"u8);
        using var csv = CsvWriter.Create(output, isEuropean ? European : Options, leaveOpen: true);
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
                    case CellKind.Number when isEuropean:
                        csv.WriteField(cell.Number.ToString(NumberFormat, Commas));
                        break;
                    case CellKind.Number:
                        csv.WriteField(cell.Number, NumberFormat);
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
