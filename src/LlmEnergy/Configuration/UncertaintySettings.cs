using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Configuration;

/// <summary>What a configuration says of judged sizes of models and of ranges.</summary>
internal static class UncertaintySettings
{
    public const string Simulated = "simulated";
    public const string Correlated = "correlated";
    private const string Automatic = "auto";

    /// <summary>Null where it says nothing.</summary>
    public static OperatingPointConfiguration? OperatingPoint(ConfigurationNode root)
    {
        if (root.Object("operatingPoint") is not { } node)
            return null;
        var closedModels = node.Flag("closedModels", isRequired: true) ?? false;
        node.Close();
        return new(closedModels);
    }

    /// <summary>Null for auto.</summary>
    public static string? Interval(ConfigurationNode root) =>
        root.OneOf("interval", Automatic, Automatic, Simulated, Correlated) is var interval && interval == Automatic ? null : interval;
}
