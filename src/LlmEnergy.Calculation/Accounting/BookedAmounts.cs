using System.Collections.Immutable;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>
/// Invoices and ledger entries by the provider that they are of. An entry is of the provider that it states, else of the one whose name
/// stands in its text. Where invoices of a provider name general ledger accounts, only entries on these are its cost: others are VAT,
/// payables or bank.
/// </summary>
internal sealed class BookedAmounts
{
    private readonly ImmutableArray<VendorName> _vendors;
    private readonly ILookup<string, string> _glAccounts;
    private readonly FactorPack _factors;

    public BookedAmounts(AccountingRecords records, FactorPack factors)
    {
        (_vendors, _factors) = (records.Vendors, factors);
        Recharges = [.. records.Invoices.Where(invoice => IsRecharge(invoice, records))];
        Invoices = records
            .Invoices.Where(invoice => !IsRecharge(invoice, records))
            .ToLookup(invoice => factors.Provider(invoice.Provider), StringComparer.Ordinal);
        _glAccounts = Invoices
            .SelectMany(provider => provider.Select(invoice => (provider.Key, invoice.GlAccount)))
            .Where(pair => pair.GlAccount.Length > 0)
            .ToLookup(pair => pair.Key, pair => pair.GlAccount, StringComparer.Ordinal);
        var named = records.Entries.Select(entry => (Entry: entry, Vendor: VendorOf(entry))).ToList();
        Entries = named
            .Select(pair => (pair.Entry, Provider: ProviderOf(pair.Entry, pair.Vendor)))
            .Where(pair => pair.Provider.Length > 0 && IsCost(pair.Entry, pair.Provider))
            .ToLookup(pair => pair.Provider, pair => pair.Entry, StringComparer.Ordinal);
        ByVendor = named
            .Where(pair => pair.Vendor is not null && pair.Entry.Provider.Length == 0)
            .ToLookup(pair => pair.Vendor!.Vendor, pair => (pair.Entry, pair.Vendor!), StringComparer.Ordinal);
    }

    /// <summary>By canonical provider, without recharges.</summary>
    public ILookup<string, Invoice> Invoices { get; }

    /// <summary>Invoices from one company of the group to another: no second purchase.</summary>
    public ImmutableArray<Invoice> Recharges { get; }

    /// <summary>By canonical provider.</summary>
    public ILookup<string, LedgerEntry> Entries { get; }

    /// <summary>Entries that a name of a vendor was found in, by the vendor.</summary>
    public ILookup<string, (LedgerEntry Entry, VendorName Vendor)> ByVendor { get; }

    private static bool IsRecharge(Invoice invoice, AccountingRecords records) =>
        invoice.Kind == InvoiceKind.Recharge
        || records.Entities.Any(entity => string.Equals(entity.Id, invoice.Provider, StringComparison.OrdinalIgnoreCase));

    /// <summary>The longest name that stands in the text: a marketplace of a cloud before the cloud.</summary>
    private VendorName? VendorOf(LedgerEntry entry) =>
        _vendors.Where(vendor => vendor.IsIn(entry.Text)).MaxBy(vendor => vendor.Pattern.Length);

    private string ProviderOf(LedgerEntry entry, VendorName? vendor) =>
        entry.Provider.Length > 0 ? _factors.Provider(entry.Provider)
        : vendor is { SellsMore: false, Providers: [var first, ..] } ? _factors.Provider(first)
        : "";

    private bool IsCost(LedgerEntry entry, string provider) =>
        !_glAccounts.Contains(provider) || _glAccounts[provider].Contains(entry.Account, StringComparer.Ordinal);
}
