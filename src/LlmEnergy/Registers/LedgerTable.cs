using System.Globalization;
using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors.Tables;
using LlmEnergy.Ingestion;

namespace LlmEnergy.Registers;

/// <summary>
/// A table out of an accounting program, rewritten in the form of a register: its columns by the names of the form, amounts with a point,
/// dates as <c>yyyy-MM-dd</c>, commas between, each row on its line. Everything else that the table holds is left out.
/// </summary>
internal sealed class LedgerTable
{
    private readonly string _file;
    private readonly LedgerForm _form;
    private readonly ColumnRegister _columns;
    private readonly ICollection<Issue> _issues;

    private LedgerTable(string file, LedgerForm form, ColumnRegister columns, ICollection<Issue> issues) =>
        (_file, _form, _columns, _issues) = (file, form, columns, issues);

    /// <summary>The table itself where it has the form already; empty, with issues (LE2051), where it cannot be read.</summary>
    public static byte[] Rewritten(string file, byte[] content, LedgerForm form, ColumnRegister columns, ICollection<Issue> issues) =>
        new LedgerTable(file, form, columns, issues).Rewritten(content);

    private byte[] Rewritten(byte[] content)
    {
        var isWorkbook = _file.EndsWith(".xlsx", StringComparison.Ordinal);
        if (_file.EndsWith(".csv", StringComparison.Ordinal) && !_columns.IsAbout(_file) && IsPlain(content))
            return content;
        var csv =
            isWorkbook ? CsvOf(content)
            : _form.IsFolder ? CarbonFile.CsvOf(_file, content, _issues)
            : content;
        if (csv.Length == 0)
            return [];
        var names = TableReader.Header(csv, null);
        if (_form.IsFolder && !_columns.IsAbout(_file) && CarbonFile.ShapeOf(_file, names) is { } shape)
            return new LedgerTable(_file, _form, shape, _issues).Rewritten(csv, names, '.');
        return Rewritten(csv, names, isWorkbook ? '.' : _columns.DecimalOf(_file));
    }

    /// <param name="sign">Of decimals; null: as the amounts show.</param>
    private byte[] Rewritten(byte[] csv, IReadOnlyList<string> names, char? sign)
    {
        var table = new TableForm(_file, [.. names], new(Code)) { Separator = null, FirstYear = 1900 };
        var found = new List<Issue>();
        var rows = TableReader.Read(csv, table, found).ToList();
        var rewritten = found.Count == 0 && Headings(names) is { } headings ? Write(rows, headings, sign ?? Sign(rows, headings)) : [];
        foreach (var issue in found)
            _issues.Add(issue);
        return found.Count == 0 ? rewritten : [];
    }

    public const string Code = "LE2051";

    /// <summary>Whether commas stand between the columns of the form, all amounts have a point, and all dates are ISO 8601.</summary>
    private bool IsPlain(byte[] csv)
    {
        var names = TableReader.Header(csv);
        if (_form.Required.Except(names, StringComparer.Ordinal).Any() || names.Except(_form.Columns, StringComparer.Ordinal).Any())
            return false;
        var issues = new List<Issue>();
        foreach (var row in TableReader.Read(csv, new(_file, [.. names], new(Code)), issues))
        {
            foreach (var amount in _form.Amounts)
                row.Number(amount, isSigned: true);
            foreach (var date in _form.Dates)
                row.Day(date);
        }

        return issues.Count == 0;
    }

