namespace LlmEnergy.Factors.Entries;

/// <summary>A place in which a provider whose place is assumed may have run the inference.</summary>
/// <param name="Provider">Canonical id; <c>*</c>: any that has no rows of its own.</param>
/// <param name="Zone">Grid zone.</param>
/// <param name="Weight">Judged; those of a provider add up to 1.</param>
public sealed record PlaceCandidate(string Provider, string Zone, decimal Weight, string SourceId, string Note)
{
    public const string AnyProvider = "*";
}
