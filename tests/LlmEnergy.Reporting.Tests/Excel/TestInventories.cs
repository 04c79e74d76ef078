using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>Disclosures built by hand, with made-up factors: every kind of rate, every context band, a line that cannot be calculated.</summary>
internal static class TestInventories
{
    public static readonly FactorUse Input = Use("class-l-input", 0.1m, 0.25m, 0.6m, "Wh/1k tokens");
    public static readonly FactorUse Output = Use("class-l-output", 0.5m, 1.25m, 3m, "Wh/1k tokens");
    public static readonly FactorUse CacheRatio = Use("cache-read-ratio", null, 0.1m, null, "ratio");
    public static readonly FactorUse Hardware = Use("hardware-per-wh", 0.02m, 0.05m, 0.09m, "g/Wh");
    public static readonly FactorUse GridDk = Use("grid-location-dk-2025", null, 123.4m, null, "gCO2e/kWh");
    public static readonly FactorUse GridUs = Use("grid-location-us-2025", null, 384m, null, "gCO2e/kWh");

    public static readonly Rate Products = new(
        1, "class-factors-2026", "L",
        new([
            RateTerm.Product(Quantity.UncachedInput, 1m, Input.Factor),
            RateTerm.Product(Quantity.CachedInput, 1m, Input.Factor, CacheRatio.Factor),
            RateTerm.Product(Quantity.Output, 1m, Output.Factor),
        ]),
        new([RateTerm.Product(Quantity.Output, 0.001m, Output.Factor, Hardware.Factor)]),
        new ContextRule(80_000m, 1m, 90_000m, 2m), 4, [Input, Output, CacheRatio, Hardware], "Class factors");

    public static readonly Rate WithoutHardware = new(
        2, "supplier-specific", "M",
        new([RateTerm.Calculated(Quantity.Request, 0.2m, 0.3m, 0.4m, "0.3 Wh a request, as the supplier states"), RateTerm.Calculated(Quantity.Image, 1m, 2m, 3m, "2 Wh an image")]),
        null, ContextRule.None, 2, [], "Supplier-specific");

    public static readonly Rate WithoutCentral = new(
        3, "parameter-model-2026", "XL",
        new([RateTerm.Calculated(Quantity.Output, 0.7m, null, 1.9m, "range of the model's parameters")]),
        new([RateTerm.Calculated(Quantity.Output, 0.01m, null, 0.04m, "range of the model's parameters")]),
        ContextRule.None, 5, [], "Parameter model");

    public static readonly ImmutableArray<FactorUse> Factors = [CacheRatio, Input, Output, GridDk, GridUs, Hardware];

    /// <summary>Lines of ten models, two grids and three bands, with a cost key of digits only and text beyond the basic plane.</summary>
    public static Disclosure Of(int lines) => Disclose([.. Enumerable.Range(0, lines).Select(i => Line(i + 1, $"model-{i % 10}", i % 2 == 0 ? Products : i % 10 == 9 ? null : WithoutHardware, seed: i))]);

    public static InventoryLine Line(int number, string model, Rate? rate, int seed = 0, Known known = Known.Everything, string costKey = "00123")
    {
        var band = (ContextBand)(1 + (seed % 3));
        var requests = 1 + (seed % 7);
        var input = requests * (band == ContextBand.UpTo10K ? 900L : band == ContextBand.UpTo100K ? 40_000L : 150_000L) + seed;
        long If(Known quantity, long value) => known.HasFlag(quantity) ? value : 0;
        var usage = new Usage(
            If(Known.Requests, requests), If(Known.Input, input), If(Known.Cached, input / 3), If(Known.CacheWrite, 10), If(Known.Output, 500 + seed), If(Known.Reasoning, 100),
            If(Known.Images, seed % 4), If(Known.Audio, 61_234 * (seed % 2)), known);
        var moments = band == ContextBand.UpTo100K && usage.Requests > 0 ? ContextMoments.Of(usage) : default;
        var key = new LineKey(
            new(2026, 7 + (seed % 3), 1), "openai-api", "openai", "org-1", "", model, "chat", "eu", "", costKey, "EUR", band, ContextBasis.BucketMean);
        var activity = new ActivityLine(number, key, 3, usage, moments, new Money(1.25m + seed, "EUR"));
        var grid = seed % 5 == 0 ? GridUs : GridDk;
        return Calculate(activity, new(model, model, rate?.ModelClass ?? "NONE", 1, []), rate, new(grid.Factor.Geography, GridIntensity.FromGramsCo2ePerKilowattHour(grid.Factor.Value), grid));
    }

