using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>All that a disclosure is made of. What is not set is not there: no comparatives, no targets, nothing accepted.</summary>
/// <param name="Inputs">What was read, with hashes.</param>
public sealed record DisclosureInputs(
    Inventory Inventory,
    string Undertaking,
    ReportStatus Status,
    string ToolVersion,
    ImmutableArray<InputFile> Inputs
)
{
    /// <summary>Share of rows or of cost that may be without a factor before the disclosure is called incomplete.</summary>
    public decimal NotCalculatedTolerance { get; init; } = Completeness.DefaultTolerance;

    public Assumptions Assumed { get; init; } = Assumptions.None;

    /// <summary>What the undertaking gives for the period: net revenue, total Scope 3 and the like.</summary>
    public ImmutableArray<GivenFigure> Given { get; init; } = [];

    /// <summary>Name of the rules whose paragraphs the report cites.</summary>
    public string RuleSet { get; init; } = Disclosure.DefaultRuleSet;

    public bool IsRuleSetChosen { get; init; } = true;

    public ImmutableArray<Target> Targets { get; init; } = [];

    public Decision? Decision { get; init; }

    public Statement Statement { get; init; } = Statement.None;

    /// <summary>Share of the value of the year before above which a change is to be explained.</summary>
    public decimal SignificantChange { get; init; } = Disclosure.DefaultSignificantChange;

    public ImmutableArray<OverrideEffect> Overrides { get; init; } = [];

    public ImmutableArray<TrueUp> TrueUps { get; init; } = [];

    /// <summary>Closed periods that are compared with, by the methods of this report.</summary>
    public ImmutableArray<RecalculatedComparative> Recalculated { get; init; } = [];

    /// <summary>Every method on the same activity.</summary>
    public ImmutableArray<MethodTotals> Methods { get; init; } = [];

    /// <summary>Closed models in both views; null where there are none.</summary>
    public ClosedModels? ClosedModels { get; init; }

    /// <summary>What draws say; null where ranges are not simulated.</summary>
    public Intervals? Intervals { get; init; }

    /// <summary>What the accounts say beside the usage; null where the undertaking keeps no such registers.</summary>
    public Accounts? Accounts { get; init; }

    /// <summary>What drives the total.</summary>
    public ImmutableArray<Sensitivity> Sensitivities { get; init; } = [];

    /// <summary>What better data would change.</summary>
    public ImmutableArray<DataGap> Lacking { get; init; } = [];

    /// <summary>Why models have their classes, by row of the model map.</summary>
    public ImmutableSortedDictionary<int, ModelEvidence> Evidence { get; init; } = ImmutableSortedDictionary<int, ModelEvidence>.Empty;

    /// <summary>From the total of the year before; null where its lines are not known.</summary>
    public ComparativeBridge? Bridge { get; init; }

    /// <summary>Controls beside those of the catalogue, in the order in which they stand after them.</summary>
    public ImmutableArray<Control> Controls { get; init; } = [];

    /// <summary>The same period of the year before.</summary>
    public EarlierPeriod? Previous { get; init; }

    /// <summary>Its first version, where <see cref="Previous"/> rests on a restatement.</summary>
    public EarlierPeriod? PreviouslyStated { get; init; }

    public EarlierPeriod? BaseYear { get; init; }

    /// <summary>What happened to the closed versions that the disclosure rests on, in the order of time.</summary>
    public ImmutableArray<VersionEvent> Events { get; init; } = [];

    /// <summary>The version that this one restates.</summary>
    public RestatedVersion? Restates { get; init; }

    /// <summary>All of the period: those that name no failed check and no finding become findings.</summary>
    public ImmutableArray<Acceptance> Acceptances { get; init; } = [];
}

/// <summary>A check that needs more than an inventory, with what it found.</summary>
public sealed record Control(Check Check, ImmutableArray<Issue> Findings);
