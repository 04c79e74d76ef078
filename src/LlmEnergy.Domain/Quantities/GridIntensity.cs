namespace LlmEnergy.Domain.Quantities;

/// <summary>Emission factor of grid electricity in kilograms of CO2e per kilowatt-hour, zero or more. An intensity has no sum.</summary>
public readonly record struct GridIntensity
{
    private GridIntensity(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        KilogramsCo2ePerKilowattHour = value;
    }

    public decimal KilogramsCo2ePerKilowattHour { get; }

    public static GridIntensity FromKilogramsCo2ePerKilowattHour(decimal value) => new(value);

    public static GridIntensity FromGramsCo2ePerKilowattHour(decimal value) => new(value / 1_000m);
}
