using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Inventories;

/// <summary>The grid a line's electricity comes from, and the factor that was chosen for it.</summary>
public sealed record Grid(string Zone, GridIntensity Intensity, FactorUse Factor);
