using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// The columns of the calculation ledger, from the usage of a line to its emissions. Columns are only ever added at the end.
/// </summary>
public static partial class Ledger
{
    public static readonly LedgerColumn LineId = Id("line_id", line => line.Activity.Id);
    public static readonly LedgerColumn Month = new(
        "month",
        Unit.None,
        ColumnKind.Date,
        (line, _) => CellValue.Of(line.Activity.Key.Month)
    );
    public static readonly LedgerColumn Source = Text("source", line => line.Activity.Key.Source);
    public static readonly LedgerColumn Provider = Text("provider", line => line.Activity.Key.Provider);
    public static readonly LedgerColumn Account = Text("account", line => line.Activity.Key.Account);
    public static readonly LedgerColumn Host = Text("host", line => line.Activity.Key.Host);
    public static readonly LedgerColumn ModelKey = new(
        "model_key",
        Unit.None,
        ColumnKind.Count,
        (line, at) => CellValue.Of(at.ModelKey(line))
    );
    public static readonly LedgerColumn Model = Text("model", line => line.Activity.Key.Model);
    public static readonly LedgerColumn ResolvedModel = Text("resolved_model", line => line.Model.Resolved);
    public static readonly LedgerColumn ModelClass = Text("class", line => line.Rate?.ModelClass ?? line.Model.ModelClass);
    public static readonly LedgerColumn Tier = new("tier", Unit.None, ColumnKind.Count, (line, _) => CellValue.Of(line.Rate?.Tier));
    public static readonly LedgerColumn Operation = Text("operation", line => line.Activity.Key.Operation);
    public static readonly LedgerColumn Region = Text("region", line => line.Activity.Key.Region);
    public static readonly LedgerColumn ServiceTier = Text("service_tier", line => line.Activity.Key.ServiceTier);
    public static readonly LedgerColumn CostKey = Text("cost_key", line => line.Activity.Key.CostKey);
    public static readonly LedgerColumn Rows = Count("rows", Unit.Count, line => line.Activity.Rows);
    public static readonly LedgerColumn Requests = Usage("requests", Unit.Count, Activities.Known.Requests, usage => usage.Requests);
    public static readonly LedgerColumn InputTokens = Usage("input_tokens", Unit.Tokens, Activities.Known.Input, usage => usage.Input);
    public static readonly LedgerColumn CachedTokens = Usage(
        "cached_input_tokens",
        Unit.Tokens,
        Activities.Known.Cached,
        usage => usage.Cached
    );
    public static readonly LedgerColumn CacheWriteTokens = Usage(
        "cache_write_tokens",
        Unit.Tokens,
        Activities.Known.CacheWrite,
        usage => usage.CacheWrite
    );
    public static readonly LedgerColumn OutputTokens = Usage("output_tokens", Unit.Tokens, Activities.Known.Output, usage => usage.Output);
    public static readonly LedgerColumn ReasoningTokens = Usage(
        "reasoning_tokens",
        Unit.Tokens,
        Activities.Known.Reasoning,
        usage => usage.Reasoning
    );
    public static readonly LedgerColumn Images = Usage("images", Unit.Count, Activities.Known.Images, usage => usage.Images);
    public static readonly LedgerColumn AudioMinutes = Usage(
        "audio_minutes",
        new("min"),
        Activities.Known.Audio,
        usage => usage.AudioMilliseconds / 60_000m,
        ColumnKind.Number
    );
    public static readonly LedgerColumn GenerationSeconds = Usage(
        "generation_seconds",
        new("s"),
        Activities.Known.Generation,
        usage => usage.GenerationMilliseconds / 1_000m,
        ColumnKind.Number
    );
    public static readonly LedgerColumn Characters = Usage(
        "characters",
        Unit.Count,
        Activities.Known.Characters,
        usage => usage.Characters
    );
    public static readonly LedgerColumn Cost = Number("cost", Unit.None, line => line.Activity.Cost?.Amount);
    public static readonly LedgerColumn Currency = Text("currency", line => line.Activity.Cost?.Currency);

    public static readonly LedgerColumn Band = Count("context_band", Unit.None, line => (int)line.Activity.Key.Band);
    public static readonly LedgerColumn Basis = Text(
        "context_basis",
        line =>
            line.Activity.Key.Basis switch
            {
                ContextBasis.Request => "request",
                ContextBasis.BucketMean => "bucket mean",
                _ => "none",
            }
    );

