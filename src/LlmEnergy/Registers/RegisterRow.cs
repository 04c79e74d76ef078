using System.Globalization;
using LlmEnergy.Domain;

namespace LlmEnergy.Registers;

/// <summary>
/// A row of a register: a CSV file that people keep in the workspace. Everything that is wrong with it becomes an issue at its line and
/// column.
/// </summary>
internal sealed class RegisterRow(
    string file,
    string code,
    long line,
    IReadOnlyList<string> names,
    IReadOnlyList<string> fields,
    ICollection<Issue> issues
)
{
    // those that a period may have
    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    /// <summary>
    /// Empty where the column is empty or not there. An apostrophe before a formula's sign keeps spreadsheets from taking text for one; it
    /// is no part of the text.
    /// </summary>
    public string Text(string column) =>
        At(column) is >= 0 and var at
            ? fields[at] is ['\'', '=' or '+' or '-' or '@', ..] escaped
                ? escaped[1..]
                : fields[at].Trim()
            : "";

    public string Required(string column)
    {
        if (Text(column) is { Length: > 0 } text)
            return text;
        Wrong(column, $"found no {column}, expected one");
        return "";
    }

    /// <summary>Decimal point, no group signs: a comma is refused, since it is a point to some and a thousand to others.</summary>
    public decimal? Number(string column)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
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

    public DateOnly? Day(string column)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        if (
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= FirstYear and <= LastYear
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

    public void RefuseOtherPeriod(string period, FiscalYear fiscalYear)
    {
        if (ReportingPeriod.TryParse(period, fiscalYear, out _))
            return;
        Wrong("period", "found another name in period, expected one such as 2026-Q3, 2026-H1, 2026, 2026-YTD3 or FY2026-Q3");
    }

    public void Wrong(string column, string message) => issues.Add(new(Place(column), code, message));

    public SourceLocation Place(string column) => new(file, line, At(column) + 1);

    private int At(string column)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i] == column)
                return i;
        return -1;
    }
}
