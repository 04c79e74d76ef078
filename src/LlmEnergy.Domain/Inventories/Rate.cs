namespace LlmEnergy.Domain.Inventories;

/// <summary>
/// Energy and embodied emissions per unit of usage, made by a method for a key and used on every line of that key.
/// </summary>
/// <param name="Number">Counts from 1 within an inventory.</param>
/// <param name="Energy">Wh of facility energy per unit.</param>
/// <param name="Embodied">Grams of CO2e per unit, or null where the method says nothing about hardware.</param>
/// <param name="Tier">Data quality 1 (best) to 5 of the method and factors that made it, not of the best that is known of the model.</param>
/// <param name="Methodology">Heading of METHODOLOGY.md that explains it.</param>
public sealed record Rate(
    int Number, string Method, string ModelClass, UnitRates Energy, UnitRates? Embodied, ContextRule Context, int Tier,
    IReadOnlyList<FactorUse> Factors, string Methodology)
{
    public string Id => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"R{Number:000}");
}
