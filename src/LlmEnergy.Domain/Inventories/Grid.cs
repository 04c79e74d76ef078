using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Inventories;

/// <summary>The grid a line's electricity comes from, and the factor that was chosen for it.</summary>
/// <param name="Official">The official value of the same place, of direct emissions: to tie to, never part of a result unless it is chosen.
/// Null where there is none.</param>
public sealed record Grid(string Zone, GridIntensity Intensity, FactorUse Factor, FactorUse? Official = null);
