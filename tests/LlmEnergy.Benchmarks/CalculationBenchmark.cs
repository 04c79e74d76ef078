using BenchmarkDotNet.Attributes;
using LlmEnergy.Calculation;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain;
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
    public void Make()
    {
        // texts are shared by the lines that have them, as they are after reading
        string[] families = ["gpt-4o", "gpt-5-mini", "claude-sonnet-4-5", "mistral-medium-2508", "nobody-knows"];
        string[] models = [.. Enumerable.Range(0, 50).Select(number => families[number % 5] + "-" + (number % 10))];
        var lines = Enumerable.Range(1, Lines).Select(number =>
        {
            var usage = new Usage(10, 4_000L * (1 + (number % 97)), 1_000, 0, 9_000, 0, 0, 0, Known.Requests | Known.Input | Known.Cached | Known.Output);
            var band = ContextBands.Of(usage.Input, usage.Requests);
            var key = new LineKey(new(2024, 1 + (number % 12), 1), "s", "openai", "", "", models[number % 50], "", "", "", "", "", band, ContextBasis.BucketMean);
            return new ActivityLine(number, key, 1, usage, band == ContextBand.UpTo100K ? ContextMoments.Of(usage) : default, null);
        });
        _activity = new(ReportingPeriod.Always, [.. lines], [], [], []);
    }

    [Benchmark]
    public Inventory Calculate() => InventoryCalculation.Of(_activity, FactorPack.BuiltIn, [new ClassFactors2026()], ElectricityOptions.ByPlace);
}
