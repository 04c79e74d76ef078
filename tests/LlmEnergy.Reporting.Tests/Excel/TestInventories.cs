using System.Collections.Immutable;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>
/// Disclosures built by hand, with made-up factors: every kind of rate, every context band, a line that cannot be calculated.
/// </summary>
internal static class TestInventories
{
    public static readonly FactorUse Input = Use("class-l-input", 0.1m, 0.25m, 0.6m, "Wh/1k tokens");
    public static readonly FactorUse Output = Use("class-l-output", 0.5m, 1.25m, 3m, "Wh/1k tokens");
    public static readonly FactorUse CacheRatio = Use("cache-read-ratio", null, 0.1m, null, "ratio");
    public static readonly FactorUse Hardware = Use("hardware-per-wh", 0.02m, 0.05m, 0.09m, "g/Wh");
    public static readonly FactorUse GridDk = Use("grid-location-dk-2025", null, 123.4m, null, "gCO2e/kWh");
    public static readonly FactorUse GridUs = Use("grid-location-us-2025", null, 384m, null, "gCO2e/kWh");
    public static readonly FactorUse Official = Use("official-grid-dk-2025", null, 64m, null, "gCO2e/kWh");
    public static readonly FactorUse Upstream = Use("upstream-grid-dk-2025", null, 41.5m, null, "gCO2e/kWh");
    public static readonly FactorUse Losses = Use("losses-grid-dk-2025", null, 0.0625m, null, "fraction");
    public static readonly FactorUse Market = Use("market-grid-dk-2025", null, 12.5m, null, "gCO2e/kWh");
    public static readonly FactorUse OnSite = Use("wue-dk", 0.125m, 0.25m, 0.5m, "L/IT kWh");
    public static readonly FactorUse OffSite = Use("water-dk", null, 3.1935m, null, "L/kWh");
    public static readonly PueRange Pue = new(new(1.05m), new(1.1m), new(1.25m));

    /// <summary>With everything that a place can have.</summary>
    public static readonly Place Denmark = new(
        1,
        new("DK", GridIntensity.FromGramsCo2ePerKilowattHour(123.4m), GridDk, Official),
        OnSite,
        OffSite,
        Upstream,
        Losses,
        Market
    );

    /// <summary>With nothing but its grid.</summary>
    public static readonly Place UnitedStates = new(
        2,
        new("US", GridIntensity.FromGramsCo2ePerKilowattHour(384m), GridUs),
        null,
        null,
        null,
        null,
        null
    );

    public static readonly Rate Products = new(
        1,
        "class-factors-2026",
        "L",
        new([
            RateTerm.Product(Quantity.UncachedInput, 1m, Input.Factor),
            RateTerm.Product(Quantity.CachedInput, 1m, Input.Factor, CacheRatio.Factor),
            RateTerm.Product(Quantity.Output, 1m, Output.Factor),
        ]),
        new([RateTerm.Product(Quantity.Output, 0.001m, Output.Factor, Hardware.Factor)]),
        null,
        new ContextRule(80_000m, 1m, 90_000m, 2m),
        4,
        Pue,
        [Input, Output, CacheRatio, Hardware],
        "Class factors"
    );

    public static readonly Rate WithoutHardware = new(
        2,
        "seed-2023-hardware",
        "M",
        new([
            RateTerm.Calculated(Quantity.Request, 0.2m, 0.3m, 0.4m, "0.3 Wh a request, as an article states"),
            RateTerm.Calculated(Quantity.Image, 1m, 2m, 3m, "2 Wh an image"),
        ]),
        null,
        null,
        ContextRule.None,
        2,
        null,
        [],
        "Seed"
    );

    public static readonly Rate WithoutCentral = new(
        3,
        "parameter-model-2026",
        "XL",
        new([RateTerm.Calculated(Quantity.Output, 0.7m, null, 1.9m, "range of the model's parameters")]),
        new([RateTerm.Calculated(Quantity.Output, 0.01m, null, 0.04m, "range of the model's parameters")]),
        null,
        ContextRule.None,
        5,
        Pue with
        {
            Central = null,
        },
        [],
        "Parameter model"
    );

