using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// Tries a font or a logo in a process of its own, so that one which kills the library that prints, hangs it or takes all memory is
/// refused, and this process lives. The library is asked there for what a report asks it for with such a file, and answers the same a
/// second time: what was tried is then printed with in this process.
/// </summary>
/// <param name="program">Takes <c>font</c> or <c>logo</c> as its last argument and the file on standard input; prints
/// <see cref="Usable"/>, or why it is not.</param>
public sealed class TrialProcess(string program, params IReadOnlyList<string> arguments)
{
    /// <summary>What the program prints of a file that can be used.</summary>
    public const string Usable = "usable";

    private const int MostOfAnswer = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Memory that the program may take, in bytes.</summary>
    public long MostBytes { get; init; } = 512L << 20;

    /// <inheritdoc cref="LookTrial"/>
    public string? Try(LookPart part, byte[] file)
    {
        var name = part.ToString().ToLowerInvariant();
        var start = new ProcessStartInfo(program, [.. arguments, name])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = MostBytes.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0"; // a dump would hold what the file holds
        try
        {
            using var process = Process.Start(start)!;
            return Run(process, file) is { } fault
                ? $"found a {name} {fault}, expected one that can be printed with"
                : Answer(process, name);
        }
        catch (Win32Exception e)
        {
            return $"found no way to try it in a process of its own ({e.Message}), expected {program} to start";
        }
    }

    /// <summary>What the file did to the program, after "found a font"; null where the program ended by itself.</summary>
    private string? Run(Process process, byte[] file)
    {
        _ = Feed(process.StandardInput.BaseStream, file);
        _ = Drain(process.StandardError.BaseStream);
        for (var clock = Stopwatch.StartNew(); !process.WaitForExit(Poll); )
        {
            var fault =
                clock.Elapsed > Limit
                    ? string.Create(CultureInfo.InvariantCulture, $"with which printing does not end within {Limit.TotalSeconds:0.#} s")
                : Memory(process) > MostBytes
                    ? string.Create(CultureInfo.InvariantCulture, $"with which printing takes more than {MostBytes >> 20} MiB of memory")
                : null;
            if (fault is null)
                continue;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return fault;
        }

        return process.ExitCode == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"that ends the program which prints with it (exit code {process.ExitCode})");
    }

    private static string? Answer(Process process, string name)
    {
        var answer = new char[MostOfAnswer];
        var text = new string(answer, 0, process.StandardOutput.ReadBlock(answer)).Trim();
        return text == Usable ? null
            : text.StartsWith("found ", StringComparison.Ordinal) ? text
            : $"found a {name} of which the program that tries it says nothing, expected one that can be printed with";
    }

    /// <summary>0 of one that has just ended.</summary>
    private static long Memory(Process process)
    {
        try
        {
            process.Refresh();
            return process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>A program that ends early reads no further.</summary>
    private static async Task Feed(Stream input, byte[] file)
    {
        try
        {
            await using (input.ConfigureAwait(false))
                await input.WriteAsync(file).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException) { }
    }

    /// <summary>Its complaints are not ours, and must not stop it.</summary>
    private static async Task Drain(Stream error)
    {
        try
        {
            await error.CopyToAsync(Stream.Null).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException) { }
    }
}
