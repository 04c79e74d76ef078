using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy.Cli.Commands;

/// <summary>This program, as it can be started once more.</summary>
internal static class OwnProgram
{
    /// <summary>Tries a font or a logo in a process of its own.</summary>
    public static LookTrial Trial { get; } = Again(TrialCommand.Verb).Try;

    /// <summary>
    /// By its own executable where there is one, else by the host that runs it: another program, such as one of tests, may run its code.
    /// </summary>
    private static TrialProcess Again(string verb)
    {
        var name = typeof(OwnProgram).Assembly.GetName().Name!;
        var (running, code) = (Environment.ProcessPath ?? "", Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        if (Path.GetFileNameWithoutExtension(running) == "dotnet" || !File.Exists(code))
            return File.Exists(code) ? new(running, code, verb) : new(running, verb);
        var executable = Path.Combine(AppContext.BaseDirectory, name + (OperatingSystem.IsWindows() ? ".exe" : ""));
        return File.Exists(executable) ? new(executable, verb) : new("dotnet", code, verb);
    }
}
