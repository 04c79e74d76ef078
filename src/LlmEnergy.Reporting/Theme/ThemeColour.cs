using System.Globalization;

namespace LlmEnergy.Reporting.Theme;

/// <summary>A colour in sRGB.</summary>
public readonly record struct ThemeColour(byte Red, byte Green, byte Blue)
{
    public static ThemeColour White { get; } = new(0xFF, 0xFF, 0xFF);

    /// <summary>Only the form <c>#RRGGBB</c>: no names, no transparency.</summary>
    public static bool TryParse(string text, out ThemeColour colour)
    {
        colour = default;
        if (text.Length != 7 || text[0] != '#' || !text.AsSpan(1).ContainsOnlyHexDigits())
            return false;
        var rgb = int.Parse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        colour = new((byte)(rgb >> 16), (byte)((rgb >> 8) & 0xFF), (byte)(rgb & 0xFF));
        return true;
    }

    /// <summary>From 1, no difference, to 21, black on white.</summary>
    /// <remarks>(L1 + 0.05) / (L2 + 0.05) of the relative luminances, the lighter one first: WCAG 2.1, contrast ratio.</remarks>
    public double Contrast(ThemeColour other)
    {
        var (mine, its) = (Luminance(), other.Luminance());
        return (Math.Max(mine, its) + 0.05) / (Math.Min(mine, its) + 0.05);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:X2}{Green:X2}{Blue:X2}");

    private double Luminance() => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte value) =>
        value / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
}

file static class HexDigits
{
    public static bool ContainsOnlyHexDigits(this ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            if (!char.IsAsciiHexDigit(character))
                return false;
        return true;
    }
}
