using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>What the numbers of a format mean.</summary>
/// <param name="Cached">Whether cache reads are inside the input; beside it, the total input is their sum.</param>
/// <param name="CacheWrite">The same for cache writes.</param>
/// <param name="Reasoning">The same for reasoning and the output.</param>
/// <param name="HoldsNone">What rows have none of by nature, as embeddings of output: it is then 0 and not unknown.</param>
/// <param name="Times">Forms of the time, tried in this order.</param>
/// <param name="EndIsInclusive">True where the end of a bucket names its last day, false where it names the moment after it.</param>
/// <param name="Currency">Of the cost where no column names one (ISO 4217).</param>
/// <param name="Scale">Tokens per unit of the token columns: 1, or 1000 where the file counts thousands.</param>
/// <param name="Mark">Decimal mark of amounts.</param>
/// <param name="IsBill">The amounts are the price of usage that other exports of the source state: they are added to it as a control, not
/// as usage.</param>
/// <param name="Duplicates">Which of the rows with one identity counts.</param>
public sealed record Semantics(
    Grain Grain,
    PartPlace Cached,
    PartPlace CacheWrite,
    PartPlace Reasoning,
    Known HoldsNone,
    ImmutableArray<TimeFormat> Times,
    bool EndIsInclusive,
    string? Currency,
    int Scale,
    DecimalMark Mark,
    bool IsBill,
    Duplicates Duplicates
)
{
    /// <summary>Forms of which each file has one; null where its rows may have any.</summary>
    public TimesOfFile? TimesOfFile { get; init; }

    /// <summary>Fields whose sum the total of a row is; several lists where rows count in several ways. Empty: it is not checked.</summary>
    public ImmutableArray<ImmutableArray<Field>> TotalIs { get; init; } = [];

    /// <summary>Currency units per unit of the cost: 0.01 where the file counts cents.</summary>
    public decimal CostScale { get; init; } = 1m;

    /// <summary>Whether a bucket without an end is the whole month of its time, as an invoice is of which the day alone is known.</summary>
    public bool CoversMonth { get; init; }

    /// <summary>
    /// Columns of a table whose largest values, compared one after the other, are on the newest version of a row, which alone is read;
    /// empty: rows have no versions.
    /// </summary>
    public ImmutableArray<string> Version { get; init; } = [];

    /// <summary>What the energy is that rows state; null where the format maps none.</summary>
    public EnergyMeaning? Energy { get; init; }

    /// <summary>Words that stand in the column of the cost where there is none.</summary>
    public ImmutableArray<string> NoAmount { get; init; } = [];
}

/// <summary>Energy that a supplier states with its responses.</summary>
/// <param name="Microjoules">Of one unit of the column.</param>
public sealed record EnergyMeaning(decimal Microjoules, StatedEnergy Of);

/// <summary>Forms of time that one row cannot tell apart, such as month and day either way round: each file has one of them.</summary>
/// <param name="DecideBy">Columns beside the time that tell which one, such as the end of the billing period.</param>
public sealed record TimesOfFile(ImmutableArray<TimeFormat> Candidates, ImmutableArray<string> DecideBy);
