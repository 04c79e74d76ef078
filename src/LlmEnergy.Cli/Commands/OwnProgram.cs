using System.Reflection;
using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy.Cli.Commands;

/// <summary>This program, as it can be started once more.</summary>
internal static class OwnProgram
{
    /// <summary>Tries a font or a logo in a process of its own.</summary>
    public static LookTrial Trial { get; } = Again(TrialCommand.Verb).Try;

    /// <summary>
    /// By the file that runs, whatever it was called when it was installed; by the host of .NET where that runs it, or where the code runs
    /// in another program, such as one of tests.
    /// </summary>
    private static TrialProcess Again(string verb)
    {
        var (own, running) = (typeof(OwnProgram).Assembly, Environment.ProcessPath ?? "");
        var isHost = Path.GetFileNameWithoutExtension(running) == "dotnet";
        return Assembly.GetEntryAssembly() == own && !isHost
            ? new(running, verb)
            : new(isHost ? running : "dotnet", Path.Combine(AppContext.BaseDirectory, own.GetName().Name + ".dll"), verb);
    }
}
