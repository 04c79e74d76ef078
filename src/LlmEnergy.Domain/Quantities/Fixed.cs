namespace LlmEnergy.Domain.Quantities;

/// <summary>
/// The one place where a result is cut: 18 decimals, half away from zero. Decimal division repeats, and sums of repeating
/// decimals depend on their order; numbers of 18 decimals add exactly (up to 7.9e10 units), whatever the order or grouping.
/// </summary>
public static class Fixed
{
    public const int Decimals = 18;

    public static decimal At18Decimals(decimal value) =>
        value.Scale <= Decimals ? value : decimal.Round(value, Decimals, MidpointRounding.AwayFromZero);
}