    public static readonly LedgerColumn MomentUncached = Moment("moment_uncached", moments => moments.Uncached);
    public static readonly LedgerColumn MomentCached = Moment("moment_cached", moments => moments.Cached);
    public static readonly LedgerColumn MomentOutput = Moment("moment_output", moments => moments.Output);

    public static readonly LedgerColumn RateId = Text("rate_id", line => line.Rate?.Id);
    public static readonly LedgerColumn PlaceId = Text("place_id", line => line.Place?.Id);
    public static readonly LedgerColumn GridFactorId = Text("grid_factor_id", line => line.Place?.Grid.Factor.Factor.Id);
    public static readonly LedgerColumn RateRow = new(
        "rate_row",
        Unit.None,
        ColumnKind.Count,
        (line, _) => CellValue.Of(line.Rate is { } rate ? LedgerPositions.RateRow(rate) : null),
        "IF([@rate_id]=\"\",\"\",MATCH([@rate_id],Rates[rate_id],0))"
    );

    public static readonly LedgerColumn PlaceRow = new(
        "place_row",
        Unit.None,
        ColumnKind.Count,
        (line, _) => CellValue.Of(line.Place is { } place ? LedgerPositions.PlaceRow(place) : null),
        "IF([@place_id]=\"\",\"\",MATCH([@place_id],Places[place_id],0))"
    );

    // the quantities that rates are multiplied with stand side by side, in the order of Quantity, as the rates do on their sheet
    public static readonly LedgerColumn WeightedRequests = Number(
        "w_requests",
        Unit.Count,
        line => WeightedUsage.Of(line).Requests,
        "N([@requests])"
    );
    public static readonly LedgerColumn WeightedUncached = Number(
        "w_uncached_ktok",
        Unit.ThousandTokens,
        line => WeightedUsage.Of(line).UncachedInput,
        Weighted("(N([@input_tokens])-N([@cached_input_tokens]))", "moment_uncached")
    );
    public static readonly LedgerColumn WeightedCached = Number(
        "w_cached_ktok",
        Unit.ThousandTokens,
        line => WeightedUsage.Of(line).CachedInput,
        Weighted("N([@cached_input_tokens])", "moment_cached")
    );
    public static readonly LedgerColumn WeightedOutput = Number(
        "w_output_ktok",
        Unit.ThousandTokens,
        line => WeightedUsage.Of(line).Output,
        Weighted("N([@output_tokens])", "moment_output")
    );
    public static readonly LedgerColumn WeightedImages = Number(
        "w_images",
        Unit.Count,
        line => WeightedUsage.Of(line).Images,
        "N([@images])"
    );
    public static readonly LedgerColumn WeightedAudio = Number(
        "w_audio_min",
        new("min"),
        line => WeightedUsage.Of(line).AudioMinutes,
        "N([@audio_minutes])"
    );
    public static readonly LedgerColumn WeightedGeneration = Number(
        "w_generation_s",
        new("s"),
        line => WeightedUsage.Of(line).GenerationSeconds,
        "N([@generation_seconds])"
    );
    public static readonly LedgerColumn WeightedCost = Number("w_cost", Unit.None, line => WeightedUsage.Of(line).Cost, "N([@cost])");

