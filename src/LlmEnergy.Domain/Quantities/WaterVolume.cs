namespace LlmEnergy.Domain.Quantities;

/// <summary>Water consumed, in litres, fixed at 18 decimals.</summary>
public readonly record struct WaterVolume : IQuantity<WaterVolume>
{
    private WaterVolume(decimal litres) => Litres = Fixed.At18Decimals(litres);

    public static WaterVolume AdditiveIdentity => default;

    public decimal Litres { get; }

    public static WaterVolume FromLitres(decimal value) => new(value);

    public static WaterVolume operator +(WaterVolume left, WaterVolume right) => new(left.Litres + right.Litres);
}

/// <summary>
/// Litres of water consumed per kilowatt-hour: of IT energy on site (WUE, ISO/IEC 30134-9), of facility energy at the power stations. An
/// intensity has no sum.
/// </summary>
public readonly record struct WaterIntensity
{
    private WaterIntensity(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        LitresPerKilowattHour = value;
    }

    public decimal LitresPerKilowattHour { get; }

    public static WaterIntensity FromLitresPerKilowattHour(decimal value) => new(value);
}
