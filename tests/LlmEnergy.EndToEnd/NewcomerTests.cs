using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// Somebody with a folder of downloads, a terminal, and nobody to ask: usage of three providers, invoices with decimal commas, a PDF, and a
/// CSV of nobody's format.
/// </summary>
public partial class NewcomerTests
{
    private const int Columns = 100;

    /// <summary>Findings that a question of <c>init</c> settles.</summary>
    private static readonly string[] Askable = ["LE1010", "LE1026", "LE1031", "LE1038", "LE1053", "LE1054", "LE2024", "LE2034"];

    private NewcomerFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void One_command_makes_a_draft_in_ten_seconds_whose_cover_says_what_was_assumed()
    {
        var draft = Cli.AtTerminal(Columns, "", _folder.Path);

        Assert.That(draft.ExitCode, Is.EqualTo(3), draft.Output);
        Assert.That(draft.Output, Does.Contain("Musterwerk, 2026-Q3").And.Contain("see the cover").And.Contain("llmenergy init"));
        Assert.That(_folder.Read("periods/2026-Q3/disclosure.html"), Does.Contain("Assumed, since").And.Contain("Musterwerk"));
        Assert.That(ProcessorSeconds(), Is.LessThan(10));
    }

    [Test]
    public void After_init_nothing_is_found_that_could_have_been_asked()
    {
        var init = Cli.AtTerminal(Columns, "", "init", _folder.Path, "--yes");
        Assert.That(init.ExitCode, Is.Zero, init.Output);

        var report = Cli.AtTerminal(Columns, "", "report", _folder.Path, "--period", "2026-Q3");

        Assert.That(report.ExitCode, Is.Zero, report.Output);
        Assert.That(Askable.Where(code => report.Output.Contains(code, StringComparison.Ordinal)), Is.Empty, report.Output);
        Assert.That(_folder.Read("periods/2026-Q3/disclosure.html"), Does.Not.Contain("Assumed, since"));
    }

    [Test]
    public void Init_asks_at_most_six_questions_and_asks_again_where_an_answer_is_wrong()
    {
        var init = Cli.AtTerminal(Columns, "y\rMusterwerk GmbH\r7-1\r07-01\rdeutsch\rde\r", "init", _folder.Path);

        Assert.That(init.ExitCode, Is.Zero, init.Output);
        Assert.That(
            init.Output,
            Does.Contain("\"Lieferant\" is the provider").And.Contain("month and day such as 07-01").And.Contain("one of de, en, fr")
        );
        Assert.That(
            _folder.Read("llmenergy.json"),
            Does.Contain("\"Musterwerk GmbH\"").And.Contain("\"07-01\"").And.Contain("\"language\": \"de\"")
        );
    }

    [Test]
    public void Without_arguments_its_three_commands_stand_each_on_a_line() =>
        Assert.That(
            Cli.AtTerminal(100, "").Output.ReplaceLineEndings("\n"),
            Does.Contain(
                "  llmenergy FOLDER         a draft report of the exports in a folder, whatever they are called\n"
                    + "  llmenergy init FOLDER    asks what the draft assumed, and writes it down\n"
                    + "  llmenergy --help         all commands\n"
            )
        );

    [TestCase(80)]
    [TestCase(100, Category = "Long")]
    [TestCase(150, Category = "Long")]
    public void Tables_fit_the_terminal(int columns)
    {
        var draft = Cli.AtTerminal(columns, "", _folder.Path);

        var tables = Lines(draft).Where(line => line.StartsWith("  ", StringComparison.Ordinal)).ToList();
        Assert.That(tables, Has.Count.GreaterThan(12));
        Assert.That(tables.Where(line => line.Length > columns), Is.Empty);
    }

    /// <summary>Of the command as a process, by its shell: on a machine at work on other things a clock says nothing.</summary>
    private double ProcessorSeconds()
    {
        var shell = Cli.Script([], "\"$@\" >/dev/null 2>&1; times", _folder.Path);
        return Times().Matches(shell.Output.Trim().Split('\n')[^1]).Sum(time => (60 * Number(time, 1)) + Number(time, 2));

        static double Number(Match time, int group) => double.Parse(time.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Lines(Result shown) => Colour().Replace(shown.Output, "").Split('\n').Select(line => line.TrimEnd());

    [GeneratedRegex("([0-9]+)m([0-9.]+)s")]
    private static partial Regex Times();

    [GeneratedRegex("\u001b\\[[0-9;?]*[a-zA-Z]")]
    private static partial Regex Colour();
}
