using System.Runtime.InteropServices;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Filling;

/// <summary>What becomes of a cell.</summary>
/// <param name="Style">Of a cell that the sheet does not have yet.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellEdit(int Column, CellValue Value, string? Formula, int Style)
{
    public bool IsClear => Formula is null && Value.Kind == CellKind.Empty && Held is null;

    /// <summary>A cell of a row of totals that moves here.</summary>
    public HeldCell? Held { get; init; }

    /// <summary>Whether a cell that the sheet has takes the style too: its row becomes one of another kind.</summary>
    public bool IsStyled { get; init; }
}

/// <summary>The fills of a sheet by rows.</summary>
internal sealed class SheetEdits
{
    private readonly ILookup<int, CellFill> _cells;
    private readonly int[] _rows;
    private readonly List<RowsFill> _blocks;
    private readonly List<CellEdit> _row = [];
    private int _next;

    public SheetEdits(TemplateSheet sheet, Fills fills)
    {
        _cells = fills.On(sheet).ToLookup(cell => cell.Row);
        _rows = [.. _cells.Select(row => row.Key).Order()];
        _blocks = [.. fills.BlocksOn(sheet)];
        foreach (var range in fills.On(sheet).Select(cell => cell.Range).Concat(_blocks.Select(block => block.Written)))
            Extent = Extent is { } extent
                ? new(
                    Math.Min(extent.FirstRow, range.FirstRow),
                    Math.Min(extent.FirstColumn, range.FirstColumn),
                    Math.Max(extent.LastRow, range.LastRow),
                    Math.Max(extent.LastColumn, range.LastColumn)
                )
                : range;
    }

    /// <summary>All cells that are filled; null where there is none.</summary>
    public CellRange? Extent { get; }

    /// <summary>The first row with a fill after the given one, which never goes back; beyond the last row where there is none.</summary>
    public int NextRow(int after)
    {
        while (_next < _rows.Length && _rows[_next] <= after)
            _next++;
        var next = _next < _rows.Length ? _rows[_next] : int.MaxValue;
        foreach (var block in _blocks)
            if (after < block.Touched.LastRow)
                next = Math.Min(next, Math.Max(after + 1, block.Touched.FirstRow));
        return next;
    }

    /// <summary>In the order of their columns; valid until the next call.</summary>
    public List<CellEdit> In(int row)
    {
        _row.Clear();
        foreach (var cell in _cells[row])
            _row.Add(new(cell.Column, cell.Value, null, cell.Style));
        foreach (var block in _blocks)
            if (row >= block.Touched.FirstRow && row <= block.Touched.LastRow)
                foreach (var column in block.Columns)
                    _row.Add(Edit(block, column, row));
        _row.Sort((one, other) => one.Column.CompareTo(other.Column));
        return _row;
    }

    private static CellEdit Edit(RowsFill block, FilledColumn column, int row) =>
        block.IsTotals(row)
            ? new(column.Column, CellValue.Empty, null, column.Totals.Style) { Held = column.Totals, IsStyled = true }
            : new(
                column.Column,
                block.ValueOf(column, row),
                FormulaOf(block, column, row),
                row > block.Range.LastRow && block.MovesTotals ? 0 : column.Style
            )
            {
                IsStyled = block.IsOldTotals(row) || (block.MovesTotals && row > block.Range.LastRow),
            };

    /// <summary>As the table has it, which holds in every row; else that of the first row, moved.</summary>
    private static string? FormulaOf(RowsFill block, FilledColumn column, int row) =>
        !column.IsComputed || row > block.Range.LastRow ? null
        : column.FirstFormula is { } first ? FormulaText.Moved(first, row - block.Old.FirstRow)
        : column.Formula;
}
