using System.CommandLine;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting;

namespace LlmEnergy.Cli.Commands;

internal sealed class ReportCommand : Command
{
    private readonly Argument<string> _workspace = new("workspace")
    {
        Description = "Folder with llmenergy.json, or with exports alone; the current one by default",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<string?> _period = new("--period")
    {
        Description = "2026-Q3, 2026-H1, 2026, 2026-YTD3; fiscal: FY2026-Q3; by default the last complete quarter with data",
    };
    private readonly Option<bool> _final = new("--final") { Description = "Render the status \"final\"; without it the report is a draft" };
    private readonly Option<bool> _compare = new("--compare-methods")
    {
        Description = "Show every method on the same usage, and what explains the gap to the disclosed total",
    };
    private readonly Option<string> _engine = PdfEngineOption.Create();
    private readonly Option<bool> _summary = new("--summary") { Description = "Also write disclosure-summary.pdf: one page for the board" };
    private readonly Option<string?> _ruleSet = new("--ruleset")
    {
        Description =
            $"The rules whose paragraphs the report cites: {string.Join(", ", RuleSet.Names)}; by default "
            + "that of llmenergy.json, else those in force for the financial year",
    };
    private readonly Option<bool> _fullTable = new("--full-table")
    {
        Description = "Print the prescribed table of gross emissions with the rows too that LLM usage cannot fill",
    };
    private readonly Option<string?> _language = new("--language")
    {
        Description = $"Language of the PDF: {string.Join(", ", ReportCulture.Languages)}; by default that of the workspace",
    };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Say every finding, and not only the first of each cause" };
    private readonly Pipeline _pipeline;
    private readonly Terminal _terminal;

    public ReportCommand(Pipeline pipeline, Terminal terminal)
        : base(
            "report",
            "Reads a workspace's exports and writes the disclosure of a period: workbook, PDF, HTML, data files.\n\nExample: llmenergy "
                + "report samples/acme --period 2026-Q3"
        )
    {
        (_pipeline, _terminal) = (pipeline, terminal);
        Add(_workspace);
        Add(_period);
        Add(_final);
        Add(_compare);
        Add(_engine);
        Add(_summary);
        Add(_ruleSet);
        Add(_fullTable);
        Add(_language);
        Add(_format);
        Add(_verbose);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var folder = result.GetRequiredValue(_workspace);
        var workspace = InputFiles.Workspace(folder);
        var request = ReportRequest.Of(
            workspace,
            workspace.PeriodOrLast(result.GetValue(_period), _terminal.Progress(), cancellation),
            result.GetValue(_final) ? ReportStatus.Final : ReportStatus.Draft,
            result.GetValue(_compare)
        ) with
        {
            IsPeriodChosen = result.GetValue(_period) is not null,
            PdfEngine = result.Engine(_engine),
            WritesSummary = result.GetValue(_summary),
            ShowsFullTable = result.GetValue(_fullTable),
            Language = workspace.Language(result.GetValue(_language)),
        };
        if (result.GetValue(_ruleSet) is { } rules)
            request = request.With(rules);
        var written = _pipeline.Report(workspace, request, _terminal.Writer, _terminal.Progress(), cancellation);
        var code = DisclosureText.PrintWritten(_terminal, written, folder, result.IsJson(_format), result.GetValue(_verbose));
        if (workspace.Survey is { } survey && !result.IsJson(_format))
            SurveyText.Print(_terminal, survey);
        return code;
    }
}
