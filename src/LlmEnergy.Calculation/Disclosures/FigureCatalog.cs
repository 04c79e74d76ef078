using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>The disclosed figures, each defined once; the order is that of the report.</summary>
[Methodology("Step 6: figures")]
public static class FigureCatalog
{
    private const string Scope3 = "GrossScope3GreenhouseGasEmissions";
    private const string CloudMember = "Category11CloudComputingAndDataCentreServicesMember";
    private const string Category1Member = "Category1PurchasedGoodsAndServicesMember";
    private const string Revenue = "NetRevenueUsedToCalculateGHGIntensity";

    // credits lower a price and no emissions, and what is not calculated has a price without emissions
    private static readonly Condition[] CalculatedWithCost = [Condition.AtLeast(Ledger.Cost, 0m), Condition.AtLeast(Ledger.Tier, 1m)];

    private static readonly Definition[] Definitions =
    [
        .. Range(
            FigureIds.Total,
            "GHG emissions of purchased LLM API services (Scope 3, category 1)",
            Unit.TonnesCo2e,
            "GhgEmissionsPurchasedLlmApiServices{0}_tCO2e",
            level => Tonnes(At(FigureIds.TotalKilograms, level))
        ),
        .. Range(
            FigureIds.TotalKilograms,
            "Total",
            Unit.KilogramsCo2e,
            "TotalEmissions{0}_kgCO2e",
            level => Sum(level, Ledger.TotalLow, Ledger.TotalCentral, Ledger.TotalHigh)
        ),
        .. Range(
            FigureIds.LocationBased,
            "Electricity, location-based",
            Unit.KilogramsCo2e,
            "LocationBasedEmissions{0}_kgCO2e",
            level => Sum(level, Ledger.LocationLow, Ledger.LocationCentral, Ledger.LocationHigh)
        ),
        .. Range(
            FigureIds.Upstream,
            "Upstream of the electricity, where the grid factor is direct",
            Unit.KilogramsCo2e,
            "UpstreamEmissions{0}_kgCO2e",
            level => Sum(level, Ledger.UpstreamLow, Ledger.UpstreamCentral, Ledger.UpstreamHigh)
        ),
        .. Range(
            FigureIds.TransmissionLosses,
            "Transmission and distribution losses",
            Unit.KilogramsCo2e,
            "TransmissionLossEmissions{0}_kgCO2e",
            level => Sum(level, Ledger.LossesLow, Ledger.LossesCentral, Ledger.LossesHigh)
        ),
        .. Range(
            FigureIds.Embodied,
            "Embodied hardware",
            Unit.KilogramsCo2e,
            "EmbodiedEmissions{0}_kgCO2e",
            level => Sum(level, Ledger.EmbodiedLow, Ledger.EmbodiedCentral, Ledger.EmbodiedHigh)
        ),
        .. Range(
            FigureIds.Other,
            "Other cradle-to-gate: by spend, or suppliers' own figures",
            Unit.KilogramsCo2e,
            "OtherCradleToGateEmissions{0}_kgCO2e",
            level => Sum(level, Ledger.OtherLow, Ledger.OtherCentral, Ledger.OtherHigh)
        ),
        .. Range(
            FigureIds.MarketBased,
            "Electricity, market-based (memo, in no total)",
            Unit.KilogramsCo2e,
            "MarketBasedEmissions{0}_kgCO2e",
            level => Sum(level, Ledger.MarketLow, Ledger.MarketCentral, Ledger.MarketHigh),
            MissingReason.NoInstrument
        ),
        .. Range(
            FigureIds.Energy,
            "Electricity at the suppliers' facilities (supplementary, not the undertaking's own)",
            Unit.KilowattHours,
            "EnergyOutsideE15{0}_kWh",
            level => Sum(level, Ledger.EnergyLow, Ledger.EnergyCentral, Ledger.EnergyHigh)
        ),
        .. Range(
            FigureIds.Water,
            "Water consumed at the suppliers' facilities and power stations (supplementary)",
            Unit.Litres,
            "WaterConsumption{0}_L",
            level => new Expr.Plus(new Expr.Of(At(FigureIds.OnSiteWater, level)), new Expr.Of(At(FigureIds.OffSiteWater, level))),
            MissingReason.NoWaterFactor
        ),
        .. Range(
            FigureIds.OnSiteWater,
            "Water on site: cooling",
            Unit.Litres,
            "OnSiteWaterConsumption{0}_L",
            level => Sum(level, Ledger.OnSiteWaterLow, Ledger.OnSiteWaterCentral, Ledger.OnSiteWaterHigh),
            MissingReason.NoWaterFactor
        ),
        .. Range(
            FigureIds.OffSiteWater,
            "Water off site: electricity generation",
            Unit.Litres,
            "OffSiteWaterConsumption{0}_L",
            level => Sum(level, Ledger.OffSiteWaterLow, Ledger.OffSiteWaterCentral, Ledger.OffSiteWaterHigh),
            MissingReason.NoWaterFactor
        ),
        new(FigureIds.Requests, "Requests", new Expr.Sum(Ledger.Requests), Unit.Count, "Requests", 0),
        new(FigureIds.InputTokens, "Input tokens", new Expr.Sum(Ledger.InputTokens), Unit.Tokens, "InputTokens", 0),
        new(FigureIds.OutputTokens, "Output tokens", new Expr.Sum(Ledger.OutputTokens), Unit.Tokens, "OutputTokens", 0),
        new(
            FigureIds.EstimatedShare,
            "Share of emissions from estimated factors (tiers 4 and 5)",
            Share(Ledger.TotalCentral, FigureIds.TotalKilograms, Condition.AtLeast(Ledger.Tier, 4)),
            Unit.Fraction,
            "EstimatedShareOfEmissions",
            3
        ),
        new(
            FigureIds.UnknownModelShare,
            "Share of emissions from unknown models, request factors and spend (tier 5)",
            Share(Ledger.TotalCentral, FigureIds.TotalKilograms, Condition.AtLeast(Ledger.Tier, 5)),
            Unit.Fraction,
            "UnknownModelShareOfEmissions",
            3
        ),
        .. Enumerable
            .Range(1, Rate.Tiers)
            .Select(tier => new Definition(
                FigureIds.EmissionsOfTier(tier),
                $"Share of emissions, tier {tier}",
                Share(Ledger.TotalCentral, FigureIds.TotalKilograms, Condition.Exactly(Ledger.Tier, tier)),
                Unit.Fraction,
                $"ShareOfEmissionsTier{tier}",
                3
            )),
        .. Enumerable
            .Range(1, Rate.Tiers)
            .Select(tier => new Definition(
                FigureIds.EnergyOfTier(tier),
                $"Share of electricity, tier {tier}",
                Share(Ledger.EnergyCentral, FigureIds.Energy, Condition.Exactly(Ledger.Tier, tier)),
                Unit.Fraction,
                $"ShareOfElectricityTier{tier}",
                3
            )),
        new(
            FigureIds.PrimaryDataShare,
            "Share of emissions from primary data: emission factors of the suppliers' own (strict)",
            Share(Ledger.TotalCentral, FigureIds.TotalKilograms, Condition.Exactly(Ledger.Tier, 1)),
            Unit.Fraction,
            "PrimaryDataShareOfEmissions",
            3
        ),
        Given(FigureIds.OtherCloudServices, "Other purchased cloud and data centre services", Unit.TonnesCo2e, "OtherCloudServices_tCO2e"),
        new(
            FigureIds.CloudServices,
            "Category 1.1: purchased cloud computing and data centre services",
            new Expr.Plus(new Expr.Of(FigureIds.Total), new Expr.Of(FigureIds.OtherCloudServices)),
            Unit.TonnesCo2e,
            Concept(Scope3, CloudMember)
        )
        {
            Concept = Scope3,
            Member = CloudMember,
            WhyMissing = MissingReason.OtherCloudUnknown,
        },
        Given(
            FigureIds.OtherCategory1,
            "Rest of category 1: purchased goods and services other than cloud",
            Unit.TonnesCo2e,
            "RestOfCategory1_tCO2e"
        ),
        new(
            FigureIds.Category1,
            "Category 1: purchased goods and services",
            new Expr.Plus(new Expr.Of(FigureIds.CloudServices), new Expr.Of(FigureIds.OtherCategory1)),
            Unit.TonnesCo2e,
            Concept(Scope3, Category1Member)
        )
        {
            Concept = Scope3,
            Member = Category1Member,
            WhyMissing = MissingReason.OtherCategory1NotGiven,
        },
        Given(FigureIds.Scope3, "Total gross Scope 3 emissions", Unit.TonnesCo2e, Scope3, Scope3),
        new(
            FigureIds.ShareOfCategory1,
            "LLM API services, share of category 1",
            new Expr.Ratio(new Expr.Of(FigureIds.Total), new Expr.Of(FigureIds.Category1)),
            Unit.Fraction,
            "LlmApiServicesShareOfCategory1"
        )
        {
            WhyMissing = MissingReason.Category1Unknown,
        },
        new(
            FigureIds.ShareOfScope3,
            "LLM API services, share of total Scope 3",
            new Expr.Ratio(new Expr.Of(FigureIds.Total), new Expr.Of(FigureIds.Scope3)),
            Unit.Fraction,
            "LlmApiServicesShareOfScope3"
        )
        {
            WhyMissing = MissingReason.Scope3NotGiven,
        },
        Given(FigureIds.NetRevenue, "Net revenue", Unit.None, Revenue, Revenue),
        new(
            FigureIds.PerThousandRequests,
            "Emissions per 1,000 requests",
            Per(FigureIds.TotalKilograms, 1_000m, new Expr.Of(FigureIds.Requests)),
            new("kgCO2e/1,000 requests"),
            "EmissionsPerThousandRequests_kgCO2e"
        )
        {
            WhyMissing = MissingReason.NotEveryLine,
        },
        new(
            FigureIds.PerMillionTokens,
            "Emissions per million tokens of input and output",
            Per(
                FigureIds.TotalKilograms,
                1_000_000m,
                new Expr.Plus(new Expr.Of(FigureIds.InputTokens), new Expr.Of(FigureIds.OutputTokens))
            ),
            new("kgCO2e/million tokens"),
            "EmissionsPerMillionTokens_kgCO2e"
        )
        {
            WhyMissing = MissingReason.NotEveryLine,
        },
        new(
            FigureIds.PerSpend,
            "Emissions per unit of spend, of the lines with a cost",
            new Expr.Ratio(new Expr.Sum(Ledger.TotalCentral, CalculatedWithCost), new Expr.Sum(Ledger.Cost, CalculatedWithCost)),
            new("kgCO2e per unit of currency"),
            "EmissionsPerSpend_kgCO2e"
        )
        {
            WhyMissing = MissingReason.NoCost,
            IsDefined = inventory => Currencies(inventory).Count <= 1,
        },
        new(
            FigureIds.PerMillionRevenue,
            "Emissions per million of net revenue, LLM API services only: a management figure",
            Per(FigureIds.Total, 1_000_000m, new Expr.Of(FigureIds.NetRevenue)),
            new("tCO2e per million"),
            "EmissionsPerMillionRevenue_tCO2e"
        )
        {
            WhyMissing = MissingReason.NoRevenue,
        },
        new(
            FigureIds.TrainingSensitivity,
            "Sensitivity: training of the models at 50 % of all the above (in no total)",
            new Expr.Ratio(new Expr.Of(FigureIds.TotalKilograms), new Expr.Constant(2m)),
            Unit.KilogramsCo2e,
            "TrainingSensitivity_kgCO2e"
        ),
    ];

