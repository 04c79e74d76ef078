using System.Collections.Immutable;

namespace LlmEnergy.Domain.Activities;

/// <summary>What ingestion hands on: all usage of a period, and the account of every row it was made from.</summary>
/// <param name="Lines">In the order of their keys.</param>
/// <param name="Files">In ordinal order of their paths.</param>
public sealed record Activity(
    ReportingPeriod Period, ImmutableArray<ActivityLine> Lines, ImmutableArray<RowAccount> Files, ImmutableArray<RowDecision> NotAccepted, ImmutableArray<Issue> Issues)
{
    public RowCounts Rows => Files.Aggregate(default(RowCounts), (sum, file) => sum + file.Rows);

    /// <summary>True where nothing was accepted and something could not be read: the usage is then unknown, not zero.</summary>
    public bool IsUnknown => Lines.IsEmpty && (Rows.Read == 0 || Rows.Rejected > 0 || Files.Any(file => !file.IsRead));

    /// <summary>Sum of all lines; <see cref="Usage.None"/> for a period without data.</summary>
    public Usage Total => Lines.Aggregate(Usage.None, (sum, line) => sum + line.Usage);
}
