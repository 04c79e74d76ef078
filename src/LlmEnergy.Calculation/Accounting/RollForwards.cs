using System.Collections.Immutable;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>
/// Balances with providers from one end of the period to the other, in the currency that they are stated or invoiced in.
/// </summary>
/// <remarks>Unbilled: opening + usage - invoiced = closing. Prepaid: opening + top-ups - usage = closing.</remarks>
internal sealed class RollForwards(
    Inventory inventory,
    AccountingRecords records,
    BookedAmounts booked,
    Currencies currencies,
    FactorPack factors
)
{
    private readonly UsageCost _cost = new(records.Prices, factors);

    /// <summary>One for each provider and currency with a balance or a top-up, in this order.</summary>
    public ImmutableArray<RollForward> All()
    {
        var stated = records.Balances.SelectMany(balance =>
            new[] { (BalanceKind.Unbilled, balance.Unbilled), (BalanceKind.Prepaid, balance.Prepaid) }
                .Where(amount => amount.Item2 is not null)
                .Select(amount => (Provider: factors.Provider(balance.Provider), balance.Currency, Kind: amount.Item1))
        );
        var prepaid = booked.Invoices.SelectMany(provider =>
            provider
                .Where(invoice => invoice.Kind == InvoiceKind.TopUp)
                .Select(invoice => (Provider: provider.Key, invoice.Currency, Kind: BalanceKind.Prepaid))
        );
        return
        [
            .. stated
                .Concat(prepaid)
                .Distinct()
                .OrderBy(balance => balance.Provider, StringComparer.Ordinal)
                .ThenBy(balance => balance.Currency, StringComparer.Ordinal)
                .ThenBy(balance => balance.Kind)
                .Select(balance => Of(balance.Provider, balance.Currency, balance.Kind)),
        ];
    }

    private RollForward Of(string provider, string currency, BalanceKind kind)
    {
        var period = inventory.Activity.Period;
        decimal? On(DateOnly day) =>
            records
                .Balances.Where(balance =>
                    balance.On == day && balance.Currency == currency && factors.Provider(balance.Provider) == provider
                )
                .Select(balance => kind == BalanceKind.Prepaid ? balance.Prepaid : balance.Unbilled)
                .FirstOrDefault(amount => amount is not null);
        var usage = ReconciliationStep.Sum(
            inventory
                .Lines.Where(line => factors.Provider(line.Activity.Key.Provider) == provider)
                .Select(line =>
                    _cost.Of(line) is { } cost ? currencies.Convert(cost.Amount, cost.Currency, currency, line.Activity.Key.Month) : null
                )
        );
        var wanted = kind == BalanceKind.Prepaid ? InvoiceKind.TopUp : InvoiceKind.Usage;
        // what an invoice of the period bills of days before it took down the opening balance, and counts whole
        var invoiced = ReconciliationStep.Sum(
            booked
                .Invoices[provider]
                .Where(invoice => invoice.Kind == wanted && invoice.To >= period.First && invoice.To <= period.Last)
                .Select(invoice => currencies.Convert(invoice.Amount, invoice.Currency, currency, Month(invoice.To)))
        );
        var (added, taken) = kind == BalanceKind.Prepaid ? (invoiced, usage) : (usage, invoiced);
        return new(provider, currency, kind, On(period.First.AddDays(-1)), added, taken, On(period.Last));
    }

    private static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);
}
