namespace LlmEnergy.Domain.Figures;

/// <summary>Stable id of a figure, such as <c>total</c>: what texts, workbooks and comparisons refer to.</summary>
public readonly record struct FigureId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One disclosed number, with everything that is said about it anywhere.</summary>
/// <param name="Decimals">Decimals that the report prints, or null where it chooses by size.</param>
/// <param name="Value">Unrounded; null where <paramref name="WhyMissing"/> says why.</param>
/// <param name="ExcelName">Defined name in the workbook.</param>
/// <param name="Concept">XBRL concept of the ESRS taxonomy, where there is one.</param>
public sealed record Figure(
    FigureId Id,
    string Label,
    Expr Definition,
    Unit Unit,
    int? Decimals,
    decimal? Value,
    MissingReason? WhyMissing,
    string ExcelName,
    string? Concept
)
{
    /// <summary>Member of the Scope 3 category axis that qualifies the concept; null for none.</summary>
    public string? Member { get; init; }

    /// <summary>A number that the undertaking gives: a cell for input in the workbook.</summary>
    public bool IsInput => Definition is Expr.Given;
}
