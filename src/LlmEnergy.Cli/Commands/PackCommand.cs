using System.CommandLine;
using LlmEnergy.Auditing;
using LlmEnergy.Factors;

namespace LlmEnergy.Cli.Commands;

internal sealed class PackCommand : Command
{
    private const int MostLines = 10_000;
    private readonly Argument<string> _folder = new("folder") { Description = "Folder of a period, such as samples/acme/periods/2026-Q3" };
    private readonly Option<int> _sample = new("--sample")
    {
        Description = "Lines that are drawn in proportion to their emissions, besides the largest",
        DefaultValueFactory = _ => 25,
    };
    private readonly Option<int> _seed = new("--seed") { Description = "Of the draw", DefaultValueFactory = _ => 7 };
    private readonly Option<bool> _redact = new("--redact") { Description = "Without the inputs: their hashes alone" };
    private readonly Option<string?> _out = new("--out") { Description = "The file to write; by default PERIOD-pack.zip" };
    private readonly Option<string?> _workspace = new("--workspace")
    {
        Description = "Where its inputs are; by default the folder two levels up",
    };
    private readonly Lazy<FactorPack> _factors;
    private readonly Terminal _terminal;

    public PackCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base(
            "pack",
            "One archive for an auditor: the period's folder, its inputs, factors, mappings and methodology, a sample with live steps, a "
                + "walk-through.\n\nExample: llmenergy pack samples/acme/periods/2026-Q3 --out acme.zip"
        )
    {
        (_factors, _terminal) = (factors, terminal);
        Add(_folder);
        foreach (var option in new Option[] { _sample, _seed, _redact, _out, _workspace })
            Add(option);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var period = AuditedPeriod.Read(InputFiles.Folder(result.GetRequiredValue(_folder)));
        var named = result.GetValue(_workspace) is { } folder ? InputFiles.Folder(folder) : null;
        var workspace = Workspace.Open(period.WorkspaceOr(named), OwnProgram.Trial);
        var pack = new AuditPack(
            period,
            workspace,
            workspace.Factors(_factors.Value).With(workspace.Models),
            Math.Clamp(result.GetValue(_sample), 0, MostLines),
            result.GetValue(_seed),
            result.GetValue(_redact)
        );
        var file = result.GetValue(_out) ?? $"{period.Folder.Name}-pack.zip";
        OutputFile.Write(file, output => pack.Write(output, cancellation));
        _terminal.Print(file);
        return ExitCode.Done;
    }
}
