namespace LlmEnergy.Factors;

/// <summary>A grid zone that factors may exist for: a country by its ISO 3166 code, <c>EU27</c> or <c>WORLD</c>.</summary>
/// <param name="Id">ISO 3166 alpha-2 for a country (XK for Kosovo).</param>
/// <param name="Iso3">Alpha-3; empty for groups of countries.</param>
/// <param name="AlsoWritten">Further spellings, such as EU for EU27.</param>
public sealed record Zone(string Id, string Iso3, string Name, IReadOnlyList<string> AlsoWritten);
