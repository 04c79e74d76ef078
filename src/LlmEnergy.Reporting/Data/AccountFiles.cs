using System.Globalization;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Data;

/// <summary>
/// What accounts give, as CSV files of a period folder: reconciliation.csv, vendors.csv, roll-forward.csv, postings.csv, by-entity.csv,
/// overlap.csv, carbon-reports.csv. Columns are only ever added at the end.
/// </summary>
public static class AccountFiles
{
    public const string Reconciliation = "reconciliation.csv";
    public const string Postings = "postings.csv";
    private const decimal KilogramsPerTonne = 1_000m;

    /// <summary>Those that the disclosure has anything for.</summary>
    /// <param name="file">Writes a file of that name.</param>
    public static void Write(Disclosure disclosure, Action<string, Action<Stream>> file)
    {
        if (disclosure.Accounts is not { } accounts)
            return;
        if (accounts.Reconciliation is { } reconciliation)
        {
            file(Reconciliation, output => CsvFile.Write(output, CellColumns, reconciliation.Cells));
            file("vendors.csv", output => CsvFile.Write(output, VendorColumns, reconciliation.Vendors));
            if (!reconciliation.RollForwards.IsEmpty)
                file("roll-forward.csv", output => CsvFile.Write(output, RollForwardColumns, reconciliation.RollForwards));
        }

        if (accounts.Allocation is { } allocation)
        {
            file(Postings, output => CsvFile.Write(output, PostingColumns(disclosure.Period.Name), allocation.Postings));
            file("by-entity.csv", output => CsvFile.Write(output, EntityColumns, allocation.Entities));
        }

        if (!accounts.Overlap.IsEmpty)
            file("overlap.csv", output => CsvFile.Write(output, OverlapColumns, accounts.Overlap));
        if (!accounts.CarbonReports.IsEmpty)
            file("carbon-reports.csv", output => CsvFile.Write(output, CarbonColumns, accounts.CarbonReports));
    }

    /// <summary>A row for each provider, account, month and currency; amounts in the currency of the row.</summary>
    public static IReadOnlyList<CsvColumn<ReconciliationCell>> CellColumns { get; } =
    [
        new("provider", cell => CellValue.Of(cell.Provider)),
        new("account", cell => CellValue.Of(cell.Account)),
        new("month", cell => CellValue.Of(Month(cell.Month))),
        new("currency", cell => CellValue.Of(cell.Currency)),
        new("usage", cell => CellValue.Of(cell.Usage)),
        new("priced_by", cell => CellValue.Of(cell.PricedBy)),
        new("invoiced", cell => CellValue.Of(cell.Invoiced)),
        new("vat", cell => CellValue.Of(cell.Vat)),
        new("ledger", cell => CellValue.Of(cell.Ledger)),
        new("difference", cell => CellValue.Of(cell.Difference)),
        new("share", cell => CellValue.Of(cell.Share is { } share ? decimal.Round(share, 6) : null)),
        new("tolerance", cell => CellValue.Of(cell.Tolerance)),
        new("agrees", cell => CellValue.Of(Agreement(cell))),
        new("completeness", cell => CellValue.Of(cell.Completeness)),
        new("tco2e_as_usage", cell => CellValue.Of(cell.KilogramsAsUsage / KilogramsPerTonne)),
        new("tco2e_by_spend", cell => CellValue.Of(cell.KilogramsBySpend / KilogramsPerTonne)),
        new("invoices", cell => CellValue.Of(cell.Invoices)),
        new("gl_accounts", cell => CellValue.Of(cell.GlAccounts)),
        new("reason", cell => CellValue.Of(cell.Reason)),
    ];

    /// <summary>A word for whether a cell agrees: what is not compared has not passed.</summary>
    public static string Agreement(ReconciliationCell cell) =>
        cell.Agrees switch
        {
            true => "yes",
            false => "no",
            _ => "not compared",
        };

    /// <summary>Columns of postings.csv; <c>schema</c> is raised where one changes its meaning.</summary>
    public static IReadOnlyList<CsvColumn<Posting>> PostingColumns(string period) =>
        [
            new("schema", _ => CellValue.Of(Posting.SchemaVersion)),
            new("period", _ => CellValue.Of(period)),
            new("month", posting => CellValue.Of(Month(posting.Key.Month))),
            new("entity", posting => CellValue.Of(posting.Key.Entity)),
            new("gl_account", posting => CellValue.Of(posting.Key.GlAccount)),
            new("cost_centre", posting => CellValue.Of(posting.Key.CostCentre)),
            new("provider", posting => CellValue.Of(posting.Key.Provider)),
            new("model", posting => CellValue.Of(posting.Key.Model)),
            new("quantity", posting => CellValue.Of(posting.Quantity)),
            new("unit", posting => CellValue.Of(posting.Key.Unit)),
            new("cost", posting => CellValue.Of(posting.Cost)),
            new("currency", posting => CellValue.Of(posting.Key.Currency)),
            new("kwh", posting => CellValue.Of(posting.KilowattHours)),
            new("kgco2e_low", posting => CellValue.Of(posting.KilogramsLow)),
            new("kgco2e", posting => CellValue.Of(posting.Kilograms)),
            new("kgco2e_high", posting => CellValue.Of(posting.KilogramsHigh)),
            new("tier", posting => CellValue.Of(posting.Tier)),
            new("consolidation", posting => CellValue.Of(posting.Key.Consolidation)),
            new("consolidated_share", posting => CellValue.Of(posting.Key.ConsolidatedShare)),
            new("lines", posting => CellValue.Of(string.Join(' ', posting.Lines))),
            new("methods", posting => CellValue.Of(string.Join(' ', posting.Methods))),
            new("gap_days", posting => CellValue.Of(posting.GapDays)),
        ];

