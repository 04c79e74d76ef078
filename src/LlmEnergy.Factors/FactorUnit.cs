namespace LlmEnergy.Factors;

/// <summary>One unit of the closed list, with the range outside of which a value is taken for a slip (of the unit, of a decimal point).</summary>
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
        new("servers", 1m, 10_000_000m),
        new("kW/server", 0.1m, 200m),
        new("h/day", 0m, 24m),
        new("queries/day", 1m, 1_000_000_000_000m),
        new("FLOP/query", 1_000_000m, 1_000_000_000_000_000_000_000m),
        new("J/FLOP", 0.0000000000000001m, 0.000001m),
    ];

    public static FactorUnit? Find(string symbol) => All.FirstOrDefault(unit => unit.Symbol == symbol);
}
