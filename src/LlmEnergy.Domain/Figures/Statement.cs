using System.Collections.Immutable;

namespace LlmEnergy.Domain.Figures;

/// <summary>What the undertaking says of itself, which no export holds. What it does not say is null.</summary>
public sealed record Statement
{
    public static Statement None { get; } = new();

    public string? LegalName { get; init; }

    /// <summary>Legal entity identifier (ISO 17442), 20 letters and digits.</summary>
    public string? Lei { get; init; }

    public ReportingBasis? Basis { get; init; }

    public ConsolidationApproach? Consolidation { get; init; }

    /// <summary>When and why the base year is recalculated.</summary>
    public string? BaseYearPolicy { get; init; }

    /// <summary>To improve the accuracy of the figure.</summary>
    public string? PlannedActions { get; init; }

    /// <summary>By the name of the period.</summary>
    public ImmutableSortedDictionary<string, PeriodStatement> Periods { get; init; } =
        ImmutableSortedDictionary<string, PeriodStatement>.Empty;

    public PeriodStatement Of(ReportingPeriod period) => Periods.GetValueOrDefault(period.Name, PeriodStatement.None);
}

/// <summary>What holds for one period alone.</summary>
/// <param name="Changes">Why figures changed, and what changed in the undertaking or its value chain.</param>
/// <param name="EventsAfter">Events after the period's end; <c>none</c> where the undertaking says that there are none.</param>
public sealed record PeriodStatement(DateOnly? ReportDate, string? Changes, string? EventsAfter)
{
    public static PeriodStatement None { get; } = new(null, null, null);
}

public enum ReportingBasis : byte
{
    Consolidated,
    Individual,
}

public enum ConsolidationApproach : byte
{
    FinancialControl,
    OperationalControl,
    EquityShare,
}
