using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>
/// columns.csv: which headings of an accounting program's table stand for the columns of invoices and ledger, its decimal sign and dates.
/// </summary>
internal sealed class ColumnRegister
{
    public const string FileName = "columns.csv";
    public const string Code = "LE2050";

    /// <summary>In the place of a column: the sign before the decimals of all amounts.</summary>
    public const string Decimal = "decimal";

    /// <summary>In the place of a column: the form of all dates.</summary>
    public const string Dates = "dates";

    /// <summary>Before a heading whose amounts are taken off: those of a column of credits.</summary>
    public const char Less = '-';

    /// <summary>Before a text that every row has.</summary>
    public const char Always = '=';

    private static readonly ImmutableArray<string> DateForms = ["yyyy-MM-dd", "d.M.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "yyyyMMdd"];
    private static readonly string Files = string.Join(
        ", ",
        LedgerForm.All.SelectMany(form => form.IsFolder ? [form.Name + "*"] : new[] { form.Csv, form.Workbook })
    );
    private static readonly TableForm Form = new(FileName, ["file", "column", "heading"], new(Code));

    private readonly ILookup<(string File, string Column), string> _headings;

    private ColumnRegister(IEnumerable<(string File, string Column, string Heading)> rows) =>
        _headings = rows.ToLookup(row => (row.File, row.Column), row => row.Heading);

    public static ColumnRegister None { get; } = new([]);

    /// <summary>Of headings that are known.</summary>
    public static ColumnRegister Of(string file, IEnumerable<(string Column, string Heading)> headings) =>
        new(headings.Select(pair => (file, pair.Column, pair.Heading)));

    /// <param name="issues">Takes all that is wrong with it, LE2050.</param>
    public static ColumnRegister Read(byte[] csv, ICollection<Issue> issues)
    {
        var rows = new List<(string, string, string)>();
        foreach (var row in TableReader.Read(csv, Form, issues))
        {
            var (file, column, heading) = (row.Required("file"), row.Required("column"), row.Required("heading"));
            if (LedgerForm.Of(file) is not { } form)
                row.Wrong("file", $"found another file, expected one of {Files}");
            else if (column is not (Decimal or Dates) && !form.Columns.Contains(column))
                row.Wrong("column", $"found another column, expected one of {string.Join(", ", form.Columns)}, {Decimal}, {Dates}");
            else if (column == Decimal && heading is not ("," or "."))
                row.Wrong("heading", "found another decimal sign, expected a comma or a point");
            else if (column == Dates && !DateForms.Contains(heading))
                row.Wrong("heading", $"found another form of dates, expected one of {string.Join(", ", DateForms)}");
            else
                rows.Add((file, column, heading));
        }

        return new(rows);
    }

    /// <summary>Whether it says anything about a file.</summary>
    public bool IsAbout(string file) => _headings.Any(group => group.Key.File == file);

    /// <summary>The headings of a column, its own name where none is stated.</summary>
    public IReadOnlyList<string> HeadingsOf(string file, string column) =>
        _headings[(file, column)].ToList() is { Count: > 0 } headings ? headings : [column];

    /// <summary>Null where it is not stated.</summary>
    public char? DecimalOf(string file) => _headings[(file, Decimal)].FirstOrDefault()?[0];

    /// <summary>Forms in which dates may stand: those that cannot be mistaken for others, where none is stated.</summary>
    public ImmutableArray<string> DatesOf(string file) =>
        _headings[(file, Dates)].FirstOrDefault() is { } form ? [form] : ["yyyy-MM-dd", "d.M.yyyy", "yyyyMMdd"];
}
