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
        _terminal.Print(written.IsEmpty ? "Nothing is new." : $"Written: {string.Join(", ", written)}");
        PrintToFix(name, cancellation);
        _terminal.Print($"Next: llmenergy report {name}");
        return ExitCode.Done;
    }

    private Answers Answers(ParseResult result, IAnsiConsole? questions, WorkspaceSetup setup)
    {
        string Of(Option<string?> option, string question, string otherwise, bool isAsked) =>
            result.GetValue(option)
            ?? (
                isAsked && questions is not null
                    ? questions.Prompt(new TextPrompt<string>(Markup.Escape(question)).DefaultValue(otherwise).AllowEmpty())
                    : otherwise
            );

        var answers = new Answers(Of(_undertaking, "Name of the undertaking?", setup.Name, setup.IsNew))
        {
            YearStart = Of(_yearStart, "First day of the financial year (month-day)?", Setup.Answers.CalendarYear, setup.IsNew),
            Language = Of(_language, $"Language of reports ({string.Join(", ", ReportCulture.Languages)})?", "en", setup.IsNew),
        };
        if (!DateOnly.TryParseExact("2001-" + answers.YearStart, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw Wrong($"found --year-start '{answers.YearStart}', expected month and day such as 07-01");
        if (!ReportCulture.Languages.Contains(answers.Language))
            throw Wrong($"found --language '{answers.Language}', expected one of {string.Join(", ", ReportCulture.Languages)}");
        var unnamed = setup.WithoutProvider.Select(file => file.Path.Display).ToList();
        var provider = unnamed.Count == 0 ? "" : Of(_provider, $"Who is paid for the usage in {string.Join(", ", unnamed)}?", "", true);
        return answers with
        {
            Provider = provider.Length == 0 ? null : provider,
            Precedence = setup.IsNew ? Precedence(result, questions, setup) : [],
        };
    }

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
        foreach (var file in setup.Added.Files.Where(file => file.Draft is not null))
        {
            var text = file.Draft!;
            var columns = FormatRecognition.ColumnsOf(file.Path);
            foreach (var (field, now) in DraftedColumns.Of(file.Mapping!))
            {
                var chosen = named
                    .Where(pair => pair.field == field && columns.Contains(pair.column))
                    .Select(pair => pair.column)
                    .FirstOrDefault();
                if (
                    chosen is null
                    && questions is not null
                    && !questions.Confirm(Markup.Escape($"{file.Path.Display}: is \"{now}\" the {field}?"))
                )
                    chosen = questions.Prompt(
                        new SelectionPrompt<string>()
                            .Title(Markup.Escape($"Which one is the {field}?"))
                            .UseConverter(Markup.Escape)
                            .AddChoices(columns)
                    );
                if (chosen is not null)
                    text = DraftedColumns.With(text, now, chosen);
            }

            drafts[file.Path.Display] = text;
        }

        return drafts;
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
            _terminal.Print(FormattableString.Invariant($"  {number}. {cause}"));
    }

    private static ConfigurationException Wrong(string message) => new(new Issue(new("init", 0, 0), "LE2001", message));
}
