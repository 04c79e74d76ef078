using System.CommandLine;
using LlmEnergy.Configuration;
using LlmEnergy.Factors;

namespace LlmEnergy.Cli.Commands;

internal sealed class FactorsImportCommand : Command
{
    private readonly Argument<FileInfo> _file = new("file")
    {
        Description = "Factors with their sources, in the columns of templates/factors/import.csv",
    };
    private readonly Option<string> _workspace = new("--workspace")
    {
        Description = "Folder with llmenergy.json; the current one by default",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<bool> _replace = new("--replace") { Description = "Put the file in the place of another one of its name" };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Lazy<FactorPack> _factors;
    private readonly Terminal _terminal;

    public FactorsImportCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base(
            "import",
            "Checks a file of your own factors as it is checked when it is loaded, shows what it adds and overrides, and copies it into "
                + "the workspace's factors folder.\n\nExample: llmenergy factors import residual-mix.csv --workspace samples/acme"
        )
    {
        (_factors, _terminal) = (factors, terminal);
        Add(_file);
        Add(_workspace);
        Add(_replace);
        Add(_format);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        var file = result.GetRequiredValue(_file);
        var folder = result.GetRequiredValue(_workspace);
        var import = FactorImport.Prepare(
            InputFiles.Workspace(folder),
            _factors.Value,
            file,
            InputFiles.Bytes(file, "a factor file"),
            result.GetValue(_replace)
        );
        FactorText.Print(_terminal, result.IsJson(_format), FactorComparison.Compare(import.Before, import.After));
        if (!result.IsJson(_format))
            _terminal.Print($"Written  {import.File}");
        if (InputFiles.Workspace(folder).Settings.All(setting => setting.Display != import.File))
        {
            _terminal.Say(
                $"{WorkspaceConfiguration.FileName} does not name {import.File}, so that nothing uses it yet: add \"factors\": "
                    + $"[\"{FactorImport.Folder}/*.csv\"]"
            );
        }

        return ExitCode.Done;
    }
}
