namespace LlmEnergy.Domain.Figures;

/// <summary>A figure as it was disclosed.</summary>
/// <param name="Value">Null where it was missing.</param>
public sealed record RecordedFigure(decimal? Value, string Unit);
