using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;
using static System.FormattableString;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>The checks of a reconciliation: each fails with the name of what differs, by how much, and what that is worth.</summary>
public static class ReconciliationControls
{
    public const string Cells = "reconciliation";
    public const string Sum = "reconciliation-sum";
    public const string Balances = "roll-forward";
    public const string Vendors = "vendors";
    public const string Misstatements = "misstatements";
    private const decimal KilogramsPerTonne = 1_000m;
    private const decimal CentOfBalance = 0.01m;
    private const int MostNamed = 3;

    /// <param name="spent">Amounts that a source of spend and an invoice both state.</param>
    public static IEnumerable<Control> Of(Reconciliation reconciliation, ImmutableArray<SpendSource> spent)
    {
        if (reconciliation.HasCells)
        {
            yield return OfCells(reconciliation, spent);
            if (reconciliation.Rules.PerformanceMateriality is { } materiality)
                yield return OfSum(reconciliation, materiality);
            yield return OfVendors(reconciliation);
        }

        if (!reconciliation.RollForwards.IsEmpty)
            yield return OfBalances(reconciliation);
        if (!reconciliation.Misstatements.IsEmpty && reconciliation.Rules.PerformanceMateriality is { } most)
            yield return OfMisstatements(reconciliation, most);
    }

    /// <summary>Provider, account, month, both amounts, the difference and what it is worth in tonnes.</summary>
    public static string Text(ReconciliationCell cell)
    {
        var name = $"{cell.Provider}{(cell.Account.Length == 0 ? "" : $", account {cell.Account}")}, {Month(cell.Month)}";
        var booked = cell.Invoiced is not null ? "invoiced" : "booked";
        if (cell.Difference is not { } difference)
            return $"{name}: {cell.Reason}: not compared";
        var share = cell.Share is { } part ? Invariant($", {part:0.0 %} of what is {booked}") : "";
        var worth = cell.Kilograms is { } kilograms
            ? Invariant($", worth {kilograms / KilogramsPerTonne:0.######} tCO2e")
                + (cell.KilogramsAsUsage is null ? " by spend" : " as usage")
            : ", worth an unknown amount of emissions";
        var ledger = cell is { Ledger: { } entered, Invoiced: not null } ? Invariant($", ledger {entered:#,0.00}") : "";
        var reason = cell.Reason.Length > 0 ? $" ({cell.Reason})" : "";
        return Invariant($"{name}: {booked} {cell.Currency} {cell.Booked:#,0.00}{ledger}, usage {cell.Usage:#,0.00}: ")
            + Invariant($"difference {difference:#,0.00}{share}{worth}{reason}");
    }

    private static Control OfCells(Reconciliation reconciliation, ImmutableArray<SpendSource> spent)
    {
        // prepaid usage is held against its roll-forward
        var cells = reconciliation.Cells.Where(cell => !cell.IsPrepaid).ToList();
        var (all, differing) = (cells.Count, cells.Where(cell => cell.Agrees != true).ToList());
        var named = differing.OrderByDescending(cell => Math.Abs(cell.Difference ?? decimal.MaxValue)).Take(MostNamed).Select(Text);
        var more = differing.Count > MostNamed ? Invariant($"; and {differing.Count - MostNamed} more") : "";
        var rules = reconciliation.Rules;
        return new(
            new(
                Cells,
                "Usage, invoices and ledger agree",
                all,
                all - differing.Count,
                0m,
                Unit.Count,
                null,
                differing.Count == 0
                    ? Invariant(
                        $"by provider, account, month, within {rules.Share:0.## %} or {rules.Minimum:#,0.##}; reconciliation.csv lists them"
                    )
                    : string.Join("; ", named) + more
            ),
            [.. differing.Select(cell => Finding("LE4022", Text(cell))), .. spent.Select(Spent)]
        );
    }

    private static Issue Spent(SpendSource found) =>
        Finding(
            "LE4025",
            Invariant(
                $"source {found.Source} states {found.Currency} {found.Amount:#,0.00} of {found.Provider} in {Month(found.Month)}, as "
            )
                + $"invoice {found.Invoice} does: it counts once, "
                + (found.IsCalculated ? "by spend" : "as the price of usage that stands on other lines")
        );

