using System.CommandLine;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion;
using LlmEnergy.Reporting;
using LlmEnergy.Setup;
using Spectre.Console;

namespace LlmEnergy.Cli.Commands;

internal sealed class InitCommand : Command
{
    private const int MostToFix = 3;

    private readonly Argument<string> _folder = new("folder")
    {
        Description = "Folder with exports; the current one by default",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Ask nothing, take what is found or named here" };
    private readonly Option<string?> _undertaking = new("--undertaking") { Description = "Name that reports print" };
    private readonly Option<string?> _yearStart = new("--year-start") { Description = "First day of the financial year, such as 07-01" };
    private readonly Option<string?> _language = new("--language")
    {
        Description = $"Language of reports: {string.Join(", ", ReportCulture.Languages)}",
    };
    private readonly Option<string?> _provider = new("--provider") { Description = "Who is paid, for files that do not name it" };
    private readonly Option<string?> _first = new("--first")
    {
        Description = "Of sources that state the same traffic, the id of the one that counts",
    };
    private readonly Option<string[]> _columns = new("--column")
    {
        Description = "FIELD=COLUMN, such as input=\"Tokens in\", for a file of no known format; may be given more than once",
    };
    private readonly Pipeline _pipeline;
    private readonly Terminal _terminal;

    public InitCommand(Pipeline pipeline, Terminal terminal)
        : base(
            "init",
            "Makes a folder of exports a workspace: asks what a report has to assume otherwise, and writes llmenergy.json, profiles for "
                + "files of no known format, intake.csv and expected.csv. Run again, it asks about what is new.\n\nExample: llmenergy init "
                + "exports --yes --undertaking \"Acme A/S\""
        )
    {
        (_pipeline, _terminal) = (pipeline, terminal);
        Add(_folder);
        foreach (var option in new Option[] { _yes, _undertaking, _yearStart, _language, _provider, _first, _columns })
            Add(option);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var name = result.GetRequiredValue(_folder);
        var questions = result.GetValue(_yes)
            ? null
            : _terminal.Questions ?? throw Wrong("found nobody to ask, expected a terminal or --yes");
        var setup = WorkspaceSetup.Look(InputFiles.Folder(name), OwnProgram.Trial, _terminal.Progress(), cancellation);
        SurveyText.Print(_terminal, setup.Added);
        var drafts = Drafts(result, questions, setup);
        var written = setup.Write(Answers(result, questions, setup), drafts);
        if (written.IsEmpty)
            _terminal.Print("Nothing is new.");
        else
            _terminal.Print("Written: ", string.Join(", ", written));
        PrintToFix(name, cancellation);
        _terminal.PrintWhole($"Next: llmenergy report {ShellText.Quoted(name)}");
        return ExitCode.Done;
    }

    private Answers Answers(ParseResult result, IAnsiConsole? questions, WorkspaceSetup setup)
    {
        // an option that is wrong ends the command; an answer that is wrong is asked for again
        string Of(Option<string?> option, string question, string otherwise, bool isAsked, Func<string, string?>? fault = null)
        {
            if (result.GetValue(option) is { } given)
                return fault?.Invoke(given) is { } expected ? throw Wrong($"found {option.Name} '{given}', expected {expected}") : given;
            return isAsked && questions is not null
                ? questions.Prompt(
                    new TextPrompt<string>(Markup.Escape(question))
                        .DefaultValue(otherwise)
                        .AllowEmpty()
                        .Validate(text =>
                            fault?.Invoke(text) is { } expected
                                ? ValidationResult.Error(Markup.Escape($"expected {expected}"))
                                : ValidationResult.Success()
                        )
                )
                : otherwise;
        }

        var languages = string.Join(", ", ReportCulture.Languages);
        var answers = new Answers(Of(_undertaking, "Name of the undertaking?", setup.Name, setup.IsNew))
        {
            YearStart = Of(
                _yearStart,
                "First day of the financial year (month-day)?",
                Setup.Answers.CalendarYear,
                setup.IsNew,
                text => IsMonthAndDay(text) ? null : "month and day such as 07-01"
            ),
            Language = Of(
                _language,
                $"Language of reports ({languages})?",
                "en",
                setup.IsNew,
                text => ReportCulture.Languages.Contains(text) ? null : $"one of {languages}"
            ),
        };
        var unnamed = setup.WithoutProvider.Select(file => file.Path.Display).ToList();
        var provider = unnamed.Count == 0 ? "" : Of(_provider, $"Who is paid for the usage in {string.Join(", ", unnamed)}?", "", true);
        return answers with
        {
            Provider = provider.Length == 0 ? null : provider,
            Precedence = setup.IsNew ? Precedence(result, questions, setup) : [],
        };
    }

    private static bool IsMonthAndDay(string text) =>
        DateOnly.TryParseExact("2001-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private System.Collections.Immutable.ImmutableArray<string> Precedence(
        ParseResult result,
        IAnsiConsole? questions,
        WorkspaceSetup setup
    )
    {
        var overlapping = setup.Overlapping;
        if (overlapping.IsEmpty)
            return [];
        var first = result.GetValue(_first);
        if (first is null && questions is not null)
            first = questions.Prompt(
                new SelectionPrompt<string>().Title("These state the same traffic. Which one counts?").AddChoices(overlapping)
            );
        first ??= overlapping[0];
        return overlapping.Contains(first)
            ? [first, .. overlapping.Where(id => id != first)]
            : throw Wrong($"found --first '{first}', expected one of {string.Join(", ", overlapping)}");
    }

    /// <summary>Drafted profiles whose columns were named or asked for.</summary>
    private Dictionary<string, string> Drafts(ParseResult result, IAnsiConsole? questions, WorkspaceSetup setup)
    {
        var named = (result.GetValue(_columns) ?? [])
            .Select(text =>
                text.Split('=', 2) is [var field, var column]
                    ? (field, column)
                    : throw Wrong($"found --column '{text}', expected FIELD=COLUMN")
            )
            .ToList();
        var drafts = new Dictionary<string, string>(StringComparer.Ordinal);
        var drafted = setup.Added.Files.Where(file => file.Draft is not null).ToList();
        var asksEach = questions is not null && drafted.Count > 0 && !AreRight(drafted, questions);
        foreach (var file in drafted)
        {
            var text = file.Draft!;
            var columns = FormatRecognition.ColumnsOf(file.Path);
            foreach (var (field, now) in DraftedColumns.Of(file.Mapping!))
            {
                var chosen = named
                    .Where(pair => pair.field == field && columns.Contains(pair.column))
                    .Select(pair => pair.column)
                    .FirstOrDefault();
                if (chosen is null && asksEach)
                    chosen = questions!.Prompt(
                        new SelectionPrompt<string>()
                            .Title(Markup.Escape($"{file.Path.Display}: which column is the {field}?"))
                            .UseConverter(Markup.Escape)
                            .AddChoices(columns.OrderBy(column => column != now))
                    );
                if (chosen is not null)
                    text = DraftedColumns.With(text, now, chosen);
            }

            drafts[file.Path.Display] = text;
        }

        return drafts;
    }

    /// <summary>One question for all files, since most columns are told rightly; only where they are not, each is asked for.</summary>
    private bool AreRight(List<SurveyedFile> drafted, IAnsiConsole questions)
    {
        foreach (var file in drafted)
        {
            var columns = DraftedColumns.Of(file.Mapping!).Select(pair => $"\"{pair.Column}\" is the {pair.Field}");
            _terminal.Print("  ", $"{file.Path.Display}: {string.Join(", ", columns)}");
        }

        return questions.Confirm("Are these columns told rightly?");
    }

    /// <summary>What weighs most, of a draft of the last quarter.</summary>
    private void PrintToFix(string name, CancellationToken cancellation)
    {
        var workspace = InputFiles.Workspace(name);
        var request = ReportRequest.Of(
            workspace,
            workspace.PeriodOrLast(null, null, cancellation),
            ReportStatus.Draft,
            comparesMethods: false
        );
        var disclosure = _pipeline.Disclose(workspace, request, null, cancellation);
        var causes = FindingsText.Causes(disclosure).Take(MostToFix).ToList();
        if (causes.Count > 0)
            _terminal.Print("To fix first, the largest effect first:");
        foreach (var (cause, number) in causes.Select((cause, index) => (cause, index + 1)))
            _terminal.Print(FormattableString.Invariant($"  {number}. "), cause);
    }

    private static ConfigurationException Wrong(string message) => new(new Issue(new("init", 0, 0), "LE2001", message));
}
