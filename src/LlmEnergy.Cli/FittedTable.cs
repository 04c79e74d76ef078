namespace LlmEnergy.Cli;

/// <summary>
/// A table as wide as a terminal: columns are left out first, then texts go over several lines, and a word that is too long loses its
/// middle, since names differ at their ends. Numbers never break.
/// </summary>
internal sealed class FittedTable
{
    /// <summary>Blanks around a cell.</summary>
    private const int Padding = 3;

    /// <summary>Characters that are left of a text at least.</summary>
    private const int LeastOfText = 12;

    /// <summary>Characters of a long word that are left while there is another text to break.</summary>
    private const int LeastOfWord = 28;

    private readonly List<int> _kept;
    private readonly int[] _widths;

    /// <param name="columns">Titles; of numbers they end with &gt;.</param>
    /// <param name="leftOut">Titles in the order in which their columns are left out.</param>
    public FittedTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<string> leftOut, int width)
    {
        _kept = [.. Enumerable.Range(0, columns.Count)];
        _widths = [.. _kept.Select(column => rows.Select(row => row[column].Length).Append(Title(column).Length).Max())];
        foreach (var title in leftOut)
        {
            if (Total() <= width)
                break;
            _kept.RemoveAll(column => Title(column) == title);
        }

        var words = _kept.ToDictionary(
            column => column,
            column => rows.SelectMany(row => row[column].Split(' ')).Select(word => word.Length).Append(Title(column).Length).Max()
        );
        Narrow(width, column => Math.Max(LeastOfText, Math.Min(LeastOfWord, words[column])));
        Narrow(width, _ => LeastOfText);
        Columns = [.. _kept.Select(column => columns[column])];
        Rows = [.. rows.SelectMany(LinesOf)];

        string Title(int column) => columns[column].TrimEnd('>');

        void Narrow(int to, Func<int, int> least)
        {
            while (Total() > to)
            {
                var widest = _kept
                    .Where(column => !columns[column].EndsWith('>') && _widths[column] > least(column))
                    .OrderByDescending(column => _widths[column])
                    .FirstOrDefault(-1);
                if (widest < 0)
                    break;
                _widths[widest]--;
            }
        }
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Of a row whose texts go over several lines, each line.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    private int Total() => 1 + _kept.Sum(column => _widths[column] + Padding);

    private IEnumerable<IReadOnlyList<string>> LinesOf(IReadOnlyList<string> row)
    {
        var cells = _kept.Select(column => Cell(row[column], _widths[column])).ToList();
        return Enumerable
            .Range(0, cells.Max(lines => lines.Count))
            .Select(line => (IReadOnlyList<string>)[.. cells.Select(lines => line < lines.Count ? lines[line] : "")]);
    }

    private static IReadOnlyList<string> Cell(string text, int width) =>
        text.Length <= width
            ? [text]
            : WrappedText.Lines(string.Join(' ', text.Split(' ').Select(word => WithoutMiddle(word, width))), width);

    private static string WithoutMiddle(string word, int width) =>
        word.Length <= width ? word : word[..((width - 1) / 2)] + "…" + word[^(width / 2)..];
}
