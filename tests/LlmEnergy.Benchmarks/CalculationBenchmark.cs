using System.Globalization;
using BenchmarkDotNet.Attributes;
using LlmEnergy.Calculation;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Benchmarks;

/// <summary>Activity lines to inventory lines on one core, with 50 models in 12 months: rates and grids are resolved once a key.</summary>
[MemoryDiagnoser]
public class CalculationBenchmark
{
    private Activity _activity = null!;

    [Params(1_000, 10_000, 100_000, 1_000_000)]
    public int Lines { get; set; }

    [GlobalSetup]
    public void Make() => _activity = GatewayActivity.Of(Lines);

    [Benchmark]
    public Inventory Calculate() =>
        InventoryCalculation.Calculate(_activity, FactorPack.BuiltIn, [new ClassFactors2026()], ElectricityOptions.ByPlace);

    /// <summary>A million lines by processor time, which says something on a machine at work on other things too.</summary>
    public static int Processor()
    {
        const int Rounds = 9;
        var benchmark = new CalculationBenchmark { Lines = 1_000_000 };
        benchmark.Make();
        benchmark.Calculate();
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            self.Refresh();
            var before = self.TotalProcessorTime;
            benchmark.Calculate();
            self.Refresh();
            seconds.Add((self.TotalProcessorTime - before).TotalSeconds);
        }

        seconds.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{benchmark.Lines:N0} ledger lines: {seconds[0]:0.00} to {seconds[^1]:0.00} s of processor, median {seconds[Rounds / 2]:0.00}: "
                    + $"{benchmark.Lines / seconds[Rounds / 2] / 1e6:0.00} million lines/s"
            )
        );
        return 0;
    }
}
