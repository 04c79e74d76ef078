using System.CommandLine;
using LlmEnergy.Service;

namespace LlmEnergy.Cli.Commands;

internal sealed class WatchCommand : Command
{
    private readonly Argument<string> _workspace = new("workspace")
    {
        Description = "Folder with llmenergy.json; the current one by default",
        DefaultValueFactory = _ => ".",
    };

    public WatchCommand(TimeProvider time)
        : base(
            "watch",
            "Runs as a service: takes exports from the inbox of a workspace, fetches what is due, and drafts the open periods after each "
                + "change. It never closes one.\n\nExample: llmenergy watch ours"
        )
    {
        Add(_workspace);
        SetAction(
            async (result, cancellation) =>
            {
                var folder = InputFiles.Folder(result.GetRequiredValue(_workspace));
                return await WatchService.Run(folder, OwnProgram.Rounds, time, cancellation).ConfigureAwait(false);
            }
        );
    }
}