    public static readonly LedgerColumn EnergyLow = Energy("energy_kwh_low", Level.Low);
    public static readonly LedgerColumn EnergyCentral = Energy("energy_kwh", Level.Central);
    public static readonly LedgerColumn EnergyHigh = Energy("energy_kwh_high", Level.High);
    public static readonly LedgerColumn LocationLow = Electricity(
        "location_kgco2e_low",
        line => line.LocationBased,
        Level.Low,
        "grid",
        "energy_kwh_low"
    );
    public static readonly LedgerColumn LocationCentral = Electricity(
        "location_kgco2e",
        line => line.LocationBased,
        Level.Central,
        "grid",
        "energy_kwh"
    );
    public static readonly LedgerColumn LocationHigh = Electricity(
        "location_kgco2e_high",
        line => line.LocationBased,
        Level.High,
        "grid",
        "energy_kwh_high"
    );
    public static readonly LedgerColumn UpstreamLow = Optional(
        Electricity("upstream_kgco2e_low", line => line.Upstream, Level.Low, "upstream", "energy_kwh_low"),
        line => line.Place?.Upstream
    );
    public static readonly LedgerColumn UpstreamCentral = Optional(
        Electricity("upstream_kgco2e", line => line.Upstream, Level.Central, "upstream", "energy_kwh"),
        line => line.Place?.Upstream
    );
    public static readonly LedgerColumn UpstreamHigh = Optional(
        Electricity("upstream_kgco2e_high", line => line.Upstream, Level.High, "upstream", "energy_kwh_high"),
        line => line.Place?.Upstream
    );
    public static readonly LedgerColumn LossesLow = Optional(
        Emissions("td_losses_kgco2e_low", line => line.TransmissionLosses, Level.Low, AtPlace("location_kgco2e_low", "td_losses")),
        line => line.Place?.TransmissionLosses
    );
    public static readonly LedgerColumn LossesCentral = Optional(
        Emissions("td_losses_kgco2e", line => line.TransmissionLosses, Level.Central, AtPlace("location_kgco2e", "td_losses")),
        line => line.Place?.TransmissionLosses
    );
    public static readonly LedgerColumn LossesHigh = Optional(
        Emissions("td_losses_kgco2e_high", line => line.TransmissionLosses, Level.High, AtPlace("location_kgco2e_high", "td_losses")),
        line => line.Place?.TransmissionLosses
    );
    public static readonly LedgerColumn EmbodiedLow = OfEnergy(
        Dotted(Emissions("embodied_kgco2e_low", line => line.Embodied, Level.Low), "embodied_low")
    );
    public static readonly LedgerColumn EmbodiedCentral = OfEnergy(
        Dotted(Emissions("embodied_kgco2e", line => line.Embodied, Level.Central), "embodied")
    );
    public static readonly LedgerColumn EmbodiedHigh = OfEnergy(
        Dotted(Emissions("embodied_kgco2e_high", line => line.Embodied, Level.High), "embodied_high")
    );
    public static readonly LedgerColumn OtherLow = Optional(
        Dotted(Emissions("other_kgco2e_low", line => line.CradleToGate, Level.Low), "other_low"),
        line => line.CradleToGate
    );
    public static readonly LedgerColumn OtherCentral = Optional(
        Dotted(Emissions("other_kgco2e", line => line.CradleToGate, Level.Central), "other"),
        line => line.CradleToGate
    );
    public static readonly LedgerColumn OtherHigh = Optional(
        Dotted(Emissions("other_kgco2e_high", line => line.CradleToGate, Level.High), "other_high"),
        line => line.CradleToGate
    );
    public static readonly LedgerColumn TotalLow = Emissions("total_kgco2e_low", line => line.Total, Level.Low, Whole("_low"));
    public static readonly LedgerColumn TotalCentral = Emissions("total_kgco2e", line => line.Total, Level.Central, Whole(""));
    public static readonly LedgerColumn TotalHigh = Emissions("total_kgco2e_high", line => line.Total, Level.High, Whole("_high"));
    public static readonly LedgerColumn MarketLow = Memo(
        Electricity("market_kgco2e_low", line => line.MarketBased, Level.Low, "market", "energy_kwh_low")
    );
    public static readonly LedgerColumn MarketCentral = Memo(
        Electricity("market_kgco2e", line => line.MarketBased, Level.Central, "market", "energy_kwh")
    );
    public static readonly LedgerColumn MarketHigh = Memo(
        Electricity("market_kgco2e_high", line => line.MarketBased, Level.High, "market", "energy_kwh_high")
    );
    public static readonly LedgerColumn OnSiteWaterLow = Water("water_onsite_l_low", line => line.OnSiteWater, Level.Low, OnSite("_low"));
    public static readonly LedgerColumn OnSiteWaterCentral = Water("water_onsite_l", line => line.OnSiteWater, Level.Central, OnSite(""));
    public static readonly LedgerColumn OnSiteWaterHigh = Water(
        "water_onsite_l_high",
        line => line.OnSiteWater,
        Level.High,
        OnSite("_high")
    );
    public static readonly LedgerColumn OffSiteWaterLow = Water(
        "water_offsite_l_low",
        line => line.OffSiteWater,
        Level.Low,
        AtPlace("energy_kwh_low", "water_offsite_low")
    );
    public static readonly LedgerColumn OffSiteWaterCentral = Water(
        "water_offsite_l",
        line => line.OffSiteWater,
        Level.Central,
        AtPlace("energy_kwh", "water_offsite")
    );
    public static readonly LedgerColumn OffSiteWaterHigh = Water(
        "water_offsite_l_high",
        line => line.OffSiteWater,
        Level.High,
        AtPlace("energy_kwh_high", "water_offsite_high")
    );
    public static readonly LedgerColumn WhyNotCalculated = Text("why_not_calculated", line => line.WhyNotCalculated);
    public static readonly LedgerColumn GridLag = Count("grid_lag_years", new("years"), line => line.Place?.Grid.Factor.LagYears);
    public static readonly LedgerColumn GridPath = Text("grid_path", line => line.Place?.Grid.Factor.Path);
    public static readonly LedgerColumn ProviderKey = new(
        "provider_key",
        Unit.None,
        ColumnKind.Count,
        (line, at) => CellValue.Of(at.ProviderKey(line))
    );
    public static readonly LedgerColumn CostCentreKey = new(
        "cost_centre_key",
        Unit.None,
        ColumnKind.Count,
        (line, at) => CellValue.Of(at.CostCentreKey(line))
    );

