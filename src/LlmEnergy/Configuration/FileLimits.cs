namespace LlmEnergy.Configuration;

/// <summary>Bytes that files of a workspace may have: what is longer is refused before it is read.</summary>
public static class FileLimits
{
    /// <summary>llmenergy.json, profiles, product carbon footprints.</summary>
    public const long Settings = 16 << 20;

    /// <summary>Tables that people keep: registers, cost keys, mappings of models, factors.</summary>
    public const long Tables = 256 << 20;
}
