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

    /// <summary>
    /// How the target left its bounds; null where it did not. What was slow is run once more: the first run of a program also compiles it,
    /// what hangs does so again.
    /// </summary>
    public string? Fault(byte[] input)
    {
        var fault = Once(input, out var isSlow);
        return isSlow ? Once(input, out _) : fault;
    }

    private string? Once(byte[] input, out bool isSlow)
    {
        isSlow = false;
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
        var busy = Environment.CpuUsage.TotalTime - cpu;
        isSlow = Stopwatch.GetElapsedTime(start) > Longest && busy > Longest;
        return isSlow ? string.Create(CultureInfo.InvariantCulture, $"{busy.TotalSeconds:0.0} s for {input.Length} bytes") : null;
    }
}
