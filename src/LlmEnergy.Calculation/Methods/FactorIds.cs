namespace LlmEnergy.Calculation.Methods;

/// <summary>Ids of the factors that several methods ask for.</summary>
public static class FactorIds
{
    public const string CachedReadRatio = "cached-read-ratio-2026";
    public const string EmbodiedHardware = "embodied-hardware-2026";
    public const string ContextOffset = "context-offset-2026";
    public const string ContextSpan = "context-span-2026";
    public const string ContextCap = "context-cap-2026";

    public static readonly string[] Context = [ContextOffset, ContextSpan, ContextCap];
}