    private byte[] CsvOf(byte[] workbook)
    {
        var rows = WorkbookTable.Read(workbook, _file, out var refusal);
        if (refusal.Length > 0)
        {
            _issues.Add(new(new(_file, 0, 0), Code, refusal));
            return [];
        }

        var csv = new StringBuilder();
        var line = rows[0].Row;
        foreach (var (row, cells) in rows)
        {
            for (; line < row; line++)
                csv.Append('\n');
            csv.AppendJoin(',', cells.Select(Quoted)).Append('\n');
            line++;
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    /// <summary>The headings of each column that the table has; null, with an issue, where one is missing that must be there.</summary>
    private Dictionary<string, IReadOnlyList<string>>? Headings(IReadOnlyList<string> names)
    {
        var headings = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var column in _form.Columns)
        {
            var wanted = _columns.HeadingsOf(_file, column);
            if (wanted.All(heading => heading[0] == ColumnRegister.Always || names.Contains(NameOf(heading), StringComparer.Ordinal)))
                headings.Add(column, wanted);
            else if (_form.Required.Contains(column) || !wanted.SequenceEqual([column]))
                _issues.Add(
                    new(
                        new(_file, 1, 0),
                        Code,
                        $"found no column {NameOf(wanted[0])} for {column}, expected it, or a row of {ColumnRegister.FileName} that names "
                            + "the heading"
                    )
                );
        }

        return _form.Required.All(headings.ContainsKey) ? headings : null;
    }

    /// <summary>A heading that begins with a minus is taken off, where no column is called so.</summary>
    private static string NameOf(string heading) => heading[0] == ColumnRegister.Less && heading.Length > 1 ? heading[1..] : heading;

    private char Sign(List<TableRow> rows, Dictionary<string, IReadOnlyList<string>> headings)
    {
        var cells = rows.SelectMany(row =>
                _form
                    .Amounts.Where(headings.ContainsKey)
                    .SelectMany(column => headings[column])
                    .Where(heading => heading[0] != ColumnRegister.Always)
                    .Select(heading => (row, heading, text: row.Text(NameOf(heading))))
            )
            .ToList();
        var (comma, point, isOpen) = LedgerAmounts.Signs(cells.Select(cell => cell.text));
        if (comma != point || !(comma || isOpen))
            return comma ? ',' : '.';
        var cause = comma ? "decimals with a comma and decimals with a point" : "amounts such as 1.234, which is a thousand to some";
        _issues.Add(
            new(
                new(_file, cells[0].row.Line, 0),
                Code,
                $"found {cause}, expected one that can be told: state it in {ColumnRegister.FileName} as "
                    + $"{_file},{ColumnRegister.Decimal},\".\""
            )
        );
        return '.';
    }

    private byte[] Write(List<TableRow> rows, Dictionary<string, IReadOnlyList<string>> headings, char sign)
    {
        var csv = new StringBuilder().AppendJoin(',', headings.Keys).Append('\n');
        var line = 2L;
        foreach (var row in rows)
        {
            // a line of a total, or one without anything in it
            if (
                headings
                    .Values.SelectMany(names => names)
                    .All(name => name[0] == ColumnRegister.Always || row.Text(NameOf(name)).Length == 0)
            )
                continue;
            for (; line < row.Line; line++)
                csv.Append('\n');
            csv.AppendJoin(',', headings.Select(column => Quoted(Cell(row, column.Key, column.Value, sign)))).Append('\n');
            line++;
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private string Cell(TableRow row, string column, IReadOnlyList<string> headings, char sign) =>
        headings[0][0] == ColumnRegister.Always ? headings[0][1..]
        : _form.Amounts.Contains(column) ? Amount(row, column, headings, sign)
        : _form.Dates.Contains(column) ? Date(row, headings[0])
        : row.Text(headings[0]);

    /// <summary>Sum of the columns; empty where all are.</summary>
    private string Amount(TableRow row, string column, IReadOnlyList<string> headings, char sign)
    {
        decimal? sum = null;
        foreach (var heading in headings)
        {
            var name = NameOf(heading);
            if (row.Text(name) is not { Length: > 0 } text)
                continue;
            if ((LedgerAmounts.Parse(text, sign) ?? (_form.IsFolder ? CarbonFile.Amount(text, sign) : null)) is { } amount)
                sum = (sum ?? 0m) + (name == heading ? amount : -amount);
            else
                row.Wrong(name, $"found no amount in {column}, expected one with a decimal {(sign == ',' ? "comma" : "point")}");
        }

        return sum?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    private string Date(TableRow row, string heading)
    {
        var text = row.Text(heading);
        var day = text.Length > 10 && text[10] is ' ' or 'T' ? text[..10] : text;
        foreach (var form in _columns.DatesOf(_file).Prepend("yyyy-MM-dd"))
            if (DateOnly.TryParseExact(day, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (text.Length > 0)
            row.Wrong(
                heading,
                $"found no date that can be told in {Excerpt.Cut(heading)}, expected one such as 2026-10-02, or a row "
                    + $"{_file},{ColumnRegister.Dates},dd/MM/yyyy of {ColumnRegister.FileName}"
            );
        return "";
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
