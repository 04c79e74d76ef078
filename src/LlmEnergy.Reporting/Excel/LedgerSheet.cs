using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// Usage, factors and emissions of every line. Only its header and one row are laid out here; <see cref="LedgerRows"/> writes the lines
/// in the styles of that row.
/// </summary>
internal sealed class LedgerSheet : ISheet
{
    public const string SheetName = "Ledger";
    public const string Table = "tblLedger";

    public string Name => SheetName;

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var columns = Ledger.ColumnsFor(disclosure.Inventory);
        canvas.Widths([.. columns.Select(column => Width(column, disclosure.Inventory.Lines))]);
        canvas.Table(Table, [.. columns.Select(column => column.Name)], entries: 1);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            if (column.Kind is ColumnKind.Text or ColumnKind.UniqueText)
                canvas.Text(2, i + 1, null);
            else
                canvas.Number(2, i + 1, null, Format(column));
            if (column.Formula is not null)
                canvas.Shade(2, i + 1);
        }

        canvas.PagesWide(5);
    }

    private static string Format(LedgerColumn column) =>
        column switch
        {
            { Kind: ColumnKind.Date } => NumberFormats.Month,
            { Kind: ColumnKind.Count } when column.Unit == Unit.None => NumberFormats.Integer,
            { Kind: ColumnKind.Count } => NumberFormats.Count,
            { Name: "cost" } => "#,##0.00####",
            _ when column.Unit == Unit.KilowattHours || column.Unit == Unit.KilogramsCo2e => NumberFormats.Line,
            _ => "#,##0.######",
        };

    /// <summary>Names in snake_case do not wrap, and the filter's button takes room.</summary>
    private static double Width(LedgerColumn column, ImmutableArray<InventoryLine> lines) =>
        Math.Max(
            (column.Name.Length * 1.2) + 3,
            column.Kind switch
            {
                ColumnKind.UniqueText => 11,
                ColumnKind.Text => Math.Min(
                    60,
                    (1.15 * lines.Select(line => column.Value(line, LedgerPositions.None).Text?.Length ?? 0).DefaultIfEmpty().Max()) + 3
                ),
                ColumnKind.Count => 12,
                ColumnKind.Number => 18,
                _ => 10,
            }
        );
}
