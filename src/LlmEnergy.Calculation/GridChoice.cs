using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation;

/// <summary>Which grid a line's electricity is taken from: by default the one its region, host or provider leads to.</summary>
/// <param name="Zone">A zone for all lines, or null.</param>
/// <param name="Given">A grid for all lines, factor included, or null.</param>
public sealed record GridChoice(string? Zone, Grid? Given)
{
    public static GridChoice ByPlace { get; } = new(null, null);

    public Grid? For(LineKey key, FactorPack factors) => Given ?? factors.Grid(new(key.Provider, key.Host, key.Region, Zone, key.Month.Year));
}
