namespace LlmEnergy.Domain.Inventories;

/// <summary>The data centre that a line's computers stand in, as well as it is known.</summary>
/// <param name="Pue">Power usage effectiveness, kWh of the facility per kWh of IT.</param>
/// <param name="Wue">On-site water, litres per kWh of IT; null where nobody publishes or assumes one.</param>
public sealed record DataCentre(FactorUse Pue, FactorUse? Wue);
