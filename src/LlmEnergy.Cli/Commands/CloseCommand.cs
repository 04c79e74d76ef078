using System.CommandLine;
using LlmEnergy.Domain;
using LlmEnergy.Periods;

namespace LlmEnergy.Cli.Commands;

internal sealed class CloseCommand : Command
{
    private readonly Argument<string> _workspace = new("workspace")
    {
        Description = "Folder with llmenergy.json; the current one by default",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<string> _period = new("--period")
    {
        Description = "Period, or version of one, such as 2026-Q3 or 2026-Q3~r1",
        Required = true,
    };
    private readonly Option<string> _step = new("--step")
    {
        Description = "prepared, reviewed, approved, and at last closed",
        DefaultValueFactory = _ => "closed",
    };
    private readonly Option<string> _name = new("--name") { Description = "Who signs; recorded, not authenticated", Required = true };
    private readonly Option<string> _role = new("--role") { Description = "In what role", DefaultValueFactory = _ => "" };
    private readonly Option<string> _email = new("--email")
    {
        Description = "By which one person is known under two spellings of a name",
        DefaultValueFactory = _ => "",
    };
    private readonly Option<bool> _snapshot = new("--snapshot")
    {
        Description =
            $"With the closing: pack the inputs into the version as {InputSnapshot.FileName}, so that it can be verified after they change",
    };
    private readonly Option<string?> _sign = new("--sign")
    {
        Description =
            "With --step closed: a private key (ECDSA P-256, PEM) outside of the workspace, or env:NAME, that signs the events in "
            + "events.jsonl.sig",
    };
    private readonly Terminal _terminal;

    public CloseCommand(Terminal terminal)
        : base(
            "close",
            "Signs a final report (prepared, reviewed, approved) and closes its period, which then never changes.\n\nExample: llmenergy "
                + "close samples/acme --period 2026-Q3 --step prepared --name \"A. Controller\" --role Controller"
        )
    {
        _terminal = terminal;
        Add(_workspace);
        foreach (var option in new Option[] { _period, _step, _name, _role, _email, _snapshot, _sign })
            Add(option);
        _step.AcceptOnlyFromAmong("prepared", "reviewed", "approved", "closed");
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var workspace = InputFiles.Workspace(result.GetRequiredValue(_workspace));
        var kind = Enum.Parse<EventKind>(result.GetRequiredValue(_step), ignoreCase: true);
        if (result.GetValue(_sign) is not null && kind != EventKind.Closed)
            throw new ConfigurationException(
                new Issue(
                    new("--sign", 0, 0),
                    "LE2001",
                    "found it with an earlier step, expected --step closed: the events of an open period go on, and no signature holds"
                )
            );
        using var key = result.GetValue(_sign) is { } named ? KeyFiles.Private(named, workspace.Folder) : null;
        var (made, folder) = Closing.Sign(
            workspace,
            result.GetRequiredValue(_period),
            kind,
            result.GetRequiredValue(_name),
            result.GetRequiredValue(_role),
            result.GetRequiredValue(_email),
            _terminal.Writer,
            key,
            result.GetValue(_snapshot),
            cancellation
        );
        _terminal.Print($"{folder.Name} {kind.ToString().ToLowerInvariant()} by {made.By}{(made.Role.Length > 0 ? $", {made.Role}" : "")}");
        _terminal.Print($"manifest sha256:{made.Manifest}");
        _terminal.Print($"event sha256:{EventLog.Read(folder.Path).LastHash}");
        _terminal.Print($"code {folder.Code}");
        if (key is not null)
            _terminal.Print($"signed {EventSignature.FileName}");
        if (kind == EventKind.Closed)
            _terminal.Say("keep the code elsewhere: verify --expect compares the folder with it, figures and signatures alike");
        return ExitCode.Done;
    }
}
