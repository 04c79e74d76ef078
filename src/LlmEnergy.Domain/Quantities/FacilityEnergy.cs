namespace LlmEnergy.Domain.Quantities;

/// <summary>Electrical energy at the facility's meter (PUE included), held in kilowatt-hours, fixed at 18 decimals.</summary>
public readonly record struct FacilityEnergy : IQuantity<FacilityEnergy>
{
    private FacilityEnergy(decimal kilowattHours) => KilowattHours = Fixed.At18Decimals(kilowattHours);

    public static FacilityEnergy AdditiveIdentity => default;

    public decimal KilowattHours { get; }

    public static FacilityEnergy FromWattHours(decimal value) => new(value * 0.001m);

    public static FacilityEnergy FromKilowattHours(decimal value) => new(value);

    public static FacilityEnergy operator +(FacilityEnergy left, FacilityEnergy right) => new(left.KilowattHours + right.KilowattHours);

    public static ItEnergy operator /(FacilityEnergy energy, Pue pue) => ItEnergy.FromKilowattHours(energy.KilowattHours / pue.Ratio);

    public static GhgEmissions operator *(FacilityEnergy energy, GridIntensity grid) =>
        GhgEmissions.FromKilogramsCo2e(energy.KilowattHours * grid.KilogramsCo2ePerKilowattHour);

    /// <summary>Water consumed where the electricity was made.</summary>
    public static WaterVolume operator *(FacilityEnergy energy, WaterIntensity water) =>
        WaterVolume.FromLitres(energy.KilowattHours * water.LitresPerKilowattHour);
}
