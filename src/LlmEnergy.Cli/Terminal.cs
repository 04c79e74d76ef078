using System.Globalization;
using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Periods;
using LlmEnergy.Reporting.Data;
using Spectre.Console;

namespace LlmEnergy.Cli;

/// <summary>The two sides of a console: results to stdout, everything for people beside them to stderr.</summary>
public sealed class Terminal(Streams streams, TimeProvider time)
{
    /// <summary>Nothing wraps in a file or a pipe.</summary>
    private const int WidthOfFiles = 400;
    private const int MostIssues = 20;
    private const int MostOfName = 32;
    private readonly IAnsiConsole _out = Create(streams.Output, streams.IsOutputRedirected);
    private readonly IAnsiConsole _error = Create(streams.Error, streams.IsErrorRedirected);

    /// <summary>Who runs this, and when; what is repaired is said on stderr.</summary>
    public Writer Writer => new(Environment.UserName, time.GetUtcNow(), Say);

    /// <summary>A line to stderr.</summary>
    public void Say(string line) => _error.Profile.Out.Writer.WriteLine(line);

    /// <summary>Issues to stderr, the most important first and no more than a screen of them.</summary>
    public void Say(IReadOnlyList<Issue> issues)
    {
        foreach (var issue in issues.Take(MostIssues))
            Say(issue.Share is { } share ? $"{issue} ({Percent(share)} of the emissions)" : issue.ToString());
        if (issues.Count > MostIssues)
            Say(string.Create(CultureInfo.InvariantCulture, $"... and {issues.Count - MostIssues} more"));
    }

    /// <summary>A line to stdout.</summary>
    public void Print(string line) => _out.Profile.Out.Writer.WriteLine(line);

    /// <summary>A table to stdout; columns whose title ends with ">" are numbers and stand to the right.</summary>
    public void Print(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        var cells = rows.ToList();
        for (var column = 0; column < columns.Count; column++)
        {
            var isNumber = columns[column].EndsWith('>');
            table.AddColumn(
                new TableColumn(Markup.Escape(columns[column].TrimEnd('>')))
                {
                    Alignment = isNumber ? Justify.Right : Justify.Left,
                    NoWrap = isNumber || cells.All(row => IsName(row[column])),
                }
            );
        }

        foreach (var row in cells)
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        var text = new StringWriter(new StringBuilder(), CultureInfo.InvariantCulture);
        var console = Create(text, redirected: true);
        console.Profile.Width = Math.Max(_out.Profile.Width, 60);
        console.Write(table);
        foreach (var line in text.ToString().Split('\n'))
            if (line.Trim().Length > 0)
                Print(line.TrimEnd());
    }

    /// <summary>Rows of text as a table for people or as a JSON list; a missing cell is null there and a dash here.</summary>
    public void PrintRows(bool asJson, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        if (asJson)
            Print(output => TableJson.Write(columns, rows, output));
        else
            Print(columns, rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell ?? "-")]));
    }

    /// <summary>A document to stdout, byte by byte.</summary>
    public void Print(Action<Stream> write)
    {
        write(streams.OutputBytes);
        streams.OutputBytes.WriteByte((byte)'\n');
        streams.OutputBytes.Flush();
    }

    /// <summary>A line on stderr that follows the reading with rate and time left; nothing where stderr is not a terminal.</summary>
    public IProgress<IngestProgress>? Progress() => streams.IsErrorRedirected ? null : new ProgressLine(streams.Error, time);

    /// <summary>An id is copied from the table: it stays in one piece.</summary>
    private static bool IsName(string cell) => cell.Length <= MostOfName && !cell.Contains(' ', StringComparison.Ordinal);

    private static string Percent(decimal share) =>
        share is > 0m and < 0.0005m
            ? "<0.1 %"
            : string.Create(CultureInfo.InvariantCulture, $"{decimal.Round(share * 100m, 1, MidpointRounding.AwayFromZero):0.#} %");

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(
            new()
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            }
        );
        if (redirected)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}