    public static IReadOnlyList<CsvColumn<VendorFinding>> VendorColumns { get; } =
    [
        new("vendor", vendor => CellValue.Of(vendor.Vendor)),
        new("currency", vendor => CellValue.Of(vendor.Currency)),
        new("amount", vendor => CellValue.Of(vendor.Amount)),
        new("entries", vendor => CellValue.Of(vendor.Entries)),
        new("tco2e_by_spend", vendor => CellValue.Of(vendor.KilogramsBySpend / KilogramsPerTonne)),
        new("decision", vendor => CellValue.Of(vendor.Decision?.Is ?? "")),
        new("by", vendor => CellValue.Of(vendor.Decision?.By ?? "")),
        new("date", vendor => vendor.Decision is { } decision ? CellValue.Of(decision.Date) : CellValue.Of("")),
        new("reason", vendor => CellValue.Of(vendor.Decision?.Reason ?? "")),
    ];

    public static IReadOnlyList<CsvColumn<RollForward>> RollForwardColumns { get; } =
    [
        new("provider", balance => CellValue.Of(balance.Provider)),
        new("currency", balance => CellValue.Of(balance.Currency)),
        new("kind", balance => CellValue.Of(balance.Kind.ToString().ToLowerInvariant())),
        new("opening", balance => CellValue.Of(balance.Opening)),
        new("added", balance => CellValue.Of(balance.Added)),
        new("taken", balance => CellValue.Of(balance.Taken)),
        new("closing", balance => CellValue.Of(balance.Closing)),
        new("stated", balance => CellValue.Of(balance.Stated)),
        new("difference", balance => CellValue.Of(balance.Difference)),
    ];

    public static IReadOnlyList<CsvColumn<EntityTotal>> EntityColumns { get; } =
    [
        new("entity", entity => CellValue.Of(entity.Entity)),
        new("parent", entity => CellValue.Of(entity.Parent)),
        new("country", entity => CellValue.Of(entity.Country)),
        new("consolidation", entity => CellValue.Of(entity.Consolidation)),
        new("kwh", entity => CellValue.Of(entity.KilowattHours)),
        new("kgco2e", entity => CellValue.Of(entity.Kilograms)),
        new("kgco2e_consolidated", entity => CellValue.Of(entity.ConsolidatedKilograms)),
        new("share", entity => CellValue.Of(entity.Share)),
    ];

    public static IReadOnlyList<CsvColumn<OverlapRow>> OverlapColumns { get; } =
    [
        new("supplier", row => CellValue.Of(row.Supplier)),
        new("month", row => CellValue.Of(Month(row.Month))),
        new("entity", row => CellValue.Of(row.Entity)),
        new("gl_account", row => CellValue.Of(row.GlAccount)),
        new("invoice", row => CellValue.Of(row.Invoice)),
        new("amount", row => CellValue.Of(row.Amount)),
        new("currency", row => CellValue.Of(row.Currency)),
        new("tco2e", row => CellValue.Of(row.TonnesCo2e)),
        new("remove_from", row => CellValue.Of(row.RemoveFrom)),
    ];

    /// <summary>A row for each cloud, account and month, and one for all accounts of a month; emissions in tCO2e.</summary>
    public static IReadOnlyList<CsvColumn<CarbonComparison>> CarbonColumns { get; } =
    [
        new("provider", row => CellValue.Of(row.Cloud)),
        new("account", row => CellValue.Of(row.Account)),
        new("month", row => CellValue.Of(Month(row.Month))),
        new("tco2e", row => CellValue.Of(row.TonnesHere)),
        new("report_location_tco2e", row => CellValue.Of(row.LocationBased)),
        new("report_market_tco2e", row => CellValue.Of(row.MarketBased)),
        new("report_tco2e", row => CellValue.Of(row.MethodNotStated)),
        new("compared_by", row => CellValue.Of(row.Difference is null ? "" : row.StatedBy)),
        new("difference_tco2e", row => CellValue.Of(row.Difference)),
        new("compared", row => CellValue.Of(row.Difference is null ? "not compared" : "yes")),
        new("reason", row => CellValue.Of(row.Reason)),
        new("boundary", row => CellValue.Of(row.Boundary)),
        new("remove_from", row => CellValue.Of(row.TonnesHere is null ? "" : OverlapRow.CarbonReport)),
    ];

    private static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