    public static readonly Rate Spend = Rate.OfCradleToGate(
        RateTerm.Calculated(Quantity.CurrencyUnit, 80m, 86.5m, 95m, "1,000 x kg per USD x USD per EUR")
    ) with
    {
        Number = 4,
        Method = "spend-based",
        ModelClass = "NONE",
        Methodology = "Spend-based",
    };

    public static readonly Rate Latency = Rate.OfEnergy(
        [RateTerm.Calculated(Quantity.GenerationSecond, 0.1m, 0.2m, 0.3m, "watts x seconds")],
        [RateTerm.Calculated(Quantity.GenerationSecond, 0.004m, 0.008m, 0.012m, "share")],
        ContextRule.None,
        Pue
    ) with
    {
        Number = 5,
        Method = "jegham-latency",
        ModelClass = "L",
        Methodology = "Latency",
    };

    /// <summary>Energy that a supplier states: the factor of the accelerators' overhead, as a formula, and its share of hardware.</summary>
    public static readonly Rate Stated = Rate.OfEnergy(
        [RateTerm.Product(Quantity.StatedWattHour, 1m, Output.Factor)],
        [RateTerm.Calculated(Quantity.StatedWattHour, 0.03m, 0.06m, 0.2m, "energy x 40")],
        ContextRule.None,
        Pue
    ) with
    {
        Number = 6,
        Method = "supplier-specific",
        ModelClass = "L",
        Tier = 2,
        Methodology = "Method supplier-specific",
    };

    public static readonly ImmutableArray<FactorUse> Factors =
    [
        CacheRatio,
        Input,
        Output,
        GridDk,
        GridUs,
        Hardware,
        Losses,
        Market,
        Official,
        Upstream,
        OffSite,
        OnSite,
    ];

    /// <summary>What the made-up undertaking gives: its revenue, and nothing on other cloud services.</summary>
    public static readonly GivenFigure Revenue = new(FigureIds.NetRevenue, 1_250_000m, new("EUR"), "annual report, page 12");

    /// <summary>Lines of ten models, two grids and three bands, with a cost key of digits only and text beyond the basic plane.</summary>
    public static Disclosure Of(int lines) =>
        Disclose([
            .. Enumerable
                .Range(0, lines)
                .Select(i =>
                    Line(
                        i + 1,
                        $"model-{i % 10}",
                        (i % 10) switch
                        {
                            9 => null,
                            7 => Spend,
                            5 => Latency,
                            1 or 3 => WithoutHardware,
                            _ => Products,
                        },
                        seed: i
                    )
                ),
        ]);

    /// <summary>A line whose requests state their energy.</summary>
    public static InventoryLine StatedLine(int number, string model, decimal wattHours)
    {
        var line = Line(number, model, Stated, seed: number).Activity;
        return LineCalculation.Calculate(
            line with
            {
                Key = line.Key with { Energy = StatedEnergy.MeteredAccelerators },
                Usage = line.Usage with { EnergyMicrojoules = (long)(wattHours * Usage.MicrojoulesPerWattHour) },
            },
            new(model, model, model, "L", 1, []),
            Stated,
            Denmark,
            null
        );
    }

    public static InventoryLine Line(
        int number,
        string model,
        Rate? rate,
        int seed = 0,
        Known known = Known.Everything,
        string costKey = "00123"
    )
    {
        var band = (ContextBand)(1 + (seed % 3));
        var requests = 1 + (seed % 7);
        var input =
            requests
                * (
                    band == ContextBand.UpTo10K ? 900L
                    : band == ContextBand.UpTo100K ? 40_000L
                    : 150_000L
                )
            + seed;
        long If(Known quantity, long value) => known.HasFlag(quantity) ? value : 0;
        var usage = new Usage(
            If(Known.Requests, requests),
            If(Known.Input, input),
            If(Known.Cached, input / 3),
            If(Known.CacheWrite, 10),
            If(Known.Output, 500 + seed),
            If(Known.Reasoning, 100),
            If(Known.Images, seed % 4),
            If(Known.Audio, 61_234 * (seed % 2)),
            known,
            0,
            If(Known.Generation, 2_345 + seed)
        );
        var moments = band == ContextBand.UpTo100K && usage.Requests > 0 ? ContextMoments.Of(usage) : default;
        var key = new LineKey(
            new(2026, 7 + (seed % 3), 1),
            "openai-api",
            "openai",
            "org-1",
            "",
            model,
            "chat",
            "eu",
            "",
            costKey,
            "EUR",
            band,
            ContextBasis.BucketMean
        );
        var activity = new ActivityLine(number, key, 3, usage, moments, new Money(1.25m + seed, "EUR"));
        return LineCalculation.Calculate(
            activity,
            new(model, model, model, rate?.ModelClass ?? "NONE", 1, []),
            rate,
            seed % 5 == 0 ? UnitedStates : Denmark,
            rate is null ? "no method has a factor for it" : null
        );
    }

