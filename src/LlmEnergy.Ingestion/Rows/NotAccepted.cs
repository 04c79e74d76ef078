using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>Why a row was not accepted.</summary>
/// <param name="Rule">Name of the rule that ignored it, or code of the first issue that rejected it.</param>
/// <param name="LacksRequired">Rejected for want of a field the format cannot do without.</param>
internal sealed record NotAccepted(RowOutcome Outcome, string Rule, ImmutableArray<Issue> Issues, bool LacksRequired)
{
    public static NotAccepted IgnoredBy(string rule) => new(RowOutcome.Ignored, rule, [], false);

    public static NotAccepted RejectedFor(ImmutableArray<Issue> issues, bool lacksRequired = false) =>
        new(RowOutcome.Rejected, issues[0].Code, issues, lacksRequired);
}
