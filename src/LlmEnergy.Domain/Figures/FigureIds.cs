namespace LlmEnergy.Domain.Figures;

/// <summary>Ids of the figures that texts and checks name.</summary>
public static class FigureIds
{
    public static readonly FigureId Total = new("total");
    public static readonly FigureId TotalKilograms = new("total_kg");
    public static readonly FigureId LocationBased = new("location_based");
    public static readonly FigureId Upstream = new("upstream");
    public static readonly FigureId TransmissionLosses = new("td_losses");
    public static readonly FigureId Embodied = new("embodied");
    public static readonly FigureId Other = new("other_cradle_to_gate");
    public static readonly FigureId MarketBased = new("market_based");
    public static readonly FigureId Energy = new("energy");
    public static readonly FigureId Water = new("water");
    public static readonly FigureId OnSiteWater = new("water_onsite");
    public static readonly FigureId OffSiteWater = new("water_offsite");
    public static readonly FigureId Requests = new("requests");
    public static readonly FigureId InputTokens = new("input_tokens");
    public static readonly FigureId OutputTokens = new("output_tokens");
    public static readonly FigureId EstimatedShare = new("estimated_share");
    public static readonly FigureId UnknownModelShare = new("unknown_model_share");
    public static readonly FigureId TrainingSensitivity = new("training_sensitivity");

    /// <summary>Lower end of a figure that has a range.</summary>
    public static FigureId Low(FigureId id) => new(id.Value + "_low");

    /// <summary>Upper end of a figure that has a range.</summary>
    public static FigureId High(FigureId id) => new(id.Value + "_high");

    public static FigureId EmissionsOfTier(int tier) => new(FormattableString.Invariant($"emissions_share_tier_{tier}"));

    public static FigureId EnergyOfTier(int tier) => new(FormattableString.Invariant($"energy_share_tier_{tier}"));
}
