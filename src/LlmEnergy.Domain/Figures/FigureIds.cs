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

    /// <summary>Other purchased cloud computing and data centre services, which the undertaking gives or attests to be nil.</summary>
    public static readonly FigureId OtherCloudServices = new("cloud_services_other");

    /// <summary>Purchased cloud computing and data centre services (ESRS E1 AR 51): LLM API services and all others.</summary>
    public static readonly FigureId CloudServices = new("cloud_services");

    /// <summary>The rest of category 1, which the undertaking gives.</summary>
    public static readonly FigureId OtherCategory1 = new("category1_other");
    public static readonly FigureId Category1 = new("category1");

    /// <summary>Total gross Scope 3 emissions, which the undertaking gives.</summary>
    public static readonly FigureId Scope3 = new("scope3");
    public static readonly FigureId ShareOfCategory1 = new("share_of_category1");
    public static readonly FigureId ShareOfScope3 = new("share_of_scope3");

    /// <summary>Net revenue of the period, which the undertaking gives.</summary>
    public static readonly FigureId NetRevenue = new("net_revenue");
    public static readonly FigureId PerThousandRequests = new("intensity_requests");
    public static readonly FigureId PerMillionTokens = new("intensity_tokens");
    public static readonly FigureId PerSpend = new("intensity_spend");
    public static readonly FigureId PerMillionRevenue = new("intensity_revenue");

    /// <summary>
    /// Share of emissions with an emission factor of the supplier's own: primary data in the strict sense (ESRS E1 AR 46 g).
    /// </summary>
    public static readonly FigureId PrimaryDataShare = new("primary_data_share");

    /// <summary>Lower end of a figure that has a range.</summary>
    public static FigureId Low(FigureId id) => new(id.Value + "_low");

    /// <summary>Upper end of a figure that has a range.</summary>
    public static FigureId High(FigureId id) => new(id.Value + "_high");

    /// <summary>The value below which 5 % of the draws of a figure lie.</summary>
    public static FigureId P5(FigureId id) => new(id.Value + "_p5");

    /// <summary>The median of the draws of a figure.</summary>
    public static FigureId P50(FigureId id) => new(id.Value + "_p50");

    /// <summary>The value below which 95 % of the draws of a figure lie.</summary>
    public static FigureId P95(FigureId id) => new(id.Value + "_p95");

    /// <summary>The mean of the draws of a figure.</summary>
    public static FigureId Mean(FigureId id) => new(id.Value + "_mean");

    public static FigureId EmissionsOfTier(int tier) => new(FormattableString.Invariant($"emissions_share_tier_{tier}"));

    public static FigureId EnergyOfTier(int tier) => new(FormattableString.Invariant($"energy_share_tier_{tier}"));
}
