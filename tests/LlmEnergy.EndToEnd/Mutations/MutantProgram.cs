using System.Diagnostics;

namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>A copy of the built program in which one assembly is put in the place of the built one.</summary>
internal sealed class MutantProgram : IDisposable
{
    /// <summary>A mutant may never end.</summary>
    private const int MostMilliseconds = 60_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("llmenergy-mutant-").FullName;

    public MutantProgram()
    {
        // artifacts/bin/<project>/<configuration>
        var output = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(output.Parent!.Parent!.FullName, "LlmEnergy.Cli", output.Name);
        var files = Directory.EnumerateFiles(program, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => Path.GetExtension(file) is not (".pdb" or ".xml")))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(program, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Put(byte[] assembly, string name) => File.WriteAllBytes(Path.Combine(_folder, $"{name}.dll"), assembly);

    public Result Run(params IEnumerable<string> arguments)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(_folder, "LlmEnergy.Cli.dll"), .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var alarm = new Timer(_ => process.Kill(), null, MostMilliseconds, Timeout.Infinite);
        return Cli.Finish(process);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