    /// <summary>What undertakings can give for a period.</summary>
    public static ImmutableArray<FigureId> Inputs { get; } =
    [.. Definitions.Where(definition => definition.Expr is Expr.Given).Select(definition => definition.Id)];

    /// <summary>Every figure there is, with its unit: what comparatives can be given for.</summary>
    public static ImmutableArray<(FigureId Id, Unit Unit)> Units { get; } =
    [.. Definitions.Select(definition => (definition.Id, definition.Unit))];

    /// <summary>Whether an id is that of a figure that registers give, beside the usage.</summary>
    public static bool IsOfAccounts(string id) => AccountFigures.Ids.Contains(id);

    /// <summary>Whether an id is that of a figure that draws give.</summary>
    public static bool IsOfDraws(string id) =>
        new[] { FigureIds.Energy, FigureIds.TotalKilograms, FigureIds.Total }.Any(of =>
            new[] { FigureIds.P5(of), FigureIds.P50(of), FigureIds.P95(of), FigureIds.Mean(of) }.Contains(new(id))
        );

    /// <summary>What stands before the currency in the unit of a figure that has one; null for all others.</summary>
    public static string? BeforeCurrency(FigureId id) =>
        id == FigureIds.NetRevenue ? ""
        : id == FigureIds.PerMillionRevenue ? "tCO2e/million "
        : id == FigureIds.PerSpend ? "kgCO2e/"
        : null;

