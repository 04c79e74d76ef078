using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Reporting.Filling;

/// <summary>
/// Whether the cells that are to be written may be: none with a formula, none that is merged or locked, none below a table that holds
/// anything. Learns on the way what they hold and how they look.
/// </summary>
public sealed class Targets
{
    /// <summary>A cell that cannot be written.</summary>
    public const string Code = "LE2072";

    /// <summary>More rows than there is room for.</summary>
    public const string NoRoom = "LE2073";

    private readonly Template _template;
    private readonly TemplateSheet _sheet;
    private readonly string _display;
    private readonly List<CellFill> _cells;
    private readonly List<RowsFill> _blocks;
    private readonly Dictionary<(int Row, int Column), CellFill> _byPlace = [];
    private readonly HashSet<RowsFill> _full = [];
    private readonly List<Issue> _issues;

    private Targets(Template template, TemplateSheet sheet, string display, Fills fills, List<Issue> issues)
    {
        (_template, _sheet, _display, _issues) = (template, sheet, display, issues);
        (_cells, _blocks) = ([.. fills.On(sheet)], [.. fills.BlocksOn(sheet)]);
    }

    /// <param name="display">Name of the file, for people.</param>
    /// <returns>Every cell that cannot be written, and why.</returns>
    public static List<Issue> Check(Template template, string display, Fills fills, CancellationToken cancellation)
    {
        var issues = new List<Issue>();
        foreach (var sheet in fills.Cells.Select(cell => cell.Sheet).Concat(fills.Blocks.Select(block => block.Sheet)).Distinct())
        {
            cancellation.ThrowIfCancellationRequested();
            new Targets(template, sheet, display, fills, issues).Check();
        }

        return issues;
    }

    private void Check()
    {
        foreach (var cell in _cells)
            if (!_byPlace.TryAdd((cell.Row, cell.Column), cell))
                Wrong(cell.Range, $"found two values for it, {_byPlace[(cell.Row, cell.Column)].What} and {cell.What}, expected one");
        for (var i = 0; i < _blocks.Count; i++)
        {
            var block = _blocks[i];
            if (block.Written.LastRow > CellRange.MostRows || block.Range.LastColumn > CellRange.MostColumns)
                Wrong(block.Old, $"found {Counted.Of(block.Count, "row")} for {block.What}, expected no more than the sheet has", NoRoom);
            if (block.Table is { IsQuery: true })
                Wrong(block.Table.Range, "found a table that a query fills, expected one that holds its rows");
            if (
                _cells.Find(cell => block.Touched.Contains(cell.Row, cell.Column)) is { } inside
                || _blocks.Take(i).Any(other => other.Touched.Meets(block.Touched))
            )
                Wrong(block.Old, $"found two values for cells of {block.Range}, expected one", NoRoom);
        }

        using var cells = new SheetCells(_template.Open(_sheet.Part));
        var old = new List<(CellFill Cell, string Type, string Value)>();
        while (cells.Next())
        {
            if (cells.Fills is { IsCell: false } filled)
                Filled(filled);
            if (_byPlace.TryGetValue((cells.Row, cells.Column), out var cell))
            {
                cell.Style = cells.Style;
                if (cells.Formula is not null)
                    Wrong(cell.Range, $"found a formula where {cell.What} is to stand, expected a cell without one");
                old.Add((cell, cells.Type, cells.Value));
            }

            foreach (var block in _blocks)
                if (block.Touched.Contains(cells.Row, cells.Column))
                    Look(block, cells);
        }

        OldValues(old);
        foreach (var cell in _cells)
            Locked(cell.Range, cell.Style, cells);
        foreach (var block in _blocks)
        foreach (var column in block.Columns)
        {
            var touched = block.Touched with { FirstColumn = column.Column, LastColumn = column.Column };
            Locked(touched, column.Style, cells);
            if (block.MovesTotals)
                Locked(touched with { FirstRow = block.Old.LastRow + 1, LastRow = block.Old.LastRow + 1 }, column.Totals.Style, cells);
        }

        foreach (var cell in _cells)
            cell.Written = _template.Styles.Written(cell.Value, cell.Style).Text;
    }

    private void Look(RowsFill block, SheetCells cells)
    {
        var column = block.Columns.FirstOrDefault(column => column.Column == cells.Column);
        if (cells.Row == block.Old.FirstRow && column is not null)
        {
            column.Style = cells.Style;
            if (column.Value is null && cells.Formula is { Length: > 0 } formula)
                column.FirstFormula = formula;
        }

        var place = CellRange.Cell(cells.Row, cells.Column);
        if (block.IsOldTotals(cells.Row) && column is not null)
        {
            column.Totals = new(cells.Type, cells.Value, cells.Formula, cells.Style);
            if (cells.Formula is { Length: 0 })
                Wrong(place, "found a formula of totals that is another cell's too, expected one of its own: the row of totals moves");
            return;
        }

        if (cells.IsEmpty)
            return;
        if (!block.Old.Contains(cells.Row, cells.Column))
        {
            if (_full.Add(block))
                Wrong(
                    place,
                    $"found a value where rows of {block.What} would stand, expected room for {Counted.Of(block.Rows, "row")}"
                        + (block.MovesTotals ? " and the row of totals" : ""),
                    NoRoom
                );
        }
        else if (column is { Value: not null } && cells.Formula is not null)
        {
            Wrong(place, $"found a formula where {column.Name} is to stand, expected a cell without one");
        }
        else if (column is { IsComputed: false, Value: null } && _full.Add(block))
        {
            Wrong(
                place,
                $"found a value in the column {column.Name}, none of {block.What}, expected it empty or computed: rows change place"
            );
        }
    }

    /// <summary>Cells that a formula elsewhere fills.</summary>
    private void Filled(CellRange filled)
    {
        foreach (var cell in _cells.Where(cell => filled.Contains(cell.Row, cell.Column)))
            Wrong(cell.Range, $"found a cell that the formula of {filled} fills, expected one without a formula");
        foreach (var block in _blocks)
        foreach (var column in block.Columns)
        {
            var touched = block.Touched with { FirstColumn = column.Column, LastColumn = column.Column };
            var isOwn =
                column.Value is null
                && filled.FirstColumn == column.Column
                && filled.LastColumn == column.Column
                && filled.FirstRow >= touched.FirstRow
                && filled.LastRow <= touched.LastRow;
            if (filled.Meets(touched) && !isOwn)
                Wrong(touched, $"found cells that the formula of {filled} fills, expected cells without one");
        }
    }

    private void Locked(CellRange range, int style, SheetCells cells)
    {
        if (cells.Merged.Find(range.Meets) is { FirstRow: > 0 } merged)
            Wrong(range, $"found merged cells ({merged}), expected cells that stand alone");
        if (cells.IsProtected && _template.Styles.IsLocked(style))
            Wrong(range, "found a locked cell of a protected sheet, expected an unlocked one, or a sheet without protection");
    }

    private void OldValues(List<(CellFill Cell, string Type, string Value)> old)
    {
        static int Number((CellFill Cell, string Type, string Value) cell) =>
            cell.Type == "s" && int.TryParse(cell.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        var wanted = old.Select(Number).Where(number => number >= 0).ToHashSet();
        var texts = wanted.Count > 0 ? SharedTexts.Read(_template, (number, _) => wanted.Contains(number)) : [];
        foreach (var cell in old)
            cell.Cell.OldValue = texts.GetValueOrDefault(Number(cell), cell.Value);
    }

    private void Wrong(CellRange at, string message, string code = Code) =>
        _issues.Add(new(new($"{_display} {_sheet.Name}!{at}", 0, 0), code, message));
}
