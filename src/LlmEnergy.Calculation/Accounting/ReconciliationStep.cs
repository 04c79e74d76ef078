using System.Collections.Immutable;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>Usage against invoices and ledger. Pure; invoices and ledger entries never count as usage.</summary>
public static class ReconciliationStep
{
    private const int DaysOfCutOff = 2;

    /// <summary>Null where the accounts state nothing of the period.</summary>
    public static Reconciliation? Reconcile(Inventory inventory, AccountingRecords records, FactorPack factors)
    {
        if (!records.IsReconciled)
            return null;
        var (booked, currencies, worth) = (new BookedAmounts(records, factors), new Currencies(records.Rates), new SpendWorth(factors));
        var cells = new ReconciliationCells(inventory, records, booked, currencies, worth, factors).All();
        return new()
        {
            Cells = cells,
            Vendors = Vendors(inventory, records, booked, worth, factors),
            RollForwards = new RollForwards(inventory, records, booked, currencies, factors).All(),
            CutOff = CutOff(inventory.Activity),
            Misstatements = records.Misstatements,
            Rules = records.Rules,
            SignedSum = SignedSum(cells, records.Rules, currencies),
        };
    }

    private static decimal? SignedSum(ImmutableArray<ReconciliationCell> cells, ReconciliationRules rules, Currencies currencies)
    {
        if (rules.Currency is not { } currency)
            return null;
        var sum = 0m;
        foreach (var cell in cells.Where(cell => !cell.IsSum && cell.Booked is not null))
        {
            if (
                cell.Difference is not { } difference
                || currencies.Convert(difference, cell.Currency, currency, cell.Month) is not { } part
            )
                return null;
            sum += part;
        }

        return sum;
    }

    /// <summary>Vendors in the ledger of none of whose providers any usage is on record.</summary>
    private static ImmutableArray<VendorFinding> Vendors(
        Inventory inventory,
        AccountingRecords records,
        BookedAmounts booked,
        SpendWorth worth,
        FactorPack factors
    )
    {
        var used = inventory
            .Lines.SelectMany(line => new[] { line.Activity.Key.Provider, line.Activity.Key.Host })
            .Where(name => name.Length > 0)
            .Select(factors.Provider)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. booked
                .ByVendor.OrderBy(vendor => vendor.Key, StringComparer.Ordinal)
                .Where(vendor => !vendor.First().Vendor.Providers.Select(factors.Provider).Any(used.Contains))
                .SelectMany(vendor =>
                    vendor
                        .GroupBy(pair => pair.Entry.Currency, StringComparer.Ordinal)
                        .OrderBy(currency => currency.Key, StringComparer.Ordinal)
                        .Select(currency => new VendorFinding(
                            vendor.Key,
                            currency.Key,
                            currency.Sum(pair => pair.Entry.Amount),
                            currency.Count(),
                            Sum(currency.Select(pair => worth.Kilograms(pair.Entry.Amount, currency.Key, pair.Entry.Month))),
                            records.Decisions.FirstOrDefault(decision =>
                                string.Equals(decision.Vendor, vendor.Key, StringComparison.OrdinalIgnoreCase)
                            )
                        ))
                ),
        ];
    }

    private static ImmutableArray<CutOffDay> CutOff(Activity activity)
    {
        static long? Tokens(CoverageDay day) => day.Usage.Knows(Known.Input | Known.Output) ? day.Usage.Input + day.Usage.Output : null;
        var (first, last) = (activity.Period.First.AddDays(DaysOfCutOff), activity.Period.Last.AddDays(-DaysOfCutOff));
        var tokens = activity
            .Coverage.GroupBy(day => day.Source, StringComparer.Ordinal)
            .ToDictionary(source => source.Key, source => source.Sum(day => (decimal)(Tokens(day) ?? 0L)), StringComparer.Ordinal);
        return
        [
            .. activity
                .Coverage.Where(day => day.Day < first || day.Day > last)
                .OrderBy(day => day.Source, StringComparer.Ordinal)
                .ThenBy(day => day.Day)
                .Select(day => new CutOffDay(
                    day.Source,
                    day.Day,
                    day.Rows,
                    day.Rows == 0 ? null : Tokens(day),
                    tokens[day.Source] is var all and > 0m && day.Rows > 0 && Tokens(day) is { } part ? decimal.Round(part / all, 9) : null
                )),
        ];
    }

    /// <summary>Null where a part is.</summary>
    internal static decimal? Sum(IEnumerable<decimal?> parts) => parts.Aggregate((decimal?)0m, (sum, part) => sum + part);
}
