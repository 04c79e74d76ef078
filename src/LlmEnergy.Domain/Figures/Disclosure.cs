using System.Collections.Immutable;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Figures;

public enum ReportStatus : byte
{
    Draft,
    Final,

    /// <summary>A new version of a closed period.</summary>
    Restated,
}

/// <summary>Everything that the report, the workbook and the data files print. They lay it out and compute nothing.</summary>
/// <param name="ByModel">In the order of their keys.</param>
/// <param name="ByMonth">Every month of the period, in order, also those without usage.</param>
/// <param name="Issues">All findings of ingestion and calculation, the largest effect first.</param>
/// <param name="Inputs">What was read, with hashes.</param>
/// <param name="CalculationHash"><c>sha256:</c> over inputs, configuration, factor pack, inventory and figures; empty until it is known.</param>
public sealed record Disclosure(
    string Undertaking, ReportStatus Status, string ToolVersion, Inventory Inventory, ImmutableArray<Figure> Figures, ImmutableArray<Check> Checks,
    ImmutableArray<ModelTotals> ByModel, ImmutableArray<MonthTotals> ByMonth, ImmutableArray<Issue> Issues, ImmutableArray<InputFile> Inputs, string CalculationHash)
{
    /// <summary>Every method on the same activity; empty unless it was asked for.</summary>
    public ImmutableArray<MethodTotals> Methods { get; init; } = [];

    /// <summary>Of a new version of a closed period: what it restates and why; else null.</summary>
    public Restatement? Restatement { get; init; }

    /// <summary>Closed quarters inside the period, recalculated with its factors and usage; empty where there are none.</summary>
    public ImmutableArray<TrueUp> TrueUps { get; init; } = [];

    /// <summary>Impacts besides emissions and water; empty for most methods.</summary>
    public ImmutableArray<ImpactTotals> Impacts { get; init; } = [];

    /// <summary>Factors that the undertaking overrides; empty as a rule.</summary>
    public ImmutableArray<OverrideEffect> Overrides { get; init; } = [];

    public ReportingPeriod Period => Inventory.Activity.Period;

    public bool AllChecksPass => Checks.All(check => check.Passed);

    public Figure this[FigureId id] => Figures.First(figure => figure.Id == id);

    public LedgerPositions Positions() => new(Inventory);
}

/// <summary>An input as it was read.</summary>
public sealed record InputFile(string Path, long Bytes, string Sha256);
