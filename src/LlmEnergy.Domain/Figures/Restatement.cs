using System.Collections.Immutable;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// Why a closed period has a new version, and what changed (ESRS 1, 7.4 and 7.5: revised estimates and errors of prior periods).
/// </summary>
/// <param name="Of">Name of the version that it restates.</param>
/// <param name="Manifest">SHA-256 of that version's manifest.</param>
/// <param name="IsError">A material error of the prior period; else an estimate that was revised.</param>
/// <param name="Threshold">Share of the previous value above which comparatives and base year are restated too.</param>
public sealed record Restatement(
    string Of,
    string Manifest,
    bool IsError,
    string Explanation,
    decimal Threshold,
    ImmutableArray<RestatedFigure> Figures
)
{
    /// <summary>Methods of the version that it restates, in their order; empty where they are not known.</summary>
    public ImmutableArray<string> Methods { get; init; } = [];

    public bool ExceedsThreshold =>
        Figures.Any(figure => figure.Id == FigureIds.Total && figure.Relative is { } share && Math.Abs(share) > Threshold);
}

/// <summary>A figure before and after.</summary>
public sealed record RestatedFigure(FigureId Id, string Label, Unit Unit, decimal? Previous, decimal? Current)
{
    public decimal? Difference => Current - Previous;

    /// <summary>Difference over the previous value; null where that is zero or missing.</summary>
    public decimal? Relative => Previous is null or 0m ? null : Difference / Previous;
}

/// <summary>
/// A closed quarter inside a longer period: what was disclosed, and what the same days are now. The parts add up to the difference.
/// </summary>
/// <param name="Closed">Total in kgCO2e as it was closed.</param>
/// <param name="Recalculated">Total in kgCO2e of the same months in the longer period.</param>
/// <param name="OfFactors">By other factors or methods: the usage as it was closed, calculated anew, less what was closed.</param>
public sealed record TrueUp(string Period, decimal Closed, decimal Recalculated, decimal OfFactors)
{
    public decimal Difference => Recalculated - Closed;

    /// <summary>By usage that came late, was corrected or is read otherwise.</summary>
    public decimal OfUsage => Difference - OfFactors;
}
