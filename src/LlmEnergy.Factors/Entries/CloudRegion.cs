namespace LlmEnergy.Factors.Entries;

/// <summary>A region of a cloud, and the grid it stands in.</summary>
/// <param name="Zone">As fine as it is known, such as <c>US-EGRID-SRVC</c>; where no factor exists for it, <paramref name="Country"/>
/// counts.</param>
/// <param name="Country">ISO 3166 alpha-2.</param>
public sealed record CloudRegion(string Cloud, string Code, string Location, string Country, string Zone, string SourceId, string Note);
