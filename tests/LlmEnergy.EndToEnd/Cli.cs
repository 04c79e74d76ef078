using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LlmEnergy.Cli;
using LlmEnergy.Cli.Commands;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// The program: its commands in the process of the tests, from the root of the repository; or, where a directory, an environment, a signal
/// or a shell
/// matters, as a process of its own.
/// </summary>
internal static class Cli
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "LlmEnergy.Cli.dll");

    public static Result Run(params IEnumerable<string> arguments)
    {
        using var bytes = new MemoryStream();
        using var output = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var streams = new Streams(output, bytes, error, IsOutputRedirected: true, IsErrorRedirected: true);
        var code = CommandLine.Run([.. arguments], streams).GetAwaiter().GetResult();
        return new(code, Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }

    /// <summary>A process of its own.</summary>
    public static Result RunProcess(params IEnumerable<string> arguments) =>
        Run(RepositoryRoot.Path, new Dictionary<string, string>(), arguments);

    public static Result Run(string directory, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        using var process = Start(directory, environment, [Host, Program, .. arguments]);
        return Finish(process);
    }

    public static Result Finish(Process process)
    {
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    /// <summary>The months of a year as a list of JSON: days of them without rows had no usage.</summary>
    public static string AttestedZero(int year) =>
        $"\"attestedZero\": [ {string.Join(", ", Enumerable.Range(1, 12).Select(month => FormattableString.Invariant($"\"{year}-{month:00}\"")))} ]";

    /// <summary>As <see cref="RunProcess"/>, without waiting for its end.</summary>
    public static Process Start(params IEnumerable<string> arguments) => StartIn(new Dictionary<string, string>(), arguments);

    public static Process StartIn(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) =>
        Start(RepositoryRoot.Path, environment, [Host, Program, .. arguments]);

    /// <summary>A script of sh, in which <c>"$@"</c> is the program with its arguments.</summary>
    public static Result Script(IReadOnlyList<string> shell, string script, params IEnumerable<string> arguments)
    {
        using var process = Start(
            RepositoryRoot.Path,
            new Dictionary<string, string>(),
            [.. shell, "sh", "-c", script, "sh", Host, Program, .. arguments]
        );
        return Finish(process);
    }

    /// <summary>
    /// As somebody sees it who sits before it: at a terminal of so many columns, whose keys are pressed in advance, Enter as <c>\r</c>.
    /// What it says on stderr stands among its output there.
    /// </summary>
    public static Result AtTerminal(int columns, string keys, params IEnumerable<string> arguments)
    {
        var script = Tool.Require("script");
        var command = string.Join(' ', new[] { Host, Program }.Concat(arguments).Select(word => $"'{word}'"));
        using var process = Start(
            RepositoryRoot.Path,
            new Dictionary<string, string> { ["TERM"] = "xterm-256color", ["SHELL"] = "/bin/sh" },
            [
                script,
                "--quiet",
                "--return",
                "--command",
                FormattableString.Invariant($"stty cols {columns} rows 50; {command}"),
                "/dev/null",
            ]
        );
        process.StandardInput.Write(keys);
        return Finish(process);
    }

    /// <summary>A copy of a sample that a test may write into; deleted with the test's temporary folder.</summary>
    public static string CopyOf(string sample) => CopyOfFolder(Path.Combine(RepositoryRoot.Samples, sample), withPeriods: false);

    /// <summary>The same of any workspace, with its reports where they are asked for.</summary>
    public static string CopyOfFolder(string workspace, bool withPeriods)
    {
        var target = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        foreach (var file in Directory.EnumerateFiles(workspace, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(workspace, file);
            if (!withPeriods && relative.StartsWith("periods", StringComparison.Ordinal))
                continue;
            var copy = Path.Combine(target, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static Process Start(string directory, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

internal static class JsonElementExtensions
{
    /// <summary>Member by path: <c>energyKwh.central</c>.</summary>
    public static JsonElement At(this JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (at, name) => int.TryParse(name, out var index) ? at[index] : at.GetProperty(name));

    public static decimal Number(this JsonElement element, string path) => element.At(path).GetDecimal();
}
