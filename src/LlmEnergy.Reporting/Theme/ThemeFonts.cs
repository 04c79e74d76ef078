namespace LlmEnergy.Reporting.Theme;

/// <summary>TrueType files of two weights, as they are.</summary>
public sealed record ThemeFonts(ReadOnlyMemory<byte> Regular, ReadOnlyMemory<byte> Bold);
