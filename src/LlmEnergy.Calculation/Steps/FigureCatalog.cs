using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Steps;

/// <summary>The disclosed figures, each defined once; the order is that of the report.</summary>
[Methodology("Step 5: figures")]
public static class FigureCatalog
{
    private static readonly Definition[] Definitions =
    [
        new(FigureIds.Total, "GHG emissions of purchased LLM API services (Scope 3, category 1)", Tonnes(FigureIds.TotalKilograms), Unit.TonnesCo2e, "GhgEmissionsPurchasedLlmApiServices_tCO2e"),
        new(FigureIds.TotalLow, "- low", Tonnes(new("total_kg_low")), Unit.TonnesCo2e, "GhgEmissionsPurchasedLlmApiServices_Low_tCO2e"),
        new(FigureIds.TotalHigh, "- high", Tonnes(new("total_kg_high")), Unit.TonnesCo2e, "GhgEmissionsPurchasedLlmApiServices_High_tCO2e"),
        new(FigureIds.TotalKilograms, "Total: location-based and embodied", Both(FigureIds.LocationBased, FigureIds.Embodied), Unit.KilogramsCo2e, "TotalEmissions_kgCO2e"),
        new(new("total_kg_low"), "- low", Both(new("location_based_low"), new("embodied_low")), Unit.KilogramsCo2e, "TotalEmissions_Low_kgCO2e"),
        new(new("total_kg_high"), "- high", Both(new("location_based_high"), new("embodied_high")), Unit.KilogramsCo2e, "TotalEmissions_High_kgCO2e"),
        new(FigureIds.LocationBased, "Electricity, location-based", Sum(Ledger.LocationCentral), Unit.KilogramsCo2e, "LocationBasedEmissions_kgCO2e"),
        new(new("location_based_low"), "- low", Sum(Ledger.LocationLow), Unit.KilogramsCo2e, "LocationBasedEmissions_Low_kgCO2e"),
        new(new("location_based_high"), "- high", Sum(Ledger.LocationHigh), Unit.KilogramsCo2e, "LocationBasedEmissions_High_kgCO2e"),
        new(FigureIds.Embodied, "Embodied hardware", Sum(Ledger.EmbodiedCentral), Unit.KilogramsCo2e, "EmbodiedEmissions_kgCO2e"),
        new(new("embodied_low"), "- low", Sum(Ledger.EmbodiedLow), Unit.KilogramsCo2e, "EmbodiedEmissions_Low_kgCO2e"),
        new(new("embodied_high"), "- high", Sum(Ledger.EmbodiedHigh), Unit.KilogramsCo2e, "EmbodiedEmissions_High_kgCO2e"),
        new(FigureIds.Energy, "Electricity at the suppliers' facilities (supplementary, outside E1-5)", Sum(Ledger.EnergyCentral), Unit.KilowattHours, "EnergyOutsideE15_kWh"),
        new(FigureIds.EnergyLow, "- low", Sum(Ledger.EnergyLow), Unit.KilowattHours, "EnergyOutsideE15_Low_kWh"),
        new(FigureIds.EnergyHigh, "- high", Sum(Ledger.EnergyHigh), Unit.KilowattHours, "EnergyOutsideE15_High_kWh"),
        new(FigureIds.Requests, "Requests", Sum(Ledger.Requests), Unit.Count, "Requests", 0),
        new(FigureIds.InputTokens, "Input tokens", Sum(Ledger.InputTokens), Unit.Tokens, "InputTokens", 0),
        new(FigureIds.OutputTokens, "Output tokens", Sum(Ledger.OutputTokens), Unit.Tokens, "OutputTokens", 0),
        new(FigureIds.EstimatedShare, "Share of emissions from estimated factors (tiers 4 and 5)", ShareOfTier(4), Unit.Fraction, "EstimatedShareOfEmissions", 3),
        new(FigureIds.UnknownModelShare, "Share of emissions from unknown models and request factors (tier 5)", ShareOfTier(5), Unit.Fraction, "UnknownModelShareOfEmissions", 3),
    ];

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
        : "the method does not give it";

    private static Expr.Sum Sum(LedgerColumn column) => new(column);

    private static Expr.Plus Both(FigureId left, FigureId right) => new(new Expr.Of(left), new Expr.Of(right));

    private static Expr.Ratio Tonnes(FigureId kilograms) => new(new Expr.Of(kilograms), new Expr.Constant(1_000m));

    private static Expr.Ratio ShareOfTier(int tier) => new(new Expr.Sum(Ledger.TotalCentral, Condition.AtLeast(Ledger.Tier, tier)), new Expr.Of(FigureIds.TotalKilograms));

    private sealed record Definition(FigureId Id, string Label, Expr Expr, Unit Unit, string ExcelName, int? Decimals = null);
}
