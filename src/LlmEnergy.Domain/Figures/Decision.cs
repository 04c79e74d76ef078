namespace LlmEnergy.Domain.Figures;

/// <summary>What LLM API services are for the undertaking's sustainability statement.</summary>
public enum Relevance : byte
{
    Material,

    /// <summary>Not to be disclosed but as supplementary information.</summary>
    NotMaterial,

    /// <summary>Left out of the metric as no significant driver of it.</summary>
    NotSignificant,

    /// <summary>Disclosed beside what is material, and marked as such.</summary>
    Supplementary,
}

/// <summary>What the undertaking decided on these services, with what it rests on.</summary>
/// <param name="ShareOfCategory1">Share of category 1 that the decision took them for; null where it names none.</param>
/// <param name="ShareOfCloudServices">Share of purchased cloud computing and data centre services; as above.</param>
public sealed record Decision(
    Relevance Is,
    DateOnly Date,
    string Basis,
    decimal? ShareOfCategory1 = null,
    decimal? ShareOfCloudServices = null
);
