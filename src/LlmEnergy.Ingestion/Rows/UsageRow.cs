using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What a record became. Crosses threads by value.</summary>
/// <param name="Cost">Zero where <see cref="Known.Cost"/> is not set.</param>
/// <param name="Rule">Name of the rule that ignored it, or code of the first issue that rejected it; null if accepted.</param>
/// <param name="Issues">Default unless rejected.</param>
/// <param name="LacksRequired">Rejected for want of a field the format cannot do without.</param>
internal readonly record struct UsageRow(
    RowOutcome Outcome, RowLocation At, RowKey Key, Usage Usage, decimal Cost, string? Rule, ImmutableArray<Issue> Issues, bool LacksRequired)
{
    public static UsageRow Accepted(RowLocation at, in RowKey key, in Usage usage, decimal cost) =>
        new(RowOutcome.Accepted, at, key, usage, cost, null, default, false);

    public static UsageRow Ignored(RowLocation at, string rule, in Usage usage) => new(RowOutcome.Ignored, at, default, usage, 0m, rule, default, false);

    public static UsageRow Rejected(RowLocation at, ImmutableArray<Issue> issues, bool lacksRequired = false) =>
        new(RowOutcome.Rejected, at, default, default, 0m, issues[0].Code, issues, lacksRequired);
}
