using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// The columns of the calculation ledger, from the usage of a line to its emissions. Columns are only ever added at the end.
/// </summary>
public static class Ledger
{
    public static readonly LedgerColumn LineId = Id("line_id", line => line.Activity.Id);
    public static readonly LedgerColumn Month = new("month", Unit.None, ColumnKind.Date, (line, _) => CellValue.Of(line.Activity.Key.Month));
    public static readonly LedgerColumn Source = Text("source", line => line.Activity.Key.Source);
    public static readonly LedgerColumn Provider = Text("provider", line => line.Activity.Key.Provider);
    public static readonly LedgerColumn Account = Text("account", line => line.Activity.Key.Account);
    public static readonly LedgerColumn Host = Text("host", line => line.Activity.Key.Host);
    public static readonly LedgerColumn ModelKey = new("model_key", Unit.None, ColumnKind.Count, (line, at) => CellValue.Of(at.ModelKey(line)));
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
    public static readonly LedgerColumn CachedTokens = Usage("cached_input_tokens", Unit.Tokens, Activities.Known.Cached, usage => usage.Cached);
    public static readonly LedgerColumn CacheWriteTokens = Usage("cache_write_tokens", Unit.Tokens, Activities.Known.CacheWrite, usage => usage.CacheWrite);
    public static readonly LedgerColumn OutputTokens = Usage("output_tokens", Unit.Tokens, Activities.Known.Output, usage => usage.Output);
    public static readonly LedgerColumn ReasoningTokens = Usage("reasoning_tokens", Unit.Tokens, Activities.Known.Reasoning, usage => usage.Reasoning);
    public static readonly LedgerColumn Images = Usage("images", Unit.Count, Activities.Known.Images, usage => usage.Images);
    public static readonly LedgerColumn AudioMinutes = Usage("audio_minutes", new("min"), Activities.Known.Audio, usage => usage.AudioMilliseconds / 60_000m, ColumnKind.Number);
    public static readonly LedgerColumn Cost = Number("cost", Unit.None, line => line.Activity.Cost?.Amount);
    public static readonly LedgerColumn Currency = Text("currency", line => line.Activity.Cost?.Currency);

    public static readonly LedgerColumn Band = Count("context_band", Unit.None, line => (int)line.Activity.Key.Band);
    public static readonly LedgerColumn Basis = Text("context_basis", line => line.Activity.Key.Basis switch
    {
        ContextBasis.Request => "request",
        ContextBasis.BucketMean => "bucket mean",
        _ => "none",
    });

    public static readonly LedgerColumn MomentUncached = Moment("moment_uncached", moments => moments.Uncached);
    public static readonly LedgerColumn MomentCached = Moment("moment_cached", moments => moments.Cached);
    public static readonly LedgerColumn MomentOutput = Moment("moment_output", moments => moments.Output);

    public static readonly LedgerColumn RateId = Text("rate_id", line => line.Rate?.Id);
    public static readonly LedgerColumn GridFactorId = Text("grid_factor_id", line => line.Grid?.Factor.Factor.Id);
    public static readonly LedgerColumn RateRow = new(
        "rate_row", Unit.None, ColumnKind.Count, (line, _) => CellValue.Of(line.Rate is { } rate ? LedgerPositions.RateRow(rate) : null), "IF([@rate_id]=\"\",\"\",MATCH([@rate_id],Rates[rate_id],0))");

    public static readonly LedgerColumn GridRow = new(
        "grid_row", Unit.None, ColumnKind.Count, (line, at) => CellValue.Of(line.Grid is { } grid ? at.FactorRow(grid.Factor.Factor.Id) : null), "IF([@grid_factor_id]=\"\",\"\",MATCH([@grid_factor_id],Factors[factor_id],0))");

    // the six quantities that rates are multiplied with stand side by side, in the order of Quantity, as the rates do on their sheet
    public static readonly LedgerColumn WeightedRequests = Number("w_requests", Unit.Count, line => line.Weighted.Requests, "N([@requests])");
    public static readonly LedgerColumn WeightedUncached = Number("w_uncached_ktok", Unit.ThousandTokens, line => line.Weighted.UncachedInput, Weighted("(N([@input_tokens])-N([@cached_input_tokens]))", "moment_uncached"));
    public static readonly LedgerColumn WeightedCached = Number("w_cached_ktok", Unit.ThousandTokens, line => line.Weighted.CachedInput, Weighted("N([@cached_input_tokens])", "moment_cached"));
    public static readonly LedgerColumn WeightedOutput = Number("w_output_ktok", Unit.ThousandTokens, line => line.Weighted.Output, Weighted("N([@output_tokens])", "moment_output"));
    public static readonly LedgerColumn WeightedImages = Number("w_images", Unit.Count, line => line.Weighted.Images, "N([@images])");
    public static readonly LedgerColumn WeightedAudio = Number("w_audio_min", new("min"), line => line.Weighted.AudioMinutes, "N([@audio_minutes])");

