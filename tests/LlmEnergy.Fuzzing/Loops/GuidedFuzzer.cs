using System.Diagnostics;
using System.Globalization;

namespace LlmEnergy.Fuzzing.Loops;

/// <summary>Keeps each input that runs through what none did before, and goes on from there. Needs instrumented libraries.</summary>
/// <param name="last">Path of a file that holds the input at work: what is left where it ends the process.</param>
internal sealed class GuidedFuzzer(FuzzTarget target, int seed, string last)
{
    // an input that grew without end would only be slower
    private const int LongestGrown = 4;

    private readonly List<int> _foundAfter = [];

    public int Executions { get; private set; }
    public int Edges { get; private set; }
    public int Kept { get; private set; }
    public long SlowestMilliseconds { get; private set; }

    /// <summary>Each fault with the input that it came of: one of each kind, by the place that threw.</summary>
    public List<(byte[] Input, string Fault)> Faults { get; } = [];

    public void Run(int inputs, TimeSpan time)
    {
        using var folder = new FuzzFolder();
        using var current = File.OpenHandle(last, FileMode.Create, FileAccess.Write);
        var (random, coverage, bounds) = (new Random(seed), new Coverage(), new Bounds(target.Open(folder)));
        var queue = new List<byte[]>();
        var longest = LongestGrown * target.Seeds().Max(bytes => bytes.Length);
        foreach (var bytes in target.Seeds())
        {
            queue.Add(bytes);
            Try(bytes);
        }

        for (var start = Stopwatch.GetTimestamp(); Executions < inputs && Stopwatch.GetElapsedTime(start) < time; )
        {
            // half of them from the newest, which are the deepest
            var from = random.Next(2) == 0 ? queue.Count - 1 - random.Next(Math.Min(queue.Count, 20)) : random.Next(queue.Count);
            var mutated = Mutator.Mutated(
                random.Next(8) == 0 ? Spliced(queue[from], queue[random.Next(queue.Count)], random) : queue[from],
                random
            );
            if (mutated.Length <= longest && Try(mutated))
                queue.Add(mutated);
        }

        (Edges, Kept) = (coverage.Edges, queue.Count);

        bool Try(byte[] input)
        {
            RandomAccess.Write(current, input, 0);
            RandomAccess.SetLength(current, input.Length);
            coverage.Start();
            var cpu = Environment.CpuUsage.TotalTime;
            var fault = bounds.Fault(input);
            var milliseconds = (long)(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
            SlowestMilliseconds = Math.Max(SlowestMilliseconds, milliseconds);
            Executions++;
            var isNew = coverage.IsNew();
            if (fault is not null && Faults.All(found => Kind(found.Fault) != Kind(fault)))
            {
                Faults.Add((input, fault));
                _foundAfter.Add(Executions);
            }

            return isNew;
        }
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name}: {Executions} executions, {Edges} edges, {Kept} inputs kept, slowest {SlowestMilliseconds} ms, {Faults.Count} faults{(Faults.Count > 0 ? $" after {string.Join(", ", _foundAfter)}" : "")}"
        );

    /// <summary>The beginning of one and the end of another.</summary>
    private static byte[] Spliced(byte[] one, byte[] other, Random random) =>
        [.. one.AsSpan(0, random.Next(one.Length + 1)), .. other.AsSpan(random.Next(other.Length + 1))];

    /// <summary>Type of the exception and where it was thrown, without what it says of the input.</summary>
    private static string Kind(string fault)
    {
        var lines = fault.Split('\n');
        var place = lines.FirstOrDefault(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal)) ?? "";
        return $"{lines[0].Split(':')[0]} {place}";
    }
}
