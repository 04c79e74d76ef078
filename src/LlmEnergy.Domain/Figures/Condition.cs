using System.Globalization;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// A condition on a numeric column of the ledger. Never on text: SUMIFS reads *, &lt;, = and 00123 in it as patterns and numbers.
/// </summary>
public sealed record Condition
{
    private readonly Func<decimal, bool> _holds;
    private readonly LedgerColumn _column;

    private Condition(LedgerColumn column, string comparison, decimal than, Func<decimal, bool> holds)
    {
        (_column, _holds) = (column, holds);
        Excel = string.Create(CultureInfo.InvariantCulture, $"tblLedger[{column.Name}],\"{comparison}\"&{than}");
    }

    /// <summary>
    /// Range and criterion, as SUMIFS takes them. The number stands outside of the quotes: inside, Excel reads it by the user's locale.
    /// </summary>
    public string Excel { get; }

    public static Condition AtLeast(LedgerColumn column, decimal value) => new(column, ">=", value, cell => cell >= value);

    public static Condition Exactly(LedgerColumn column, decimal value) => new(column, "=", value, cell => cell == value);

    public bool Holds(InventoryLine line) =>
        _column.Value(line, LedgerPositions.None) is { Kind: CellKind.Number } cell && _holds(cell.Number);
}
