using System.Globalization;

namespace LlmEnergy.Factors.Tables;

/// <summary>
/// A row of a table that people keep. Everything that is wrong with it becomes an issue at its line and column, and the value an empty one,
/// so that all that is wrong with a row is found.
/// </summary>
public sealed class TableRow
{
    private readonly TableColumns _columns;
    private readonly string[] _fields;
    private readonly ICollection<Issue> _issues;

    internal TableRow(TableColumns columns, long line, string[] fields, ICollection<Issue> issues) =>
        (_columns, Line, _fields, _issues) = (columns, line, fields, issues);

    /// <summary>Where it starts, from 1.</summary>
    public long Line { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<string> Columns => _columns.Names;

    /// <summary>As they stand in the file, in the order of <see cref="Columns"/>.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>
    /// Empty where the column is empty or not there. An apostrophe before a formula's sign keeps spreadsheets from taking text for one; it
    /// is no part of the text.
    /// </summary>
    public string Text(string column) =>
        _columns.Find(column) is not { } at ? ""
        : _fields[at] is ['\'', '=' or '+' or '-' or '@', ..] escaped ? escaped[1..]
        : _fields[at].Trim();

    /// <summary>Text of a column that must not be empty.</summary>
    public string Required(string column)
    {
        if (Text(column) is { Length: > 0 } text)
            return text;
        Wrong(column, _columns.Form.Codes.Empty, $"found no {column}, expected one");
        return "";
    }

    /// <summary>
    /// Decimal point, no exponent, no group signs: a comma is refused, since it is a point to some and a thousand to others. Null where
    /// empty.
    /// </summary>
    /// <param name="isSigned">Whether it may be less than zero.</param>
    public decimal? Number(string column, bool isSigned = false)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        var styles = NumberStyles.AllowDecimalPoint | (isSigned ? NumberStyles.AllowLeadingSign : NumberStyles.None);
        if (decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number))
            return number;
        Wrong(column, $"found no number in {column}, expected one such as 0.92, with a point");
        return null;
    }

    /// <summary>As <see cref="Number"/>, of a column that must not be empty, within these bounds.</summary>
    public decimal? Required(string column, decimal least, decimal most, string expected)
    {
        if (Required(column).Length == 0 || Number(column) is not { } number)
            return null;
        if (number >= least && number <= most)
            return number;
        Wrong(column, $"found a number out of range in {column}, expected {expected}");
        return null;
    }

    /// <summary>A day of the years that the table's form has; null where empty.</summary>
    public DateOnly? Day(string column)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        if (
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year >= _columns.Form.FirstYear
            && day.Year <= TableForm.LastYear
        )
            return day;
        Wrong(column, $"found no date in {column}, expected one such as 2026-10-02");
        return null;
    }

    /// <summary>Columns from and to, both days included; both required.</summary>
    public (DateOnly From, DateOnly To) Days()
    {
        Required("from");
        Required("to");
        var (from, to) = (Day("from"), Day("to"));
        if (from > to)
            Wrong("to", "found an end before its start, expected from and to in this order");
        return (from ?? default, to ?? default);
    }

    public void Wrong(string column, string message) => Wrong(column, _columns.Form.Codes.Value, message);

    /// <param name="message">What was found and what was expected.</param>
    public void Wrong(string column, string code, string message) => _issues.Add(new(Place(column), code, message));

    public SourceLocation Place(string column) => new(_columns.Form.File, Line, (_columns.Find(column) ?? -1) + 1);
}

/// <summary>The columns of a table, by name.</summary>
internal sealed class TableColumns
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public TableColumns(TableForm form, IReadOnlyList<string> names)
    {
        (Form, Names) = (form, names);
        for (var at = 0; at < names.Count; at++)
            _places.TryAdd(names[at], at);
    }

    public TableForm Form { get; }

    public IReadOnlyList<string> Names { get; }

    public int? Find(string column) => _places.TryGetValue(column, out var at) ? at : null;
}