    public static Disclosure Disclose(ImmutableArray<InventoryLine> lines, string period = "2026-Q3", string undertaking = "Example A/S")
    {
        if (!ReportingPeriod.TryParse(period, FiscalYear.Calendar, out var covered))
            throw new ArgumentException(period);
        var activity = new Activity(
            covered,
            [.. lines.Select(line => line.Activity)],
            [
                new(
                    "exports/openai/2026-07.csv",
                    "openai-api",
                    "openai.usage",
                    "by its header",
                    12_345,
                    new(10, 6, 1, 2, 1),
                    Usage.None,
                    Usage.None,
                    ImmutableSortedDictionary<string, decimal>.Empty
                ),
            ],
            [],
            [new(new("exports/openai/2026-07.csv", 7, 3), "LE1003", "=1+1 is no date", Severity.Error, 0.125m)]
        )
        {
            Coverage =
            [
                .. Enumerable
                    .Range(1, 5)
                    .Select(day => new CoverageDay(
                        "openai-api",
                        new(2026, 7, day),
                        day is 2 or 3 ? DayStatus.Gap
                            : day == 5 ? DayStatus.Zero
                            : DayStatus.Rows,
                        day == 1 ? 6 : 0,
                        Usage.None
                    )),
            ],
        };
        var inventory = new Inventory(
            activity,
            ["class-factors-2026", "supplier-specific"],
            "sha256:" + new string('f', 64),
            lines,
            [
                Products,
                WithoutHardware,
                WithoutCentral,
                Spend,
                Latency,
                .. lines.Any(line => line.Rate == Stated) ? [Stated] : Array.Empty<Rate>(),
            ],
            [Denmark, UnitedStates],
            Factors,
            []
        );
        var figures = FiguresOf(inventory);
        return new()
        {
            Undertaking = undertaking,
            Status = ReportStatus.Draft,
            ToolVersion = "0.1.0",
            Inventory = inventory,
            Figures = figures,
            Checks = ChecksOf(inventory, figures),
            ByModel = ModelsOf(inventory),
            ByProvider = KeysOf(inventory, line => line.Activity.Key.Provider),
            ByCostCentre = KeysOf(inventory, line => line.Activity.Key.CostKey),
            ByMonth = MonthsOf(inventory),
            ModelBases = ModelBases.Of(inventory, new(inventory)),
            Sensitivities = lines.IsEmpty ? [] : [new(Assumption.ModelClass, "L", 0.25m, 2.5m), new(Assumption.Hardware, "", 0.9m, 1.125m)],
            Lacking = lines.IsEmpty ? [] : [new(LackingData.Supplier, 3, 1.5m, 2.25m), new(LackingData.Factor, 2, null, null)],
            Bridge = lines.IsEmpty
                ? null
                : new(
                    "2025-Q3",
                    "",
                    new(
                        [
                            new("openai", "", "model-0", 1m, 1.5m, [0m, 1m, -0.75m, 0m, 0m, 0m, 0.25m, 0m, 0m]),
                            new("openai", "=1+1", "model-1", 2m, 0m, [-2m, 0m, 0m, 0m, 0m, 0m, 0m, 0m, 0m]),
                        ],
                        (0, 0)
                    ),
                    3m
                ),
            Issues = activity.Issues,
            Inputs =
            [
                new("exports/openai/2026-07.csv", 12_345, new string('a', 64)),
                new("exports/openai/2026-08.csv", 9_876_543, new string('b', 64)),
            ],
            CalculationHash = "sha256:" + new string('c', 64),
            Given = [Revenue],
            Previous = new(
                "2025-Q3",
                "2025-Q3",
                ImmutableSortedDictionary<string, decimal>.Empty.Add("total", 0.5m).Add("total_kg", 500m).Add("requests", 0m)
            ),
            BaseYear = new("2024", "comparatives.csv", ImmutableSortedDictionary<string, decimal>.Empty.Add("total", 2m)),
            Targets = [new(FigureIds.Total, 2030, 1m, "transition plan")],
            Decision = new(Relevance.Material, new(2026, 3, 1), "screening of all categories"),
            Events =
            [
                new(
                    "2026-Q2",
                    "closed",
                    new(2026, 7, 9, 8, 30, 0, TimeSpan.Zero),
                    "A. Controller",
                    "=HYPERLINK(\"https://example.org\")",
                    new('d', 64)
                ),
            ],
        };
    }