    /// <summary>The columns that this inventory has.</summary>
    public static ImmutableArray<LedgerColumn> ColumnsFor(Inventory inventory) =>
        StatedEnergyColumns.StandIn(inventory)
            ? [.. Columns.Select(StatedEnergyColumns.Added), .. StatedEnergyColumns.All, .. OfEstimates(inventory)]
            : [.. Columns, .. OfEstimates(inventory)];

    public static ImmutableArray<LedgerColumn> Columns { get; } =
    [
        LineId,
        Month,
        Source,
        Provider,
        Account,
        Host,
        ModelKey,
        Model,
        ResolvedModel,
        ModelClass,
        Tier,
        Operation,
        Region,
        ServiceTier,
        CostKey,
        Rows,
        Requests,
        InputTokens,
        CachedTokens,
        CacheWriteTokens,
        OutputTokens,
        ReasoningTokens,
        Images,
        AudioMinutes,
        GenerationSeconds,
        Cost,
        Currency,
        Band,
        Basis,
        MomentUncached,
        MomentCached,
        MomentOutput,
        RateId,
        PlaceId,
        GridFactorId,
        RateRow,
        PlaceRow,
        WeightedRequests,
        WeightedUncached,
        WeightedCached,
        WeightedOutput,
        WeightedImages,
        WeightedAudio,
        WeightedGeneration,
        WeightedCost,
        EnergyLow,
        EnergyCentral,
        EnergyHigh,
        LocationLow,
        LocationCentral,
        LocationHigh,
        UpstreamLow,
        UpstreamCentral,
        UpstreamHigh,
        LossesLow,
        LossesCentral,
        LossesHigh,
        EmbodiedLow,
        EmbodiedCentral,
        EmbodiedHigh,
        OtherLow,
        OtherCentral,
        OtherHigh,
        TotalLow,
        TotalCentral,
        TotalHigh,
        MarketLow,
        MarketCentral,
        MarketHigh,
        OnSiteWaterLow,
        OnSiteWaterCentral,
        OnSiteWaterHigh,
        OffSiteWaterLow,
        OffSiteWaterCentral,
        OffSiteWaterHigh,
        WhyNotCalculated,
        GridLag,
        GridPath,
        ProviderKey,
        CostCentreKey,
        Characters,
    ];

    private static LedgerColumn Id(string name, Func<InventoryLine, string> value) =>
        new(name, Unit.None, ColumnKind.UniqueText, (line, _) => CellValue.Of(value(line)));

    private static LedgerColumn Text(string name, Func<InventoryLine, string?> value) =>
        new(name, Unit.None, ColumnKind.Text, (line, _) => CellValue.Of(value(line)));

    private static LedgerColumn Count(string name, Unit unit, Func<InventoryLine, decimal?> value) =>
        new(name, unit, ColumnKind.Count, (line, _) => CellValue.Of(value(line)));

    private static LedgerColumn Number(string name, Unit unit, Func<InventoryLine, decimal?> value, string? formula = null) =>
        new(name, unit, ColumnKind.Number, (line, _) => CellValue.Of(value(line)), formula);

    private static LedgerColumn Moment(string name, Func<ContextMoments, decimal> value) =>
        Number(
            name,
            new("tokens x tokens per request"),
            line => line.Activity.Key.Band == ContextBand.UpTo100K ? value(line.Activity.Moments) : null
        );

    private static LedgerColumn Energy(string name, Level level) =>
        OfEnergy(Dotted(Number(name, Unit.KilowattHours, line => At(line.Energy, level)?.KilowattHours), name));

    private static LedgerColumn Emissions(
        string name,
        Func<InventoryLine, Estimate<GhgEmissions>?> value,
        Level level,
        string? formula = null
    ) => Number(name, Unit.KilogramsCo2e, line => At(value(line), level)?.KilogramsCo2e, formula);

