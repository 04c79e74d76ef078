namespace LlmEnergy.Reporting.Pdf;

internal readonly record struct Colour(byte Red, byte Green, byte Blue);

/// <summary>Size in points, weight and colour of a text.</summary>
internal readonly record struct Ink(double Size, bool IsBold, Colour Colour)
{
    public double LineHeight => Size * 1.42;
}

/// <summary>The look of the report: one dark ink, its lighter tones, and a red that is seldom needed. Series differ in lightness, so they part in greyscale.</summary>
internal static class Palette
{
    public static readonly Colour Dark = new(0x16, 0x2B, 0x3C);
    public static readonly Colour Muted = new(0x5A, 0x68, 0x74);
    public static readonly Colour Rule = new(0xC6, 0xCF, 0xD6);
    public static readonly Colour Tint = new(0xF1, 0xF4, 0xF6);
    public static readonly Colour Paper = new(0xFF, 0xFF, 0xFF);
    public static readonly Colour Accent = new(0x1F, 0x5A, 0x7E);
    public static readonly Colour Alarm = new(0x9B, 0x2C, 0x2C);
    public static readonly Colour AlarmTint = new(0xFA, 0xF0, 0xEF);
    public static readonly Colour[] Series = [Accent, new(0xA3, 0xC0, 0xD2), new(0x7B, 0x8A, 0x94), new(0xD9, 0xDF, 0xE3)];

    public static readonly Ink Body = new(9.5, false, Dark);
    public static readonly Ink Strong = Body with { IsBold = true };
    public static readonly Ink Small = new(8, false, Muted);
    public static readonly Ink Label = new(8, true, Muted);
}