    private static FactorUse Use(string id, decimal? low, decimal value, decimal? high, string unit) =>
        new(
            new(
                id,
                low,
                value,
                high,
                unit,
                new(2025, 1, 1),
                new(2025, 12, 31),
                id.Contains("grid", StringComparison.Ordinal) ? id.Split('-')[2].ToUpperInvariant() : "WORLD",
                "generation, lifecycle; without transmission and distribution losses",
                "example-2026",
                "table 3, page 12",
                FactorStatus.Primary,
                "=1+1 is a note, not a formula"
            ),
            new(
                "example-2026",
                "A made-up source for tests",
                "Example Institute",
                2026,
                "https://example.org/source",
                "CC-BY-4.0",
                "Example Institute (2026)",
                new(2026, 1, 15),
                "original"
            ),
            1,
            "provider openai -> US -> US 2025",
            false
        );

    private static ImmutableArray<Figure> FiguresOf(Inventory inventory)
    {
        var values = new Dictionary<FigureId, decimal?>();
        var scope = new FigureScope(inventory, new(inventory), id => values[id]) { Given = [Revenue] };
        Figure Make(FigureId id, string label, Expr definition, Unit unit, int? decimals, string name) =>
            new(
                id,
                label,
                definition,
                unit,
                decimals,
                values[id] = definition.Value(scope),
                values[id] is null ? new MissingReason("noLine", "no line is calculated") : null,
                name,
                null
            );
        return
        [
            Make(
                FigureIds.TotalKilograms,
                "Total emissions in kilograms",
                new Expr.Sum(Ledger.TotalCentral),
                Unit.KilogramsCo2e,
                null,
                "LlmTotal_kgCO2e"
            ),
            Make(
                FigureIds.Total,
                "GHG emissions of purchased LLM API services (Scope 3, category 1)",
                new Expr.Ratio(new Expr.Of(FigureIds.TotalKilograms), new Expr.Constant(1000m)),
                Unit.TonnesCo2e,
                2,
                "GrossScope3GreenhouseGasEmissions_Category11CloudComputingAndDataCentreServicesMember"
            ),
            Make(
                FigureIds.Low(FigureIds.Total),
                "Total, low",
                new Expr.Ratio(new Expr.Sum(Ledger.TotalLow), new Expr.Constant(1000m)),
                Unit.TonnesCo2e,
                2,
                "LlmTotalLow"
            ),
            Make(
                FigureIds.High(FigureIds.Total),
                "Total, high",
                new Expr.Ratio(new Expr.Sum(Ledger.TotalHigh), new Expr.Constant(1000m)),
                Unit.TonnesCo2e,
                2,
                "LlmTotalHigh"
            ),
            Make(
                FigureIds.Energy,
                "Electricity used at suppliers",
                new Expr.Sum(Ledger.EnergyCentral),
                Unit.KilowattHours,
                1,
                "LlmEnergy_kWh"
            ),
            Make(FigureIds.Requests, "Requests", new Expr.Sum(Ledger.Requests), Unit.Count, 0, "LlmRequests"),
            Make(
                FigureIds.EstimatedShare,
                "Share of emissions from data of tiers 4 and 5",
                new Expr.Ratio(
                    new Expr.Sum(Ledger.TotalCentral, Condition.AtLeast(Ledger.Tier, 4m)),
                    new Expr.Of(FigureIds.TotalKilograms)
                ),
                Unit.Fraction,
                3,
                "LlmEstimatedShare"
            ),
            Make(
                FigureIds.OtherCloudServices,
                "Other cloud services",
                new Expr.Given(FigureIds.OtherCloudServices),
                Unit.TonnesCo2e,
                null,
                "OtherCloud_tCO2e"
            ),
            Make(
                FigureIds.CloudServices,
                "Category 1.1",
                new Expr.Plus(new Expr.Of(FigureIds.Total), new Expr.Of(FigureIds.OtherCloudServices)),
                Unit.TonnesCo2e,
                null,
                "CloudServices_tCO2e"
            ),
            Make(
                FigureIds.NetRevenue,
                "Net revenue",
                new Expr.Given(FigureIds.NetRevenue),
                new("EUR"),
                null,
                "NetRevenueUsedToCalculateGHGIntensity"
            ),
            Make(
                FigureIds.PerMillionRevenue,
                "Per million of revenue",
                new Expr.Ratio(
                    new Expr.Ratio(new Expr.Of(FigureIds.Total), new Expr.Constant(0.000001m)),
                    new Expr.Of(FigureIds.NetRevenue)
                ),
                new("tCO2e/million EUR"),
                3,
                "PerRevenue"
            ),
        ];
    }

