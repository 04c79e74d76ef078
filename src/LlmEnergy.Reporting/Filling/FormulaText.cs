using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmEnergy.Reporting.Filling;

/// <summary>A table whose rows became more or fewer: references to all of its rows follow it.</summary>
/// <param name="Range">With its head and without its row of totals, as it was.</param>
/// <param name="LastRow">Of its data, as it is now.</param>
/// <param name="MovesTotals">Whether a row of totals stands below it, and moves.</param>
public sealed record Resized(string Sheet, CellRange Range, int LastRow, bool MovesTotals)
{
    /// <summary>Where a range ends that spans all of its rows, perhaps with its head or its totals; null: it does not.</summary>
    internal int? EndOf(CellRange range, string sheet)
    {
        var beyond = range.LastRow - Range.LastRow;
        return
            IsWithin(range, sheet)
            && (range.FirstRow == Range.FirstRow || range.FirstRow == Range.FirstRow + 1)
            && (beyond == 0 || (MovesTotals && beyond == 1))
            ? LastRow + beyond
            : null;
    }

    /// <summary>Where cells of its totals stand now; null: they are none.</summary>
    internal int? TotalsOf(CellRange range, string sheet) =>
        MovesTotals && IsWithin(range, sheet) && range.FirstRow == range.LastRow && range.LastRow == Range.LastRow + 1 ? LastRow + 1 : null;

    private bool IsWithin(CellRange range, string sheet) =>
        string.Equals(sheet, Sheet, StringComparison.OrdinalIgnoreCase)
        && range.FirstColumn >= Range.FirstColumn
        && range.LastColumn <= Range.LastColumn;
}

/// <summary>References in the text of formulas, as far as filling has to know them.</summary>
internal static partial class FormulaText
{
    /// <summary>The formula of a row, so many rows further down: relative rows move, texts and structured references stay.</summary>
    public static string Moved(string formula, int rows) =>
        rows == 0
            ? formula
            : Cell()
                .Replace(
                    formula,
                    match =>
                        match.Groups["row"] is { Success: true } row
                            ? match.Groups["before"].Value + Row(int.Parse(row.ValueSpan, CultureInfo.InvariantCulture) + rows)
                            : match.Value
                );

    /// <summary>
    /// Ranges that span exactly the rows of a table, with its head or without, end where it ends now; cells of its totals are where these
    /// are now.
    /// </summary>
    /// <param name="sheet">Of the formula: where references without a sheet lead.</param>
    public static string Resized(string formula, string sheet, IReadOnlyList<Resized> resized) =>
        resized.Count == 0
            ? formula
            : Range()
                .Replace(
                    formula,
                    match =>
                    {
                        var on = match.Groups["sheet"] is { Success: true } named ? NameOf(named.ValueSpan) : sheet;
                        if (!CellRange.TryParse(match.Groups["range"].ValueSpan, out var range))
                            return match.Value;
                        var (first, last) = (match.Groups["first"].Value, match.Groups["last"].Value);
                        if (resized.Select(table => table.TotalsOf(range, on)).FirstOrDefault(row => row is not null) is { } totals)
                            return match.Groups["sheet"].Value + first + Row(totals) + (last.Length == 0 ? "" : last + Row(totals));
                        return
                            last.Length > 0
                            && resized.Select(table => table.EndOf(range, on)).FirstOrDefault(row => row is not null) is { } end
                            ? match.Groups["sheet"].Value + first + match.Groups["row"].Value + last + Row(end)
                            : match.Value;
                    }
                );

    /// <summary>As <see cref="Resized(string, string, IReadOnlyList{Filling.Resized})"/>, of a list of ranges apart by spaces.</summary>
    public static string ResizedRanges(string ranges, string sheet, IReadOnlyList<Resized> resized) =>
        string.Join(' ', ranges.Split(' ').Select(range => Resized(range, sheet, resized)));

    /// <summary>Adds the names of sheets, tables and names that the formula mentions.</summary>
    public static void Mentions(string formula, HashSet<string> names)
    {
        foreach (var match in Name().EnumerateMatches(formula))
        {
            var found = formula.AsSpan(match.Index, match.Length);
            if (found[0] is not '"' && !names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(found = Plain(found)))
                names.Add(found.ToString());
        }
    }

    private static string Row(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(ReadOnlySpan<char> reference) => Plain(reference[..^1]).ToString();

    private static ReadOnlySpan<char> Plain(ReadOnlySpan<char> name) =>
        name.StartsWith("'") ? name[1..^1].ToString().Replace("''", "'", StringComparison.Ordinal) : name;

    [GeneratedRegex(
        """
            "(?:[^"]|"")*"|\[[^\]]*\]|(?<![\w.$])(?<before>\$?[A-Za-z]{1,3})(?<row>[0-9]{1,7})(?![\w(.!])
            """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Cell();

    [GeneratedRegex(
        "\"(?:[^\"]|\"\")*\"|"
            + """(?<![\w.$:\]!'])(?<sheet>('([^']|'')+'|[\p{L}_][\w.]*)!)?"""
            + """(?<range>(?<first>\$?[A-Za-z]{1,3}\$?)(?<row>[0-9]{1,7})((?<last>:\$?[A-Za-z]{1,3}\$?)[0-9]{1,7})?)(?![\w(.:!])""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Range();

    [GeneratedRegex(
        """
            "(?:[^"]|"")*"|'(?:[^']|'')+'(?=!)|(?<![\w.])[\p{L}_\\][\w.]*
            """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Name();
}
