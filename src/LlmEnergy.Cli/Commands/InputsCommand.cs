using System.CommandLine;
using LlmEnergy.Filling;

namespace LlmEnergy.Cli.Commands;

internal sealed class InputsCommand : Command
{
    private readonly Argument<string> _workbook = new("workbook")
    {
        Description = "disclosure.xlsx of a period with its input cells filled",
    };
    private readonly Option<string> _workspace = new("--workspace")
    {
        Description = "Folder with llmenergy.json; the current one by default",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<string> _period = new("--period") { Description = "Period that the numbers are of", Required = true };
    private readonly Option<string> _by = new("--by") { Description = "Who gives them; recorded, not authenticated", Required = true };
    private readonly Option<string> _source = new("--source") { Description = "Where they stand, such as a ledger", Required = true };
    private readonly Option<string?> _currency = new("--currency")
    {
        Description = "Of net revenue, such as EUR, where none was given before",
    };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Terminal _terminal;

    public InputsCommand(Terminal terminal)
        : base("inputs", "Numbers that no export holds.")
    {
        _terminal = terminal;
        var import = new Command(
            "import",
            "Reads the input cells of a workbook into inputs.csv, so that the next report has them.\n\nExample: llmenergy inputs import "
                + "disclosure.xlsx --workspace samples/acme --period 2026-Q3 --by \"A. Controller\" --source \"ledger of October\""
        )
        {
            _workbook,
        };
        foreach (var option in new Option[] { _workspace, _period, _by, _source, _currency, _format })
            import.Add(option);
        import.SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
        Add(import);
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var period = result.GetRequiredValue(_period);
        var given = InputImport.Import(
            InputFiles.File(result.GetRequiredValue(_workbook)),
            InputFiles.Workspace(result.GetRequiredValue(_workspace)),
            period,
            result.GetRequiredValue(_by),
            result.GetRequiredValue(_source),
            result.GetValue(_currency),
            _terminal.Writer,
            cancellation
        );
        _terminal.PrintRows(
            result.IsJson(_format),
            ["period", "input", "value", "unit"],
            given.Select(row => new[] { period, row.Input, row.Value, row.Unit })
        );
        _terminal.Say(
            given.Count > 0 ? $"run report --period {period} for them to count" : "no input cell holds another number than inputs.csv"
        );
        return ExitCode.Done;
    }
}
