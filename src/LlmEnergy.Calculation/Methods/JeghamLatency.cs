using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>Jegham et al. (2025): measured seconds of generation x the power of a request's share of a server.</summary>
/// <remarks>
/// E = seconds / 3,600 x (P_gpu x U_gpu + P_other x U_other) x PUE, for models on a whole DGX H100 at a batch of 8 (classes L and XL). Low
/// and high
/// are the ends of U_gpu; embodied hardware is in proportion to facility energy.
/// </remarks>
[Methodology(Heading)]
public sealed class JeghamLatency : IMethod
{
    private const string Heading = "Method jegham-latency";
    private const string GpuPower = "jegham-gpu-power-2025";
    private const string OtherPower = "jegham-other-power-2025";
    private const string GpuShare = "jegham-gpu-utilisation-2025";
    private const string OtherShare = "jegham-other-utilisation-2025";
    private const string Pue = "jegham-pue-2025";

    public string Id => "jegham-latency";

    public string Methodology => Heading;

    public bool SideBySideOnly => true;

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (!key.Known.HasFlag(Known.Generation) || key.Model.ModelClass is not ("L" or "XL") || !key.Model.IsKnown)
            return null;
        if (FactorSet.Of(factors, key.Month, GpuPower, OtherPower, GpuShare, OtherShare, Pue, FactorIds.EmbodiedHardware) is not { } set)
            return null;
        decimal WattHours(decimal share) =>
            ((set.Value(GpuPower) * share) + (set.Value(OtherPower) * set.Value(OtherShare))) * set.Value(Pue) * 1_000m / 3_600m;
        RateTerm[] energy =
        [
            RateTerm.Calculated(
                Quantity.GenerationSecond,
                WattHours(set.Low(GpuShare)),
                WattHours(set.Value(GpuShare)),
                WattHours(set.High(GpuShare)),
                "(GPU kW x utilisation + other kW x utilisation) x PUE x 1,000 / 3,600"
            ),
        ];
        return Rate.OfEnergy(
            energy,
            EmbodiedShare.Of(energy, set[FactorIds.EmbodiedHardware]),
            ContextRule.None,
            PueRange.Of(set[Pue])
        ) with
        {
            ModelClass = key.Model.ModelClass,
            Tier = 4,
            Factors = set.Uses,
        };
    }
}