    private static ImmutableArray<Check> ChecksOf(Inventory inventory, ImmutableArray<Figure> figures) =>
        [
            new(
                "rows",
                "Rows of the ledger's lines",
                inventory.Lines.Sum(line => line.Activity.Rows),
                Sum(inventory, Ledger.Rows),
                0m,
                Unit.Count,
                new Expr.Sum(Ledger.Rows),
                "accepted rows of all inputs"
            ),
            new(
                "input-tokens",
                "Input tokens",
                inventory.Lines.Where(line => line.Activity.Usage.Knows(Known.Input)).Sum(line => line.Activity.Usage.Input),
                Sum(inventory, Ledger.InputTokens),
                0m,
                Unit.Tokens,
                new Expr.Sum(Ledger.InputTokens),
                "control total of the import"
            ),
            new(
                "energy",
                "Energy of figure and ledger",
                inventory.Lines.Sum(line => line.Energy?.Central?.KilowattHours ?? 0m),
                figures.Single(figure => figure.Id == FigureIds.Energy).Value,
                0.000001m,
                Unit.KilowattHours,
                new Expr.Of(FigureIds.Energy),
                ""
            ),
            new("unread-files", "Inputs that could not be read", 0m, 0m, 0m, Unit.Count, null, "outside of the workbook"),
        ];

    private static decimal? Sum(Inventory inventory, LedgerColumn column) =>
        new Expr.Sum(column).Value(new(inventory, LedgerPositions.None, _ => null));

    private static ImmutableArray<ModelTotals> ModelsOf(Inventory inventory)
    {
        var positions = new LedgerPositions(inventory);
        return
        [
            .. inventory
                .Lines.GroupBy(line => positions.ModelKey(line)!.Value)
                .OrderBy(group => group.Key)
                .Select(group => new ModelTotals(
                    group.Key,
                    group.First().Activity.Key.Provider,
                    group.First().Activity.Key.Model,
                    group.First().Model.Resolved,
                    group.First().Model.ModelClass,
                    group.Max(line => line.Rate?.Tier),
                    Totals.Sum([.. group])
                )),
        ];
    }

    private static ImmutableArray<KeyTotals> KeysOf(Inventory inventory, Func<InventoryLine, string> name) =>
        [
            .. inventory
                .Lines.GroupBy(name, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select((group, i) => new KeyTotals(i + 1, group.Key, Totals.Sum([.. group]))),
        ];

    private static ImmutableArray<MonthTotals> MonthsOf(Inventory inventory)
    {
        var positions = new LedgerPositions(inventory);
        return
        [
            .. Enumerable
                .Range(7, 3)
                .Select(month => new DateOnly(2026, month, 1))
                .Select(month => (Month: month, Lines: inventory.Lines.Where(line => line.Activity.Key.Month == month).ToList()))
                .Select(at => new MonthTotals(
                    at.Month,
                    Totals.Sum(at.Lines),
                    at.Lines.GroupBy(line => positions.ModelKey(line)!.Value)
                        .ToImmutableSortedDictionary(group => group.Key, group => Totals.Sum([.. group]))
                )),
        ];
    }
}
