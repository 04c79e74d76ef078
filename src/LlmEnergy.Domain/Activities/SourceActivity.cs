using System.Collections.Immutable;

namespace LlmEnergy.Domain.Activities;

/// <summary>
/// What one source gives for a period, whether that was read from files or asked of a database: lines, days, and the account of each row.
/// </summary>
/// <param name="Source">Its id.</param>
/// <param name="Lines">In the order of their keys, numbered from 1.</param>
/// <param name="Bills">Prices of usage that stands in the lines, in the order of their keys.</param>
/// <param name="Days">What each provider and model states of each day: what sources are compared by.</param>
/// <param name="Coverage">Every day of the period.</param>
/// <param name="Files">Accounts, in ordinal order of their paths.</param>
/// <param name="NotAccepted">In the order of <paramref name="Files"/> and lines.</param>
/// <param name="Identities">Request identities that were told apart.</param>
public sealed record SourceActivity(
    string Source,
    ImmutableArray<ActivityLine> Lines,
    ImmutableArray<ActivityLine> Bills,
    ImmutableArray<DayUsage> Days,
    ImmutableArray<CoverageDay> Coverage,
    ImmutableArray<RowAccount> Files,
    ImmutableArray<RowDecision> NotAccepted,
    ImmutableArray<Issue> Issues,
    long Identities
)
{
    /// <summary>Of its request identities.</summary>
    public IdentitySample IdentitySample { get; init; } = IdentitySample.None;
}

/// <summary>What a source states of one day (UTC), provider and model.</summary>
/// <param name="Format">Of the exports that state it.</param>
/// <param name="Account">As the rows name it; empty where they do not.</param>
public readonly record struct DayUsage(DateOnly Day, string Format, string Account, string Provider, string Model, long Rows, Usage Usage)
{
    /// <summary>Whether some of it is of buckets that reach over several days, of which this is the first.</summary>
    public bool IsOfSeveralDays { get; init; }
}
