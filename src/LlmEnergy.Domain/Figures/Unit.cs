namespace LlmEnergy.Domain.Figures;

/// <summary>Unit of a column or figure; <see cref="Symbol"/> is what headers print.</summary>
public sealed record Unit(string Symbol)
{
    public static Unit None { get; } = new("");

    public static Unit Count { get; } = new("count");

    public static Unit Tokens { get; } = new("tokens");

    public static Unit ThousandTokens { get; } = new("1,000 tokens");

    public static Unit KilowattHours { get; } = new("kWh");

    public static Unit KilogramsCo2e { get; } = new("kgCO2e");

    public static Unit TonnesCo2e { get; } = new("tCO2e");

    public static Unit Litres { get; } = new("L");

    public static Unit CubicMetres { get; } = new("m3");

    public static Unit Fraction { get; } = new("fraction");
}
