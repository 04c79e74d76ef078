using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Configuration;

/// <summary>What is done with days without data, as <c>gaps</c> of the configuration says.</summary>
internal static class GapRule
{
    public const string Estimate = "estimate";
    private const string None = "none";

    /// <summary>Null for none.</summary>
    public static string? Read(ConfigurationNode root) => root.OneOf("gaps", None, None, Estimate) == Estimate ? Estimate : null;
}