    /// <summary>Energy x a factor of the place; grams to kilograms.</summary>
    private static LedgerColumn Electricity(
        string name,
        Func<InventoryLine, Estimate<GhgEmissions>?> value,
        Level level,
        string factor,
        string energy
    ) => OfEnergy(Emissions(name, value, level, AtPlace(energy, factor, "/1000")));

    private static LedgerColumn Water(string name, Func<InventoryLine, Estimate<WaterVolume>?> value, Level level, string formula) =>
        OfEnergy(Number(name, Unit.Litres, line => At(value(line), level)?.Litres, formula)) with
        {
            IsOptional = true,
        };

    private static LedgerColumn OfEnergy(LedgerColumn column) => column with { Applies = line => line.HasEnergy };

    /// <summary>Nothing to add up, which is zero, where no line has it.</summary>
    private static LedgerColumn Optional(LedgerColumn column, Func<InventoryLine, object?> has) =>
        column with
        {
            Applies = line => has(line) is not null,
            IsOptional = true,
            IsZeroWithout = true,
        };

    private static LedgerColumn Memo(LedgerColumn column) => column with { IsOptional = true };

    /// <summary>
    /// Weighted quantities x the coefficients that begin at the named column of Rates; watt-hours to kilowatt-hours, grams to kilograms.
    /// Empty where the line has no rate, or the rate no such coefficients: missing is not zero.
    /// </summary>
    /// <param name="more">What is added to the sum of products: of the quantity that stands apart from the others.</param>
    internal static string Dot(string block, string more = "") =>
        $"IF([@rate_row]=\"\",\"\",IF(COUNT(INDEX(Rates[{block}],[@rate_row],0))=0,\"\","
        + (more.Length == 0 ? "" : "(")
        + $"SUMPRODUCT([@w_requests]:[@w_cost],INDEX(Rates[{block}],[@rate_row],0)){more}/1000))";

    private static LedgerColumn Dotted(LedgerColumn column, string block) => column with { Formula = Dot(block), Block = block };

    /// <summary>Empty where the place lacks the factor.</summary>
    private static string AtPlace(string amount, string factor, string conversion = "") =>
        $"IF([@{amount}]=\"\",\"\",IF(INDEX(Places[{factor}],[@place_row])=\"\",\"\",[@{amount}]*INDEX(Places[{factor}],"
        + $"[@place_row]){conversion}))";

    private static string OnSite(string level) =>
        $"IF([@energy_kwh{level}]=\"\",\"\",IF(OR(INDEX(Rates[pue{level}],[@rate_row])=\"\",INDEX(Places[water_onsite{level}],"
        + $"[@place_row])=\"\"),\"\",[@energy_kwh{level}]/INDEX(Rates[pue{level}],[@rate_row])"
        + $"*INDEX(Places[water_onsite{level}],[@place_row])))";

    private static string Whole(string level) =>
        $"IF([@other_kgco2e{level}]<>\"\",[@other_kgco2e{level}],IF(OR([@location_kgco2e{level}]=\"\",[@embodied_kgco2e{level}]=\"\"),"
        + $"\"\",[@location_kgco2e{level}]+N([@upstream_kgco2e{level}])+N([@td_losses_kgco2e{level}])+[@embodied_kgco2e{level}]))";

    private static string Weighted(string tokens, string moment) =>
        $"IF([@context_band]=1,{tokens},IF([@rate_row]=\"\",{tokens},IF([@context_band]=2,(INDEX(Rates[context_offset],"
        + $"[@rate_row])*{tokens}+INDEX(Rates[context_slope],[@rate_row])*N([@{moment}]))/INDEX(Rates[context_span],"
        + $"[@rate_row]),INDEX(Rates[context_cap],[@rate_row])*{tokens})))/1000";

    private static LedgerColumn Usage(
        string name,
        Unit unit,
        Known quantity,
        Func<Usage, decimal> value,
        ColumnKind kind = ColumnKind.Count
    ) =>
        new(name, unit, kind, (line, _) => CellValue.Of(line.Activity.Usage.Knows(quantity) ? value(line.Activity.Usage) : null))
        {
            IsUsage = true,
        };

    private static T? At<T>(Estimate<T>? estimate, Level level)
        where T : struct, IQuantity<T>
    {
        if (estimate is not { } e)
            return null;
        return level switch
        {
            Level.Low => e.Low,
            Level.High => e.High,
            _ => e.Central,
        };
    }
}
