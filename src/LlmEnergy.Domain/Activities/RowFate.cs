using System.Collections.Immutable;

namespace LlmEnergy.Domain.Activities;

/// <summary>Rows of an input that were not accepted for one reason, with what they state.</summary>
/// <param name="Rule">Name of the rule that left them, or code of the finding that rejected them.</param>
/// <param name="Usage">As far as it could be read.</param>
/// <param name="Cost">By currency.</param>
public sealed record RowFate(RowOutcome Outcome, string Rule, long Rows, Usage Usage, ImmutableSortedDictionary<string, decimal> Cost)
{
    /// <summary>Of one outcome and rule.</summary>
    public static RowFate operator +(RowFate left, RowFate right) =>
        new(
            left.Outcome,
            left.Rule,
            left.Rows + right.Rows,
            left.Usage + right.Usage,
            right.Cost.Aggregate(left.Cost, (sum, cost) => sum.SetItem(cost.Key, sum.GetValueOrDefault(cost.Key) + cost.Value))
        );
}
