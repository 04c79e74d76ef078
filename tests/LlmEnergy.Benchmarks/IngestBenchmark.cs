using System.Diagnostics;
using System.Globalization;

namespace LlmEnergy.Benchmarks;

/// <summary>
/// Reading request logs and summing them by month, model, provider and team: this library against DuckDB on the same files with two threads
/// each, in
/// turn: medians of the rounds, and of their ratios. Ours also validates every row, locates it and keeps the account; both must find the
/// same sums.
/// The peak is that of a process of our own, without DuckDB in it. It prints the table that the README shows.
/// </summary>
internal static class IngestBenchmark
{
    public static int Run(string[] arguments)
    {
        if (arguments is ["--once", var name, var existing])
            return Once(IngestCase.All.First(found => found.Name == name), existing);
        var rows = Option(arguments, "--rows", 1_000_000);
        var rounds = (int)Option(arguments, "--rounds", 5);
        PublishedProgram.Path = Array.IndexOf(arguments, "--program") is >= 0 and var given ? arguments[given + 1] : null;
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {rounds} rounds, {Environment.ProcessorCount} processors")
        );
        Console.WriteLine("| case | MB | LlmEnergy | rows/s | DuckDB | ratio | bar | peak |\n|---|---|---|---|---|---|---|---|");
        var asked = Array.IndexOf(arguments, "--case") is >= 0 and var at ? arguments[at + 1] : null;
        foreach (var one in IngestCase.All.Where(one => asked is null || asked == one.Name))
        {
            if (one.IsProgram && PublishedProgram.Path is null)
                Console.Error.WriteLine($"{one.Name}: left out, since no --program is given");
            else
                Measure(one, rows, rounds);
        }

        return 0;
    }

    public static long Option(string[] arguments, string name, long otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length
            ? long.Parse(arguments[at + 1], CultureInfo.InvariantCulture)
            : otherwise;

    public static string PathOf(IngestCase one) =>
        Path.Combine(Path.GetTempPath(), $"llmenergy-benchmark-{Environment.ProcessId}.{one.Container}");

    /// <summary>One run in a process of its own.</summary>
    public static (double Seconds, double PeakMegabytes) Alone(IngestCase one, string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal))
            start.ArgumentList.Add(typeof(IngestBenchmark).Assembly.Location);
        foreach (var argument in new[] { "ingest", "--once", one.Name, path })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return (double.Parse(output[0], CultureInfo.InvariantCulture), double.Parse(output[1], CultureInfo.InvariantCulture));
    }

    private static void Measure(IngestCase one, long rows, int rounds)
    {
        var path = PathOf(one);
        try
        {
            one.Write(path, rows);
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                var (own, ownSeconds) = Timed(() => one.Ingest(path));
                var (duck, duckSeconds) = Timed(() => one.DuckDb(path));
                if (own != duck)
                    throw new InvalidOperationException($"the sums differ: {own} and {duck}");
                ours.Add(ownSeconds);
                theirs.Add(duckSeconds);
            }

            var (mine, other) = (Median(ours), Median(theirs));
            var ratio = Median([.. theirs.Zip(ours, (duck, own) => duck / own)]);
            var bar = one.Bar > 0 ? one.Bar.ToString("0.0", CultureInfo.InvariantCulture) : "rows/s of csv";
            var (size, speed) = (new FileInfo(path).Length / 1e6, rows / mine / 1e6);
            var peak = one.IsProgram ? PublishedProgram.PeakMegabytes : Alone(one, path).PeakMegabytes;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {one.Name} | {size:N0} | {mine:0.00} s | {speed:0.00} million | {other:0.00} s | {ratio:0.00} | {bar} | {peak:0} "
                        + $"MB |"
                )
            );
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{one.Name}: {string.Join(' ', ours.Select(seconds => seconds.ToString("0.00", CultureInfo.InvariantCulture)))} "
                        + $"against {string.Join(' ', theirs.Select(seconds => seconds.ToString("0.00", CultureInfo.InvariantCulture)))}"
                )
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int Once(IngestCase one, string path)
    {
        var (_, seconds) = Timed(() => one.Ingest(path));
        using var self = Process.GetCurrentProcess();
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} {self.PeakWorkingSet64 / 1e6:0}"));
        return 0;
    }

    private static (Sums Sums, double Seconds) Timed(Func<Sums> run)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var sums = run();
        return (sums, watch.Elapsed.TotalSeconds);
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);
}
