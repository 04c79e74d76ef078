using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace LlmEnergy.Shared;

/// <summary>Programs that tests need. A missing one skips the test with that reason, but never under CI, which installs it.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The path of the first of these that is installed.</summary>
    public static string Require(params string[] names) =>
        names.Select(Find).FirstOrDefault(found => found is not null) ?? throw Missing($"{names[0]} is not installed");

    public static bool IsInstalled(string name) => Find(name) is not null;

    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Skips the test; under CI it fails.</summary>
    public static Exception Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"{reason}, although CI installs it");
        Assert.Ignore(reason);
        return new UnreachableException();
    }

    /// <summary>Runs a program to its end, with nothing on its stdin.</summary>
    public static Result Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            }
        )!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{Path.GetFileName(program)} did not end within {Patience}");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}

/// <summary>What a program said, and how it ended.</summary>
internal sealed record Result(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}
