using System.Collections.Immutable;
using LlmEnergy.Domain.Accounting;
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
public sealed record Disclosure
{
    public const string DefaultRuleSet = "ESRS-2023";
    public const decimal DefaultSignificantChange = 0.05m;

    public required string Undertaking { get; init; }

    public required ReportStatus Status { get; init; }

    public required string ToolVersion { get; init; }

    public required Inventory Inventory { get; init; }

    public required ImmutableArray<Figure> Figures { get; init; }

    public required ImmutableArray<Check> Checks { get; init; }

    /// <summary>In the order of their keys, as the next two.</summary>
    public required ImmutableArray<ModelTotals> ByModel { get; init; }

    public required ImmutableArray<KeyTotals> ByProvider { get; init; }

    public required ImmutableArray<KeyTotals> ByCostCentre { get; init; }

    /// <summary>Every month of the period, in order, also those without usage.</summary>
    public required ImmutableArray<MonthTotals> ByMonth { get; init; }

    /// <summary>All findings of ingestion and calculation, the largest effect first.</summary>
    public required ImmutableArray<Issue> Issues { get; init; }

    /// <summary>What was read, with hashes.</summary>
    public required ImmutableArray<InputFile> Inputs { get; init; }

    /// <summary>
    /// <c>sha256:</c> over inputs, configuration, factor pack, inventory and figures; empty until these are written.
    /// </summary>
    public string CalculationHash { get; init; } = "";

    /// <summary>What draws say beside the central values; null where lows are added to lows and highs to highs.</summary>
    public Intervals? Intervals { get; init; }

    /// <summary>Closed models in both views; null where there are none.</summary>
    public ClosedModels? ClosedModels { get; init; }

    /// <summary>Every method on the same activity; empty unless it was asked for.</summary>
    public ImmutableArray<MethodTotals> Methods { get; init; } = [];

    /// <summary>Of a new version of a closed period: what it restates and why; else null.</summary>
    public Restatement? Restatement { get; init; }

    /// <summary>Closed quarters inside the period, recalculated with its factors and usage; empty where there are none.</summary>
    public ImmutableArray<TrueUp> TrueUps { get; init; } = [];

    /// <summary>Year before and base year by the methods of this report, where they were closed by others.</summary>
    public ImmutableArray<RecalculatedComparative> Recalculated { get; init; } = [];

    /// <summary>Impacts besides emissions and water; empty for most methods.</summary>
    public ImmutableArray<ImpactTotals> Impacts { get; init; } = [];

    /// <summary>Factors that the undertaking overrides; empty as a rule.</summary>
    public ImmutableArray<OverrideEffect> Overrides { get; init; } = [];

    /// <summary>What the undertaking gives for the period; empty where it gives nothing.</summary>
    public ImmutableArray<GivenFigure> Given { get; init; } = [];

    /// <summary>The same period of the year before; null where it was neither closed nor given.</summary>
    public Comparative? Previous { get; init; }

    /// <summary>
    /// Of a closed restatement that <see cref="Previous"/> rests on: the values of the first version, as previously stated (ESRS 1, 84 and
    /// 95 to 96); else null.
    /// </summary>
    public Comparative? PreviouslyStated { get; init; }

    /// <summary>The base year; null where none is set, it was neither closed nor given, or it had not ended before the period.</summary>
    public Comparative? BaseYear { get; init; }

    public ImmutableArray<Target> Targets { get; init; } = [];

    /// <summary>Null where the undertaking has not decided.</summary>
    public Decision? Decision { get; init; }

    public Statement Statement { get; init; } = Statement.None;

    /// <summary>Share of the value of the year before above which a change is to be explained.</summary>
    public decimal SignificantChange { get; init; } = DefaultSignificantChange;

    /// <summary>Closed versions that the disclosure rests on, with what happened to them, in the order of time.</summary>
    public ImmutableArray<VersionEvent> Events { get; init; } = [];

