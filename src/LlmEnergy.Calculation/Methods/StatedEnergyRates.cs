using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>Facility energy of the energy that a supplier states with its responses.</summary>
/// <remarks>
/// E = stated Wh x what the supplier's boundary leaves out: of accelerators host, idle capacity and PUE (x 1.72), of servers the PUE (x
/// 1.15), of the facility nothing. Hardware is in proportion to facility energy, as for methods that say nothing of their own about it.
/// </remarks>
internal static class StatedEnergyRates
{
    /// <summary>What the ranges of such energy are drawn together by.</summary>
    public const string Stream = "stated-energy";

    private const string OverAccelerators = "op-overhead-2026";
    private const string OverServers = "stated-servers-pue-2026";
    private const string Pue = "op-pue-2026";

    /// <returns>Null where no energy is stated.</returns>
    public static Rate? For(RateKey key, FactorPack factors)
    {
        if (!key.Known.HasFlag(Known.Energy) || key.Energy == StatedEnergy.None)
            return null;
        var overhead = key.Energy switch
        {
            StatedEnergy.MeteredAccelerators or StatedEnergy.CalculatedAccelerators => OverAccelerators,
            StatedEnergy.MeteredServers or StatedEnergy.CalculatedServers => OverServers,
            _ => null,
        };
        string[] ids = [FactorIds.EmbodiedHardware, Pue, .. overhead is null ? [] : new[] { overhead }];
        if (FactorSet.Of(factors, key.Month, ids) is not { } set)
            return null;
        RateTerm[] energy =
        [
            overhead is null
                ? RateTerm.Calculated(Quantity.StatedWattHour, 1m, 1m, 1m, "as the supplier states it, overhead of the facility included")
                : RateTerm.Product(Quantity.StatedWattHour, 1m, set[overhead]),
        ];
        return Rate.OfEnergy(
            energy,
            EmbodiedShare.Of(energy, set[FactorIds.EmbodiedHardware]),
            ContextRule.None,
            PueRange.Of(set[overhead == OverServers ? OverServers : Pue])
        ) with
        {
            ModelClass = key.Model.ModelClass,
            Tier = Tier(key.Energy),
            Factors = set.Uses,
        };
    }

    /// <summary>Metered for the customer; with this project's overhead on it; calculated by the supplier.</summary>
    private static int Tier(StatedEnergy energy) =>
        energy switch
        {
            StatedEnergy.MeteredFacility => 1,
            StatedEnergy.MeteredAccelerators or StatedEnergy.MeteredServers => 2,
            _ => 3,
        };
}
