using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>What the numbers of a format mean.</summary>
/// <param name="InputIncludesCached">False where input and cache reads are disjoint: the total input is then their sum.</param>
/// <param name="InputIncludesCacheWrite">The same for cache writes.</param>
/// <param name="OutputIncludesReasoning">The same for reasoning in output.</param>
/// <param name="HoldsNone">What rows have none of by nature, as embeddings of output: it is then 0 and not unknown.</param>
/// <param name="Times">Forms of the time, tried in this order.</param>
/// <param name="EndIsInclusive">True where the end of a bucket names its last day, false where it names the moment after it.</param>
/// <param name="Currency">Of the cost where no column names one (ISO 4217).</param>
/// <param name="Scale">Tokens per unit of the token columns: 1, or 1000 where the file counts thousands.</param>
/// <param name="Mark">Decimal mark of amounts.</param>
/// <param name="IsBill">The amounts are the price of usage that other exports of the source state: they are added to it as a control, not as usage.</param>
/// <param name="Duplicates">Which of the rows with one identity counts.</param>
public sealed record Semantics(
    Grain Grain, bool InputIncludesCached, bool InputIncludesCacheWrite, bool OutputIncludesReasoning, Known HoldsNone,
    ImmutableArray<TimeFormat> Times, bool EndIsInclusive, string? Currency, int Scale, DecimalMark Mark, bool IsBill, Duplicates Duplicates)
{
    /// <summary>Currency units per unit of the cost: 0.01 where the file counts cents.</summary>
    public decimal CostScale { get; init; } = 1m;
}
