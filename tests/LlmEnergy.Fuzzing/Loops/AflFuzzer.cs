using System.Diagnostics;
using System.Globalization;
using SharpFuzz;

namespace LlmEnergy.Fuzzing.Loops;

/// <summary>AFL++ (Debian's afl++) at the same targets: it mutates, an instrumented copy of this program runs.</summary>
internal static class AflFuzzer
{
    private const string Program = "afl-fuzz";
    private static readonly string[] Shown = ["execs_done", "edges_found", "corpus_count", "saved_crashes", "saved_hangs"];

    /// <summary>Runs AFL++ and says what it found; null where it is not installed.</summary>
    /// <param name="output">Takes its corpus, and the inputs of crashes and hangs.</param>
    public static string? Run(FuzzTarget target, int seconds, DirectoryInfo output)
    {
        using var instrumented = new Instrumented();
        var seeds = Directory.CreateDirectory(Path.Combine(output.FullName, target.Name, "seeds"));
        foreach (var (number, bytes) in target.Seeds().Index())
            File.WriteAllBytes(Path.Combine(seeds.FullName, number.ToString(CultureInfo.InvariantCulture)), bytes);
        var found = Path.Combine(output.FullName, target.Name, "afl");
        var start = new ProcessStartInfo(
            Program,
            // a second more than what is a fault, and the time to compile; memory of .NET is reserved, not used
            [
                "-i",
                seeds.FullName,
                "-o",
                found,
                "-V",
                seconds.ToString(CultureInfo.InvariantCulture),
                "-t",
                "10000",
                "-m",
                "none",
                "--",
                "dotnet",
                instrumented.Program,
                "input",
                target.Name,
            ]
        )
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["AFL_SKIP_BIN_CHECK"] = "1",
                ["AFL_SKIP_CPUFREQ"] = "1",
                ["AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES"] = "1",
                ["AFL_NO_UI"] = "1",
                ["AFL_NO_AFFINITY"] = "1",
                ["DOTNET_GCHeapHardLimit"] = Instrumented.HeapLimit,
            },
        };
        try
        {
            using var afl = Process.Start(start)!;
            afl.StandardOutput.ReadToEnd();
            afl.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        var lines = File.ReadLines(Path.Combine(found, "default", "fuzzer_stats"))
            .Select(line => line.Split(':', StringSplitOptions.TrimEntries));
        return $"{target.Name}: {string.Join(", ", lines.Where(line => Shown.Contains(line[0])).Select(line => $"{line[0]} {line[1]}"))}";
    }

    /// <summary>In the copy: takes inputs from AFL++ until it ends.</summary>
    public static void TakeInputs(FuzzTarget target)
    {
        using var folder = new FuzzFolder();
        var bounds = new Bounds(target.Open(folder));
        Fuzzer.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            if (bounds.Fault(input.ToArray()) is { } fault)
                throw new InvalidOperationException(fault);
        });
    }
}
