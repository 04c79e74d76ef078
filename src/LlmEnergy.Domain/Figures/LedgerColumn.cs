using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Figures;

public enum ColumnKind : byte
{
    /// <summary>Different on every line.</summary>
    UniqueText,
    Text,
    Count,
    Number,
    Date,
}

/// <summary>
/// A column of the ledger, defined once: inventory.csv writes its value, the workbook its formula with the value cached beside it.
/// </summary>
/// <param name="Formula">
/// Null for plain data. <c>[@name]</c> is another column of the same line, <c>Rates[name]</c> and <c>Places[name]</c> a whole column of
/// those sheets.
/// </param>
public sealed record LedgerColumn(
    string Name,
    Unit Unit,
    ColumnKind Kind,
    Func<InventoryLine, LedgerPositions, CellValue> Value,
    string? Formula = null
)
{
    /// <summary>
    /// A measured quantity: an empty cell means that the source does not tell, and makes the sum unknown. Elsewhere it means not
    /// calculated.
    /// </summary>
    public bool IsUsage { get; init; }

    /// <summary>
    /// The lines that must have it: an empty cell on one of them makes the sum unknown. By default every line that is calculated.
    /// </summary>
    public Func<InventoryLine, bool> Applies { get; init; } = line => line.IsCalculated;

    /// <summary>Often empty on all lines: the workbook then writes no formulas into it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The coefficients that its formula multiplies quantities with; null where it is no such sum.</summary>
    public string? Block { get; init; }

    /// <summary>Where it applies to no line, there is nothing to add up: the sum is zero.</summary>
    public bool IsZeroWithout { get; init; }
}
