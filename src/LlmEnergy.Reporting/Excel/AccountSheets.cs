using System.Collections.Immutable;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Reporting.Excel;

/// <summary>A table of the accounts: what its CSV file holds, with real dates and numbers.</summary>
internal sealed class AccountSheet<T>(
    string name,
    string table,
    string title,
    string line,
    Func<Disclosure, (IReadOnlyList<CsvColumn<T>> Columns, ImmutableArray<T> Rows)?> of
) : ISheet
{
    private const int HeadRow = 4;
    private const int First = HeadRow + 1;
    private const int MostRows = 100_000;

    /// <summary>The cell of a row, which counts from 0, in a column by its number.</summary>
    public string Cell(int row, int column) => $"{Name}!{A1.Cell(First + row, column)}";

    public string Name => name;

    public bool Stands(Disclosure disclosure) => of(disclosure) is not null;

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        if (of(disclosure) is not var (columns, rows))
            return;
        var shown = Math.Min(rows.Length, MostRows);
        canvas.Widths([.. columns.Select(column => column.Name is "reason" or "lines" ? 60d : 16d)]);
        canvas.Title(title, rows.Length > shown ? Phrase.Of($"The first {shown:N0} of {rows.Length:N0} rows. {(Phrase)line}") : line);
        canvas.Table(table, HeadRow, [.. columns.Select(column => column.Name)], shown, numbersFrom: 1, numbersTo: 0);
        canvas.Freeze(HeadRow, 1);
        canvas.PagesWide(1);
        for (var i = 0; i < shown; i++)
        for (var column = 0; column < columns.Count; column++)
            Cell(canvas, First + i, column + 1, columns[column].Value(rows[i]));
        if (shown == 0)
            canvas.Label(First + 1, 1, "Nothing in the period.");
        canvas.Protect();
    }

    private static void Cell(SheetCanvas canvas, int row, int column, CellValue cell)
    {
        if (cell.Kind == CellKind.Number)
            canvas.Number(row, column, cell.Number, "#,##0.######");
        else if (cell.Kind == CellKind.Date)
            canvas.Date(row, column, cell.Date);
        else
            canvas.Text(row, column, cell.Text);
    }
}

/// <summary>The sheets of the accounts, in their order.</summary>
internal static class AccountSheets
{
    /// <summary>What a sheet holds, for the list of sheets.</summary>
    public static string What(ISheet sheet) =>
        sheet.Name switch
        {
            "Reconciliation" => "usage at its prices, invoices and ledger by provider, account and month (tblReconciliation)",
            "Vendors" => "vendors of AI services in the ledger without an export, and what was decided (tblVendors)",
            "RollForward" => "unbilled and prepaid balances from one end of the period to the other (tblRollForward)",
            "Entities" => "emissions by entity, and as they are consolidated (tblEntities)",
            "CostCentreMonths" => "emissions by cost centre and month, as sums over the postings",
            "Postings" => "rows for the ledger: entity, account, cost centre, provider, model (tblPostings)",
            "CarbonReports" => "clouds' carbon reports beside what is calculated here: a cross-check (tblCarbonReports)",
            _ => "what to take out of a model of spend and of carbon reports (tblOverlap)",
        };

    public static AccountSheet<EntityTotal> Entities { get; } =
        new(
            "Entities",
            "tblEntities",
            "Usage and emissions by entity",
            "Sums of the postings; what matches no row of allocation.csv has no entity.",
            disclosure => disclosure.Accounts?.Allocation is { } allocation ? (AccountFiles.EntityColumns, allocation.Entities) : null
        );

    public static ImmutableArray<ISheet> All { get; } =
    [
        new AccountSheet<ReconciliationCell>(
            "Reconciliation",
            "tblReconciliation",
            "Usage, invoices and ledger",
            "By provider, account, month and currency: booked less usage, as in reconciliation.csv.",
            disclosure =>
                disclosure.Accounts?.Reconciliation is { HasCells: true } reconciliation
                    ? (AccountFiles.CellColumns, reconciliation.Cells)
                    : null
        ),
        new AccountSheet<VendorFinding>(
            "Vendors",
            "tblVendors",
            "Vendors of AI services in the ledger without an export",
            "By the names of vendors in the text of the ledger, with what was decided about each.",
            disclosure =>
                disclosure.Accounts?.Reconciliation is { HasCells: true } reconciliation
                    ? (AccountFiles.VendorColumns, reconciliation.Vendors)
                    : null
        ),
        new AccountSheet<RollForward>(
            "RollForward",
            "tblRollForward",
            "Unbilled and prepaid balances",
            "Unbilled: opening + usage - invoiced = closing. Prepaid: opening + top-ups - usage = closing.",
            disclosure =>
                disclosure.Accounts?.Reconciliation is { RollForwards.IsEmpty: false } reconciliation
                    ? (AccountFiles.RollForwardColumns, reconciliation.RollForwards)
                    : null
        ),
        Entities,
        new CostCentreSheet(),
        new AccountSheet<Posting>(
            "Postings",
            "tblPostings",
            "Postings by month, entity, general ledger account and cost centre",
            "Rounded by largest remainder, so that they add up to the total: counts whole, cost to 2 decimals, kWh and kgCO2e to 6.",
            disclosure =>
                disclosure.Accounts?.Allocation is { } allocation
                    ? (AccountFiles.PostingColumns(disclosure.Period.Name), allocation.Postings)
                    : null
        ),
        new AccountSheet<OverlapRow>(
            "Overlap",
            "tblOverlap",
            "What stands in the group's inventory a second time",
            "Take these amounts out of a model of spend, and these emissions out of a provider's carbon report.",
            disclosure =>
                disclosure.Accounts is { Overlap.IsEmpty: false } accounts ? (AccountFiles.OverlapColumns, accounts.Overlap) : null
        ),
        new AccountSheet<CarbonComparison>(
            "CarbonReports",
            "tblCarbonReports",
            "Clouds' carbon reports beside what is calculated here",
            "Not comparable one to one: a report covers all services of an account by the cloud's own method and boundary. Where both are "
                + "in the inventory, take the tonnes calculated here out of the report.",
            disclosure =>
                disclosure.Accounts is { CarbonReports.IsEmpty: false } accounts
                    ? (AccountFiles.CarbonColumns, accounts.CarbonReports)
                    : null
        ),
    ];
}
