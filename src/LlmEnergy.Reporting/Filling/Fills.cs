using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Filling;

/// <summary>A value for one cell.</summary>
/// <param name="What">Figure or table that it is of, as the workbook or its mapping asked for it.</param>
public sealed record CellFill(TemplateSheet Sheet, int Row, int Column, string What, CellValue Value)
{
    public CellRange Range => CellRange.Cell(Row, Column);

    /// <summary>What the cell held, for people.</summary>
    public string OldValue { get; internal set; } = "";

    internal int Style { get; set; }

    /// <summary>As it is written.</summary>
    public string Written { get; internal set; } = "";
}

/// <summary>A column of rows that are filled.</summary>
/// <param name="Column">Of the sheet.</param>
/// <param name="Value">By row, from 0; null where the rows are computed or stay empty.</param>
/// <param name="Formula">Of a computed column, as its table has it.</param>
public sealed record FilledColumn(string Name, int Column, Func<int, CellValue>? Value, string? Formula)
{
    /// <summary>Of the first row, which rows that are added take over.</summary>
    internal int Style { get; set; }

    /// <summary>Of the first row, as a cell has it.</summary>
    internal string? FirstFormula { get; set; }

    internal bool IsComputed => Value is null && (Formula ?? FirstFormula) is not null;

    /// <summary>Its cell in the row of totals, which moves with the last row.</summary>
    internal HeldCell Totals { get; set; } = new("", "", null, 0);
}

/// <summary>What a cell of a sheet holds, as it stands in the file.</summary>
/// <param name="Type">Empty for a cell that is not there.</param>
internal readonly record struct HeldCell(string Type, string Value, string? Formula, int Style);

/// <summary>Rows that are filled below each other: those of a table, or a block that begins at a marker.</summary>
/// <param name="Old">Cells that are replaced: the data of the table, or the cell of the marker.</param>
/// <param name="Count">Rows of data.</param>
public sealed record RowsFill(
    TemplateSheet Sheet,
    TemplateTable? Table,
    CellRange Old,
    int Count,
    string What,
    ImmutableArray<FilledColumn> Columns
)
{
    /// <summary>At least 1: a table needs a row, which stays empty without data.</summary>
    public int Rows => Math.Max(1, Count);

    /// <summary>The cells that hold the rows afterwards.</summary>
    public CellRange Range =>
        new(Old.FirstRow, Old.FirstColumn, Old.FirstRow + Rows - 1, Math.Max(Old.LastColumn, Columns.Max(column => column.Column)));

    /// <summary>With the row of totals, where it moves.</summary>
    internal CellRange Written => Range with { LastRow = Range.LastRow + (MovesTotals ? 1 : 0) };

    /// <summary>All cells that are written, those that become empty too.</summary>
    internal CellRange Touched => Written with { LastRow = Math.Max(Written.LastRow, Old.LastRow + (MovesTotals ? 1 : 0)) };

    internal bool MovesTotals => IsResized && Table!.HasTotals;

    internal bool IsOldTotals(int row) => MovesTotals && row == Old.LastRow + 1;

    internal bool IsTotals(int row) => MovesTotals && row == Range.LastRow + 1;

    internal bool IsResized => Table is not null && Rows != Old.LastRow - Old.FirstRow + 1;

    internal CellValue ValueOf(FilledColumn column, int row) =>
        column.Value is { } value && row - Old.FirstRow is var at && at < Count ? value(at) : CellValue.Empty;
}

/// <summary>All that is written into a workbook.</summary>
public sealed record Fills(ImmutableArray<CellFill> Cells, ImmutableArray<RowsFill> Blocks)
{
    internal IReadOnlyList<Resized> Resized { get; } =
    [
        .. Blocks
            .Where(block => block.IsResized)
            .Select(block => new Resized(
                block.Sheet.Name,
                block.Table!.Range with
                {
                    LastRow = block.Old.LastRow,
                },
                block.Range.LastRow,
                block.MovesTotals
            )),
    ];

    internal IEnumerable<CellFill> On(TemplateSheet sheet) => Cells.Where(cell => cell.Sheet == sheet);

    internal IEnumerable<RowsFill> BlocksOn(TemplateSheet sheet) => Blocks.Where(block => block.Sheet == sheet);
}
