namespace LlmEnergy.Calculation.Methods;

/// <summary>Ids of the factors that methods ask for.</summary>
public static class FactorIds
{
    public const string CachedReadRatio = "cached-read-ratio-2026";
    public const string EmbodiedHardware = "embodied-hardware-2026";
    public const string Request = "unit-request-2026";
    public const string Image = "unit-image-2026";
    public const string AudioMinute = "unit-audio-minute-2026";
    public const string ContextOffset = "context-offset-2026";
    public const string ContextSpan = "context-span-2026";
    public const string ContextCap = "context-cap-2026";

    public const string SeedServers = "seed-servers-2023";
    public const string SeedServerPower = "seed-server-power-2023";
    public const string SeedFractionLow = "seed-power-fraction-low-2023";
    public const string SeedFractionHigh = "seed-power-fraction-high-2023";
    public const string SeedHours = "seed-hours-2023";
    public const string SeedPue = "seed-pue-2023";
    public const string SeedQueries = "seed-queries-2023";
    public const string SeedFlopPerQuery = "seed-flop-per-query-2023";
    public const string SeedJoulePerFlop = "seed-joule-per-flop-2023";

    public static readonly string[] Context = [ContextOffset, ContextSpan, ContextCap];

    public static readonly string[] SeedHardware = [SeedServers, SeedServerPower, SeedFractionLow, SeedFractionHigh, SeedHours, SeedPue, SeedQueries];

    public static readonly string[] SeedFlops = [SeedFlopPerQuery, SeedJoulePerFlop, SeedPue];

    /// <summary>Output factor of a class (xl, l, m, s), Wh per 1,000 tokens.</summary>
    public static string Output(string modelClass) => $"class-{modelClass}-output-2026";

    /// <summary>Input factor of a class (xl, l, m, s, emb), Wh per 1,000 tokens.</summary>
    public static string Input(string modelClass) => $"class-{modelClass}-input-2026";
}
