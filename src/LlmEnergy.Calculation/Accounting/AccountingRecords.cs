using System.Collections.Immutable;
using LlmEnergy.Domain.Accounting;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>What the accounts of an undertaking state of a period. What is empty is not stated.</summary>
public sealed record AccountingRecords
{
    public static AccountingRecords None { get; } = new();

    public ImmutableArray<Invoice> Invoices { get; init; } = [];

    public ImmutableArray<LedgerEntry> Entries { get; init; } = [];

    public ImmutableArray<UnitPrice> Prices { get; init; } = [];

    public ImmutableArray<ExchangeRate> Rates { get; init; } = [];

    public ImmutableArray<VendorDecision> Decisions { get; init; } = [];

    public ImmutableArray<Balance> Balances { get; init; } = [];

    public ImmutableArray<Misstatement> Misstatements { get; init; } = [];

    public ImmutableArray<Entity> Entities { get; init; } = [];

    public ImmutableArray<AllocationRow> Allocation { get; init; } = [];

    /// <summary>What clouds state to their customers: a cross-check, never usage.</summary>
    public ImmutableArray<CarbonReport> CarbonReports { get; init; } = [];

    /// <summary>Names by which vendors of AI services stand in ledgers.</summary>
    public ImmutableArray<VendorName> Vendors { get; init; } = [];

    public ReconciliationRules Rules { get; init; } = ReconciliationRules.Default;

    /// <summary>Share of the emissions that may match no row of allocation.csv.</summary>
    public decimal UnallocatedTolerance { get; init; } = DefaultUnallocatedTolerance;

    public const decimal DefaultUnallocatedTolerance = 0.01m;

    public bool IsReconciled => !Invoices.IsEmpty || !Entries.IsEmpty || !Balances.IsEmpty || !Misstatements.IsEmpty;

    public bool IsAllocated => !Allocation.IsEmpty;

    public bool IsEmpty => !IsReconciled && !IsAllocated && CarbonReports.IsEmpty;
}

public enum InvoiceKind : byte
{
    /// <summary>Of usage.</summary>
    Usage,

    /// <summary>Prepaid credit, which usage draws down later.</summary>
    TopUp,

    /// <summary>From one company of the group to another: no second purchase.</summary>
    Recharge,
}

/// <summary>A row of invoices.csv.</summary>
/// <param name="Account">Of the provider; empty where the invoice is of all.</param>
/// <param name="From">First day of what it bills.</param>
/// <param name="Net">Without VAT and before credits; below zero of a credit note.</param>
/// <param name="Credits">Zero or below.</param>
public sealed record Invoice(
    string Provider,
    string Account,
    string Number,
    DateOnly From,
    DateOnly To,
    decimal Net,
    decimal? Vat,
    decimal Credits,
    string Currency,
    string GlAccount,
    string Entity,
    InvoiceKind Kind
)
{
    public decimal Amount => Net + Credits;

    /// <summary>The part of an amount that falls on a month, by days, at 2 decimals; the parts of all months add up to it.</summary>
    public decimal In(DateOnly month, decimal amount)
    {
        var days = To.DayNumber - From.DayNumber + 1;
        decimal UpTo(DateOnly end) =>
            Math.Round(amount * Math.Clamp(end.DayNumber - From.DayNumber, 0, days) / days, 2, MidpointRounding.AwayFromZero);
        return From >= month && To < month.AddMonths(1) ? amount
            : To < month.AddMonths(1) && To >= month ? amount - UpTo(month)
            : UpTo(month.AddMonths(1)) - UpTo(month);
    }

    public bool Covers(DateOnly month) => From < month.AddMonths(1) && month <= To;

    public bool IsOfOneMonth => From.Year == To.Year && From.Month == To.Month;
}

/// <summary>A row of gl.csv.</summary>
/// <param name="Provider">As the register states it; empty where the text has to tell.</param>
public sealed record LedgerEntry(
    DateOnly Date,
    string Account,
    string CostCentre,
    string Entity,
    string Text,
    decimal Amount,
    string Currency,
    string Provider
)
{
    public DateOnly Month => new(Date.Year, Date.Month, 1);
}

/// <summary>What a price is of.</summary>
public enum PricedKind : byte
{
    Input,
    CachedInput,
    CacheWrite,
    Output,
    Request,
    Image,
    AudioMinute,
}

/// <summary>A row of prices.csv: of a million tokens, or of one of anything else.</summary>
/// <param name="Provider">Empty for any.</param>
public sealed record UnitPrice(
    string Provider,
    string Model,
    PricedKind Kind,
    DateOnly From,
    DateOnly To,
    decimal Price,
    string Currency,
    string Source
);

/// <summary>What one unit of a currency was worth in another, as an average of a month or a year.</summary>
public sealed record ExchangeRate(string From, string To, DateOnly First, DateOnly Last, decimal Rate, string Source);

/// <summary>Unbilled usage or prepaid credit with a provider at the end of a day.</summary>
public sealed record Balance(string Provider, string Currency, DateOnly On, decimal? Unbilled, decimal? Prepaid);

/// <summary>A company of the group, in the days of its control.</summary>
/// <param name="Share">That is consolidated, 0 to 1.</param>
public sealed record Entity(string Id, string Parent, string Country, string Consolidation, decimal Share, DateOnly From, DateOnly To);

/// <summary>A row of allocation.csv. Rows with the same match and days share what they match: their shares add up to 1.</summary>
/// <param name="Match">By column, such as <c>cost_key</c>; empty matches all.</param>
public sealed record AllocationRow(
    ImmutableSortedDictionary<string, string> Match,
    string Entity,
    string CostCentre,
    string GlAccount,
    decimal Share,
    DateOnly From,
    DateOnly To
)
{
    /// <summary>What rows that share have in common.</summary>
    public string MatchKey => string.Join('\0', Match.Select(pair => $"{pair.Key}={pair.Value}"));
}

/// <summary>A name by which a vendor stands in ledgers.</summary>
/// <param name="Pattern">Words, in lower case, that stand in the text as whole words.</param>
/// <param name="Providers">Whose usage an export of it states.</param>
/// <param name="SellsMore">Whether most of what it sells are other services, so that its entries cannot be held against usage.</param>
public sealed record VendorName(string Pattern, string Vendor, ImmutableArray<string> Providers, bool SellsMore)
{
    public bool IsIn(string text)
    {
        for (var at = text.IndexOf(Pattern, StringComparison.OrdinalIgnoreCase); at >= 0; )
        {
            var end = at + Pattern.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
            at = text.IndexOf(Pattern, at + 1, StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }
}
