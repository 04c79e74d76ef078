namespace LlmEnergy.Factors.Entries;

/// <summary>A grid zone that factors may exist for: a country by its ISO 3166 code, a part of one, <c>EU27</c> or <c>WORLD</c>.</summary>
/// <param name="Id">ISO 3166 alpha-2 for a country (XK for Kosovo); for a part, the country, a hyphen and the part, such as <c>CA-ON</c> or
/// <c>US-EGRID-SRVC</c>.</param>
/// <param name="Iso3">Alpha-3; empty for groups and parts of countries.</param>
/// <param name="AlsoWritten">Further spellings, such as EU for EU27.</param>
public sealed record Zone(string Id, string Iso3, string Name, IReadOnlyList<string> AlsoWritten);