    /// <param name="intervals">What draws say: figures of their own behind all others; null: there are none.</param>
    /// <param name="accounts">What the accounts say: figures of their own behind these.</param>
    public static ImmutableArray<Figure> Evaluate(
        Inventory inventory,
        LedgerPositions positions,
        ImmutableArray<GivenFigure> given,
        Intervals? intervals = null,
        ImmutableArray<AccountFigure> accounts = default
    )
    {
        Definition[] definitions =
        [
            .. Definitions,
            .. intervals is null ? [] : OfDraws(intervals),
            .. accounts.IsDefaultOrEmpty ? [] : accounts.Select(OfAccounts),
        ];
        var values = new Dictionary<FigureId, decimal?>();
        decimal? ValueOf(FigureId id)
        {
            var definition = definitions.First(figure => figure.Id == id);
            if ((inventory.Activity.IsUnknown && definition.Expr is not Expr.Given) || !definition.IsDefined(inventory))
                return null;
            if (!values.TryGetValue(id, out var value))
                values[id] = value = definition.Expr.Value(new(inventory, positions, ValueOf) { Given = given });
            return value;
        }

        return
        [
            .. definitions.Select(d => new Figure(
                d.Id,
                d.Label,
                d.Expr is Expr.Given input ? input with { Number = ValueOf(d.Id) } : d.Expr,
                UnitOf(d, inventory, given),
                d.Decimals,
                ValueOf(d.Id),
                ValueOf(d.Id) is null ? WhyMissing(d, inventory) : null,
                d.ExcelName,
                d.Concept
            )
            {
                Member = d.Member,
            }),
        ];
    }

