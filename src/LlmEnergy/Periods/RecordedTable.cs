using System.Globalization;
using CsvHelper;

namespace LlmEnergy.Periods;

/// <summary>A CSV file of a period folder, read back row by row: cells by the name of their column.</summary>
internal static class RecordedTable
{
    /// <param name="read">One row; what it throws on a cell that cannot be becomes a finding about the line.</param>
    /// <exception cref="RecordedFileException">The file is missing or not one that this program writes; the message names the
    /// line.</exception>
    public static List<T> Read<T>(string folder, string file, Func<RecordedRow, T> read) =>
        Read(RecordedFile.Read(folder, file), file, read);

    /// <inheritdoc cref="Read{T}(string, string, Func{RecordedRow, T})"/>
    public static List<T> Read<T>(byte[] content, string file, Func<RecordedRow, T> read)
    {
        using var reader = CsvReader.Create(
            content,
            CsvReaderOptions.Default with
            {
                OnMalformedRecord = _ => throw RecordedFileException.Whole(file, "has broken quotes"),
            }
        );
        reader.ReadHeader();
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in reader.Headers ?? [])
            if (!columns.TryAdd(name, columns.Count))
                throw RecordedFileException.Within(file, $"line 1 names column {name} twice");
        var rows = new List<T>();
        while (reader.Read())
        {
            try
            {
                var cells = new string[reader.FieldCount];
                if (cells.Length != columns.Count)
                    throw new FormatException();
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = reader.GetString(i);
                rows.Add(read(new(columns, cells)));
            }
            catch (Exception e)
                when (e is FormatException or OverflowException or ArgumentException or IndexOutOfRangeException or KeyNotFoundException)
            {
                throw RecordedFileException.Within(
                    file,
                    string.Create(CultureInfo.InvariantCulture, $"line {rows.Count + 2} is not one that this program writes"),
                    e
                );
            }
        }

        return rows;
    }
}

/// <summary>Cells of one row.</summary>
internal readonly struct RecordedRow(Dictionary<string, int> columns, string[] cells)
{
    /// <summary>
    /// Empty where the file of an earlier version has no such column. An apostrophe that kept spreadsheets from taking text for a formula
    /// is taken off.
    /// </summary>
    public string Text(string column) =>
        Raw(column) is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] escaped ? escaped[1..] : Raw(column);

    public bool Has(string column) => Raw(column).Length > 0;

    public decimal? Optional(string column) =>
        Has(column)
            ? decimal.Parse(Raw(column), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : null;

    public decimal Number(string column) => Optional(column) ?? throw new FormatException(column);

    public DateOnly Day(string column) => DateOnly.ParseExact(Raw(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>In the order of the file.</summary>
    public IEnumerable<string> Columns => columns.OrderBy(column => column.Value).Select(column => column.Key);

    /// <summary>As it stands in the file.</summary>
    public string Raw(string column) => columns.TryGetValue(column, out var at) ? cells[at] : "";
}
