namespace LlmEnergy.Factors;

/// <summary>Which factors are grid factors: those whose id begins with <c>grid-</c>. Other factors may share their unit.</summary>
internal static class GridFactors
{
    public const string Prefix = "grid-";

    public static bool Has(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);
}