    private static Control OfSum(Reconciliation reconciliation, decimal materiality) =>
        new(
            new(
                Sum,
                "Differences of the period add up to less than performance materiality",
                0m,
                reconciliation.SignedSum,
                materiality,
                new(reconciliation.Rules.Currency!),
                null,
                reconciliation.SignedSum is null
                    ? "not compared: a difference or a rate of exchange is missing"
                    : "what is booked less usage, over all cells with their signs"
            ),
            []
        );

    private static Control OfVendors(Reconciliation reconciliation)
    {
        var open = reconciliation.Vendors.Where(vendor => vendor.Decision is null).ToList();
        return new(
            new(
                Vendors,
                "Every vendor of AI services in the ledger has an export, or a decision",
                0m,
                open.Count,
                0m,
                Unit.Count,
                null,
                open.Count == 0
                    ? "by the names of vendors in the text of the ledger"
                    : string.Join("; ", open.Select(vendor => Invariant($"{vendor.Vendor} {vendor.Currency} {vendor.Amount:#,0.00}")))
            ),
            [
                .. open.Select(vendor =>
                    Finding(
                        "LE4023",
                        Invariant(
                            $"found {vendor.Vendor} with {vendor.Currency} {vendor.Amount:#,0.00} in {vendor.Entries} entries of the "
                        )
                            + "ledger and no usage of it, expected an export, or a decision in decisions.csv"
                            + (
                                vendor.KilogramsBySpend is { } kilograms
                                    ? Invariant($"; worth {kilograms / KilogramsPerTonne:0.######} tCO2e by spend")
                                    : ""
                            )
                    )
                ),
            ]
        );
    }

    private static Control OfBalances(Reconciliation reconciliation)
    {
        static string Name(RollForward balance) => $"{balance.Provider} {balance.Currency} {balance.Kind.ToString().ToLowerInvariant()}";
        var balances = reconciliation.RollForwards;
        var differing = balances.Where(balance => balance.Difference is not { } by || Math.Abs(by) > CentOfBalance).ToList();
        string Text(RollForward balance) =>
            balance.Difference is { } difference
                ? Invariant($"{Name(balance)}: closing {balance.Stated:#,0.00} in balances.csv, {balance.Closing:#,0.00} by roll-forward, ")
                    + Invariant($"difference {difference:#,0.00}")
                : $"{Name(balance)}: not compared: "
                    + string.Join(
                        ", ",
                        new (string What, bool IsMissing)[]
                        {
                            ("no opening balance", balance.Opening is null),
                            ("no closing balance", balance.Stated is null),
                            ("usage or invoices without a price or rate", (balance.Added + balance.Taken) is null),
                        }
                            .Where(part => part.IsMissing)
                            .Select(part => part.What)
                    );
        return new(
            new(
                Balances,
                "Unbilled and prepaid balances roll forward",
                balances.Length,
                balances.Length - differing.Count,
                0m,
                Unit.Count,
                null,
                differing.Count == 0
                    ? "opening + added - taken = closing as balances.csv states it"
                    : string.Join("; ", differing.Select(Text))
            ),
            [.. differing.Select(balance => Finding("LE4024", Text(balance)))]
        );
    }

    private static Control OfMisstatements(Reconciliation reconciliation, decimal materiality)
    {
        var (rules, uncorrected) = (reconciliation.Rules, reconciliation.Misstatements.Where(found => !found.IsCorrected).ToList());
        // without signs: what is overstated here excuses nothing that is understated there
        decimal? sum = uncorrected.TrueForAll(found => found.Currency == rules.Currency)
            ? uncorrected.Sum(found => Math.Abs(found.Amount))
            : null;
        return new(
            new(
                Misstatements,
                "Uncorrected misstatements are less than performance materiality",
                0m,
                sum,
                materiality,
                new(rules.Currency!),
                null,
                sum is null
                    ? $"not compared: expected all of misstatements.csv in {rules.Currency}"
                    : "misstatements.csv, without their signs"
            ),
            []
        );
    }

    private static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static Issue Finding(string code, string message) => new(new("reconciliation.csv", 0, 0), code, message);
}
