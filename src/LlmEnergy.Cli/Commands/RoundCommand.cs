using System.CommandLine;
using LlmEnergy.Service;

namespace LlmEnergy.Cli.Commands;

/// <summary>What the service starts the program with to have a round done, see <see cref="RoundProcess"/>; not for people.</summary>
internal sealed class RoundCommand : Command
{
    public const string Verb = "watch-round";

    private readonly Argument<string> _workspace = new("workspace");

    public RoundCommand(Terminal terminal, TimeProvider time)
        : base(Verb, "Does what a line on standard input orders.")
    {
        Hidden = true;
        Add(_workspace);
        SetAction(
            async (result, _) =>
            {
                var folder = InputFiles.Folder(result.GetRequiredValue(_workspace));
                if (await RoundProcess.Answer(folder, Console.In, time).ConfigureAwait(false) is { } line)
                    terminal.Print(line);
                return ExitCode.Done;
            }
        );
    }
}