    /// <summary>Name of the rules whose paragraphs the report cites.</summary>
    public string RuleSet { get; init; } = DefaultRuleSet;

    /// <summary>Whether somebody chose these rules; else they are those that hold by the financial year.</summary>
    public bool IsRuleSetChosen { get; init; } = true;

    /// <summary>What nobody said.</summary>
    public Assumptions Assumed { get; init; } = Assumptions.None;

    /// <summary>Of its failed checks and its findings; empty where nobody accepts any.</summary>
    public ImmutableArray<Acceptance> Acceptances { get; init; } = [];

    /// <summary>What the accounts say beside the usage; null where the undertaking keeps no such registers.</summary>
    public Accounts? Accounts { get; init; }

    /// <summary>What drives the total, the widest first; empty where it was not calculated.</summary>
    public ImmutableArray<Sensitivity> Sensitivities { get; init; } = [];

    /// <summary>Data that the run lacked, with what that costs, the widest first.</summary>
    public ImmutableArray<DataGap> Lacking { get; init; } = [];

    /// <summary>What each model's emissions can be re-performed from, in the order of the models' keys.</summary>
    public ImmutableArray<ModelBasis> ModelBases { get; init; } = [];

    /// <summary>Why models have their classes, by row of the model map.</summary>
    public ImmutableSortedDictionary<int, ModelEvidence> Evidence { get; init; } = ImmutableSortedDictionary<int, ModelEvidence>.Empty;

    /// <summary>Why the total is not that of the year before; null where neither a closed version nor exports of it are there.</summary>
    public ComparativeBridge? Bridge { get; init; }

    public ReportingPeriod Period => Inventory.Activity.Period;

    public bool AllChecksPass => Checks.All(check => check.Passed);

    /// <summary>Failed checks that nobody accepts: no final report has any.</summary>
    public IEnumerable<Check> NotAccepted => Checks.Where(check => !check.Passed && AcceptanceOf(check) is null);

    /// <summary>Days that are missing, of the days of the period for each source; null where none is.</summary>
    public (int Missing, int Days)? Gaps =>
        Checks.FirstOrDefault(check => check is { Id: Check.Coverage, Passed: false }) is { Expected: var days, Actual: { } accounted }
            ? ((int)(days - accounted), (int)days)
            : null;

    /// <summary>Null where the check passes, or nobody accepts that it fails.</summary>
    public Acceptance? AcceptanceOf(Check check) => check.Passed ? null : AcceptanceOf(check.Id);

    public Acceptance? AcceptanceOf(Issue issue) => AcceptanceOf(issue.Code);

    /// <summary>Days that are estimated, and their share of the emissions; null where none is.</summary>
    public EstimatedDays? EstimatedDays { get; init; }

    public Figure this[FigureId id] => Figures.First(figure => figure.Id == id);

    /// <summary>With its calculation hash: that is over files which are written from the disclosure, and so known after it.</summary>
    public Disclosure Sealed(string calculationHash) => this with { CalculationHash = calculationHash };

    public LedgerPositions Positions() => new(Inventory);

    /// <summary>Of a check by its id, or of findings by their code.</summary>
    public Acceptance? AcceptanceOf(string name) => Acceptances.FirstOrDefault(acceptance => acceptance.Of == name);
}

/// <summary>Days without data whose usage is estimated by the days around them.</summary>
/// <param name="Of">Days of the period, for each source.</param>
/// <param name="Share">Of the total emissions; null where those are not known.</param>
public sealed record EstimatedDays(int Count, int Of, decimal? Share);

/// <summary>An input as it was read.</summary>
public sealed record InputFile(string Path, long Bytes, string Sha256)
{
    /// <summary>
    /// Of a register: how many of its rows concern the period; size and hash are those of their text. Null where they are those of the
    /// file.
    /// </summary>
    public long? Rows { get; init; }
}
