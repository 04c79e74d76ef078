namespace LlmEnergy.Factors.Entries;

/// <summary>
/// One unit of the closed list, with the range outside of which a value is taken for a slip (of the unit, of a decimal point).
/// </summary>
public sealed record FactorUnit(string Symbol, decimal Least, decimal Most)
{
    /// <summary>Intensity of electricity, and embodied emissions by kilowatt-hour: the highest published grid is at 1,307.</summary>
    public static FactorUnit GramsPerKilowattHour { get; } = new("gCO2e/kWh", 0m, 2_000m);

    /// <summary>Every unit that a factor file may use.</summary>
    public static IReadOnlyList<FactorUnit> All { get; } =
    [
        GramsPerKilowattHour,
        new("Wh/1000 tokens", 0m, 100m),
        new("Wh/request", 0m, 100m),
        new("Wh/image", 0m, 100m),
        new("Wh/audio minute", 0m, 50m),
        new("Wh/video clip", 0m, 5_000m),
        new("fraction", 0m, 1m),
        new("multiplier", 1m, 10m),
        new("tokens", 0m, 10_000_000m),
        new("facility kWh/IT kWh", 1m, 3m),
        new("kgSbeq/kWh", 0m, 0.0001m),
        new("MJ/kWh", 0m, 100m),
        new("L/IT kWh", 0m, 10m),
        new("L/kWh", 0m, 100m),
        new("kgCO2e/USD", 0m, 10m),
        new("kgCO2e/EUR", 0m, 10m),
        new("kgCO2e/GPU", 1m, 5_000m),
        new("kgCO2e/server", 10m, 100_000m),
        new("years", 1m, 20m),
        new("index 1982-84=100", 1m, 1_000m),
        new("Wh/token per 1e9 parameters", 0m, 0.01m),
        new("per batched request", -1m, 0m),
        new("Wh/token", 0m, 0.1m),
        new("s/token per 1e9 parameters", 0m, 1m),
        new("s/token per batched request", 0m, 1m),
        new("s/token", 0m, 10m),
        new("ln J/token", -10m, 10m),
        new("exponent", -10m, 10m),
        new("times", 0.01m, 100m),
        new("standard deviation of the logarithm", 0m, 10m),
        new("seed", 0m, 9_007_199_254_740_992m),
        new("draws", 100m, 1_000_000m),
        new("J/token", 0m, 100m),
        new("J/token per 1e9 parameters", 0m, 1m),
        new("requests", 1m, 100_000m),
        new("bit", 1m, 64m),
        new("GB/GPU", 1m, 10_000m),
        new("GPU/server", 1m, 1_000m),
        new("kgSbeq/GPU", 0m, 1m),
        new("MJ/GPU", 0m, 1_000_000m),
        new("kgSbeq/server", 0m, 10m),
        new("MJ/server", 0m, 10_000_000m),
        new("s", 1m, 1_000_000_000m),
        new("gCO2e/1000 tokens", 0m, 1_000m),
        new("USD/currency unit", 0.000001m, 1_000m),
        new("servers", 1m, 10_000_000m),
        new("kW/server", 0.1m, 200m),
        new("h/day", 0m, 24m),
        new("queries/day", 1m, 1_000_000_000_000m),
        new("FLOP/query", 1_000_000m, 1_000_000_000_000_000_000_000m),
        new("J/FLOP", 0.0000000000000001m, 0.000001m),
    ];

    public static FactorUnit? Find(string symbol) => All.FirstOrDefault(unit => unit.Symbol == symbol);
}
