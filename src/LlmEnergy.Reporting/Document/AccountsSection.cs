using System.Collections.Immutable;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>Usage against invoices and ledger, the parts of the entities, and what stands in the group's inventory a second time.</summary>
internal static class AccountsSection
{
    private const int MostRows = 20;
    private const int MoneyDecimals = 2;
    private const decimal KilogramsPerTonne = 1_000m;

    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture)
    {
        if (disclosure.Accounts is not { } accounts)
            return [];
        return
        [
            .. accounts.Reconciliation is { } reconciliation ? Reconciled(reconciliation, culture) : [],
            .. accounts.Allocation is { } allocation ? Allocated(allocation, culture) : [],
            .. accounts.Overlap.IsEmpty ? [] : Overlap(accounts.Overlap, culture),
            .. accounts.CarbonReports.IsEmpty ? [] : CarbonReports(accounts.CarbonReports, culture),
        ];
    }

    private static IEnumerable<Block> Reconciled(Reconciliation reconciliation, ReportCulture culture)
    {
        yield return new Block.Heading(1, culture.Text("accounts.heading"));
        var rules = reconciliation.Rules;
        if (reconciliation.HasCells)
        {
            yield return new Block.Paragraph(
                culture.Runs(
                    "accounts.intro",
                    ("share", new Run.Text(culture.Percent(rules.Share))),
                    ("minimum", new Run.Text(culture.Number(rules.Minimum, 0))),
                    ("count", new Run.Text(culture.Number(reconciliation.Cells.Length, 0)))
                )
            );
            yield return Cells(reconciliation, culture);
        }

        if (!reconciliation.Vendors.IsEmpty)
            yield return Vendors(reconciliation, culture);
        if (!reconciliation.RollForwards.IsEmpty)
            yield return RollForwards(reconciliation, culture);
        if (!reconciliation.CutOff.IsEmpty)
            yield return CutOff(reconciliation, culture);
        if (!reconciliation.Misstatements.IsEmpty)
            yield return Misstatements(reconciliation, culture);
    }

    /// <summary>Those that differ first, then the largest; the others in reconciliation.csv.</summary>
    private static Block.Table Cells(Reconciliation reconciliation, ReportCulture culture) =>
        new(
            culture.Text("accounts.cells"),
            [
                Left(culture, "accounts.provider"),
                Left(culture, "accounts.month"),
                Left(culture, "accounts.currency"),
                Right(culture, "accounts.usage"),
                Right(culture, "accounts.invoiced"),
                Right(culture, "accounts.ledger"),
                Right(culture, "accounts.difference"),
                Right(culture, "accounts.worth", Unit.TonnesCo2e.Symbol),
                Left(culture, "accounts.agrees"),
            ],
            [
                .. reconciliation
                    .Cells.OrderBy(cell => cell.Agrees == true)
                    .ThenByDescending(cell => Math.Abs(cell.Difference ?? 0m))
                    .Take(MostRows)
                    .Select(cell =>
                        ImmutableArray.Create(
                            Cell.Of(cell.Provider, cell.IsSum ? culture.Text("accounts.all") : cell.Account),
                            Cell.Of(culture.Month(cell.Month)),
                            Cell.Of(cell.Currency),
                            Money(cell.Usage, culture),
                            Money(cell.Invoiced, culture),
                            Money(cell.Ledger, culture),
                            Cell.Of(culture.Stated(cell.Difference, MoneyDecimals), cell.Share is { } share ? culture.Percent(share) : ""),
                            Cell.Of(culture.Stated(cell.Kilograms / KilogramsPerTonne, 3)),
                            new Cell([
                                new Run.Text(
                                    culture.Text(
                                        cell.IsPrepaid ? "accounts.prepaid"
                                        : cell.Agrees == true ? "accounts.yes"
                                        : cell.Agrees == false ? "accounts.no"
                                        : "accounts.notCompared"
                                    ),
                                    IsStrong: cell is { Agrees: not true, IsPrepaid: false }
                                ),
                            ])
                        )
                    ),
            ],
            []
        );

    private static Block.Table Vendors(Reconciliation reconciliation, ReportCulture culture) =>
        new(
            culture.Text("accounts.vendors"),
            [
                Left(culture, "accounts.vendor"),
                Right(culture, "accounts.amount"),
                Left(culture, "accounts.currency"),
                Right(culture, "accounts.worth", Unit.TonnesCo2e.Symbol),
                Left(culture, "accounts.decision"),
            ],
            [
                .. reconciliation.Vendors.Select(vendor =>
                    ImmutableArray.Create(
                        Cell.Of(vendor.Vendor),
                        Money(vendor.Amount, culture),
                        Cell.Of(vendor.Currency),
                        Cell.Of(culture.Stated(vendor.KilogramsBySpend / KilogramsPerTonne, 3)),
                        vendor.Decision is { } decision
                            ? Cell.Of(
                                culture.Text($"accounts.{decision.Is}"),
                                $"{decision.By}, {culture.Date(decision.Date)}: {decision.Reason}"
                            )
                            : new Cell([new Run.Text(culture.Text("accounts.open"), IsStrong: true)])
                    )
                ),
            ],
            []
        );

    private static Block.Table RollForwards(Reconciliation reconciliation, ReportCulture culture) =>
        new(
            culture.Text("accounts.balances"),
            [
                Left(culture, "accounts.provider"),
                Left(culture, "accounts.currency"),
                Right(culture, "accounts.opening"),
                Right(culture, "accounts.added"),
                Right(culture, "accounts.taken"),
                Right(culture, "accounts.closing"),
                Right(culture, "accounts.stated"),
            ],
            [
                .. reconciliation.RollForwards.Select(balance =>
                    ImmutableArray.Create(
                        Cell.Of(
                            balance.Provider,
                            culture.Text(balance.Kind == BalanceKind.Prepaid ? "accounts.prepaid" : "accounts.unbilled")
                        ),
                        Cell.Of(balance.Currency),
                        Money(balance.Opening, culture),
                        Money(balance.Added, culture),
                        Money(balance.Taken, culture),
                        Money(balance.Closing, culture),
                        Money(balance.Stated, culture)
                    )
                ),
            ],
            []
        );

    private static Block.Table CutOff(Reconciliation reconciliation, ReportCulture culture) =>
        new(
            culture.Text("accounts.cutOff"),
            [
                Left(culture, "accounts.source"),
                Left(culture, "accounts.day"),
                Right(culture, "accounts.rows"),
                Right(culture, "accounts.tokens"),
                Right(culture, "accounts.shareOfPeriod", culture.Text("unit.percent")),
            ],
            [
                .. reconciliation
                    .CutOff.Take(MostRows)
                    .Select(day =>
                        ImmutableArray.Create(
                            Cell.Of(day.Source),
                            Cell.Of(culture.Date(day.Day)),
                            Cell.Of(culture.Number(day.Rows, 0)),
                            Cell.Of(culture.Stated(day.Tokens)),
                            Cell.Of(culture.Stated(day.ShareOfPeriod * 100m, 2))
                        )
                    ),
            ],
            []
        );

    private static Block.Table Misstatements(Reconciliation reconciliation, ReportCulture culture) =>
        new(
            culture.Text("accounts.misstatements"),
            [
                Left(culture, "accounts.what"),
                Right(culture, "accounts.amount"),
                Left(culture, "accounts.currency"),
                Right(culture, "accounts.worth", Unit.TonnesCo2e.Symbol),
                Left(culture, "accounts.corrected"),
            ],
            [
                .. reconciliation.Misstatements.Select(found =>
                    ImmutableArray.Create(
                        Cell.Of(found.What, $"{found.By}, {culture.Date(found.Date)}: {found.Reason}"),
                        Money(found.Amount, culture),
                        Cell.Of(found.Currency),
                        Cell.Of(culture.Stated(found.TonnesCo2e, 3)),
                        Cell.Of(culture.Text(found.IsCorrected ? "accounts.yes" : "accounts.no"))
                    )
                ),
            ],
            []
        );

    private static IEnumerable<Block> Allocated(Allocation allocation, ReportCulture culture)
    {
        yield return new Block.Heading(1, culture.Text("allocation.heading"));
        yield return new Block.Paragraph(culture.Runs("allocation.intro"));
        var decimals = ReportCulture.DecimalsFor(allocation.Entities.Select(entity => entity.Kilograms));
        yield return new Block.Table(
            culture.Text("allocation.entities"),
            [
                Left(culture, "allocation.entity"),
                Left(culture, "allocation.consolidation"),
                Right(culture, "models.energy", Unit.KilowattHours.Symbol),
                Right(culture, "models.total", Unit.KilogramsCo2e.Symbol),
                Right(culture, "allocation.consolidated", Unit.KilogramsCo2e.Symbol),
                Right(culture, "models.share", culture.Text("unit.percent")),
            ],
            [
                .. allocation.Entities.Select(entity =>
                    ImmutableArray.Create(
                        Cell.Of(
                            entity.Entity.Length == 0 ? culture.Text("allocation.unallocated") : entity.Entity,
                            string.Join(", ", new[] { entity.Country, entity.Parent }.Where(text => text.Length > 0))
                        ),
                        Cell.Of(entity.Consolidation.Length == 0 ? "" : culture.Text($"allocation.{entity.Consolidation}")),
                        Cell.Of(culture.Calculated(entity.KilowattHours, decimals)),
                        Cell.Of(culture.Calculated(entity.Kilograms, decimals)),
                        Cell.Of(culture.Calculated(entity.ConsolidatedKilograms, decimals)),
                        Cell.Of(culture.Stated(entity.Share * 100m, 1))
                    )
                ),
            ],
            []
        );
        yield return CostCentres(allocation, culture, decimals);
    }

    private static Block.Table CostCentres(Allocation allocation, ReportCulture culture, int decimals)
    {
        var months = allocation.Postings.Select(posting => posting.Key.Month).Distinct().Order().ToList();
        // one that is not calculated is not zero
        decimal? Sum(IEnumerable<Posting> postings) =>
            postings.Any(posting => posting.Kilograms is null) ? null : postings.Sum(posting => posting.Kilograms);
        return new(
            culture.Text("allocation.centres"),
            [
                Left(culture, "breakdowns.centre"),
                .. months.Select(month => new Column(culture.Month(month), Unit.KilogramsCo2e.Symbol, Alignment.Right)),
            ],
            [
                .. allocation
                    .Postings.GroupBy(posting => posting.Key.CostCentre, StringComparer.Ordinal)
                    .OrderByDescending(centre => Sum(centre))
                    .ThenBy(centre => centre.Key, StringComparer.Ordinal)
                    .Take(MostRows)
                    .Select(centre =>
                        ImmutableArray.CreateRange(
                            months
                                .Select(month => Cell.Of(culture.Calculated(Sum(centre.Where(one => one.Key.Month == month)), decimals)))
                                .Prepend(Cell.Of(centre.Key.Length == 0 ? culture.Text("allocation.noCentre") : centre.Key))
                        )
                    ),
            ],
            []
        );
    }

    private static IEnumerable<Block> Overlap(ImmutableArray<OverlapRow> rows, ReportCulture culture)
    {
        yield return new Block.Heading(1, culture.Text("overlap.heading"));
        yield return new Block.Paragraph(culture.Runs("overlap.intro"));
        yield return new Block.Table(
            "",
            [
                Left(culture, "accounts.provider"),
                Left(culture, "allocation.entity"),
                Left(culture, "overlap.account"),
                Right(culture, "accounts.amount"),
                Left(culture, "accounts.currency"),
                Right(culture, "overlap.here", Unit.TonnesCo2e.Symbol),
                Left(culture, "overlap.from"),
            ],
            [
                .. rows.GroupBy(row => (row.Supplier, row.Entity, row.GlAccount, row.Currency, row.RemoveFrom))
                    .Take(MostRows)
                    .Select(same =>
                        ImmutableArray.Create(
                            Cell.Of(same.Key.Supplier),
                            Cell.Of(same.Key.Entity),
                            Cell.Of(same.Key.GlAccount),
                            Money(same.Any(row => row.Amount is null) ? null : same.Sum(row => row.Amount), culture),
                            Cell.Of(same.Key.Currency),
                            Cell.Of(culture.Stated(same.Any(row => row.TonnesCo2e is null) ? null : same.Sum(row => row.TonnesCo2e), 6)),
                            Cell.Of(culture.Text(same.Key.RemoveFrom == OverlapRow.SpendModel ? "overlap.spend" : "overlap.report"))
                        )
                    ),
            ],
            []
        );
    }

    /// <summary>By cloud and month, all accounts together; carbon-reports.csv has each.</summary>
    private static IEnumerable<Block> CarbonReports(ImmutableArray<CarbonComparison> rows, ReportCulture culture)
    {
        yield return new Block.Heading(1, culture.Text("carbon.heading"));
        yield return new Block.Paragraph(culture.Runs("carbon.intro"));
        yield return new Block.Table(
            "",
            [
                Left(culture, "accounts.provider"),
                Left(culture, "accounts.month"),
                Right(culture, "overlap.here", Unit.TonnesCo2e.Symbol),
                Right(culture, "carbon.stated", Unit.TonnesCo2e.Symbol),
                Left(culture, "carbon.by"),
                Right(culture, "accounts.difference", Unit.TonnesCo2e.Symbol),
                Left(culture, "carbon.boundary"),
            ],
            [
                .. rows.Where(row => row.IsSum)
                    .Take(MostRows)
                    .Select(row =>
                        ImmutableArray.Create(
                            Cell.Of(row.Cloud),
                            Cell.Of(culture.Month(row.Month)),
                            Cell.Of(culture.Stated(row.TonnesHere, 6)),
                            Cell.Of(culture.Stated(row.Stated, 6)),
                            Cell.Of(row.StatedBy.Length == 0 ? "" : culture.Text($"carbon.{row.StatedBy}")),
                            row.Difference is { } difference
                                ? Cell.Of(culture.Stated(difference, 6))
                                : new Cell([new Run.Text(culture.Text("accounts.notCompared"), IsStrong: true)]),
                            Cell.Of(BoundaryOf(row, culture))
                        )
                    ),
            ],
            []
        );
    }

    /// <summary>Boundaries of the shapes that ship are in the language; what somebody wrote into a table stays.</summary>
    private static string BoundaryOf(CarbonComparison row, ReportCulture culture) =>
        string.Join(
            CarbonReport.BetweenBoundaries,
            row.Boundary.Split(CarbonReport.BetweenBoundaries).Select(boundary => culture.Label($"carbon.scope.{boundary}", boundary))
        );

    private static Column Left(ReportCulture culture, string key) => new(culture.Text(key), "", Alignment.Left);

    private static Column Right(ReportCulture culture, string key, string unit = "") => new(culture.Text(key), unit, Alignment.Right);

    private static Cell Money(decimal? amount, ReportCulture culture) => Cell.Of(culture.Stated(amount, MoneyDecimals));
}
