namespace LlmEnergy.Factors.Entries;

/// <summary>A model of EcoLogits' table: published or guessed parameters, in billions, as minimum and maximum.</summary>
/// <param name="Provider">As EcoLogits writes it: openai, anthropic, google_genai, mistralai, cohere, huggingface_hub.</param>
/// <param name="IsGuessed">True where EcoLogits says that the architecture is not released.</param>
public sealed record EcoLogitsModel(
    string Provider,
    string Name,
    decimal TotalLeast,
    decimal TotalMost,
    decimal ActiveLeast,
    decimal ActiveMost,
    bool IsGuessed
);
