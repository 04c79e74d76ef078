using System.Diagnostics;
using SharpFuzz;

namespace LlmEnergy.Fuzzing.Loops;

/// <summary>A copy of this program whose libraries say what they run through.</summary>
internal sealed class Instrumented : IDisposable
{
    /// <summary>Bytes, in hexadecimal digits: more than these is a fault, and the process ends there.</summary>
    public const string HeapLimit = "0x1DCD6500";

    // in the repository, where it finds its samples
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(
        Path.Combine(RepositoryRoot.Path, "artifacts", "fuzzing", $"{Guid.NewGuid():N}")
    );

    public Instrumented()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder.FullName, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        foreach (var library in Directory.EnumerateFiles(_folder.FullName, "LlmEnergy*.dll").Where(path => path != Program))
            Fuzzer.Instrument(library, _ => true, Options.Value);
    }

    public string Program => Path.Combine(_folder.FullName, Path.GetFileName(typeof(Instrumented).Assembly.Location));

    /// <summary>Runs it to its end; its exit code, and what it printed.</summary>
    public (int Code, string Output) Run(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(Start([Program, .. arguments]))!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ProcessStartInfo Start(IEnumerable<string> arguments) =>
        new("dotnet", arguments) { RedirectStandardOutput = true, Environment = { ["DOTNET_GCHeapHardLimit"] = HeapLimit } };
}
