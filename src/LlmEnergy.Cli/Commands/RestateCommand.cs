using System.CommandLine;

namespace LlmEnergy.Cli.Commands;

internal sealed class RestateCommand : Command
{
    private readonly Argument<string> _workspace = new("workspace")
    {
        Description = "Folder with llmenergy.json; the current one by default",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<string> _period = new("--period") { Description = "A period that is closed", Required = true };
    private readonly Option<string> _reason = new("--reason")
    {
        Description = "estimate: an estimate was revised; error: something was wrong",
        Required = true,
    };
    private readonly Option<string> _explanation = new("--explanation")
    {
        Description = "What was revised or wrong, in a sentence that the report prints",
        Required = true,
    };
    private readonly Option<string> _engine = PdfEngineOption.Create();
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Pipeline _pipeline;
    private readonly Terminal _terminal;

    public RestateCommand(Pipeline pipeline, Terminal terminal)
        : base(
            "restate",
            "Writes a new version of a closed period beside it, with what changed and why.\n\nExample: llmenergy restate . --period "
                + "2026-Q3 --reason estimate --explanation \"grid factors of 2026 are out\""
        )
    {
        (_pipeline, _terminal) = (pipeline, terminal);
        Add(_workspace);
        foreach (var option in new Option[] { _period, _reason, _explanation, _engine, _format })
            Add(option);
        _reason.AcceptOnlyFromAmong("estimate", "error");
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var folder = result.GetRequiredValue(_workspace);
        var workspace = InputFiles.Workspace(folder);
        var request = Closing.Restatement(
            workspace,
            workspace.Period(result.GetRequiredValue(_period)),
            result.GetRequiredValue(_reason) == "error",
            result.GetRequiredValue(_explanation)
        ) with
        {
            PdfEngine = result.Engine(_engine),
        };
        var written = _pipeline.Report(workspace, request, _terminal.Writer, _terminal.Progress(), cancellation);
        return DisclosureText.PrintWritten(_terminal, written, folder, result.IsJson(_format), isVerbose: false);
    }
}
