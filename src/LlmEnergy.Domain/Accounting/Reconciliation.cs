using System.Collections.Immutable;

namespace LlmEnergy.Domain.Accounting;

/// <summary>Usage against the money that was paid for it: invoices, general ledger, vendors, balances, misstatements.</summary>
public sealed record Reconciliation
{
    /// <summary>In the order of provider, month and account.</summary>
    public required ImmutableArray<ReconciliationCell> Cells { get; init; }

    /// <summary>Vendors of AI services in the ledger whose usage no export states, in the order of their names.</summary>
    public required ImmutableArray<VendorFinding> Vendors { get; init; }

    public required ImmutableArray<RollForward> RollForwards { get; init; }

    /// <summary>The first and the last two days of the period, by source.</summary>
    public required ImmutableArray<CutOffDay> CutOff { get; init; }

    public required ImmutableArray<Misstatement> Misstatements { get; init; }

    public required ReconciliationRules Rules { get; init; }

    /// <summary>Sum of the differences with their signs, in the currency of the rules; null where one or a rate is missing.</summary>
    public required decimal? SignedSum { get; init; }

    /// <summary>Whether there are invoices or ledger entries of the period at all.</summary>
    public bool HasCells => !Cells.IsEmpty;
}

/// <summary>When usage, invoice and ledger agree.</summary>
/// <param name="Share">Of the invoice by which a cell may differ, 0 to 1.</param>
/// <param name="Minimum">By which a cell may always differ, in units of its currency.</param>
/// <param name="Currency">Of the performance materiality (ISO 4217); null where that is not set.</param>
/// <param name="PerformanceMateriality">What the differences of the period, and the uncorrected misstatements, may add up to; null where
/// the undertaking has not set it.</param>
public sealed record ReconciliationRules(decimal Share, decimal Minimum, string? Currency, decimal? PerformanceMateriality)
{
    public const decimal DefaultShare = 0.02m;
    public const decimal DefaultMinimum = 50m;

    public static ReconciliationRules Default { get; } = new(DefaultShare, DefaultMinimum, null, null);

    /// <summary>By how much a cell may differ from what was booked.</summary>
    public decimal Tolerance(decimal booked) => Math.Max(Minimum, Share * Math.Abs(booked));
}

/// <summary>Usage, invoices and ledger of one provider, account and month, in one currency.</summary>
/// <param name="Account">Empty where invoices and usage name none; <see cref="AllAccounts"/> where the ledger is compared with several.
/// </param>
public sealed record ReconciliationCell(string Provider, string Account, DateOnly Month, string Currency)
{
    public const string AllAccounts = "(all accounts)";

    /// <summary>Usage at the prices of its own export, else at those of prices.csv; null where some of it has no price.</summary>
    public decimal? Usage { get; init; }

    /// <summary>Where the price of the usage is from: <c>export</c>, <c>bill</c>, <c>prices.csv</c>, <c>spend</c>.</summary>
    public string PricedBy { get; init; } = "";

    /// <summary>Net of invoices and credits that fall on the days of the month; null where there is no invoice.</summary>
    public decimal? Invoiced { get; init; }

    /// <summary>Of the invoices; no part of the comparison.</summary>
    public decimal? Vat { get; init; }

    /// <summary>Entries of the general ledger; null where there are none.</summary>
    public decimal? Ledger { get; init; }

    public string Invoices { get; init; } = "";

    public string GlAccounts { get; init; } = "";

    public decimal Tolerance { get; init; }

    /// <summary>Whether it is within the tolerance; null where it is not compared, which is no agreement.</summary>
    public bool? Agrees { get; init; }

    /// <summary>Whether usage draws down prepaid credit and no invoice bills it: then it is held against its roll-forward.</summary>
    public bool IsPrepaid { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>What the difference is worth at the emissions of the usage beside it [kgCO2e]; null where there is none.</summary>
    public decimal? KilogramsAsUsage { get; init; }

    /// <summary>What the difference is worth by the factor of spend [kgCO2e]; null where there is no factor or rate.</summary>
    public decimal? KilogramsBySpend { get; init; }

    /// <summary>Whether it repeats what other cells of its provider and month hold.</summary>
    public bool IsSum => Account == AllAccounts;

    /// <summary>What was booked: invoiced, else what the ledger has.</summary>
    public decimal? Booked => Invoiced ?? Ledger;

    /// <summary>Booked less usage: above zero where usage is missing.</summary>
    public decimal? Difference => Booked - Usage;

    /// <summary>Difference as a share of what was booked.</summary>
    public decimal? Share => Booked is { } booked and not 0m ? Difference / booked : null;

    /// <summary>Best estimate of what the difference is worth [kgCO2e]: as usage, else by spend.</summary>
    public decimal? Kilograms => KilogramsAsUsage ?? KilogramsBySpend;

    /// <summary>
    /// Score of completeness, 1 (within 0.5 %) to 5 (more than 10 %, or no invoice); within 2 % is 2, within 5 % is 3, within 10 % is 4.
    /// </summary>
    public int Completeness =>
        Share is not { } share || Invoiced is null
            ? 5
            : Math.Abs(share) switch
            {
                <= 0.005m => 1,
                <= 0.02m => 2,
                <= 0.05m => 3,
                <= 0.1m => 4,
                _ => 5,
            };
}

/// <summary>A vendor of AI services in the ledger, of whose services no export states any usage.</summary>
/// <param name="Entries">Of the ledger, in the period.</param>
/// <param name="KilogramsBySpend">By the factor of spend [kgCO2e]; null where there is no factor or rate.</param>
/// <param name="Decision">Null where nobody has decided.</param>
public sealed record VendorFinding(
    string Vendor,
    string Currency,
    decimal Amount,
    int Entries,
    decimal? KilogramsBySpend,
    VendorDecision? Decision
);

/// <summary>What the undertaking decided about a vendor without an export, for a period.</summary>
/// <param name="Is"><c>estimated</c> (by spend), <c>immaterial</c> or <c>excluded</c>.</param>
public sealed record VendorDecision(string Vendor, string Is, string By, DateOnly Date, string Reason);

public enum BalanceKind : byte
{
    /// <summary>Opening + usage - invoiced = closing.</summary>
    Unbilled,

    /// <summary>Opening + top-ups - usage = closing.</summary>
    Prepaid,
}

/// <summary>A balance with a provider over the period, in one currency.</summary>
/// <param name="Opening">At the end of the day before the period; null where it is not stated.</param>
/// <param name="Added">Usage, or top-ups; null where usage has no price.</param>
/// <param name="Taken">Invoiced, or usage.</param>
/// <param name="Stated">At the end of the period, as balances.csv has it; null where it does not.</param>
public sealed record RollForward(
    string Provider,
    string Currency,
    BalanceKind Kind,
    decimal? Opening,
    decimal? Added,
    decimal? Taken,
    decimal? Stated
)
{
    public decimal? Closing => Opening + Added - Taken;

    public decimal? Difference => Stated - Closing;
}

/// <summary>One of the first or last two days of the period, in UTC.</summary>
public sealed record CutOffDay(string Source, DateOnly Day, long Rows, long? Tokens, decimal? ShareOfPeriod);

/// <summary>A misstatement that was found, corrected or not.</summary>
public sealed record Misstatement(
    string What,
    decimal Amount,
    string Currency,
    decimal? TonnesCo2e,
    bool IsCorrected,
    string By,
    DateOnly Date,
    string Reason
);
