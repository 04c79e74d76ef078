using System.Diagnostics;
using System.Globalization;
using LlmEnergy.Configuration;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;
using LlmEnergy.Verification;

namespace LlmEnergy.Benchmarks;

/// <summary>
/// Verification of a period with one gateway log against ingestion and hashing of the same file, in turn in one run: the bar is half of
/// their speed. All three levels,
/// so that verification also calculates twice and writes all outputs.
/// </summary>
internal static class VerifyBenchmark
{
    public static int Run(string[] arguments)
    {
        var rows = IngestBenchmark.Option(arguments, "--rows", 5_500_000);
        var rounds = IngestBenchmark.Option(arguments, "--rounds", 3);
        var folder = Directory.CreateTempSubdirectory("llmenergy-benchmark-");
        try
        {
            var log = Path.Combine(folder.FullName, "usage.csv");
            GatewayLog.WriteCsv(log, rows);
            File.WriteAllText(Path.Combine(folder.FullName, "gateway.profile.json"), IngestCase.All[0].Profile);
            File.WriteAllText(
                Path.Combine(folder.FullName, WorkspaceConfiguration.FileName),
                """{ "schema": 1, "undertaking": "Benchmark", "profiles": ["gateway.profile.json"], "sources": [ { "id": "gateway", "path": "usage.csv", "format": "benchmark.gateway" } ] }"""
            );
            var factors = new Lazy<FactorPack>(() => FactorPack.BuiltIn);
            var workspace = Workspace.Open(folder);
            var period = workspace.Period("2026-Q1");
            new Pipeline(factors).Report(
                workspace,
                ReportRequest.Of(workspace, period, ReportStatus.Final, comparesMethods: false),
                new("benchmark", DateTimeOffset.UnixEpoch),
                null,
                CancellationToken.None
            );
            var (reads, verifies) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                reads.Add(
                    Seconds(() =>
                    {
                        workspace.Hashed(
                            Pipeline.Ingest(workspace, period, null, CancellationToken.None, forReport: true),
                            CancellationToken.None
                        );
                    })
                );
                verifies.Add(
                    Seconds(() =>
                    {
                        var result = new Verifier(new(factors)).Verify(
                            new(Path.Combine(folder.FullName, "periods", period.Name)),
                            new(),
                            null,
                            CancellationToken.None
                        );
                        if (!result.Passed)
                            throw new InvalidOperationException($"not verified: {result.Findings[0]}");
                    })
                );
            }

            var (read, verified) = (reads.Order().ElementAt(reads.Count / 2), verifies.Order().ElementAt(verifies.Count / 2));
            using var self = Process.GetCurrentProcess();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows:N0} rows, {new FileInfo(log).Length / 1e6:N0} MB: ingestion and hashing {read:0.00} s, verification "
                        + $"{verified:0.00} s, {read / verified:0.00} of their speed (bar 0.50), peak {self.PeakWorkingSet64 / 1e6:N0} MB"
                )
            );
            return read / verified >= 0.5 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Seconds(Action run)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        run();
        return watch.Elapsed.TotalSeconds;
    }
}
