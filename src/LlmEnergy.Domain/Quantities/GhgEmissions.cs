namespace LlmEnergy.Domain.Quantities;

/// <summary>Greenhouse gas emissions in kilograms of CO2 equivalents (GWP100), fixed at 18 decimals.</summary>
public readonly record struct GhgEmissions : IQuantity<GhgEmissions>
{
    private GhgEmissions(decimal kilograms) => KilogramsCo2e = Fixed.At18Decimals(kilograms);

    public static GhgEmissions AdditiveIdentity => default;

    public decimal KilogramsCo2e { get; }

    public decimal TonnesCo2e => KilogramsCo2e / 1_000m;

    public static GhgEmissions FromKilogramsCo2e(decimal value) => new(value);

    public static GhgEmissions operator +(GhgEmissions left, GhgEmissions right) => new(left.KilogramsCo2e + right.KilogramsCo2e);
}
