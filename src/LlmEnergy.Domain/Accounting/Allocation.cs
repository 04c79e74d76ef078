using System.Collections.Immutable;

namespace LlmEnergy.Domain.Accounting;

/// <summary>What the accounts of the undertaking say beside its usage. What is null or empty is not stated.</summary>
public sealed record Accounts
{
    public Reconciliation? Reconciliation { get; init; }

    public Allocation? Allocation { get; init; }

    /// <summary>What stands in the group's inventory a second time, in the order of supplier and month.</summary>
    public ImmutableArray<OverlapRow> Overlap { get; init; } = [];

    /// <summary>Clouds' carbon reports beside what is calculated here, in the order of cloud, month and account.</summary>
    public ImmutableArray<CarbonComparison> CarbonReports { get; init; } = [];

    public ImmutableArray<AccountFigure> Figures { get; init; } = [];
}

/// <summary>The period's usage, cost and emissions by entity, general ledger account and cost centre.</summary>
public sealed record Allocation
{
    /// <summary>In the order of month, entity, account, cost centre, provider, model and currency; estimates come last.</summary>
    public required ImmutableArray<Posting> Postings { get; init; }

    /// <summary>By entity; the part that matches no row last.</summary>
    public required ImmutableArray<EntityTotal> Entities { get; init; }

    /// <summary>Share of the emissions that matches no row of allocation.csv, 0 to 1; null where emissions are not known.</summary>
    public required decimal? UnallocatedShare { get; init; }

    public required decimal UnallocatedTolerance { get; init; }

    /// <summary>Emissions by the consolidation of the entities [kgCO2e]; null where entities are not stated.</summary>
    public required decimal? ConsolidatedKilograms { get; init; }

    /// <summary>Emissions of the days on which the undertaking had no control [kgCO2e].</summary>
    public required decimal OutsideControlKilograms { get; init; }
}

/// <summary>What a row of postings.csv is a row of.</summary>
/// <param name="Entity">Empty for what is not allocated.</param>
/// <param name="Unit">Of its quantity.</param>
/// <param name="Consolidation"><c>full</c>, <c>proportional</c>, <c>operational-control</c>, <c>outside-control</c>; empty where entities
/// are not stated.</param>
/// <param name="ConsolidatedShare">Of the row that the undertaking takes in, 0 to 1.</param>
public sealed record PostingKey(
    DateOnly Month,
    string Entity,
    string GlAccount,
    string CostCentre,
    string Provider,
    string Model,
    string Unit,
    string Currency,
    string Consolidation,
    decimal ConsolidatedShare
)
{
    /// <summary>Whether it is of lines that fill gaps of the data, which stand on rows of their own.</summary>
    public bool IsEstimated { get; init; }
}

/// <summary>
/// A row of postings.csv. Parts are rounded by largest remainder, so that they add up to the rounded total: tokens and other counts whole,
/// cost to 2 decimals, kWh and kgCO2e to 6.
/// </summary>
/// <param name="Tier">The worst of its lines; null where none is calculated.</param>
/// <param name="Lines">Ids of the ledger lines, in their order.</param>
public sealed record Posting(
    PostingKey Key,
    decimal? Quantity,
    decimal? Cost,
    decimal? KilowattHours,
    decimal? KilogramsLow,
    decimal? Kilograms,
    decimal? KilogramsHigh,
    int? Tier,
    ImmutableArray<string> Lines
)
{
    /// <summary>Raised where a column changes its meaning; columns are only ever added at the end.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Of its lines, in ordinal order.</summary>
    public ImmutableArray<string> Methods { get; init; } = [];

    /// <summary>Days of its lines whose usage is estimated; 0 where all is stated.</summary>
    public int GapDays { get; init; }
}

/// <summary>What falls on an entity.</summary>
/// <param name="Entity">Empty for what is not allocated.</param>
/// <param name="Share">Of the emissions; null where those are not known.</param>
public sealed record EntityTotal(
    string Entity,
    string Parent,
    string Country,
    string Consolidation,
    decimal? KilowattHours,
    decimal? Kilograms,
    decimal? ConsolidatedKilograms,
    decimal? Share
);

/// <summary>What stands here and elsewhere in the group's inventory too.</summary>
/// <param name="Amount">Booked; null where the other place counts no money.</param>
/// <param name="TonnesCo2e">Calculated here; null where it is not known.</param>
/// <param name="RemoveFrom"><see cref="SpendModel"/> or <see cref="CarbonReport"/>.</param>
public sealed record OverlapRow(
    string Supplier,
    DateOnly Month,
    string Entity,
    string GlAccount,
    string Invoice,
    decimal? Amount,
    string Currency,
    decimal? TonnesCo2e,
    string RemoveFrom
)
{
    public const string SpendModel = "spend model";
    public const string CarbonReport = "provider's carbon report";
}

/// <summary>A number of the accounts that is a figure of the disclosure.</summary>
/// <param name="Id">Stable, as <c>remove_from_spend</c>.</param>
public sealed record AccountFigure(string Id, string Label, string Unit, string ExcelName, decimal? Value);
