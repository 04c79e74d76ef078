using System.Diagnostics;
using System.Text.Json;

namespace LlmEnergy.Benchmarks;

/// <summary>The published program as a process, from its start to its end: what it says of one file.</summary>
internal static class PublishedProgram
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Null: it is not measured.</summary>
    public static string? Path { get; set; }

    /// <summary>The most that any run has taken.</summary>
    public static double PeakMegabytes { get; private set; }

    public static Sums Ingest(string file)
    {
        var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true };
        foreach (var argument in new[] { "ingest", file, "--format", "json" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        while (!process.WaitForExit(BetweenLooks))
        {
            process.Refresh();
            if (!process.HasExited)
                PeakMegabytes = Math.Max(PeakMegabytes, process.PeakWorkingSet64 / 1e6);
        }

        using var json = JsonDocument.Parse(output.GetAwaiter().GetResult());
        var activity = json.RootElement.GetProperty("activity");
        var cost = json.RootElement.GetProperty("files")[0].GetProperty("acceptedCost").GetProperty("USD").GetDecimal();
        return new(
            activity.GetProperty("rowsAccepted").GetInt64(),
            activity.GetProperty("inputTokens").GetInt64(),
            activity.GetProperty("outputTokens").GetInt64(),
            cost
        );
    }
}