    public static readonly LedgerColumn EnergyLow = Energy("energy_kwh_low", Level.Low);
    public static readonly LedgerColumn EnergyCentral = Energy("energy_kwh", Level.Central);
    public static readonly LedgerColumn EnergyHigh = Energy("energy_kwh_high", Level.High);
    public static readonly LedgerColumn LocationLow = Emissions("location_kgco2e_low", line => line.LocationBased, Level.Low, Times("energy_kwh_low"));
    public static readonly LedgerColumn LocationCentral = Emissions("location_kgco2e", line => line.LocationBased, Level.Central, Times("energy_kwh"));
    public static readonly LedgerColumn LocationHigh = Emissions("location_kgco2e_high", line => line.LocationBased, Level.High, Times("energy_kwh_high"));
    public static readonly LedgerColumn EmbodiedLow = Emissions("embodied_kgco2e_low", line => line.Embodied, Level.Low, Dot("embodied_low"));
    public static readonly LedgerColumn EmbodiedCentral = Emissions("embodied_kgco2e", line => line.Embodied, Level.Central, Dot("embodied"));
    public static readonly LedgerColumn EmbodiedHigh = Emissions("embodied_kgco2e_high", line => line.Embodied, Level.High, Dot("embodied_high"));
    public static readonly LedgerColumn TotalLow = Emissions("total_kgco2e_low", line => line.Total, Level.Low, Both("location_kgco2e_low", "embodied_kgco2e_low"));
    public static readonly LedgerColumn TotalCentral = Emissions("total_kgco2e", line => line.Total, Level.Central, Both("location_kgco2e", "embodied_kgco2e"));
    public static readonly LedgerColumn TotalHigh = Emissions("total_kgco2e_high", line => line.Total, Level.High, Both("location_kgco2e_high", "embodied_kgco2e_high"));
    public static readonly LedgerColumn WhyNotCalculated = Text("why_not_calculated", line => line.WhyNotCalculated);
    public static readonly LedgerColumn GridLag = Count("grid_lag_years", new("years"), line => line.Grid?.Factor.LagYears);
    public static readonly LedgerColumn GridPath = Text("grid_path", line => line.Grid?.Factor.Path);

    public static ImmutableArray<LedgerColumn> Columns { get; } =
    [
        LineId, Month, Source, Provider, Account, Host, ModelKey, Model, ResolvedModel, ModelClass, Tier, Operation, Region, ServiceTier, CostKey,
        Rows, Requests, InputTokens, CachedTokens, CacheWriteTokens, OutputTokens, ReasoningTokens, Images, AudioMinutes, Cost, Currency,
        Band, Basis, MomentUncached, MomentCached, MomentOutput, RateId, GridFactorId, RateRow, GridRow,
        WeightedRequests, WeightedUncached, WeightedCached, WeightedOutput, WeightedImages, WeightedAudio,
        EnergyLow, EnergyCentral, EnergyHigh, LocationLow, LocationCentral, LocationHigh, EmbodiedLow, EmbodiedCentral, EmbodiedHigh,
        TotalLow, TotalCentral, TotalHigh, WhyNotCalculated, GridLag, GridPath,
    ];

    private static LedgerColumn Id(string name, Func<InventoryLine, string> value) => new(name, Unit.None, ColumnKind.UniqueText, (line, _) => CellValue.Of(value(line)));

    private static LedgerColumn Text(string name, Func<InventoryLine, string?> value) => new(name, Unit.None, ColumnKind.Text, (line, _) => CellValue.Of(value(line)));

    private static LedgerColumn Count(string name, Unit unit, Func<InventoryLine, decimal?> value) => new(name, unit, ColumnKind.Count, (line, _) => CellValue.Of(value(line)));

    private static LedgerColumn Number(string name, Unit unit, Func<InventoryLine, decimal?> value, string? formula = null) => new(name, unit, ColumnKind.Number, (line, _) => CellValue.Of(value(line)), formula);

    private static LedgerColumn Moment(string name, Func<ContextMoments, decimal> value) =>
        Number(name, new("tokens x tokens per request"), line => line.Activity.Key.Band == ContextBand.UpTo100K ? value(line.Activity.Moments) : null);

    private static LedgerColumn Energy(string name, Level level) => Number(name, Unit.KilowattHours, line => At(line.Energy, level)?.KilowattHours, Dot(name));

    private static LedgerColumn Emissions(string name, Func<InventoryLine, Estimate<GhgEmissions>?> value, Level level, string formula) =>
        Number(name, Unit.KilogramsCo2e, line => At(value(line), level)?.KilogramsCo2e, formula);

    /// <summary>
    /// Weighted quantities x the six coefficients that begin at the named column of Rates; watt-hours to kilowatt-hours, grams to kilograms.
    /// Empty where the line has no rate, or the rate no such coefficients: missing is not zero.
    /// </summary>
    private static string Dot(string block) =>
        $"IF([@rate_row]=\"\",\"\",IF(COUNT(INDEX(Rates[{block}],[@rate_row],0))=0,\"\",SUMPRODUCT([@w_requests]:[@w_audio_min],INDEX(Rates[{block}],[@rate_row],0))/1000))";

    private static string Times(string energy) => $"IF([@{energy}]=\"\",\"\",[@{energy}]*INDEX(Factors[value],[@grid_row])/1000)";

    private static string Both(string left, string right) => $"IF(OR([@{left}]=\"\",[@{right}]=\"\"),\"\",[@{left}]+[@{right}])";

    private static string Weighted(string tokens, string moment) =>
        $"IF([@context_band]=1,{tokens},IF([@rate_row]=\"\",{tokens},IF([@context_band]=2,(INDEX(Rates[context_offset],[@rate_row])*{tokens}+INDEX(Rates[context_slope],[@rate_row])*N([@{moment}]))/INDEX(Rates[context_span],[@rate_row]),INDEX(Rates[context_cap],[@rate_row])*{tokens})))/1000";

    private static LedgerColumn Usage(string name, Unit unit, Known quantity, Func<Usage, decimal> value, ColumnKind kind = ColumnKind.Count) => new(
        name, unit, kind, (line, _) => CellValue.Of(line.Activity.Usage.Knows(quantity) ? value(line.Activity.Usage) : null))
    {
        IsUsage = true,
    };

    private static T? At<T>(Estimate<T>? estimate, Level level)
        where T : struct, IQuantity<T>
    {
        if (estimate is not { } e) return null;
        return level switch
        {
            Level.Low => e.Low,
            Level.High => e.High,
            _ => e.Central,
        };
    }
}
