using System.CommandLine;
using LlmEnergy.Registers;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

internal sealed class AcceptCommand : Command
{
    private readonly Argument<string> _check = new("check")
    {
        Description = "Id of a failed check such as coverage, or code of a finding such as LE1026",
    };
    private readonly Argument<string> _workspace = new("workspace")
    {
        Description = "Folder with llmenergy.json; the current one by default",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<string> _period = new("--period")
    {
        Description = "Period whose check or finding it is, such as 2026-Q3",
        Required = true,
    };
    private readonly Option<string> _by = new("--by") { Description = "Who accepts it; recorded, not authenticated", Required = true };
    private readonly Option<string> _reason = new("--reason")
    {
        Description = "Why, in a sentence that the report prints",
        Required = true,
    };
    private readonly Option<bool> _forRestatement = new("--for-restatement")
    {
        Description = "The period is closed, and the row is for the next version of it",
    };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Terminal _terminal;

    public AcceptCommand(Terminal terminal)
        : base(
            "accept",
            $"Accepts a failed check or a finding of a period: adds its row to {AcceptanceRegister.FileName}. It stays failed, and the "
                + $"report says who accepted it.\n\nExample: llmenergy accept coverage . --period 2026-Q3 --by \"A. Controller\" --reason "
                + $"\"the export of August is lost\""
        )
    {
        _terminal = terminal;
        Add(_check);
        Add(_workspace);
        foreach (var option in new Option[] { _period, _by, _reason, _forRestatement, _format })
            Add(option);
        SetAction(result => Run(result));
    }

    private int Run(ParseResult result)
    {
        var workspace = InputFiles.Workspace(result.GetRequiredValue(_workspace));
        var period = result.GetRequiredValue(_period);
        var isForRestatement = result.GetValue(_forRestatement);
        var made = CheckAcceptance.Accept(
            workspace,
            result.GetRequiredValue(_check),
            period,
            result.GetRequiredValue(_by),
            result.GetRequiredValue(_reason),
            isForRestatement,
            _terminal.Writer
        );
        _terminal.PrintRows(
            result.IsJson(_format),
            ["check", "period", "by", "date", "reason"],
            [
                [made.Of, period, made.By, PlainJson.Of(made.Date), made.Reason],
            ]
        );
        _terminal.Say(
            $"run {(isForRestatement ? "restate" : "report")} --period {period} {(isForRestatement ? "" : "--final ")}for it to count"
        );
        return ExitCode.Done;
    }
}
