using System.Globalization;

namespace LlmEnergy.Benchmarks;

/// <summary>
/// Peak memory of reading CSV with and without identities, from a million rows to as many as are asked for; files are made, measured and
/// deleted.
/// </summary>
internal static class MemoryBenchmark
{
    public static int Run(string[] arguments)
    {
        var most = IngestBenchmark.Option(arguments, "--rows", 10_000_000);
        var cases = IngestCase.All.Where(one => one is { Container: "csv", IsHashed: false, IsProgram: false }).ToList();
        Console.WriteLine("| rows | MB | without identities | peak | with identities | peak |\n|---|---|---|---|---|---|");
        for (var rows = Math.Min(1_000_000, most); rows <= most; rows *= 10)
        {
            var path = IngestBenchmark.PathOf(cases[0]);
            try
            {
                GatewayLog.WriteCsv(path, rows);
                var runs = cases.Select(one => IngestBenchmark.Alone(one, path)).ToList();
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {rows:N0} | {new FileInfo(path).Length / 1e6:N0} | {runs[0].Seconds:0.0} s | {runs[0].PeakMegabytes:N0} MB | "
                            + $"{runs[1].Seconds:0.0} s | {runs[1].PeakMegabytes:N0} MB |"
                    )
                );
            }
            finally
            {
                File.Delete(path);
            }
        }

        return 0;
    }
}
