using System.Diagnostics;
using System.Globalization;

namespace LlmEnergy.Fuzzing.Loops;

/// <summary>
/// Runs a target within its bounds: nothing thrown, two seconds (inputs are small, so that no progress takes longer) and 500 MB.
/// </summary>
internal sealed class Bounds(Func<byte[], string> run)
{
    private const long MostBytes = 500_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>What the last input came to.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>How the target left its bounds; null where it did not.</summary>
    public string? Fault(byte[] input)
    {
        // what is allocated in all is more than what is held at any moment
        var (allocated, cpu, start) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        try
        {
            Outcome = run(input);
        }
#pragma warning disable CA1031 // whatever is thrown is the fault that is looked for
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception.ToString();
        }

        var bytes = GC.GetTotalAllocatedBytes() - allocated;
        if (bytes > MostBytes)
            return string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB for {input.Length} bytes");
        // a machine at work on other things is not the target's fault
        return Stopwatch.GetElapsedTime(start) > Longest && Environment.CpuUsage.TotalTime - cpu is var busy && busy > Longest
            ? string.Create(CultureInfo.InvariantCulture, $"{busy.TotalSeconds:0.0} s for {input.Length} bytes")
            : null;
    }
}
