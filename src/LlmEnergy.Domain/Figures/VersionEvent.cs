namespace LlmEnergy.Domain.Figures;

/// <summary>An entry in the log of a closed version that the disclosure rests on. Names are recorded, not authenticated.</summary>
/// <param name="Version">Such as <c>2026-Q2</c> or <c>2026-Q2~r1</c>.</param>
/// <param name="Event">reported, prepared, reviewed, approved or closed.</param>
/// <param name="Manifest">SHA-256 of the manifest that it is about.</param>
public sealed record VersionEvent(string Version, string Event, DateTimeOffset Time, string By, string Role, string Manifest);
