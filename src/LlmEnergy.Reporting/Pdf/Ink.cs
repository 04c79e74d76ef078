namespace LlmEnergy.Reporting.Pdf;

internal readonly record struct Colour(byte Red, byte Green, byte Blue);

/// <summary>Size in points, weight and colour of a text.</summary>
internal readonly record struct Ink(double Size, bool IsBold, Colour Colour)
{
    public double LineHeight => Size * 1.3;
}

/// <summary>
/// The look of the report, as in templates/report/report.css: one dark ink, its lighter tones, and a red that is seldom needed. Series
/// differ in lightness, so they part in greyscale.
/// </summary>
internal static class Palette
{
    public static readonly Colour Text = new(0x16, 0x26, 0x2E);
    public static readonly Colour Dark = new(0x0B, 0x3D, 0x4F);
    public static readonly Colour Muted = new(0x51, 0x63, 0x6C);
    public static readonly Colour Rule = new(0xC9, 0xD5, 0xDA);
    public static readonly Colour Tint = new(0xEF, 0xF5, 0xF7);
    public static readonly Colour Accent = new(0x0B, 0x5C, 0x78);
    public static readonly Colour Alarm = new(0x8F, 0x23, 0x23);
    public static readonly Colour AlarmTint = new(0xFB, 0xEF, 0xEE);
    public static readonly Colour[] Series = [Dark, new(0xA9, 0xCD, 0xD8), new(0x5B, 0x85, 0x94), new(0xE3, 0xEE, 0xF1)];

    public static readonly Ink Body = new(8.6, false, Text);
    public static readonly Ink Small = new(7.5, false, Muted);
    public static readonly Ink Label = new(7.5, true, Muted);
}
