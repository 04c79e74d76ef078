namespace LlmEnergy.Domain.Figures;

/// <summary>Ids of the figures that texts and checks name.</summary>
public static class FigureIds
{
    public static readonly FigureId Total = new("total");
    public static readonly FigureId TotalLow = new("total_low");
    public static readonly FigureId TotalHigh = new("total_high");
    public static readonly FigureId TotalKilograms = new("total_kg");
    public static readonly FigureId LocationBased = new("location_based");
    public static readonly FigureId Embodied = new("embodied");
    public static readonly FigureId Energy = new("energy");
    public static readonly FigureId EnergyLow = new("energy_low");
    public static readonly FigureId EnergyHigh = new("energy_high");
    public static readonly FigureId Requests = new("requests");
    public static readonly FigureId InputTokens = new("input_tokens");
    public static readonly FigureId OutputTokens = new("output_tokens");
    public static readonly FigureId EstimatedShare = new("estimated_share");
    public static readonly FigureId UnknownModelShare = new("unknown_model_share");
}