    public static Disclosure Disclose(ImmutableArray<InventoryLine> lines, string period = "2026-Q3", string undertaking = "Example A/S")
    {
        if (!ReportingPeriod.TryParse(period, FiscalYear.Calendar, out var covered)) throw new ArgumentException(period);
        var activity = new Activity(covered, [.. lines.Select(line => line.Activity)], [], [], []);
        var inventory = new Inventory(activity, ["class-factors-2026", "supplier-specific"], "sha256:" + new string('f', 64), lines, [Products, WithoutHardware, WithoutCentral], Factors, []);
        var figures = FiguresOf(inventory);
        return new(
            undertaking, ReportStatus.Draft, "0.1.0", inventory, figures, ChecksOf(inventory, figures), ModelsOf(inventory), [], [],
            [new("exports/openai/2026-07.csv", 12_345, new string('a', 64)), new("exports/openai/2026-08.csv", 9_876_543, new string('b', 64))], "sha256:" + new string('c', 64));
    }

    private static FactorUse Use(string id, decimal? low, decimal value, decimal? high, string unit) => new(
        new(id, low, value, high, unit, new(2025, 1, 1), new(2025, 12, 31), id.Contains("grid", StringComparison.Ordinal) ? id.Split('-')[2].ToUpperInvariant() : "WORLD",
            "generation, lifecycle; without transmission and distribution losses", "example-2026", "table 3, page 12", FactorStatus.Primary, "=1+1 is a note, not a formula"),
        new("example-2026", "A made-up source for tests", "Example Institute", 2026, "https://example.org/source", "CC-BY-4.0", "Example Institute (2026)", new(2026, 1, 15), "original"),
        1, "provider openai -> US -> US 2025", false);

    private static InventoryLine Calculate(ActivityLine activity, ModelResolution model, Rate? rate, Grid grid)
    {
        var weighted = (rate?.Context ?? ContextRule.None).Weigh(activity);
        if (rate is null) return new(activity, model, null, grid, weighted, null, null, null, "no method has a factor for it");
        var energy = Estimate(rate.Energy, weighted, FacilityEnergy.FromWattHours)!.Value;
        var location = new Estimate<GhgEmissions>(energy.Low * grid.Intensity, energy.Central is { } central ? central * grid.Intensity : null, energy.High * grid.Intensity);
        return new(activity, model, rate, grid, weighted, energy, location, Estimate(rate.Embodied, weighted, grams => GhgEmissions.FromKilogramsCo2e(grams / 1_000m)), null);
    }

    private static Estimate<T>? Estimate<T>(UnitRates? rates, WeightedUsage usage, Func<decimal, T> of)
        where T : struct, IQuantity<T> => rates is null ? null
        : new(of(rates.Dot(usage, Level.Low)!.Value), rates.Dot(usage, Level.Central) is { } central ? of(central) : null, of(rates.Dot(usage, Level.High)!.Value));

