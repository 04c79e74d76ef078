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
    /// By its own executable where there is one, else by the host that runs it: another program, such as one of tests, may run its code.
    /// </summary>
    private static string[] Find()
    {
        var name = typeof(OwnProgram).Assembly.GetName().Name!;
        var (running, code) = (Environment.ProcessPath ?? "", Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        if (Path.GetFileNameWithoutExtension(running) == "dotnet" || !File.Exists(code))
            return File.Exists(code) ? [running, code] : [running];
        var executable = Path.Combine(AppContext.BaseDirectory, name + (OperatingSystem.IsWindows() ? ".exe" : ""));
        return File.Exists(executable) ? [executable] : ["dotnet", code];
    }
}
