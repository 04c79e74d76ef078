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

    /// <summary>Sentences in a table are no wider than one reads, in a file neither.</summary>
    private const int WidthOfText = 120;
    private const int MostIssues = 20;
    private readonly IAnsiConsole _out = Create(streams.Output, streams.IsOutputRedirected);
    private readonly IAnsiConsole _error = Create(streams.Error, streams.IsErrorRedirected);

    /// <summary>Who runs this, and when; what is repaired is said on stderr.</summary>
    public Writer Writer => new(Environment.UserName, time.GetUtcNow(), Say);

    /// <summary>Where questions are asked; null where nobody is there to answer.</summary>
    public IAnsiConsole? Questions => streams.IsInputRedirected || streams.IsOutputRedirected ? null : _out;

    /// <summary>A line to stderr.</summary>
    public void Say(string line) => _error.Profile.Out.Writer.WriteLine(line);

    /// <summary>Issues to stderr, the most important first and no more than a screen of them.</summary>
    public void Say(IReadOnlyList<Issue> issues) => Say(issues, MostIssues);

    /// <summary>All issues to stderr.</summary>
    public void SayAll(IReadOnlyList<Issue> issues) => Say(issues, int.MaxValue);

    /// <summary>The first issue of each cause to stderr, with how many more there are.</summary>
    public void SayByCause(IReadOnlyList<Issue> issues)
    {
        var (causes, more) = (issues.GroupBy(issue => issue.Code).ToList(), 0);
        foreach (var cause in causes)
        {
            var others = cause.Count() - 1;
            more += others;
            Say(cause.First(), others);
        }

        if (more > 0)
            Say("--verbose says all of them");
    }

    private void Say(IReadOnlyList<Issue> issues, int most)
    {
        foreach (var issue in issues.Take(most))
            Say(issue, others: 0);
        if (issues.Count > most)
            Say(string.Create(CultureInfo.InvariantCulture, $"... and {issues.Count - most} more"));
    }

    /// <summary>A sentence with its code at the end, in lines of a terminal's width; whole in a file or a pipe.</summary>
    /// <param name="others">How many more there are of its code, of which nothing else is said.</param>
    private void Say(Issue issue, int others)
    {
        var share = issue.Share is { } known ? $" ({Percent(known)} of the emissions)" : "";
        var sentence = issue.Sentence(share, others > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {others:N0} more") : "");
        var width = streams.IsErrorRedirected ? int.MaxValue : _error.Profile.Width;
        var lines = WrappedText.Lines(sentence, width, indent: 2);
        // the word alone: a paragraph in yellow is hard to read on white
        var (word, colour) = issue.Severity == Severity.Error ? (" error:", Red) : (" warning:", Yellow);
        var at = IsColoured(_error) ? lines.TakeWhile(line => !line.Contains(word, StringComparison.Ordinal)).Count() : lines.Count;
        for (var i = 0; i < lines.Count; i++)
            Say(i == at ? lines[i].Replace(word, Coloured(word, colour), StringComparison.Ordinal) : lines[i]);
    }

    /// <summary>A line to stdout that stands out where there is colour.</summary>
    public void PrintStrong(string line) => Print(line, 0, Bold);

    /// <summary>A line to stdout whose text stands beside its label, in several lines where it is longer than one.</summary>
    /// <param name="label">With the blanks around it.</param>
    public void Print(string label, string text) => Print(label + text, label.Length);

    /// <summary>As <see cref="Print(string, string)"/>, so that it stands out where there is colour.</summary>
    public void PrintStrong(string label, string text) => Print(label + text, label.Length, Bold);

    /// <summary>As <see cref="Print(string, string)"/>, for what is wrong.</summary>
    public void PrintAlarm(string label, string text) => Print(label + text, label.Length, Red);

    /// <summary>A line to stdout that is never broken, such as a command to copy.</summary>
    public void PrintWhole(string line) => _out.Profile.Out.Writer.WriteLine(line);

    /// <summary>A line to stdout, in several where it is longer than the terminal is wide.</summary>
    public void Print(string line) => Print(line, line.Length - line.TrimStart().Length + 2);

    private void Print(string line, int indent, string? colour = null)
    {
        var width = streams.IsOutputRedirected ? int.MaxValue : _out.Profile.Width;
        foreach (var part in WrappedText.Lines(line, width, indent))
            PrintWhole(colour is not null && IsColoured(_out) ? Coloured(part, colour) : part);
    }

    /// <summary>Characters of a line of stdout.</summary>
    public int Width => _out.Profile.Width;

    // of the terminal's own palette, so that they can be read on light and on dark
    private const string Bold = "1";
    private const string Red = "31";
    private const string Yellow = "33";

    private static bool IsColoured(IAnsiConsole console) =>
        console.Profile.Capabilities is { Ansi: true, ColorSystem: not Spectre.Console.ColorSystem.NoColors };

    private static string Coloured(string line, string code) => $"\u001b[{code}m{line}\u001b[0m";

    /// <summary>
    /// A table to stdout; columns whose title ends with ">" are numbers and stand to the right. On a narrow terminal columns are left out,
    /// then text goes over several lines: numbers never break.
    /// </summary>
    /// <param name="leftOut">Titles of columns in the order in which they are left out.</param>
    public void Print(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, params IReadOnlyList<string> leftOut) =>
        Print(new FittedTable(columns, [.. rows], leftOut, Math.Max(_out.Profile.Width, 40)));

    /// <summary>A table of sentences to stdout.</summary>
    public void PrintText(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        Print(new FittedTable(columns, [.. rows], [], Math.Clamp(_out.Profile.Width, 40, WidthOfText)));

    private void Print(FittedTable fitted)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var title in fitted.Columns)
        {
            var isNumber = title.EndsWith('>');
            table.AddColumn(
                new TableColumn(Markup.Escape(title.TrimEnd('>'))) { Alignment = isNumber ? Justify.Right : Justify.Left, NoWrap = true }
            );
        }

        foreach (var row in fitted.Rows)
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        var text = new StringWriter(new StringBuilder(), CultureInfo.InvariantCulture);
        var console = Create(text, redirected: true);
        console.Profile.Width = WidthOfFiles * 4;
        console.Write(table);
        foreach (var line in text.ToString().Split('\n'))
            if (line.Trim().Length > 0)
                PrintWhole(line.TrimEnd());
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
