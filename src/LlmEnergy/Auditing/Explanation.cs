using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Ingestion.Tracing;
using LlmEnergy.Reporting.Walks;

namespace LlmEnergy.Auditing;

/// <summary>The way from a figure to rows of exports.</summary>
/// <param name="Steps">The figure and those it is made of, each before those that stand in it.</param>
/// <param name="Sums">Of ledger columns that the steps end in.</param>
/// <param name="Lines">The largest of the sums' lines, one by one.</param>
public sealed record Explanation(
    AuditedPeriod Period,
    ImmutableArray<FigureStep> Steps,
    ImmutableArray<SumStep> Sums,
    ImmutableArray<LineStep> Lines
)
{
    /// <summary>Whether every step is what the folder states.</summary>
    public bool IsAsRecorded => Steps.All(step => step.IsAsRecorded);
}

/// <summary>A figure with its definition.</summary>
/// <param name="Formula">In words of figures and columns of the ledger, as in the workbook.</param>
public sealed record FigureStep(Figure Figure, string Formula, bool IsAsRecorded);

/// <summary>A line of the ledger with all that it rests on.</summary>
/// <param name="Equations">In the order in which they are calculated.</param>
/// <param name="Factors">In the order in which they are used.</param>
/// <param name="Rows">Null where they were not looked for, or cannot be.</param>
/// <param name="WhyNoRows">Why they are not all there; empty where they are.</param>
public sealed record LineStep(
    InventoryLine Line,
    ImmutableArray<Equation> Equations,
    ImmutableArray<FactorUse> Factors,
    string ModelEvidence,
    RowsOfLine? Rows,
    string WhyNoRows
);

/// <summary>The way back: a row, the line that it counts in, and the figures that the line is in.</summary>
/// <param name="Line">Null where the row does not count.</param>
public sealed record RowTrace(FoundRow Row, InventoryLine? Line, ImmutableArray<Figure> Figures);