    /// <summary>Money has the currency it is given or stated in.</summary>
    private static Unit UnitOf(Definition definition, Inventory inventory, ImmutableArray<GivenFigure> given)
    {
        if (BeforeCurrency(definition.Id) is not { } before)
            return definition.Unit;
        var currency =
            definition.Id == FigureIds.PerSpend
                ? Currencies(inventory) is [var only]
                    ? only
                    : null
                : given.FirstOrDefault(input => input.Id == FigureIds.NetRevenue)?.Unit.Symbol;
        return currency is { Length: > 0 } ? new(before + currency) : definition.Unit;
    }

    private static List<string> Currencies(Inventory inventory) =>
        [
            .. inventory
                .Lines.Where(line => CalculatedWithCost.All(condition => condition.Holds(line)))
                .Select(line => line.Activity.Cost!.Value.Currency)
                .Distinct(StringComparer.Ordinal),
        ];

    private static MissingReason WhyMissing(Definition definition, Inventory inventory) =>
        definition.Expr is Expr.Given ? MissingReason.NotGiven
        : inventory.Activity.IsUnknown ? MissingReason.NothingRead
        : definition.Unit == Unit.Count || definition.Unit == Unit.Tokens ? MissingReason.NotEveryLine
        : inventory.Lines.All(line => !line.IsCalculated) ? MissingReason.NothingCalculated
        : definition.WhyMissing ?? (inventory.Lines.Any(line => line.HasEnergy) ? MissingReason.NotOfMethod : MissingReason.NoEnergy);

