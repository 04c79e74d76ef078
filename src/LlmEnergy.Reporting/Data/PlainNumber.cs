using System.Globalization;

namespace LlmEnergy.Reporting.Data;

/// <summary>Numbers for machines: a decimal point, no groups, no trailing zeros, no rounding; the same on every machine.</summary>
public static class PlainNumber
{
    public static string Of(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
