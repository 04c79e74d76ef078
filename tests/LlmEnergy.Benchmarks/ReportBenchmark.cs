using System.Diagnostics;
using System.Globalization;
using LlmEnergy.Configuration;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;

namespace LlmEnergy.Benchmarks;

/// <summary>
/// The whole report of a workspace with one gateway log, once, from nothing compiled: the bar is 3 s and 250 MB for 100,000 rows.
/// </summary>
internal static class ReportBenchmark
{
    public static int Run(string[] arguments)
    {
        var rows = IngestBenchmark.Option(arguments, "--rows", 100_000);
        var folder = Directory.CreateTempSubdirectory("llmenergy-benchmark-");
        try
        {
            GatewayLog.WriteCsv(Path.Combine(folder.FullName, "usage.csv"), rows);
            File.WriteAllText(Path.Combine(folder.FullName, "gateway.profile.json"), IngestCase.All[0].Profile);
            File.WriteAllText(
                Path.Combine(folder.FullName, WorkspaceConfiguration.FileName),
                """{ "schema": 1, "undertaking": "Benchmark", "profiles": ["gateway.profile.json"], "sources": [ { "id": "gateway", "path": "usage.csv", "format": "benchmark.gateway" } ] }"""
            );
            var watch = Stopwatch.StartNew();
            var workspace = Workspace.Open(folder);
            var pipeline = new Pipeline(new Lazy<FactorPack>(() => FactorPack.BuiltIn));
            var disclosure = pipeline
                .Report(
                    workspace,
                    ReportRequest.Of(workspace, workspace.Period("2026-Q1"), ReportStatus.Draft, comparesMethods: false),
                    new("benchmark", DateTimeOffset.UnixEpoch),
                    null,
                    CancellationToken.None
                )
                .Disclosure;
            using var self = Process.GetCurrentProcess();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{disclosure.Inventory.Activity.Rows.Accepted:N0} rows, {disclosure.Inventory.Lines.Length:N0} ledger lines: "
                        + $"{watch.Elapsed.TotalSeconds:0.00} s, peak {self.PeakWorkingSet64 / 1e6:N0} MB"
                )
            );
            return disclosure.AllChecksPass ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