    private static ImmutableArray<Figure> FiguresOf(Inventory inventory)
    {
        var values = new Dictionary<FigureId, decimal?>();
        var scope = new FigureScope(inventory, new(inventory), id => values[id]);
        Figure Make(FigureId id, string label, Expr definition, Unit unit, int? decimals, string name) =>
            new(id, label, definition, unit, decimals, values[id] = definition.Value(scope), values[id] is null ? "no line is calculated" : null, name, null);
        return
        [
            Make(FigureIds.TotalKilograms, "Total emissions in kilograms", new Expr.Sum(Ledger.TotalCentral), Unit.KilogramsCo2e, null, "LlmTotal_kgCO2e"),
            Make(FigureIds.Total, "GHG emissions of purchased LLM API services (Scope 3, category 1)", new Expr.Ratio(new Expr.Of(FigureIds.TotalKilograms), new Expr.Constant(1000m)), Unit.TonnesCo2e, 2,
                "GrossScope3GreenhouseGasEmissions_Category11CloudComputingAndDataCentreServicesMember"),
            Make(FigureIds.TotalLow, "Total, low", new Expr.Ratio(new Expr.Sum(Ledger.TotalLow), new Expr.Constant(1000m)), Unit.TonnesCo2e, 2, "LlmTotalLow"),
            Make(FigureIds.TotalHigh, "Total, high", new Expr.Ratio(new Expr.Sum(Ledger.TotalHigh), new Expr.Constant(1000m)), Unit.TonnesCo2e, 2, "LlmTotalHigh"),
            Make(FigureIds.Energy, "Electricity used at suppliers", new Expr.Sum(Ledger.EnergyCentral), Unit.KilowattHours, 1, "LlmEnergy_kWh"),
            Make(FigureIds.Requests, "Requests", new Expr.Sum(Ledger.Requests), Unit.Count, 0, "LlmRequests"),
            Make(FigureIds.EstimatedShare, "Share of emissions from data of tiers 4 and 5",
                new Expr.Ratio(new Expr.Sum(Ledger.TotalCentral, Condition.AtLeast(Ledger.Tier, 4m)), new Expr.Of(FigureIds.TotalKilograms)), Unit.Fraction, 3, "LlmEstimatedShare"),
        ];
    }

    private static ImmutableArray<Check> ChecksOf(Inventory inventory, ImmutableArray<Figure> figures) =>
    [
        new("rows", "Rows of the ledger's lines", inventory.Lines.Sum(line => line.Activity.Rows), Sum(inventory, Ledger.Rows), 0m, Unit.Count, new Expr.Sum(Ledger.Rows), "accepted rows of all inputs"),
        new("input-tokens", "Input tokens", inventory.Lines.Where(line => line.Activity.Usage.Knows(Known.Input)).Sum(line => line.Activity.Usage.Input), Sum(inventory, Ledger.InputTokens), 0m, Unit.Tokens,
            new Expr.Sum(Ledger.InputTokens), "control total of the import"),
        new("energy", "Energy of figure and ledger", inventory.Lines.Sum(line => line.Energy?.Central?.KilowattHours ?? 0m), figures.Single(figure => figure.Id == FigureIds.Energy).Value, 0.000001m,
            Unit.KilowattHours, new Expr.Of(FigureIds.Energy), ""),
        new("unread-files", "Inputs that could not be read", 0m, 0m, 0m, Unit.Count, null, "outside of the workbook"),
    ];

    private static decimal? Sum(Inventory inventory, LedgerColumn column) => new Expr.Sum(column).Value(new(inventory, LedgerPositions.None, _ => null));

    private static ImmutableArray<ModelTotals> ModelsOf(Inventory inventory)
    {
        var positions = new LedgerPositions(inventory);
        return [.. inventory.Lines.GroupBy(line => positions.ModelKey(line)!.Value).OrderBy(group => group.Key).Select(group => new ModelTotals(
            group.Key, group.First().Activity.Key.Provider, group.First().Activity.Key.Model, group.First().Model.Resolved, group.First().Model.ModelClass, group.Max(line => line.Rate?.Tier),
            group.Aggregate(Usage.None, (sum, line) => sum + line.Activity.Usage), Total(group, line => line.Energy), Total(group, line => line.LocationBased),
            Total(group, line => line.Embodied), Total(group, line => line.Total)))];
    }

    private static Estimate<T>? Total<T>(IEnumerable<InventoryLine> lines, Func<InventoryLine, Estimate<T>?> of)
        where T : struct, IQuantity<T>
    {
        var parts = lines.Select(of).Where(part => part is not null).Select(part => part!.Value).ToList();
        return parts.Count == 0 ? null : Domain.Quantities.Estimate<T>.Sum(parts);
    }
}
