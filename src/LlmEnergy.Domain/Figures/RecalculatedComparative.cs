using System.Collections.Immutable;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// An earlier closed period that other methods stated than those of this report: its usage as it was closed, by the methods of this report
/// (ESRS 1, 7.4: comparatives where the preparation of information changes).
/// </summary>
/// <param name="Period">Such as <c>2025-Q3</c>.</param>
/// <param name="Version">Name of its folder.</param>
/// <param name="Methods">In whose order its rates were asked for.</param>
/// <param name="Figures">As stated and recalculated; empty where it is not recalculated.</param>
/// <param name="WhyNot">Why it is not; null where it is.</param>
public sealed record RecalculatedComparative(
    string Period,
    string Version,
    ImmutableArray<string> Methods,
    ImmutableArray<RestatedFigure> Figures,
    NotRecalculated? WhyNot
);

/// <summary>Why an earlier period is not calculated by the methods of a report.</summary>
public enum NotRecalculated : byte
{
    /// <summary>It rests on suppliers' figures, of which the registers of this report's period hold none.</summary>
    SuppliersFigures,

    /// <summary>Lines of it that had a total have none by these methods, with the factors and registers of this report.</summary>
    LacksFactors,
}
