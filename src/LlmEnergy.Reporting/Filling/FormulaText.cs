using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmEnergy.Reporting.Filling;

/// <summary>A table whose rows became more or fewer: references to all of its rows follow it.</summary>
/// <param name="Range">With its head, as it was.</param>
/// <param name="LastRow">Of its data, as it is now.</param>
public sealed record Resized(string Sheet, CellRange Range, int LastRow);

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
    /// Ranges that span exactly the rows of a table, with its head or without, end where it ends now.
    /// </summary>
    /// <param name="sheet">Of the formula: where references without a sheet lead.</param>
    public static string Resized(string formula, string sheet, IReadOnlyList<Resized> resized) =>
        resized.Count == 0 || !formula.Contains(':', StringComparison.Ordinal)
            ? formula
            : Range()
                .Replace(
                    formula,
                    match =>
                    {
                        var on = match.Groups["sheet"] is { Success: true } named ? NameOf(named.ValueSpan) : sheet;
                        return
                            CellRange.TryParse(match.Groups["range"].ValueSpan, out var range)
                            && resized.FirstOrDefault(table => Follows(range, on, table)) is { } found
                            ? match.Groups["sheet"].Value + match.Groups["start"].Value + Row(found.LastRow)
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

    private static bool Follows(CellRange range, string sheet, Resized table) =>
        string.Equals(sheet, table.Sheet, StringComparison.OrdinalIgnoreCase)
        && range.LastRow == table.Range.LastRow
        && (range.FirstRow == table.Range.FirstRow || range.FirstRow == table.Range.FirstRow + 1)
        && range.FirstColumn >= table.Range.FirstColumn
        && range.LastColumn <= table.Range.LastColumn;

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
            + """(?<range>(?<start>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}:\$?[A-Za-z]{1,3}\$?)[0-9]{1,7})(?![\w(.])""",
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
