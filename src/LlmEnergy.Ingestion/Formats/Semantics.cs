using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>What the numbers of a format mean.</summary>
/// <param name="InputIncludesCached">False where input and cache reads are disjoint: the total input is then their sum.</param>
/// <param name="InputIncludesCacheWrite">The same for cache writes.</param>
/// <param name="OutputIncludesReasoning">The same for reasoning in output.</param>
/// <param name="Currency">Of the cost where no column names one (ISO 4217).</param>
/// <param name="Scale">Tokens per unit of the token columns: 1, or 1000 where the file counts thousands.</param>
public sealed record Semantics(
    Grain Grain, bool InputIncludesCached, bool InputIncludesCacheWrite, bool OutputIncludesReasoning, TimeFormat Time, string? Currency, int Scale);
