using System.Diagnostics;
using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion;

namespace LlmEnergy.Benchmarks;

/// <summary>
/// Reading a request log and summing it by month, model, provider and team: this library against DuckDB on the same file with two threads
/// each, in turn, median of the rounds. Ours also validates every row, locates it and keeps the account; both must find the same sums.
/// The peak is that of a process of our own, without DuckDB in it.
/// </summary>
internal static class IngestBenchmark
{
    public const string Profile = """
        { "id": "benchmark.gateway", "title": "gateway log", "container": ["csv"],
          "fields": { "time": "startTime", "provider": "custom_llm_provider", "model": "model", "costKey": "team_id",
                      "input": "prompt_tokens", "output": "completion_tokens", "cost": "spend" },
          "semantics": { "grain": "request", "time": "yyyy-MM-dd HH:mm:ss", "zone": "UTC", "currency": "USD" } }
        """;

    public static int Run(string[] arguments)
    {
        if (arguments is ["--once", var existing]) return Once(existing);
        var rows = Option(arguments, "--rows", 1_000_000);
        var rounds = (int)Option(arguments, "--rounds", 5);
        var path = Path.Combine(Path.GetTempPath(), $"llmenergy-benchmark-{Environment.ProcessId}.csv");
        try
        {
            GatewayLog.Write(path, rows);
            var megabytes = new FileInfo(path).Length / 1e6;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {megabytes:N0} MB, {Environment.ProcessorCount} processors"));
            var (ours, theirs) = (new List<Timing>(), new List<Timing>());
            for (var round = 0; round < rounds; round++)
            {
                var (own, ownTiming) = Timed(() => Ingest(path));
                var (duck, duckTiming) = Timed(() => DuckDb(path));
                if (own != duck) throw new InvalidOperationException($"the sums differ: {own} and {duck}");
                ours.Add(ownTiming);
                theirs.Add(duckTiming);
            }

            Print("LlmEnergy", ours, megabytes);
            Print("DuckDB", theirs, megabytes);
            var (wall, processor) = (Median(theirs, timing => timing.Wall) / Median(ours, timing => timing.Wall), Median(theirs, timing => timing.Processor) / Median(ours, timing => timing.Processor));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio      wall {wall:0.00}, processor {processor:0.00}"));
            return PeakOfOneRun(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Sums Ingest(string path)
    {
        var formats = FormatCatalog.BuiltIn.With(Mapping.Parse(Encoding.UTF8.GetBytes(Profile), "benchmark.profile.json"));
        var source = new SourceInput("gateway", "benchmark.gateway", "", null, null, [new("usage.csv", path)], new Dictionary<string, string>());
        var activity = new Ingestor(formats).Ingest([source], ReportingPeriod.Always, null, CancellationToken.None);
        return new(activity.Rows.Accepted, activity.Total.Input, activity.Total.Output, activity.Lines.Sum(line => line.Cost?.Amount ?? 0m));
    }

    private static Sums DuckDb(string path)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $$"""
            set threads = 2;
            select sum(n)::bigint, sum(i)::bigint, sum(o)::bigint, sum(s)::decimal(28, 8) from (
              select date_trunc('month', startTime) m, model, custom_llm_provider, team_id,
                     count(*) n, sum(prompt_tokens) i, sum(completion_tokens) o, sum(spend) s
              from read_csv('{{path}}', header = true, delim = ',', quote = '"', columns = {
                'request_id': 'varchar', 'call_type': 'varchar', 'api_key': 'varchar', 'spend': 'decimal(18, 8)', 'total_tokens': 'bigint',
                'prompt_tokens': 'bigint', 'completion_tokens': 'bigint', 'startTime': 'timestamp', 'endTime': 'timestamp', 'model': 'varchar',
                'model_id': 'varchar', 'custom_llm_provider': 'varchar', 'user': 'varchar', 'team_id': 'varchar', 'cache_hit': 'varchar', 'status': 'varchar' })
              group by all)
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetDecimal(3));
    }

    /// <summary>One run in a process of its own, for its memory.</summary>
    private static int PeakOfOneRun(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)) start.ArgumentList.Add(typeof(IngestBenchmark).Assembly.Location);
        foreach (var argument in new[] { "ingest", "--once", path }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        Console.Write(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return process.ExitCode;
    }

    private static int Once(string path)
    {
        var (_, timing) = Timed(() => Ingest(path));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"LlmEnergy alone: {timing.Wall:0.00} s, peak {self.PeakWorkingSet64 / 1e6:N0} MB, {GC.CollectionCount(0)} collections"));
        return 0;
    }

    private static (Sums Sums, Timing Timing) Timed(Func<Sums> run)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var sums = run();
        return (sums, new(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds));
    }

    private static double Median(List<Timing> timings, Func<Timing, double> part) => timings.Select(part).Order().ElementAt(timings.Count / 2);

    private static void Print(string name, List<Timing> timings, double megabytes)
    {
        var (wall, processor) = (Median(timings, timing => timing.Wall), Median(timings, timing => timing.Processor));
        var rounds = string.Join(" ", timings.Select(timing => timing.Wall.ToString("0.00", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-10} median {wall:0.00} s, {megabytes / wall:N0} MB/s, processor {processor:0.00} s (rounds: {rounds})"));
    }

    public static long Option(string[] arguments, string name, long otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? long.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private readonly record struct Sums(long Rows, long Input, long Output, decimal Cost);

    /// <summary>Seconds on the clock, and of processors: the second hardly moves when the machine is busy with other work.</summary>
    private readonly record struct Timing(double Wall, double Processor);
}
