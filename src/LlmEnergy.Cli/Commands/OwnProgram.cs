using System.Reflection;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Service;

namespace LlmEnergy.Cli.Commands;

/// <summary>This program, as it can be started once more.</summary>
internal static class OwnProgram
{
    private static readonly string[] Start = Find();

    /// <summary>Tries a font or a logo in a process of its own.</summary>
    public static LookTrial Trial { get; } = new TrialProcess(Start[0], [.. Start[1..], TrialCommand.Verb]).Try;

    /// <summary>Does each round of the service in a process of its own.</summary>
    public static RoundProcess Rounds { get; } = new(Start[0], [.. Start[1..], RoundCommand.Verb]);

    /// <summary>
    /// By the file that runs, whatever it was called when it was installed; by the host of .NET where that runs it, or where the code runs
    /// in another program, such as one of tests.
    /// </summary>
    private static string[] Find()
    {
        var (own, running) = (typeof(OwnProgram).Assembly, Environment.ProcessPath ?? "");
        var isHost = Path.GetFileNameWithoutExtension(running) == "dotnet";
        return Assembly.GetEntryAssembly() == own && !isHost
            ? [running]
            : [isHost ? running : "dotnet", Path.Combine(AppContext.BaseDirectory, own.GetName().Name + ".dll")];
    }
}
