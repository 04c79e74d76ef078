using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Reporting.Tests.Document;

/// <summary>
/// A disclosure built by hand: add usage and factors, then build. One kWh is 0.4 kg of electricity and 0.04 kg of hardware.
/// </summary>
internal sealed class SampleDisclosure
{
    private const Known Tokens = Known.Requests | Known.Input | Known.Output;
    private static readonly Citation Atlas = new(
        "grid-atlas",
        "Atlas of grid intensity",
        "Institute of Examples",
        2026,
        "https://example.org/atlas",
        "CC BY 4.0",
        "Institute of Examples (CC BY 4.0).",
        new(2026, 5, 1),
        "primary"
    );
    private readonly List<InventoryLine> _lines = [];
    private readonly List<Rate> _rates = [];
    private readonly List<FactorUse> _factors = [];
    private readonly List<Issue> _issues = [];
    private readonly List<RowAccount> _files = [];

    public SampleDisclosure()
        : this(null, null) { }

    /// <summary>With a range of the grid factor.</summary>
    private SampleDisclosure(decimal? low, decimal? high) => Grid = Factor("grid-us", 0.4m, "kgCO2e/kWh", Atlas, low, high);

    /// <summary>As <see cref="Minimal"/>, where the factor of the grid has a low and a high.</summary>
    public static SampleDisclosure Ranged() =>
        new SampleDisclosure(0.3m, 0.5m).Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.44m).File("usage.csv", 10, 10);

    public string Undertaking { get; init; } = "Acme A/S";

    public string Period { get; init; } = "2026-Q3";

    public ReportStatus Status { get; init; } = ReportStatus.Draft;

    public bool ChecksPass { get; init; } = true;

    /// <summary>Days that the coverage check misses, of 184; null where there is no such check.</summary>
    public int? MissingDays { get; init; }

    /// <summary>Of 92 days.</summary>
    public int FilledDays { get; init; }

    /// <summary>What is assumed of prompts.</summary>
    public ImmutableArray<AssumedPrompts> Prompts { get; init; } = [];

    public ImmutableArray<Acceptance> Acceptances { get; init; } = [];

    public decimal? UnknownShare { get; init; } = 0m;

    public string Hash { get; init; } = "sha256:" + string.Concat(Enumerable.Repeat("5e1f", 16));

    /// <summary>
    /// Where it is not empty: an instrument or a residual mix of this id, water, losses, direct factors with upstream, spend, overrides,
    /// methods side by side.
    /// </summary>
    public string Market { get; init; } = "";

    /// <summary>
    /// Tonnes of other cloud services that the undertaking gives, with the rest of category 1, total Scope 3 and net revenue; null where it
    /// gives nothing.
    /// </summary>
    public decimal? OtherCloud { get; init; }

    public decimal Primary { get; init; }

    /// <summary>Whether exports name no region.</summary>
    public bool IsPlaceAssumed { get; init; }

    /// <summary>Name of the cost centre that all usage is of.</summary>
    public string CostCentre { get; init; } = "";

    public Comparative? Previous { get; init; }

    public Comparative? PreviouslyStated { get; init; }

    public Comparative? BaseYear { get; init; }

    public ComparativeBridge? Bridge { get; init; }

    /// <summary>Whether the first model's figure is re-performed from every quantity, in every band, by energy and as a whole.</summary>
    public bool IsRated { get; init; }

    public ImmutableArray<Target> Targets { get; init; } = [];

    public Decision? Decision { get; init; }

    public Statement Statement { get; init; } = Statement.None;

    public Accounts? Accounts { get; init; }

    public bool IsRuleSetChosen { get; init; } = true;

    public Assumptions Assumed { get; init; } = Assumptions.None;

    /// <summary>Whether the first line states a cost, and input was read from a cache.</summary>
    public bool IsPriced { get; init; }

    public ImmutableArray<VersionEvent> Events { get; init; } = [];

    public string RuleSet { get; init; } = "ESRS-2023";

    public FactorUse Grid { get; }

    /// <summary>Stands beside the factor of the grid, where everything is there.</summary>
    private FactorUse Official => Grid with { Factor = Grid.Factor with { Id = "official-us", Value = 0.37m } };

    private Place Place =>
        Market.Length == 0
            ? new(
                1,
                new(
                    "US",
                    GridIntensity.FromKilogramsCo2ePerKilowattHour(0.4m),
                    IsPlaceAssumed ? Grid with { IsFallback = true, LagYears = 1, Path = "provider openai -> US" } : Grid
                ),
                null,
                null,
                null,
                null,
                null
            )
            : new(
                1,
                new("US", GridIntensity.FromKilogramsCo2ePerKilowattHour(0.4m), Grid, Official),
                Grid,
                Grid,
                Grid,
                Grid,
                Grid with
                {
                    Factor = Grid.Factor with { Id = Market },
                }
            );

    public static Citation SourceOf(string title) => Atlas with { Id = title, Title = title };

    public static SampleDisclosure Minimal() =>
        new SampleDisclosure().Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.44m).File("usage.csv", 10, 10);

    /// <summary>A second quarter-year with everything that an undertaking can give beside its usage.</summary>
    public static SampleDisclosure Compared(
        string period = "2026-Q3",
        string origin = "comparatives.csv",
        ReportStatus status = ReportStatus.Draft
    ) =>
        new SampleDisclosure
        {
            Period = period,
            Status = status,
            OtherCloud = 9.4m,
            CostCentre = "research",
            Previous = Earlier(period == "2026" ? "2025" : "2025-Q3", origin, 0.0001m),
            BaseYear = Earlier("2025", "2025", 0.0004m),
            Targets =
            [
                new(FigureIds.Total, 2030, 0.0002m, "climate plan 2026, p. 4"),
                new(FigureIds.Scope3, 2030, 3_000m, "climate plan 2026, p. 5."),
            ],
            Decision = new(Relevance.Material, new(2026, 3, 1), "purchased cloud services grow faster than all other purchases."),
            Events = [new("2025", "closed", new(2026, 2, 3, 9, 30, 0, TimeSpan.Zero), "A. Berg", "Controller", new string('c', 64))],
        }
            .Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.44m)
            .File("usage.csv", 10, 10);

    /// <summary>A final report of which the undertaking says all that it can.</summary>
    public static SampleDisclosure Stated(
        string period = "2026-Q3",
        Relevance relevance = Relevance.Supplementary,
        ReportingBasis basis = ReportingBasis.Consolidated,
        ConsolidationApproach approach = ConsolidationApproach.FinancialControl
    )
    {
        var sample = new SampleDisclosure
        {
            Period = period,
            Status = ReportStatus.Final,
            RuleSet = "ESRS-2026",
            IsPriced = true,
            Previous = Earlier("2025-Q3", "2025-Q3", 0.0001m),
            BaseYear = Earlier("2025", "2025", 0.0004m),
            Bridge = BridgeOf("2025-Q3", 0.1m),
            Targets = [new(FigureIds.Total, 2030, 1m, "climate plan 2026, p. 4")],
            Decision = new(relevance, new(2026, 3, 1), "screening of all categories", 0.001m, 0.01m),
            Statement = new()
            {
                LegalName = "Acme Aktieselskab",
                Lei = "529900T8BM49AURSDO55",
                Basis = basis,
                Consolidation = approach,
                BaseYearPolicy = "The base year is recalculated where a change exceeds 5 %.",
                PlannedActions = "Contracts ask suppliers for figures of their own from 2027 on.",
                Periods = ImmutableSortedDictionary<string, PeriodStatement>.Empty.Add(
                    period,
                    new(new(2026, 10, 20), "Coding agents were introduced in June.", "None.")
                ),
            },
        }
            .Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.44m)
            .Use(8, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.45m)
            .Use(9, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.45m)
            .File("usage.csv", 10, 10)
            .File("old.csv", 10, 0, ignored: 10);
        sample.Factor(
            "class-l-input-2026",
            0.16m,
            "Wh/1000 tokens",
            SourceOf("Own factors") with
            {
                Url = "docs/METHODOLOGY.md#method-one",
            }
        );
        return sample;
    }

    /// <summary>A month is missing, which somebody accepts, as they do findings.</summary>
    public static SampleDisclosure Accepted(int missingDays = 31) =>
        new SampleDisclosure
        {
            Status = ReportStatus.Final,
            IsPlaceAssumed = true,
            MissingDays = missingDays,
            Acceptances =
                missingDays == 1
                    ? [new(Check.Coverage, "A. Berg", new(2026, 10, 6), "the day of the move")]
                    :
                    [
                        new(Check.Coverage, "A. Berg", new(2026, 10, 6), "the log of August is lost"),
                        new("LE4002", "B. Holm", new(2026, 10, 7), "a pilot"),
                    ],
        }
            .Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.44m)
            .File("usage.csv", 10, 10)
            .Finding("model 'x' is unknown");

    /// <summary>The register with the acceptances, of which only the rows of the period are an input.</summary>
    private InputFile[] Register() =>
        Acceptances.IsEmpty ? [] : [new("acceptances.csv", 96, string.Concat(Enumerable.Repeat("acce", 16))) { Rows = Acceptances.Length }];

    /// <summary>Of every figure that is compared.</summary>
    public static Comparative Earlier(string period, string origin, decimal total) =>
        new(
            period,
            origin,
            new Dictionary<string, decimal>
            {
                ["total"] = total,
                ["energy"] = 0.5m,
                ["requests"] = 900m,
                ["input_tokens"] = 400_000m,
                ["output_tokens"] = 300_000m,
                ["intensity_requests"] = 0.2m,
                ["intensity_tokens"] = 0.25m,
                ["cloud_services"] = 8.9m,
                ["category1"] = 2_610m,
                ["scope3"] = 4_700m,
            }.ToImmutableSortedDictionary(StringComparer.Ordinal)
        );

    /// <summary>Twelve models, three months, eight factors, six findings, and everything that a sentence depends on.</summary>
    /// <summary>The rich one with draws, and closed models in both views.</summary>
    public static SampleDisclosure Simulated(bool adopts = false, int moreModels = 0)
    {
        var sample = Rich();
        (sample.IsSimulated, sample.AdoptsClosedModels, sample.MoreClosedModels) = (true, adopts, moreModels);
        return sample;
    }

    public static SampleDisclosure Rich()
    {
        var sample = new SampleDisclosure { UnknownShare = 0.0123m, ChecksPass = false };
        (string Provider, string Model, string Class, int Tier, decimal Kwh)[] models =
        [
            ("openai", "gpt-4o-2024-08-06", "L", 4, 440m),
            ("openai", "gpt-4.1-mini", "M", 4, 185m),
            ("anthropic", "claude-sonnet-4-5-20250929", "L", 4, 580.2667m),
            ("openai", "gpt-5", "L", 4, 226m),
            ("anthropic", "claude-opus-4-1-20250805", "XL", 4, 186m),
            ("google", "gemini-2.5-flash-lite", "S", 4, 58m),
            ("mistral", "mistral-large-2411", "L", 3, 41.5m),
            ("aws.bedrock", "eu.anthropic.claude-haiku-4-5-20251001-v1:0", "M", 4, 12.25m),
            ("openai", "text-embedding-3-large", "EMB", 4, 0.028m),
            ("deepseek", "deepseek-reasoner", "L", 2, 99.94m),
            ("azure.openai", "prod-deployment-7", "L", 5, 22m),
            ("openai", "o4-mini", "M", 1, 7.1m),
        ];
        foreach (var (provider, model, modelClass, tier, kwh) in models)
        {
            for (var month = 7; month <= 9; month++)
                sample.Use(
                    month,
                    provider,
                    model,
                    modelClass,
                    tier,
                    (long)(kwh * 2_300) + 1,
                    (long)(kwh * 1_150_000),
                    (long)(kwh * 680_000),
                    kwh * (month - 5) / 3m
                );
        }

        sample
            .Use(9, "openai", "", "NONE", null, 120, null, null, null, "no factor for class NONE")
            .Use(8, "openai", "gpt-5", "L", null, 5, null, null, null, "tokens are not stated");
        var papers = new Citation(
            "class-papers-2026",
            "Energy of inference: class factors from 467 published values",
            "LlmEnergy",
            2026,
            "https://example.org/a ; https://example.org/b",
            "CC BY 4.0",
            "",
            new(2026, 10, 2),
            "primary"
        );
        sample.Factor("class-l-output", 1.2m, "Wh/1,000 tokens", papers, 0.30m, 4.0m);
        sample.Factor("class-l-input", 0.16m, "Wh/1,000 tokens", papers, 0.03m, 0.60m, FactorStatus.Derived);
        sample.Factor("class-m-output", 0.40m, "Wh/1,000 tokens", papers, 0.06m, 2.5m);
        sample.Factor("cached-read-ratio", 0.10m, "ratio", papers, 0.00m, 0.50m);
        sample.Factor(
            "embodied-hardware",
            40m,
            "gCO2e/kWh",
            new(
                "hardware-2025",
                "Product carbon footprints of servers",
                "Vendor, Inc.",
                2025,
                "https://example.org/pcf",
                "fact, cited",
                "",
                new(2026, 3, 3),
                "copy"
            ),
            25m,
            100m,
            FactorStatus.Transcribed
        );
        sample.Factor("grid-de", 0.34414m, "kgCO2e/kWh", Atlas, status: FactorStatus.Provisional, lag: 1);
        sample.Factor(
            "grid-world",
            0.473m,
            "kgCO2e/kWh",
            Atlas,
            lag: 2,
            path: "provider mistral -> region not stated -> WORLD 2024",
            years: 2
        );
        for (var i = 1; i <= 22; i++)
        {
            sample._issues.Add(
                new(
                    new("exports/openai/2026-08.csv", i * 7, 3),
                    i % 5 == 0 ? "LE4001" : "LE1003",
                    i == 2
                        ? "model 'prod-deployment-7' of azure.openai is unknown: calculated as class L, data quality tier 5"
                        : $"input_tokens '-{i}' is not a whole number of zero or more",
                    i % 2 == 0 ? Severity.Warning : Severity.Error,
                    i % 2 == 0 ? 0.0123m : null
                )
            );
        }

        return sample
            .File("exports/openai/2026-07.csv", 120_345, 120_300, 40, 5)
            .File("exports/openai/2026-08.csv", 118_002, 117_980, 0, 0, 22)
            .File("exports/anthropic/usage.json", 9_120, 9_120, parts: new(9_000, 119, 1))
            .Unread("exports/notes.docx");
    }

    public SampleDisclosure Use(
        int month,
        string provider,
        string model,
        string modelClass,
        int? tier,
        long requests,
        long? input,
        long? output,
        decimal? kwh,
        string? why = null,
        ContextBasis basis = ContextBasis.Request
    )
    {
        var known = Known.Requests | (input is null ? Known.Nothing : Known.Input) | (output is null ? Known.Nothing : Known.Output);
        var usage = new Usage(
            requests,
            input ?? 0,
            IsPriced ? 100_000 : 0,
            0,
            output ?? 0,
            0,
            0,
            0,
            IsPriced ? known | Known.Cached : known
        );
        var key = new LineKey(
            new(2026, month, 1),
            "main",
            provider,
            "",
            "",
            model,
            "chat",
            "",
            "",
            "",
            "",
            ContextBand.UpTo10K,
            known.HasFlag(Tokens) && tier is 5 ? ContextBasis.None : basis
        );
        var rate = tier is null
            ? null
            : _rates.Find(known => known.ModelClass == modelClass && known.Tier == tier) ?? NewRate(modelClass, tier.Value);
        Estimate<FacilityEnergy>? energy = kwh is { } k
            ? new(
                FacilityEnergy.FromKilowattHours(k * 0.25m),
                FacilityEnergy.FromKilowattHours(k),
                FacilityEnergy.FromKilowattHours(k * 3.3m)
            )
            : null;
        var place = Place;
        var used = Emissions(energy, 0.4m);
        var upstream = energy is { } fuels ? UpstreamEmissions.Of(fuels, place) : null;
        var losses = used is { } lost ? TransmissionLossEmissions.Of(lost, place) : null;
        _lines.Add(
            new(
                new(_lines.Count + 1, key, 10, usage, default, IsPriced && _lines.Count == 0 ? new(0.5m, "USD") : null),
                new(model, model, model, modelClass, 1, []),
                rate,
                place,
                energy,
                used,
                Emissions(energy, 0.04m),
                used is { } part ? TotalEmissions.Of(part, upstream, losses, Emissions(energy, 0.04m)) : null,
                why
            )
            {
                OffSiteWater = energy is { } facility ? OffSiteWater.Of(facility, place) : null,
                OfPlace = energy is { } bought ? new(upstream, losses, MarketBasedEmissions.Of(bought, place)) : null,
            }
        );
        return this;
    }

    public FactorUse Factor(
        string id,
        decimal value,
        string unit,
        Citation source,
        decimal? low = null,
        decimal? high = null,
        FactorStatus status = FactorStatus.Primary,
        int lag = 0,
        string? path = null,
        int years = 1
    )
    {
        var use = new FactorUse(
            new(
                id,
                low,
                value,
                high,
                unit,
                new(2026 - lag, 1, 1),
                new(2025 - lag + years, 12, 31),
                "US",
                "generation, lifecycle",
                source.Id,
                "table 3, p. 12",
                status,
                ""
            ),
            source,
            lag,
            path ?? "",
            path is not null
        );
        _factors.Add(use);
        return use;
    }

    public SampleDisclosure File(
        string path,
        long read,
        long accepted,
        long duplicate = 0,
        long ignored = 0,
        long rejected = 0,
        PartCounts parts = default
    )
    {
        _files.Add(
            new(
                path,
                "main",
                "openai.usage",
                "by its header",
                4_096,
                new(read, accepted, duplicate, ignored, rejected),
                Usage.None,
                Usage.None,
                ImmutableSortedDictionary<string, decimal>.Empty
            )
            {
                Parts = parts,
                Fates = ignored == 0 ? [] : [Failed(ignored)],
            }
        );
        return this;
    }

    private static RowFate Failed(long rows)
    {
        var usage = new Usage(rows, 1_200 * rows, 0, 0, 0, 0, 0, 0, Known.Requests | Known.Input | Known.Output);
        return new(
            RowOutcome.Ignored,
            "failed-request",
            rows,
            usage,
            ImmutableSortedDictionary<string, decimal>.Empty.Add("USD", 0.04m * rows)
        );
    }

    public SampleDisclosure Finding(string message)
    {
        _issues.Add(new(new("source main", 0, 0), "LE4002", message, Severity.Warning, 0.5m));
        return this;
    }

    public SampleDisclosure Unread(string path)
    {
        _files.Add(
            new(
                path,
                "main",
                null,
                "no format fits",
                4_096,
                default,
                Usage.None,
                Usage.None,
                ImmutableSortedDictionary<string, decimal>.Empty
            )
        );
        return this;
    }

    /// <summary>Whether ranges are simulated, and closed models stand in both views.</summary>
    public bool IsSimulated { get; private set; }

    public bool AdoptsClosedModels { get; private set; }

    public int MoreClosedModels { get; private set; }

    /// <summary>
    /// Whether usage comes from bills: each line has a cost and no requests, the first of several is calculated by it, training stands
    /// beside.
    /// </summary>
    public bool IsBilled { get; init; }

    public Disclosure Build()
    {
        var disclosure = IsSimulated ? WithDraws(Plain()) : Plain();
        return IsBilled ? disclosure with { Inventory = Billed(disclosure.Inventory) } : disclosure;
    }

    private static Inventory Billed(Inventory inventory)
    {
        InventoryLine Line(InventoryLine line, int index) =>
            line with
            {
                Activity = line.Activity with
                {
                    Cost = new(index == 0 ? 25m : 75m, "EUR"),
                    Usage = line.Activity.Usage with { Requests = 0, Known = line.Activity.Usage.Known & ~Known.Requests },
                },
                Rate = index == 0 && inventory.Lines.Length > 1 && line.Rate is { } rate ? rate with { Method = "spend-based" } : line.Rate,
            };
        var training = new RowFate(
            RowOutcome.Ignored,
            "training",
            3,
            Usage.None,
            ImmutableSortedDictionary<string, decimal>.Empty.Add("EUR", 50m)
        );
        return inventory with
        {
            Lines = [.. inventory.Lines.Select(Line)],
            Activity = inventory.Activity with
            {
                Files = [.. inventory.Activity.Files.Select((file, index) => index == 0 ? file with { Fates = [training] } : file)],
            },
        };
    }

    private Disclosure WithDraws(Disclosure plain)
    {
        var interval = new Interval(1m, 2m, 4m, 2.5m);
        static FigureId[] Parts(FigureId id) => [FigureIds.P5(id), FigureIds.P50(id), FigureIds.P95(id), FigureIds.Mean(id)];
        var figures = new[]
        {
            (FigureIds.Energy, Unit.KilowattHours),
            (FigureIds.TotalKilograms, Unit.KilogramsCo2e),
            (FigureIds.Total, Unit.TonnesCo2e),
        }.SelectMany(of =>
            Parts(of.Item1)
                .Select((id, i) => new Figure(id, id.Value, new Expr.Data(i + 1m), of.Item2, null, i + 1m, null, "Draws_" + id.Value, null))
        );
        Totals Drawn(Totals totals) => totals with { Interval = interval };
        var (energy, total) = (Estimate<FacilityEnergy>.Nothing, Estimate<GhgEmissions>.Nothing);
        var closed = new ClosedModelTotals("openai", "gpt-5", energy, total, energy, total, new(interval, interval));
        return plain with
        {
            Figures = [.. plain.Figures, .. figures],
            Intervals = new(
                20261129,
                10_000,
                interval,
                interval,
                ImmutableSortedDictionary<int, GroupIntervals>.Empty,
                ImmutableSortedDictionary<int, GroupIntervals>.Empty,
                ImmutableSortedDictionary<int, GroupIntervals>.Empty,
                ImmutableSortedDictionary<DateOnly, GroupIntervals>.Empty
            ),
            ClosedModels = new([.. Enumerable.Repeat(closed, 1 + MoreClosedModels)], closed, AdoptsClosedModels, 0.4m),
            ByModel = [.. plain.ByModel.Select(model => model with { Totals = Drawn(model.Totals) })],
            ByProvider = [.. plain.ByProvider.Select(provider => provider with { Totals = Drawn(provider.Totals) })],
            ByMonth = [.. plain.ByMonth.Select(month => month with { Totals = Drawn(month.Totals) })],
        };
    }

    private Disclosure Plain()
    {
        Assert.That(ReportingPeriod.TryParse(Period, FiscalYear.Calendar, out var period), Is.True);
        var activity = new Activity(period!, [.. _lines.Select(line => line.Activity)], [.. _files], [], [])
        {
            Coverage = FilledDays == 0 ? [] : [.. Enumerable.Range(1, 92).Select(DayOf)],
            Prompts = Prompts,
        };
        var inventory = new Inventory(
            activity,
            ["supplier-specific", "class-factors-2026"],
            "sha256:" + string.Concat(Enumerable.Repeat("fac7", 16)),
            [.. _lines],
            [.. _rates],
            [Place],
            [.. _factors.Concat(Market.Length == 0 ? [] : new[] { Official }).OrderBy(use => use.Factor.Id, StringComparer.Ordinal)],
            []
        );
        var byModel = _lines
            .GroupBy(line => (line.Activity.Key.Provider, line.Activity.Key.Model))
            .OrderBy(group => group.Key)
            .Select(
                (group, i) =>
                    new ModelTotals(
                        i + 1,
                        group.Key.Provider,
                        group.Key.Model,
                        group.Key.Model,
                        group.First().Model.ModelClass,
                        group.Max(line => line.Rate?.Tier),
                        Totals.Sum([.. group])
                    )
            );
        var byMonth = Enumerable
            .Range(0, 3)
            .Select(i => new DateOnly(2026, 7 + i, 1))
            .Select(month => new MonthTotals(
                month,
                Totals.Sum([.. _lines.Where(line => line.Activity.Key.Month == month)]),
                ImmutableSortedDictionary<int, Totals>.Empty
            ));
        var byProvider = _lines
            .GroupBy(line => line.Activity.Key.Provider)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select((group, i) => new KeyTotals(i + 1, group.Key, Totals.Sum([.. group])));
        if (Market.Length > 0)
            inventory = inventory with
            {
                Rates = inventory.Rates.Add(
                    Rate.OfCradleToGate(RateTerm.Calculated(Quantity.CurrencyUnit, 80m, 80m, 80m, "by cost")) with
                    {
                        Number = 90,
                        Method = "spend-based",
                    }
                ),
            };
        return new Disclosure
        {
            Undertaking = Undertaking,
            Status = Status,
            ToolVersion = "0.1.0",
            Inventory = inventory,
            Figures = Figures(),
            Checks = [.. Checks()],
            ByModel = [.. byModel],
            ByProvider = [.. byProvider],
            ByCostCentre = _lines.Count == 0 ? [] : [new(1, CostCentre, Totals.Sum(_lines))],
            ByMonth = [.. byMonth],
            Issues = [.. _issues],
            Inputs =
            [
                .. _files.Select(
                    (file, i) =>
                        new InputFile(
                            file.Path,
                            file.Bytes,
                            string.Concat(Enumerable.Repeat((0xa0c1 + i).ToString("x4", CultureInfo.InvariantCulture), 16))
                        )
                ),
                .. Register(),
            ],
            CalculationHash = Hash,
            Previous = Previous,
            PreviouslyStated = PreviouslyStated,
            BaseYear = BaseYear,
            Targets = Targets,
            Decision = Decision,
            Statement = Statement,
            Accounts = Accounts,
            IsRuleSetChosen = IsRuleSetChosen,
            Assumed = Assumed,
            Events = Events,
            RuleSet = RuleSet,
            Acceptances = Acceptances,
            EstimatedDays = FilledDays == 0 ? null : new(FilledDays, 92, 0.0125m),
            Overrides = Market.Length == 0 ? [] : Overridden(),
            Methods = Market.Length == 0 ? [] : Compared(),
            ModelBases = IsRated ? Rated() : ModelBases.Of(inventory, new(inventory)),
            Evidence = inventory
                .Lines.Select(line => line.Model.MapRow)
                .Distinct()
                .ToImmutableSortedDictionary(
                    row => row,
                    row => new ModelEvidence(
                        row,
                        "",
                        "EcoLogits models.json",
                        IsPriced ? "" : "30-150",
                        IsPriced ? "" : "300",
                        "estimated",
                        "s"
                    )
                ),
            Sensitivities = IsPlaceAssumed ? AllAssumptions() : [],
            Lacking = IsPlaceAssumed ? AllGaps() : [],
            Bridge = Bridge,
            Restatement = Market.Length == 0 ? null : Restated(Market.StartsWith("residual", StringComparison.Ordinal)),
            TrueUps = Market.Length == 0 ? [] : [new("2026-Q2", 100m, 104.5m, 3m)],
            Recalculated = Market.Length == 0 ? [] : Recalculated(),
        };
    }

    private static ImmutableArray<RecalculatedComparative> Recalculated()
    {
        ImmutableArray<string> methods = ["class-factors-2026", "spend-based"];
        return
        [
            new("2025-Q3", "2025-Q3~r1", methods, [new(FigureIds.TotalKilograms, "Total", Unit.KilogramsCo2e, 80m, 60m)], WhyNot: null),
            new("2024", "2024", methods, [], NotRecalculated.SuppliersFigures),
            new("2023", "2023", methods, [], NotRecalculated.LacksFactors),
        ];
    }

    /// <summary>One of each kind, of which a report shows ten: from the first on, or from the last.</summary>
    private ImmutableArray<Sensitivity> AllAssumptions() =>
        [
            .. Enum.GetValues<Assumption>()
                .Select(
                    (assumption, i) =>
                        new Sensitivity(
                            assumption,
                            assumption switch
                            {
                                // exports may name no provider
                                Assumption.Place => MissingDays is null ? "openai" : "",
                                Assumption.ModelClass => "L",
                                Assumption.Parameters => "gpt-5",
                                Assumption.Batch => "openai",
                                Assumption.Factor => "grid-us",
                                Assumption.Rate => "R001, seed-2023",
                                _ => "",
                            },
                            0.1m,
                            0.5m - (0.02m * i)
                        )
                )
                .OrderBy(row => MissingDays is null ? (int)row.Assumption : -(int)row.Assumption),
        ];

    private static ImmutableArray<DataGap> AllGaps() =>
        [
            .. Enum.GetValues<LackingData>()
                .Select(
                    (lacking, i) =>
                        lacking == LackingData.Factor
                            ? new DataGap(lacking, 2, null, null)
                            : new(lacking, i + 1, 0.2m, i == 1 ? null : 0.1m)
                ),
        ];

    private ImmutableArray<ModelBasis> Rated()
    {
        var quantities = Enum.GetValues<Quantity>();
        RateTerm[] Terms(decimal each) => [.. quantities.Select(of => RateTerm.Calculated(of, each, each, each, "by hand"))];
        var (energy, whole) = (
            Rate.OfEnergy(Terms(0.5m), Terms(0.02m), ContextRule.None, null) with
            {
                Number = 1,
                Method = "by-energy",
                ModelClass = "L",
            },
            Rate.OfCradleToGate(Terms(80m)) with
            {
                Number = 2,
                Method = "spend-based",
            }
        );
        ImmutableArray<decimal> Each(decimal amount) => [.. quantities.Select(_ => amount)];
        return
        [
            .. Enum.GetValues<ContextBand>()
                .Select(band => new ModelBasis(1, 1, energy, Place, band, Each(10m), Each(10m * (int)band), 0.4m, 0.1m)),
            .. Enumerable.Repeat(new ModelBasis(1, 1, whole, null, ContextBand.UpTo10K, Each(10m), Each(10m), 0m, null), 25),
        ];
    }

    /// <summary>From 0.1 kg, with a change by each cause, which one model makes.</summary>
    public static ComparativeBridge BridgeOf(string closed, decimal? stated, decimal after = 0.1936m) =>
        new(
            "2025-Q3",
            closed,
            new(
                [new("openai", "", "gpt-4o", 0.1m, after, [0.01m, 0.02m, -0.01m, 0.01m, 0.01m, 0.01m, 0.01m, 0.01m, after - 0.17m])],
                stated is null ? (0, 0) : (1, 2)
            ),
            stated
        );

    private CoverageDay DayOf(int day) =>
        new("main", new DateOnly(2026, 6, 30).AddDays(day), day <= FilledDays ? DayStatus.Estimated : DayStatus.Rows, 1, Usage.None);

    private IEnumerable<Check> Checks()
    {
        yield return new(
            "rows",
            "Accepted rows are in the ledger",
            247_400m,
            247_400m,
            0m,
            Unit.Count,
            null,
            "the import's control total against the sum of the ledger"
        );
        yield return new(
            "energy-footing",
            "Energy of the models = energy of the ledger",
            1858.0847m,
            ChecksPass ? 1858.0847m : 1858.1m,
            0.000001m,
            Unit.KilowattHours,
            null,
            ""
        );
        if (MissingDays is { } days)
            yield return new(
                Check.Coverage,
                "Every day of every source is accounted for",
                184m,
                184m - days,
                0m,
                new("days"),
                null,
                "with rows, or without usage as stated"
            );
    }

    private ImmutableArray<Figure> Figures()
    {
        var energy = Sum(_lines, line => line.Energy);
        var location = Sum(_lines, line => line.LocationBased);
        var embodied = Sum(_lines, line => line.Embodied);
        var total = Sum(_lines, line => line.Total);
        Figure Of(FigureId id, Unit unit, decimal? value, int? decimals = null) =>
            new(
                id,
                id.Value,
                new Expr.Constant(value ?? 0m),
                unit,
                decimals,
                value,
                value is null ? MissingReason.NothingCalculated : null,
                id.Value,
                null
            );
        return
        [
            Of(FigureIds.Total, Unit.TonnesCo2e, total?.Central?.TonnesCo2e),
            Of(FigureIds.Low(FigureIds.Total), Unit.TonnesCo2e, total?.Low.TonnesCo2e),
            Of(FigureIds.High(FigureIds.Total), Unit.TonnesCo2e, total?.High.TonnesCo2e),
            Of(FigureIds.TotalKilograms, Unit.KilogramsCo2e, total?.Central?.KilogramsCo2e),
            Of(FigureIds.Low(FigureIds.TotalKilograms), Unit.KilogramsCo2e, total?.Low.KilogramsCo2e),
            Of(FigureIds.High(FigureIds.TotalKilograms), Unit.KilogramsCo2e, total?.High.KilogramsCo2e),
            Of(FigureIds.LocationBased, Unit.KilogramsCo2e, location?.Central?.KilogramsCo2e),
            Of(FigureIds.Embodied, Unit.KilogramsCo2e, embodied?.Central?.KilogramsCo2e),
            Of(FigureIds.Energy, Unit.KilowattHours, energy?.Central?.KilowattHours),
            Of(FigureIds.Low(FigureIds.Energy), Unit.KilowattHours, energy?.Low.KilowattHours),
            Of(FigureIds.High(FigureIds.Energy), Unit.KilowattHours, energy?.High.KilowattHours),
            Of(FigureIds.Requests, Unit.Count, _lines.Sum(line => line.Activity.Usage.Requests), 0),
            Of(FigureIds.InputTokens, Unit.Tokens, _lines.Sum(line => line.Activity.Usage.Input), 0),
            Of(FigureIds.OutputTokens, Unit.Tokens, _lines.Sum(line => line.Activity.Usage.Output), 0),
            Of(FigureIds.EstimatedShare, Unit.Fraction, energy is null ? null : 0.9215m, 3),
            Of(FigureIds.UnknownModelShare, Unit.Fraction, UnknownShare, 3),
            .. Beside(FigureIds.Upstream, Unit.KilogramsCo2e, Extra(41.5m)),
            .. Beside(FigureIds.TransmissionLosses, Unit.KilogramsCo2e, Extra(12.25m)),
            .. Beside(FigureIds.Other, Unit.KilogramsCo2e, Extra(3.75m)),
            .. Beside(FigureIds.MarketBased, Unit.KilogramsCo2e, Market.Length == 0 ? null : 321.5m),
            .. Beside(FigureIds.Water, Unit.Litres, energy is null ? null : 6_503m),
            .. Beside(FigureIds.OnSiteWater, Unit.Litres, energy is null ? null : 1_203m),
            .. Beside(FigureIds.OffSiteWater, Unit.Litres, energy is null ? null : 5_300m),
            .. Enumerable
                .Range(1, Rate.Tiers)
                .SelectMany(tier =>
                    new[]
                    {
                        Of(FigureIds.EmissionsOfTier(tier), Unit.Fraction, TierShare(energy is null, tier), 3),
                        Of(FigureIds.EnergyOfTier(tier), Unit.Fraction, TierShare(energy is null, tier), 3),
                    }
                ),
            Of(FigureIds.PrimaryDataShare, Unit.Fraction, energy is null ? null : Primary, 3),
            .. Given(total?.Central?.TonnesCo2e, total?.Central?.KilogramsCo2e),
            Of(FigureIds.TrainingSensitivity, Unit.KilogramsCo2e, total?.Central?.KilogramsCo2e / 2m),
        ];
    }

    /// <summary>What the undertaking gives, and what follows from it.</summary>
    private IEnumerable<Figure> Given(decimal? tonnes, decimal? kilograms)
    {
        decimal? rest = OtherCloud is null ? null : 2_790m,
            scope3 = OtherCloud is null ? null : 4_650m,
            revenue = OtherCloud is null ? null : 158_000_000m;
        var (cloud, requests, tokens) = (
            tonnes + OtherCloud,
            _lines.Sum(line => line.Activity.Usage.Requests),
            _lines.Sum(line => line.Activity.Usage.Input + line.Activity.Usage.Output)
        );
        Figure Of(FigureId id, string unit, decimal? value, MissingReason? why = null, int? decimals = null) =>
            new(
                id,
                id.Value,
                new Expr.Constant(value ?? 0m),
                new(unit),
                decimals,
                value,
                value is null ? why ?? MissingReason.NotGiven : null,
                id.Value,
                null
            );
        return
        [
            Of(FigureIds.OtherCloudServices, "tCO2e", OtherCloud),
            Of(FigureIds.CloudServices, "tCO2e", cloud, MissingReason.OtherCloudUnknown),
            Of(FigureIds.OtherCategory1, "tCO2e", rest),
            Of(FigureIds.Category1, "tCO2e", cloud + rest, MissingReason.OtherCategory1NotGiven),
            Of(FigureIds.Scope3, "tCO2e", scope3),
            Of(FigureIds.ShareOfCategory1, "fraction", tonnes / (cloud + rest), MissingReason.Category1Unknown, 4),
            Of(FigureIds.ShareOfScope3, "fraction", tonnes / scope3, MissingReason.Scope3NotGiven, 4),
            Of(FigureIds.NetRevenue, "DKK", revenue),
            Of(FigureIds.PerThousandRequests, "kgCO2e/1,000 requests", requests == 0 ? null : kilograms / requests * 1_000m),
            Of(FigureIds.PerMillionTokens, "kgCO2e/million tokens", tokens == 0 ? null : kilograms / tokens * 1_000_000m),
            Of(FigureIds.PerSpend, "kgCO2e per unit of currency", IsPriced ? 0.038m : null, MissingReason.NoCost),
            Of(FigureIds.PerMillionRevenue, "tCO2e/million DKK", tonnes / revenue * 1_000_000m, MissingReason.NoRevenue),
        ];
    }

    private static IEnumerable<Figure> Beside(FigureId id, Unit unit, decimal? value) =>
        new[] { id, FigureIds.Low(id), FigureIds.High(id) }.Select(at => new Figure(
            at,
            at.Value,
            new Expr.Constant(value ?? 0m),
            unit,
            null,
            value,
            value is null ? new MissingReason("notAsked", "not asked for") : null,
            at.Value,
            null
        ));

    private decimal Extra(decimal value) => Market.Length == 0 ? 0m : value;

    /// <summary>All five tiers where everything is there; else most of tier 4 and the rest of tier 5.</summary>
    private decimal? TierShare(bool isMissing, int tier) =>
        isMissing ? null
        : tier == 4 ? 0.9215m
        : tier == 5 ? 0.0785m - (3m * Extra(0.01m))
        : Extra(0.01m);

    private ImmutableArray<OverrideEffect> Overridden() =>
        [
            new(
                Grid.Factor,
                Grid.Factor with
                {
                    Value = 0.3m,
                },
                "Measured by the data centre",
                "A. Controller",
                new(2026, 10, 5),
                -12.3456m,
                IsUsed: true
            ),
            new(
                Grid.Factor,
                Grid.Factor with
                {
                    Id = "grid-unused",
                    Value = 0.2m,
                },
                "Kept for another quarter",
                "A. Controller",
                new(2026, 10, 5),
                0m,
                IsUsed: false
            ),
        ];

    private static Restatement Restated(bool isError) =>
        new(
            "2026-Q3",
            new string('a', 64),
            isError,
            "The grid factors of the year are out.",
            0.05m,
            [
                new(FigureIds.Total, "Total", Unit.TonnesCo2e, 10m, isError ? 11m : 10.1m),
                new(FigureIds.Requests, "Requests", Unit.Count, 1_000m, null),
                new(FigureIds.Other, "Other", Unit.KilogramsCo2e, 0m, 1m),
            ]
        )
        {
            Methods = ["class-factors-2026", "spend-based"],
        };

    private static ImmutableArray<MethodTotals> Compared()
    {
        static Estimate<GhgEmissions> Kilograms(decimal low, decimal? central, decimal high) =>
            new(
                GhgEmissions.FromKilogramsCo2e(low),
                central is { } c ? GhgEmissions.FromKilogramsCo2e(c) : null,
                GhgEmissions.FromKilogramsCo2e(high)
            );
        var energy = new Estimate<FacilityEnergy>(
            FacilityEnergy.FromKilowattHours(100m),
            FacilityEnergy.FromKilowattHours(400m),
            FacilityEnergy.FromKilowattHours(1_500m)
        );
        return
        [
            new(
                "class-factors-2026",
                38,
                38,
                energy,
                Kilograms(40m, 160m, 600m),
                Kilograms(2m, 16m, 150m),
                null,
                Kilograms(42m, 176m, 750m),
                new(0m, 0m, 0m, 0m, 0m)
            ),
            new("spend-based", 2, 38, null, null, null, Kilograms(3m, 3m, 3m), Kilograms(3m, 3m, 3m), new(-176m, 0m, 0m, 0m, 3m)),
            new(
                "ecologits-0.9.3",
                30,
                38,
                energy with
                {
                    Central = null,
                },
                Kilograms(40m, null, 600m),
                Kilograms(2m, null, 150m),
                null,
                Kilograms(42m, null, 750m),
                new(-20m, 200m, 5m, 35m, 0m)
            ),
            new("disclosed-per-request", 30, 38, energy, Kilograms(40m, 160m, 600m), null, null, null, new(-20m, 0m, 0m, -16m, 0m)),
            new("jegham-latency", 0, 38, null, null, null, null, null, null),
        ];
    }

    private Rate NewRate(string modelClass, int tier)
    {
        var context = modelClass == "L" ? new ContextRule(80_000m, 1m, 90_000m, 2m) : ContextRule.None;
        _rates.Add(
            new(
                _rates.Count + 1,
                "class-factors-2026",
                modelClass,
                new([]),
                tier == 1 ? null : new([]),
                null,
                context,
                tier,
                null,
                _factors,
                "Method class-factors-2026"
            )
        );
        return _rates[^1];
    }

    private static Estimate<GhgEmissions>? Emissions(Estimate<FacilityEnergy>? energy, decimal factor)
    {
        if (energy is not { } e)
            return null;
        GhgEmissions Times(FacilityEnergy kwh) => GhgEmissions.FromKilogramsCo2e(kwh.KilowattHours * factor);
        return new(Times(e.Low), e.Central is { } central ? Times(central) : null, Times(e.High));
    }

    private static Estimate<T>? Sum<T>(IEnumerable<InventoryLine> lines, Func<InventoryLine, Estimate<T>?> value)
        where T : struct, IQuantity<T> =>
        lines.Select(value).Aggregate((Estimate<T>?)null, (sum, next) => sum is { } s && next is { } n ? s + n : sum ?? next);
}
