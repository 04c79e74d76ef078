using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Steps;

/// <summary>
/// The rate of a line that fills gaps: of the poorest data quality, its range wider by what the days around them range over.
/// </summary>
/// <remarks>low' = low x gap_low, high' = high x gap_high, central unchanged. METHODOLOGY.md, gaps that are estimated.</remarks>
[Methodology("Gaps that are estimated")]
internal static class GapRates
{
    public static Rate Of(Rate rate, GapEstimate gap) =>
        rate with
        {
            Tier = Rate.Tiers,
            Energy = Wider(rate.Energy, gap),
            Embodied = Wider(rate.Embodied, gap),
            CradleToGate = Wider(rate.CradleToGate, gap),
            Impacts = [.. rate.Impacts.Select(impact => impact with { Hardware = Wider(impact.Hardware, gap)! })],
        };

    private static UnitRates? Wider(UnitRates? rates, GapEstimate gap) =>
        rates is null
            ? null
            : new([
                .. rates.Terms.Select(term =>
                    RateTerm.Calculated(
                        term.Of,
                        term.Low * gap.Low,
                        term.Central,
                        term.High * gap.High,
                        FormattableString.Invariant(
                            $"{term.Derivation}{Conversion(term)}; gap estimate: low x {gap.Low}, high x {gap.High}"
                        )
                    )
                ),
            ]);

    /// <summary>What a product of factors is multiplied with besides them.</summary>
    private static string Conversion(RateTerm term) =>
        term.Conversion == 1m ? "" : FormattableString.Invariant($" x {term.Conversion:0.############################}");
}
