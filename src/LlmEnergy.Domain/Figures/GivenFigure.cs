namespace LlmEnergy.Domain.Figures;

/// <summary>
/// A number that no export holds and the undertaking gives: for the reported period an input, for an earlier one a figure it disclosed.
/// </summary>
/// <param name="Source">Where it comes from, such as <c>annual report 2026, p. 12</c>.</param>
public sealed record GivenFigure(FigureId Id, decimal Value, Unit Unit, string Source)
{
    /// <summary>Where its register states it.</summary>
    public SourceLocation At { get; init; }
}
