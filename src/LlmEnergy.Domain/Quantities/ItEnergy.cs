namespace LlmEnergy.Domain.Quantities;

/// <summary>Electrical energy at the IT equipment (PUE not included), held in kilowatt-hours, fixed at 18 decimals.</summary>
public readonly record struct ItEnergy : IQuantity<ItEnergy>
{
    private ItEnergy(decimal kilowattHours) => KilowattHours = Fixed.At18Decimals(kilowattHours);

    public static ItEnergy AdditiveIdentity => default;

    public decimal KilowattHours { get; }

    public static ItEnergy FromWattHours(decimal value) => new(value / 1_000m);

    public static ItEnergy FromKilowattHours(decimal value) => new(value);

    public static ItEnergy operator +(ItEnergy left, ItEnergy right) => new(left.KilowattHours + right.KilowattHours);

    /// <summary>The only road from IT to facility energy: a PUE cannot be applied twice.</summary>
    public static FacilityEnergy operator *(ItEnergy energy, Pue pue) => FacilityEnergy.FromKilowattHours(energy.KilowattHours * pue.Ratio);

    /// <summary>Water consumed on site.</summary>
    public static WaterVolume operator *(ItEnergy energy, WaterIntensity water) =>
        WaterVolume.FromLitres(energy.KilowattHours * water.LitresPerKilowattHour);
}
