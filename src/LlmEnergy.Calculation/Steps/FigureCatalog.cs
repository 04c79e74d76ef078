using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Steps;

/// <summary>The disclosed figures, each defined once; the order is that of the report.</summary>
[Methodology("Step 6: figures")]
public static class FigureCatalog
{
    private static readonly Definition[] Definitions =
    [
        .. Range(FigureIds.Total, "GHG emissions of purchased LLM API services (Scope 3, category 1)", Unit.TonnesCo2e, "GhgEmissionsPurchasedLlmApiServices{0}_tCO2e", level => Tonnes(At(FigureIds.TotalKilograms, level))),
        .. Range(FigureIds.TotalKilograms, "Total", Unit.KilogramsCo2e, "TotalEmissions{0}_kgCO2e", level => Sum(level, Ledger.TotalLow, Ledger.TotalCentral, Ledger.TotalHigh)),
        .. Range(FigureIds.LocationBased, "Electricity, location-based", Unit.KilogramsCo2e, "LocationBasedEmissions{0}_kgCO2e", level => Sum(level, Ledger.LocationLow, Ledger.LocationCentral, Ledger.LocationHigh)),
        .. Range(FigureIds.Upstream, "Upstream of the electricity, where the grid factor is direct", Unit.KilogramsCo2e, "UpstreamEmissions{0}_kgCO2e", level => Sum(level, Ledger.UpstreamLow, Ledger.UpstreamCentral, Ledger.UpstreamHigh)),
        .. Range(FigureIds.TransmissionLosses, "Transmission and distribution losses", Unit.KilogramsCo2e, "TransmissionLossEmissions{0}_kgCO2e", level => Sum(level, Ledger.LossesLow, Ledger.LossesCentral, Ledger.LossesHigh)),
        .. Range(FigureIds.Embodied, "Embodied hardware", Unit.KilogramsCo2e, "EmbodiedEmissions{0}_kgCO2e", level => Sum(level, Ledger.EmbodiedLow, Ledger.EmbodiedCentral, Ledger.EmbodiedHigh)),
        .. Range(FigureIds.Other, "Other cradle-to-gate: by spend, or suppliers' own figures", Unit.KilogramsCo2e, "OtherCradleToGateEmissions{0}_kgCO2e", level => Sum(level, Ledger.OtherLow, Ledger.OtherCentral, Ledger.OtherHigh)),
        .. Range(FigureIds.MarketBased, "Electricity, market-based (memo, in no total)", Unit.KilogramsCo2e, "MarketBasedEmissions{0}_kgCO2e", level => Sum(level, Ledger.MarketLow, Ledger.MarketCentral, Ledger.MarketHigh), "no supplier instrument"),
        .. Range(FigureIds.Energy, "Electricity at the suppliers' facilities (supplementary, outside E1-5)", Unit.KilowattHours, "EnergyOutsideE15{0}_kWh", level => Sum(level, Ledger.EnergyLow, Ledger.EnergyCentral, Ledger.EnergyHigh)),
        .. Range(FigureIds.Water, "Water consumed at the suppliers' facilities and power stations (supplementary)", Unit.Litres, "WaterConsumption{0}_L", level => new Expr.Plus(new Expr.Of(At(FigureIds.OnSiteWater, level)), new Expr.Of(At(FigureIds.OffSiteWater, level))), NoWater),
        .. Range(FigureIds.OnSiteWater, "Water on site: cooling", Unit.Litres, "OnSiteWaterConsumption{0}_L", level => Sum(level, Ledger.OnSiteWaterLow, Ledger.OnSiteWaterCentral, Ledger.OnSiteWaterHigh), NoWater),
        .. Range(FigureIds.OffSiteWater, "Water off site: electricity generation", Unit.Litres, "OffSiteWaterConsumption{0}_L", level => Sum(level, Ledger.OffSiteWaterLow, Ledger.OffSiteWaterCentral, Ledger.OffSiteWaterHigh), NoWater),
        new(FigureIds.Requests, "Requests", new Expr.Sum(Ledger.Requests), Unit.Count, "Requests", 0),
        new(FigureIds.InputTokens, "Input tokens", new Expr.Sum(Ledger.InputTokens), Unit.Tokens, "InputTokens", 0),
        new(FigureIds.OutputTokens, "Output tokens", new Expr.Sum(Ledger.OutputTokens), Unit.Tokens, "OutputTokens", 0),
        new(FigureIds.EstimatedShare, "Share of emissions from estimated factors (tiers 4 and 5)", Share(Ledger.TotalCentral, FigureIds.TotalKilograms, Condition.AtLeast(Ledger.Tier, 4)), Unit.Fraction, "EstimatedShareOfEmissions", 3),
        new(FigureIds.UnknownModelShare, "Share of emissions from unknown models, request factors and spend (tier 5)", Share(Ledger.TotalCentral, FigureIds.TotalKilograms, Condition.AtLeast(Ledger.Tier, 5)), Unit.Fraction, "UnknownModelShareOfEmissions", 3),
        .. Enumerable.Range(1, Rate.Tiers).Select(tier => new Definition(FigureIds.EmissionsOfTier(tier), $"Share of emissions, tier {tier}", Share(Ledger.TotalCentral, FigureIds.TotalKilograms, Condition.Exactly(Ledger.Tier, tier)), Unit.Fraction, $"ShareOfEmissionsTier{tier}", 3)),
        .. Enumerable.Range(1, Rate.Tiers).Select(tier => new Definition(FigureIds.EnergyOfTier(tier), $"Share of electricity, tier {tier}", Share(Ledger.EnergyCentral, FigureIds.Energy, Condition.Exactly(Ledger.Tier, tier)), Unit.Fraction, $"ShareOfElectricityTier{tier}", 3)),
        new(FigureIds.TrainingSensitivity, "Sensitivity: training of the models at 50 % of all the above (in no total)", new Expr.Ratio(new Expr.Of(FigureIds.TotalKilograms), new Expr.Constant(2m)), Unit.KilogramsCo2e, "TrainingSensitivity_kgCO2e"),
    ];