    /// <summary>Quantiles and mean of the electricity and of the total.</summary>
    private static IEnumerable<Definition> OfDraws(Intervals intervals)
    {
        IEnumerable<Definition> Of(FigureId id, string what, Unit unit, string excelName, Func<string, FigureId, Expr> expr) =>
            new (string Part, string Label, FigureId Id)[]
            {
                ("P5", $"{what}: 5 % of the draws lie below", FigureIds.P5(id)),
                ("P50", $"{what}: median of the draws", FigureIds.P50(id)),
                ("P95", $"{what}: 95 % of the draws lie below", FigureIds.P95(id)),
                ("Mean", $"{what}: mean of the draws", FigureIds.Mean(id)),
            }.Select(part => new Definition(
                part.Id,
                part.Label,
                expr(part.Part, part.Id),
                unit,
                string.Format(CultureInfo.InvariantCulture, excelName, "_" + part.Part)
            ));
        static decimal? Part(Interval? interval, string part) =>
            part switch
            {
                "P5" => interval?.P5,
                "P50" => interval?.P50,
                "P95" => interval?.P95,
                _ => interval?.Mean,
            };
        return
        [
            .. Of(
                FigureIds.Energy,
                "Electricity",
                Unit.KilowattHours,
                "EnergyOutsideE15{0}_kWh",
                (part, _) => new Expr.Data(Part(intervals.Energy, part))
            ),
            .. Of(
                FigureIds.TotalKilograms,
                "Total",
                Unit.KilogramsCo2e,
                "TotalEmissions{0}_kgCO2e",
                (part, _) => new Expr.Data(Part(intervals.Emissions, part))
            ),
            .. Of(
                FigureIds.Total,
                "GHG emissions",
                Unit.TonnesCo2e,
                "GhgEmissionsPurchasedLlmApiServices{0}_tCO2e",
                (_, id) => Tonnes(new(id.Value.Replace("total_", "total_kg_", StringComparison.Ordinal)))
            ),
        ];
    }

    private static Definition OfAccounts(AccountFigure figure) =>
        new(new(figure.Id), figure.Label, new Expr.Data(figure.Value), new(figure.Unit), figure.ExcelName)
        {
            WhyMissing = MissingReason.NotCompared,
        };

    /// <summary>Central value, low and high: three figures under one label.</summary>
    private static IEnumerable<Definition> Range(
        FigureId id,
        string label,
        Unit unit,
        string excelName,
        Func<Level, Expr> definition,
        MissingReason? whyMissing = null
    ) =>
        [
            new(id, label, definition(Level.Central), unit, string.Format(CultureInfo.InvariantCulture, excelName, ""))
            {
                WhyMissing = whyMissing,
            },
            new(FigureIds.Low(id), "- low", definition(Level.Low), unit, string.Format(CultureInfo.InvariantCulture, excelName, "_Low"))
            {
                WhyMissing = whyMissing,
            },
            new(FigureIds.High(id), "- high", definition(Level.High), unit, string.Format(CultureInfo.InvariantCulture, excelName, "_High"))
            {
                WhyMissing = whyMissing,
            },
        ];

    private static Definition Given(FigureId id, string label, Unit unit, string excelName, string? concept = null) =>
        new(id, label, new Expr.Given(id), unit, excelName) { Concept = concept };

    /// <summary>
    /// How much of a figure falls on so many of another: the factor stands inside, since nothing can be divided by what is missing.
    /// </summary>
    private static Expr.Ratio Per(FigureId over, decimal many, Expr under) =>
        new(new Expr.Ratio(new Expr.Of(over), new Expr.Constant(1m / many)), under);

    private static string Concept(string concept, string member) => $"{concept}_{member}";

    private static FigureId At(FigureId id, Level level) =>
        level switch
        {
            Level.Low => FigureIds.Low(id),
            Level.High => FigureIds.High(id),
            _ => id,
        };

    private static Expr.Sum Sum(Level level, LedgerColumn low, LedgerColumn central, LedgerColumn high) =>
        new(
            level switch
            {
                Level.Low => low,
                Level.High => high,
                _ => central,
            }
        );

    private static Expr.Ratio Tonnes(FigureId kilograms) => new(new Expr.Of(kilograms), new Expr.Constant(1_000m));

    private static Expr.Ratio Share(LedgerColumn part, FigureId whole, Condition of) =>
        new(new Expr.Sum(part, of) { IsZeroWithout = true }, new Expr.Of(whole));

    private sealed record Definition(FigureId Id, string Label, Expr Expr, Unit Unit, string ExcelName, int? Decimals = null)
    {
        public MissingReason? WhyMissing { get; init; }

        public string? Concept { get; init; }

        public string? Member { get; init; }

        public Func<Inventory, bool> IsDefined { get; init; } = _ => true;
    }
}
