namespace LlmEnergy.Cli;

/// <summary>A table as wide as a terminal: columns are left out first, then the longest texts are cut.</summary>
internal sealed class FittedTable
{
    /// <summary>Blanks around a cell.</summary>
    private const int Padding = 3;

    /// <summary>Characters that are left of a text at least.</summary>
    private const int LeastOfText = 12;

    /// <param name="columns">Titles; of numbers they end with &gt;.</param>
    /// <param name="leftOut">Titles in the order in which their columns are left out.</param>
    public FittedTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<string> leftOut, int width)
    {
        var kept = Enumerable.Range(0, columns.Count).ToList();
        var widths = kept.Select(column => rows.Select(row => row[column].Length).Append(columns[column].TrimEnd('>').Length).Max())
            .ToArray();
        foreach (var title in leftOut)
        {
            if (Total(kept, widths) <= width)
                break;
            kept.RemoveAll(column => columns[column].TrimEnd('>') == title);
        }

        for (var over = Total(kept, widths) - width; over > 0; over = Total(kept, widths) - width)
        {
            var widest = kept.Where(column => !columns[column].EndsWith('>'))
                .OrderByDescending(column => widths[column])
                .FirstOrDefault(-1);
            if (widest < 0 || widths[widest] <= LeastOfText)
                break;
            var next = kept.Where(column => column != widest && !columns[column].EndsWith('>'))
                .Select(column => widths[column])
                .DefaultIfEmpty(0)
                .Max();
            widths[widest] = Math.Max(LeastOfText, Math.Max(widths[widest] - over, Math.Min(next, widths[widest] - 1)));
        }

        Columns = [.. kept.Select(column => columns[column])];
        Rows = [.. rows.Select(row => (IReadOnlyList<string>)[.. kept.Select(column => Cut(row[column], widths[column]))])];
    }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    private static int Total(List<int> kept, int[] widths) => 1 + kept.Sum(column => widths[column] + Padding);

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
