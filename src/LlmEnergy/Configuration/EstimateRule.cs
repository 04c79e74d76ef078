using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Configuration;

/// <summary>Whether usage is estimated that nobody measured: of days without data (<c>gaps</c>), of <c>prompts</c>.</summary>
internal static class EstimateRule
{
    public const string Estimate = "estimate";
    private const string None = "none";

    /// <summary>Null for none.</summary>
    public static string? Read(ConfigurationNode root, string key) => root.OneOf(key, None, None, Estimate) == Estimate ? Estimate : null;
}
