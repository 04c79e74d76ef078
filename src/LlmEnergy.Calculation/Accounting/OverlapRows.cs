using System.Collections.Immutable;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>
/// What of the money that was booked, and of the suppliers' own carbon reports, is calculated here already: by supplier, month, entity and
/// general ledger account.
/// </summary>
/// <remarks>
/// Money is that of the ledger, else of the invoices, else the cost of the usage by its allocation. The emissions of a supplier and month
/// are shared by the amounts.
/// </remarks>
internal static class OverlapRows
{
    private const int TonneDecimals = 12;
    private const decimal KilogramsPerTonne = 1_000m;

    public static ImmutableArray<OverlapRow> Of(Inventory inventory, AccountingRecords records, FactorPack factors)
    {
        var (booked, parts) = (new BookedAmounts(records, factors), new LineParts(records, inventory.Activity.Period));
        return
        [
            .. inventory
                .Lines.GroupBy(line => (Provider: factors.Provider(line.Activity.Key.Provider), line.Activity.Key.Month))
                .OrderBy(group => group.Key.Provider, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Month)
                .SelectMany(group => OfMonth(group.Key.Provider, group.Key.Month, [.. group], booked, parts, factors)),
        ];
    }

    private static IEnumerable<OverlapRow> OfMonth(
        string provider,
        DateOnly month,
        ImmutableArray<InventoryLine> lines,
        BookedAmounts booked,
        LineParts parts,
        FactorPack factors
    )
    {
        var tonnes = ReconciliationStep.Sum(lines.Select(line => line.Total?.Central?.KilogramsCo2e)) / KilogramsPerTonne;
        var amounts = Amounts(provider, month, lines, booked, parts).ToList();
        var all = amounts.Sum(amount => amount.Amount!.Value);
        foreach (var amount in amounts)
            yield return amount with
            {
                TonnesCo2e = all == 0m || tonnes is null ? null : Rounded(tonnes.Value * amount.Amount!.Value / all),
            };
        foreach (
            var host in lines
                .GroupBy(line => factors.Provider(CarbonComparisons.HostOf(line)))
                .Where(host => CarbonComparisons.Reports(host.Key))
                .OrderBy(host => host.Key, StringComparer.Ordinal)
        )
            yield return new(
                host.Key,
                month,
                "",
                "",
                "",
                null,
                "",
                ReconciliationStep.Sum(host.Select(line => line.Total?.Central?.KilogramsCo2e)) is { } kilograms
                    ? Rounded(kilograms / KilogramsPerTonne)
                    : null,
                OverlapRow.CarbonReport
            );
    }

    private static IEnumerable<OverlapRow> Amounts(
        string provider,
        DateOnly month,
        ImmutableArray<InventoryLine> lines,
        BookedAmounts booked,
        LineParts parts
    )
    {
        OverlapRow Row(string entity, string account, string invoice, decimal amount, string currency) =>
            new(provider, month, entity, account, invoice, amount, currency, null, OverlapRow.SpendModel);
        var entries = booked.Entries[provider].Where(entry => entry.Month == month).ToList();
        if (entries.Count > 0)
            return entries
                .GroupBy(entry => (entry.Entity, entry.Account, entry.Currency))
                .OrderBy(entry => entry.Key)
                .Select(entry => Row(entry.Key.Entity, entry.Key.Account, "", entry.Sum(part => part.Amount), entry.Key.Currency));
        var invoices = booked.Invoices[provider].Where(invoice => invoice.Covers(month)).ToList();
        if (invoices.Count > 0)
            return invoices
                .OrderBy(invoice => invoice.Number, StringComparer.Ordinal)
                .Select(invoice =>
                    Row(invoice.Entity, invoice.GlAccount, invoice.Number, invoice.In(month, invoice.Amount), invoice.Currency)
                );
        return lines
            .Where(line => line.Activity.Cost is not null)
            .SelectMany(parts.Of)
            .GroupBy(part => (part.Row?.Entity ?? "", part.Row?.GlAccount ?? "", part.Line.Activity.Cost!.Value.Currency))
            .OrderBy(part => part.Key)
            .Select(part =>
                Row(
                    part.Key.Item1,
                    part.Key.Item2,
                    "",
                    decimal.Round(part.Sum(one => one.Line.Activity.Cost!.Value.Amount * one.Weight), 2, MidpointRounding.AwayFromZero),
                    part.Key.Currency
                )
            );
    }

    private static decimal Rounded(decimal tonnes) => decimal.Round(tonnes, TonneDecimals);
}
