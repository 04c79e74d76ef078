using System.Collections.Immutable;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>An amount that a source of spend and an invoice both state.</summary>
/// <param name="IsCalculated">Whether it stands in the inventory by spend; else it is the price of usage that stands there.</param>
public sealed record SpendSource(
    string Source,
    string Invoice,
    string Provider,
    DateOnly Month,
    decimal Amount,
    string Currency,
    bool IsCalculated
);

/// <summary>
/// Finds invoices that are exports too: a source of amounts without usage that states, for a provider, month and currency, what an invoice
/// does to the cent.
/// </summary>
public static class SpendSources
{
    private const decimal Cent = 0.01m;

    public static ImmutableArray<SpendSource> Of(Inventory inventory, AccountingRecords records, FactorPack factors)
    {
        var calculated = inventory.Lines.Select(line => line.Activity).Where(line => Prices.IsCostOnly(line.Usage)).ToHashSet();
        return
        [
            .. calculated
                .Concat(inventory.Activity.Bills)
                .Where(line => line.Cost is not null)
                .GroupBy(line =>
                    (
                        line.Key.Source,
                        Provider: factors.Provider(line.Key.Provider),
                        line.Key.Month,
                        line.Cost!.Value.Currency,
                        IsCalculated: calculated.Contains(line)
                    )
                )
                .SelectMany(group => Same(group.Key, group.Sum(line => line.Cost!.Value.Amount), records, factors))
                .OrderBy(found => found.Source, StringComparer.Ordinal)
                .ThenBy(found => found.Month)
                .ThenBy(found => found.Invoice, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<SpendSource> Same(
        (string Source, string Provider, DateOnly Month, string Currency, bool IsCalculated) of,
        decimal amount,
        AccountingRecords records,
        FactorPack factors
    ) =>
        records
            .Invoices.Where(invoice =>
                factors.Provider(invoice.Provider) == of.Provider
                && invoice.Currency == of.Currency
                && invoice.Covers(of.Month)
                && Math.Abs(invoice.In(of.Month, invoice.Amount) - amount) <= Cent
            )
            .Select(invoice => new SpendSource(of.Source, invoice.Number, of.Provider, of.Month, amount, of.Currency, of.IsCalculated));
}
