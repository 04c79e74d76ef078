using System.Diagnostics;
using System.Globalization;
using LlmEnergy.Configuration;

namespace LlmEnergy.Benchmarks;

/// <summary>
/// The largest workspaces that are read: 2 million distinct values, 5,000 sources, 10,000 files, 1 million rejected rows, a million cost
/// keys. Each is read at a
/// quarter of its size and at all of it, each time in a process of its own: a step that grows with the square of the size shows as sixteen
/// times the seconds.
/// </summary>
internal static class BoundsBenchmark
{
    private const string Header =
        "request_id,call_type,prompt_tokens,completion_tokens,startTime,spend,model,custom_llm_provider,cache_hit,api_key\n";

    /// <summary>Four times the size may take this many times the seconds; below a second the start of the process is most of it.</summary>
    private const double MostGrowth = 7;
    private const double LeastSeconds = 1;

    private static readonly (string Name, int Size, Action<DirectoryInfo, int> Fill)[] Cases =
    [
        ("distinct", 2_000_000, Distinct),
        ("sources", 5_000, Sources),
        ("files", 10_000, Files),
        ("rejected", 1_000_000, Rejected),
        ("cost-keys", 1_000_000, CostKeys),
    ];

    public static int Run(string[] arguments)
    {
        if (arguments is ["one", var name, var size])
            return One(Cases.Single(known => known.Name == name), int.Parse(size, CultureInfo.InvariantCulture));
        var percent = IngestBenchmark.Option(arguments, "--share", 100);
        var isLinear = true;
        foreach (var (known, all, _) in Cases)
        {
            var full = Math.Max(4, (int)(all * (long)percent / 100));
            var (quarter, whole) = (Measured(known, full / 4), Measured(known, full));
            isLinear &= whole.Seconds < LeastSeconds || whole.Seconds <= MostGrowth * quarter.Seconds;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{known, -10} {full / 4, 9:N0}: {quarter.Seconds, 6:0.00} s, {quarter.Megabytes, 5:N0} MB   {full, 9:N0}: "
                        + $"{whole.Seconds, 6:0.00} s, {whole.Megabytes, 5:N0} MB   x{whole.Seconds / quarter.Seconds:0.0}"
                )
            );
        }

        return isLinear ? 0 : 1;
    }

    private static (double Seconds, double Megabytes) Measured(string name, int size)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                Environment.ProcessPath!,
                [typeof(BoundsBenchmark).Assembly.Location, "bounds", "one", name, size.ToString(CultureInfo.InvariantCulture)]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var numbers = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{name} of {size} failed");
        return (double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    private static int One((string Name, int Size, Action<DirectoryInfo, int> Fill) known, int size)
    {
        var folder = Directory.CreateTempSubdirectory("llmenergy-benchmark-");
        try
        {
            known.Fill(folder, size);
            var watch = Stopwatch.StartNew();
            var workspace = Workspace.Open(folder);
            Pipeline.Ingest(workspace, workspace.Period("2026-Q1"), null, CancellationToken.None, forReport: true);
            using var self = Process.GetCurrentProcess();
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds} {self.PeakWorkingSet64 / 1e6}"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Row(string id, int day, string key, long output = 20) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{id},acompletion,10,{output},2026-0{1 + (day / 28 % 3)}-{1 + (day % 28):00} 10:00:00,0.1,gpt-4o,openai,False,{key}\n"
        );

    /// <summary>Request ids and keys: as many as a file may tell apart, in as many files as it takes.</summary>
    private static void Distinct(DirectoryInfo folder, int size)
    {
        const int OfFile = 60_000;
        Configure(folder, """{ "id": "s", "path": "exports" }""");
        for (var file = 0; file * OfFile < size; file++)
            Write(
                folder,
                $"exports/{file}.csv",
                Enumerable.Range(file * OfFile, Math.Min(OfFile, size - (file * OfFile))).Select(i => Row($"r{i}", i, $"k{i}"))
            );
    }

    private static void Sources(DirectoryInfo folder, int size)
    {
        Configure(folder, [.. Enumerable.Range(0, size).Select(i => $$"""{ "id": "s{{i}}", "path": "exports/{{i}}" }""")]);
        for (var i = 0; i < size; i++)
            Write(
                folder,
                $"exports/{i}/usage.csv",
                Enumerable.Range(0, 20).Select(row => Row($"r{i}-{row}", i + row, "k", output: 1_000 + (i * 997L)))
            );
    }

    private static void Files(DirectoryInfo folder, int size)
    {
        Configure(folder, """{ "id": "s", "path": "exports" }""");
        for (var i = 0; i < size; i++)
            Write(folder, $"exports/{i}.csv", [Row($"r{i}", i, "k")]);
    }

    private static void Rejected(DirectoryInfo folder, int size)
    {
        Configure(folder, """{ "id": "s", "path": "exports" }""");
        Write(
            folder,
            "exports/usage.csv",
            Enumerable.Range(0, size).Select(i => i % 2 == 0 ? Row($"r{i}", i, "k") : Row($"r{i}", i, "k", output: -1))
        );
    }

    private static void CostKeys(DirectoryInfo folder, int size)
    {
        Configure(folder, """{ "id": "s", "path": "exports" }""");
        Write(folder, "exports/usage.csv", [Row("r", 0, "k")]);
        File.WriteAllLines(
            Path.Combine(folder.FullName, "keys.csv"),
            Enumerable
                .Range(0, size)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"project-{i},CC-{i % 100}"))
                .Prepend("value,cost_key")
        );
    }

    private static void Configure(DirectoryInfo folder, params string[] sources) =>
        File.WriteAllText(
            Path.Combine(folder.FullName, WorkspaceConfiguration.FileName),
            $$"""{ "schema": 1, "undertaking": "Benchmark", "costKeys": "keys.csv", "sources": [ {{string.Join(", ", sources)}} ] }"""
        );

    private static void Write(DirectoryInfo folder, string name, IEnumerable<string> rows)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Header + string.Concat(rows));
        var keys = Path.Combine(folder.FullName, "keys.csv");
        if (!File.Exists(keys))
            File.WriteAllText(keys, "value,cost_key\n");
    }
}
