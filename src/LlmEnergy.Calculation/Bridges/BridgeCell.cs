using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Bridges;

/// <summary>The lines of an account and model as one: usage by quantity, and what a unit of it causes, on average.</summary>
internal sealed class BridgeCell
{
    private readonly ImmutableArray<InventoryLine> _lines;
    private readonly decimal[] _raw = new decimal[UnitRates.Quantities];
    private readonly decimal[] _weighted = new decimal[UnitRates.Quantities];
    private readonly decimal[] _energy = new decimal[UnitRates.Quantities];
    private readonly decimal[] _hardware = new decimal[UnitRates.Quantities];
    private readonly decimal[] _whole = new decimal[UnitRates.Quantities];
    private readonly ContextRule? _rule;

    public BridgeCell(ImmutableArray<InventoryLine> lines)
    {
        _lines = lines;
        var (kilowattHours, kilograms) = (0m, 0m);
        foreach (var line in lines)
        {
            var (raw, weighted) = (WeightedUsage.Of(line.Activity, ContextRule.None), WeightedUsage.Of(line));
            foreach (var of in Enum.GetValues<Quantity>())
            {
                _raw[(int)of] += raw[of];
                _weighted[(int)of] += weighted[of];
                _energy[(int)of] += weighted[of] * (line.Rate?.Energy?[of, Level.Central] ?? 0m) / 1_000m;
                _hardware[(int)of] += weighted[of] * (line.Rate?.Embodied?[of, Level.Central] ?? 0m) / 1_000m;
                _whole[(int)of] += weighted[of] * (line.Rate?.CradleToGate?[of, Level.Central] ?? 0m) / 1_000m;
            }

            Total += line.Total!.Value.Central!.Value.KilogramsCo2e;
            if (line.Energy?.Central is not { } energy)
                continue;
            kilowattHours += energy.KilowattHours;
            kilograms += line.Total.Value.Central.Value.KilogramsCo2e - (line.Embodied?.Central?.KilogramsCo2e ?? 0m);
        }

        Total = decimal.Round(Total, Bridge.Decimals, MidpointRounding.AwayFromZero);
        Place = kilowattHours == 0m ? null : kilograms / kilowattHours;
        Method = string.Join(' ', lines.Select(line => line.Rate!.Method).Distinct().Order(StringComparer.Ordinal));
        _rule = lines.Select(line => line.Rate!.Context).Distinct().ToList() is [var only] ? only : null;
    }

    /// <summary>Of an account and model that there is nothing of.</summary>
    public static BridgeCell None { get; } = new([]);

    public bool IsEmpty => _lines.IsEmpty;

    /// <summary>kgCO2e.</summary>
    public decimal Total { get; }

    public string Method { get; }

    /// <summary>kgCO2e per kWh; null without electricity.</summary>
    public decimal? Place { get; }

    /// <summary>What tells how much an account is used, the best first.</summary>
    public static ImmutableArray<Func<BridgeCell, decimal>> Measures { get; } =
    [
        cell => cell.Raw(Quantity.UncachedInput) + cell.Raw(Quantity.CachedInput) + cell.Raw(Quantity.Output),
        cell => cell.Raw(Quantity.Request),
        cell => cell.Raw(Quantity.Image),
        cell => cell.Raw(Quantity.AudioMinute),
        cell => cell.Raw(Quantity.StatedWattHour),
        cell => cell.Raw(Quantity.CurrencyUnit),
    ];

    /// <summary>Usage without a weight of contexts; tokens in thousands.</summary>
    public decimal Raw(Quantity of) => _raw[(int)of];

    /// <summary>Weight of contexts; null where there is no usage.</summary>
    public decimal? Weight(Quantity of) => Ratio(_weighted, _raw, of);

    /// <summary>The same by the rule of another cell, where that has one.</summary>
    public decimal? Weight(Quantity of, BridgeCell ruled)
    {
        if (ruled._rule is not { } rule || rule == _rule || _raw[(int)of] == 0m)
            return Weight(of);
        return _lines.Sum(line => WeightedUsage.Of(line.Activity, rule)[of]) / _raw[(int)of];
    }

    /// <summary>kWh per weighted unit.</summary>
    public decimal? Energy(Quantity of) => Ratio(_energy, _weighted, of);

    /// <summary>kgCO2e of hardware per weighted unit.</summary>
    public decimal? Hardware(Quantity of) => Ratio(_hardware, _weighted, of);

    /// <summary>kgCO2e as a whole per weighted unit.</summary>
    public decimal? Whole(Quantity of) => Ratio(_whole, _weighted, of);

    private static decimal? Ratio(decimal[] over, decimal[] under, Quantity of) =>
        under[(int)of] == 0m ? null : over[(int)of] / under[(int)of];
}
