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
}
