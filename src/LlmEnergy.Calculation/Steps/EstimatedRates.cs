using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Steps;

/// <summary>
/// The rate of a line that is estimated: of the poorest data quality, its range wider by what its usage may be.
/// </summary>
/// <remarks>low' = low x gap_low, high' = high x gap_high, central unchanged; of prompts by assumed_low and assumed_high. METHODOLOGY.md,
/// gaps that are estimated.</remarks>
[Methodology("Gaps that are estimated")]
internal static class EstimatedRates
{
    public static Rate Of(Rate rate, UsageEstimate estimate) =>
        rate with
        {
            Tier = Rate.Tiers,
            Energy = Wider(rate.Energy, estimate),
            Embodied = Wider(rate.Embodied, estimate),
            CradleToGate = Wider(rate.CradleToGate, estimate),
            Impacts = [.. rate.Impacts.Select(impact => impact with { Hardware = Wider(impact.Hardware, estimate)! })],
        };

    private static UnitRates? Wider(UnitRates? rates, UsageEstimate estimate) =>
        rates is null
            ? null
            : new([
                .. rates.Terms.Select(term =>
                    RateTerm.Calculated(
                        term.Of,
                        term.Low * estimate.Low,
                        term.Central,
                        term.High * estimate.High,
                        FormattableString.Invariant(
                            $"{term.Derivation}{Conversion(term)}; {Name(estimate)} estimate: low x {estimate.Low}, high x {estimate.High}"
                        )
                    )
                ),
            ]);

    private static string Name(UsageEstimate estimate) => estimate.Assumption is null ? "gap" : "prompt";

    /// <summary>What a product of factors is multiplied with besides them.</summary>
    private static string Conversion(RateTerm term) =>
        term.Conversion == 1m ? "" : FormattableString.Invariant($" x {term.Conversion:0.############################}");
}
