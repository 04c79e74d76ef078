using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Methods;

/// <summary>Embodied hardware in proportion to facility energy, for methods that say nothing of their own about it.</summary>
internal static class EmbodiedShare
{
    /// <param name="perKilowattHour">Grams of CO2e per kWh of facility energy.</param>
    public static IReadOnlyList<RateTerm> Of(IReadOnlyList<RateTerm> energy, Factor perKilowattHour) =>
        [
            .. energy.Select(term =>
                RateTerm.Calculated(
                    term.Of,
                    term.Low * (perKilowattHour.Low ?? perKilowattHour.Value) / 1_000m,
                    term.Central * perKilowattHour.Value / 1_000m,
                    term.High * (perKilowattHour.High ?? perKilowattHour.Value) / 1_000m,
                    $"energy x {perKilowattHour.Id} / 1,000"
                )
            ),
        ];
}
