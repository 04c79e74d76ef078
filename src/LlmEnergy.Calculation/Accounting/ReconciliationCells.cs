using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>
/// The cells of provider, account and month. A cell has the currency of its invoices, else of the ledger, else of the usage; other
/// currencies are converted. Usage of several accounts is one cell where the invoices of the month name no account.
/// </summary>
internal sealed class ReconciliationCells(
    Inventory inventory,
    AccountingRecords records,
    BookedAmounts booked,
    Currencies currencies,
    SpendWorth worth,
    FactorPack factors
)
{
    private const string ByExport = "export";
    private const string ByBill = "bill";
    private const string ByPrices = "prices.csv";
    private const string BySpend = "spend";
    private const int KilogramDecimals = 9;

    private readonly UsageCost _cost = new(records.Prices, factors);
    private readonly ILookup<(string Provider, DateOnly Month), InventoryLine> _lines = inventory.Lines.ToLookup(line =>
        (factors.Provider(line.Activity.Key.Provider), line.Activity.Key.Month)
    );
    private readonly ILookup<(string Provider, DateOnly Month), ActivityLine> _bills = inventory.Activity.Bills.ToLookup(line =>
        (factors.Provider(line.Key.Provider), line.Key.Month)
    );

    public ImmutableArray<ReconciliationCell> All()
    {
        if (records.Invoices.IsEmpty && records.Entries.IsEmpty)
            return [];
        var providers = _lines
            .Select(group => group.Key.Provider)
            .Concat(booked.Invoices.Select(group => group.Key))
            // a vendor whose name alone stands in the ledger, without usage and invoice, is one that has to be decided about
            .Concat(booked.Entries.Where(group => group.Any(entry => entry.Provider.Length > 0)).Select(group => group.Key))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return [.. providers.SelectMany(provider => OfProvider(provider))];
    }

    private List<ReconciliationCell> OfProvider(string provider)
    {
        var drafts = Months().SelectMany(month => OfMonth(provider, month)).ToList();
        var cells = drafts.ConvertAll(draft => draft.Cell);
        // what is booked in another month than it is invoiced of is booked all the same
        var pairs = cells.Where(cell => cell is { Ledger: not null } or { Invoiced: not null } && !IsPart(cell, cells)).ToList();
        var isBookedElsewhere =
            pairs.Select(cell => cell.Currency).Distinct(StringComparer.Ordinal).Count() == 1
            && pairs.Sum(cell => cell.Invoiced ?? 0m) is var invoiced
            && Math.Abs(pairs.Sum(cell => cell.Ledger ?? 0m) - invoiced) <= records.Rules.Tolerance(invoiced);
        return drafts.ConvertAll(draft => Judged(draft, isBookedElsewhere, IsPart(draft.Cell, cells)));
    }

    /// <summary>Whether the ledger is compared with it on a cell of all accounts.</summary>
    private static bool IsPart(ReconciliationCell cell, List<ReconciliationCell> cells) =>
        !cell.IsSum && cells.Exists(other => other.IsSum && other.Month == cell.Month);

    private List<Draft> OfMonth(string provider, DateOnly month)
    {
        var invoices = booked.Invoices[provider].Where(invoice => invoice.Covers(month)).ToList();
        var entries = booked.Entries[provider].Where(entry => entry.Month == month).ToList();
        var lines = _lines[(provider, month)].ToList();
        var byAccount = invoices.Exists(invoice => invoice.Account.Length > 0);
        string AccountOf(string account) => byAccount || invoices.Count == 0 ? account : "";
        var accounts = lines
            .Select(line => AccountOf(line.Activity.Key.Account))
            .Concat(invoices.Select(invoice => AccountOf(invoice.Account)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (accounts.Count == 0 && entries.Count > 0)
            accounts.Add("");
        var cells = accounts.ConvertAll(account =>
            Cell(
                provider,
                account,
                month,
                [.. lines.Where(line => AccountOf(line.Activity.Key.Account) == account)],
                [.. _bills[(provider, month)].Where(bill => AccountOf(bill.Key.Account) == account)],
                [.. invoices.Where(invoice => AccountOf(invoice.Account) == account)],
                accounts.Count == 1 ? entries : []
            )
        );
        if (cells.Count > 1 && entries.Count > 0)
            cells.Add(Cell(provider, ReconciliationCell.AllAccounts, month, lines, [.. _bills[(provider, month)]], invoices, entries));
        return cells;
    }

    private Draft Cell(
        string provider,
        string account,
        DateOnly month,
        List<InventoryLine> lines,
        List<ActivityLine> bills,
        List<Invoice> invoices,
        List<LedgerEntry> entries
    )
    {
        var billed = invoices.Where(invoice => invoice.Kind == InvoiceKind.Usage).ToList();
        var (reasons, isConverted) = (new List<string>(), true);
        var currency = new[]
        {
            billed.Select(invoice => invoice.Currency),
            entries.Select(entry => entry.Currency),
            lines.Select(line => _cost.Of(line)?.Currency).OfType<string>(),
            bills.Select(bill => bill.Cost!.Value.Currency),
        }
            .SelectMany(found => found.Order(StringComparer.Ordinal))
            .FirstOrDefault("");
        decimal? In(IEnumerable<(decimal Amount, string Currency)> amounts)
        {
            var sum = 0m;
            foreach (var (amount, of) in amounts)
            {
                if (currencies.Convert(amount, of, currency, month) is not { } part)
                {
                    reasons.Add($"no rate of {of} to {currency} in fx.csv");
                    isConverted = false;
                    return null;
                }

                sum += part;
            }

            return sum;
        }

        var (usage, pricedBy) = Usage(lines, bills, In, reasons);
        if (billed.Exists(invoice => !invoice.IsOfOneMonth))
            reasons.Add("invoice of several months, by days");
        var isPrepaid = billed.Count == 0 && IsPrepaid(provider);
        if (isPrepaid)
            reasons.Add("prepaid: see the roll-forward");
        var cell = new ReconciliationCell(provider, account, month, currency)
        {
            Usage = usage,
            PricedBy = pricedBy,
            Invoiced = billed.Count == 0 ? null : In(billed.Select(invoice => (invoice.In(month, invoice.Amount), invoice.Currency))),
            Vat =
                billed.Exists(invoice => invoice.Vat is null) || billed.Count == 0
                    ? null
                    : In(billed.Select(invoice => (invoice.In(month, invoice.Vat!.Value), invoice.Currency))),
            Ledger = entries.Count == 0 ? null : In(entries.Select(entry => (entry.Amount, entry.Currency))),
            Invoices = Joined(billed.Select(invoice => invoice.Number)),
            GlAccounts = Joined(entries.Select(entry => entry.Account).Concat(billed.Select(invoice => invoice.GlAccount))),
            IsPrepaid = isPrepaid,
            Reason = string.Join("; ", reasons.Distinct(StringComparer.Ordinal)),
        };
        return new(Worth(cell, lines), isConverted);
    }

    /// <summary>
    /// The usage of a cell at its prices: those of its export, else a bill of the same usage, else prices.csv. Amounts without usage, which
    /// are calculated by spend, stand for themselves.
    /// </summary>
    private (decimal? Usage, string PricedBy) Usage(
        List<InventoryLine> lines,
        List<ActivityLine> bills,
        Func<IEnumerable<(decimal Amount, string Currency)>, decimal?> sum,
        List<string> reasons
    )
    {
        var used = lines.Where(line => !Prices.IsCostOnly(line.Activity.Usage)).ToList();
        if (used.Count == 0)
        {
            var spent = lines.Where(line => line.Activity.Cost is not null).Select(line => line.Activity.Cost!.Value).ToList();
            if (spent.Count == 0)
                reasons.Add("no usage on record");
            return spent.Count == 0 ? (0m, "") : (sum(spent.Select(cost => (cost.Amount, cost.Currency))), BySpend);
        }

        if (used.TrueForAll(line => line.Activity.Cost is null) && bills.Count > 0)
            return (sum(bills.Select(bill => (bill.Cost!.Value.Amount, bill.Cost!.Value.Currency))), ByBill);
        var costs = used.ConvertAll(_cost.Of);
        var unpriced = costs.Count(cost => cost is null);
        if (unpriced > 0)
        {
            reasons.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{unpriced} of {Counted.Of(costs.Count, "line")} of usage {(unpriced == 1 ? "has" : "have")} no price"
                )
            );
            return (null, "");
        }

        var isOwn = used.TrueForAll(line => line.Activity.Cost is not null);
        return (sum(costs.Select(cost => (cost!.Value.Amount, cost.Value.Currency))), isOwn ? ByExport : ByPrices);
    }

    private bool IsPrepaid(string provider) =>
        booked.Invoices[provider].Any(invoice => invoice.Kind == InvoiceKind.TopUp)
        || records.Balances.Any(balance => balance.Prepaid is not null && factors.Provider(balance.Provider) == provider);

    /// <remarks>As usage: difference x kgCO2e of the usage / its cost. By spend: difference x factor of spend.</remarks>
    private ReconciliationCell Worth(ReconciliationCell cell, List<InventoryLine> lines)
    {
        if (cell.Difference is not { } difference)
            return cell;
        var kilograms = ReconciliationStep.Sum(lines.Select(line => line.Total?.Central?.KilogramsCo2e));
        return cell with
        {
            KilogramsAsUsage =
                cell.Usage is { } usage and > 0m && kilograms is { } all ? decimal.Round(difference * all / usage, KilogramDecimals) : null,
            KilogramsBySpend = worth.Kilograms(difference, cell.Currency, cell.Month),
        };
    }

    private ReconciliationCell Judged(Draft draft, bool isBookedElsewhere, bool isPart)
    {
        var cell = draft.Cell;
        // usage that nobody has invoiced or booked is held against nothing, and so does not agree
        var reference = cell.Booked ?? 0m;
        var tolerance = records.Rules.Tolerance(reference);
        var reasons = new List<string>();
        bool? agrees = null;
        if (!cell.IsPrepaid && draft.IsConverted && cell.Usage is { } usage)
        {
            agrees = Math.Abs(reference - usage) <= tolerance;
            if (cell.Invoiced is null && !records.Invoices.IsEmpty)
                reasons.Add("no invoice");
            if (records.Entries.Length > 0 && cell.Invoiced is { } invoiced && !isPart)
            {
                var isBooked = Math.Abs((cell.Ledger ?? 0m) - invoiced) <= tolerance;
                if (!isBooked)
                    reasons.Add(
                        isBookedElsewhere ? "booked in another month"
                        : cell.Ledger is null ? "no entry of the ledger names the provider"
                        : "the ledger has another amount than the invoice"
                    );
                agrees &= isBooked || isBookedElsewhere;
            }
        }

        return cell with
        {
            Tolerance = tolerance,
            Agrees = agrees,
            Reason = string.Join("; ", new[] { cell.Reason }.Concat(reasons).Where(reason => reason.Length > 0)),
        };
    }

    private IEnumerable<DateOnly> Months()
    {
        var period = inventory.Activity.Period;
        for (var month = new DateOnly(period.First.Year, period.First.Month, 1); month <= period.Last; month = month.AddMonths(1))
            yield return month;
    }

    private static string Joined(IEnumerable<string> names) =>
        string.Join(" ", names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <param name="IsConverted">Whether every amount could be converted: else nothing is compared.</param>
    private sealed record Draft(ReconciliationCell Cell, bool IsConverted);
}
