using System.Globalization;

namespace LlmEnergy.Calculation.Methods;

/// <summary>
/// The way back from a step that needs exp, log or pow: to decimal at 12 significant digits, since platforms differ in the last bit of a
/// double.
/// </summary>
internal static class SignificantDigits
{
    public static decimal Of(double value) =>
        decimal.Parse(value.ToString("E11", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
