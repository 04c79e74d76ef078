using System.Collections.Immutable;

namespace LlmEnergy.Domain.Activities;

/// <summary>What ingestion hands on: all usage of a period, and the account of every row it was made from.</summary>
/// <param name="Lines">In the order of their keys.</param>
/// <param name="Files">In ordinal order of their paths.</param>
public sealed record Activity(
    ReportingPeriod Period,
    ImmutableArray<ActivityLine> Lines,
    ImmutableArray<RowAccount> Files,
    ImmutableArray<RowDecision> NotAccepted,
    ImmutableArray<Issue> Issues
)
{
    /// <summary>What each source states of each day of the period.</summary>
    public ImmutableArray<CoverageDay> Coverage { get; init; } = [];

    /// <summary>Prices of usage that stands in the lines, in the order of their keys: a control of completeness.</summary>
    public ImmutableArray<ActivityLine> Bills { get; init; } = [];

    /// <summary>Usage that seems to stand twice, until the workspace says what holds.</summary>
    public ImmutableArray<SourceOverlap> Overlaps { get; init; } = [];

    /// <summary>What is assumed of prompts, in the order of products and months; none where nothing is.</summary>
    public ImmutableArray<AssumedPrompts> Prompts { get; init; } = [];

    /// <summary>Request identities that were told apart, by source: 64-bit hashes.</summary>
    public ImmutableArray<long> Identities { get; init; } = [];

    /// <summary>Probability that somewhere two requests were taken for one: n²/2 pairs of a source, each with 2^-64.</summary>
    public decimal FalseDuplicateProbability => Identities.Sum(count => (decimal)count * count / 2m / 18_446_744_073_709_551_616m);

    public RowCounts Rows => Files.Aggregate(default(RowCounts), (sum, file) => sum + file.Rows);

    /// <summary>Why rows of all files were not accepted, by outcome and rule.</summary>
    public ImmutableArray<RowFate> Fates =>
        [
            .. Files
                .SelectMany(file => file.Fates)
                .GroupBy(fate => (fate.Outcome, fate.Rule))
                .OrderBy(fate => fate.Key.Outcome)
                .ThenByDescending(fate => fate.Sum(part => part.Rows))
                .ThenBy(fate => fate.Key.Rule, StringComparer.Ordinal)
                .Select(fate => fate.Aggregate((sum, part) => sum + part)),
        ];

    /// <summary>True where nothing was accepted and something could not be read: the usage is then unknown, not zero.</summary>
    public bool IsUnknown => Lines.IsEmpty && (Rows.Read == 0 || Rows.Rejected > 0 || Files.Any(file => !file.IsRead));

    /// <summary>Sum of all lines; <see cref="Usage.None"/> for a period without data.</summary>
    public Usage Total => Lines.Aggregate(Usage.None, (sum, line) => sum + line.Usage);
}
