using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;
using static System.FormattableString;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>
/// Where a part is more than the whole: language models here above what their cloud states of all its services. The boundaries may explain
/// it, so that it is no check.
/// </summary>
[Methodology("Accounts")]
internal static class CarbonFindings
{
    public static IEnumerable<Issue> Find(ImmutableArray<CarbonComparison> comparisons) =>
        comparisons
            .Where(row => row.IsMoreThanAll)
            .Select(row => new Issue(
                new("carbon-reports.csv", 0, 0),
                "LE4031",
                Invariant(
                    $"{row.Cloud}, {row.Account}, {row.Month:yyyy-MM}: found {row.TonnesHere:0.######} tCO2e of language models here, "
                )
                    + Invariant($"and {row.Stated:0.######} tCO2e of all services in its report ({row.StatedBy}; {row.Boundary}), ")
                    + "expected no more than that, as far as the boundaries are the same"
            ));
}
