using System.Globalization;

namespace LlmEnergy.Calculation.Methods;

/// <summary>
/// The way back from a step that needs exp, log or pow: to decimal at 12 significant digits, since platforms differ in the last bit of a
/// double.
/// </summary>
internal static class SignificantDigits
{
    private const int Kept = 12;

    /// <param name="digits">Where fewer are kept, so that what is published can be written down.</param>
    public static decimal Of(double value, int digits = Kept) =>
        decimal.Parse(
            value.ToString(string.Create(CultureInfo.InvariantCulture, $"E{digits - 1}"), CultureInfo.InvariantCulture),
            NumberStyles.Float,
            CultureInfo.InvariantCulture
        );
}