    private const string NoWater = "no water factor for every place";

    public static ImmutableArray<Figure> Of(Inventory inventory, LedgerPositions positions)
    {
        var values = new Dictionary<FigureId, decimal?>();
        decimal? ValueOf(FigureId id)
        {
            if (inventory.Activity.IsUnknown) return null;
            if (!values.TryGetValue(id, out var value)) values[id] = value = Definitions.First(figure => figure.Id == id).Expr.Value(new(inventory, positions, ValueOf));
            return value;
        }

        return [.. Definitions.Select(d => new Figure(d.Id, d.Label, d.Expr, d.Unit, d.Decimals, ValueOf(d.Id), ValueOf(d.Id) is null ? WhyMissing(d, inventory) : null, d.ExcelName, null))];
    }

    private static string WhyMissing(Definition definition, Inventory inventory) =>
        inventory.Activity.IsUnknown ? "no usage could be read"
        : definition.Unit == Unit.Count || definition.Unit == Unit.Tokens ? "not every line states it"
        : inventory.Lines.All(line => !line.IsCalculated) ? "nothing is calculated"
        : definition.WhyMissing ?? (inventory.Lines.Any(line => line.HasEnergy) ? "the method does not give it" : "no line is calculated from energy");

    /// <summary>Central value, low and high: three figures under one label.</summary>
    private static IEnumerable<Definition> Range(FigureId id, string label, Unit unit, string excelName, Func<Level, Expr> definition, string? whyMissing = null) =>
    [
        new(id, label, definition(Level.Central), unit, string.Format(CultureInfo.InvariantCulture, excelName, "")) { WhyMissing = whyMissing },
        new(FigureIds.Low(id), "- low", definition(Level.Low), unit, string.Format(CultureInfo.InvariantCulture, excelName, "_Low")) { WhyMissing = whyMissing },
        new(FigureIds.High(id), "- high", definition(Level.High), unit, string.Format(CultureInfo.InvariantCulture, excelName, "_High")) { WhyMissing = whyMissing },
    ];

    private static FigureId At(FigureId id, Level level) => level switch
    {
        Level.Low => FigureIds.Low(id),
        Level.High => FigureIds.High(id),
        _ => id,
    };

    private static Expr.Sum Sum(Level level, LedgerColumn low, LedgerColumn central, LedgerColumn high) => new(level switch
    {
        Level.Low => low,
        Level.High => high,
        _ => central,
    });

    private static Expr.Ratio Tonnes(FigureId kilograms) => new(new Expr.Of(kilograms), new Expr.Constant(1_000m));

    private static Expr.Ratio Share(LedgerColumn part, FigureId whole, Condition of) => new(new Expr.Sum(part, of) { IsZeroWithout = true }, new Expr.Of(whole));

    private sealed record Definition(FigureId Id, string Label, Expr Expr, Unit Unit, string ExcelName, int? Decimals = null)
    {
        public string? WhyMissing { get; init; }
    }
}
