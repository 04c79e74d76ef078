using LlmEnergy.Reporting.Theme;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>What the palette's colours look like in a theme. The layout names colours by their part; only the canvas mixes them.</summary>
internal sealed class Paint(ThemeColours theme)
{
    private readonly Dictionary<Colour, Colour> _colours = new()
    {
        [Palette.Dark] = Of(theme.Ink),
        [Palette.Muted] = Of(theme.Muted),
        [Palette.Accent] = Of(theme.Accent),
        [Palette.Series[1]] = Of(theme.Light),
        [Palette.Rule] = Of(theme.Rule),
        [Palette.Tint] = Of(theme.Tint),
        [Palette.Alarm] = Of(theme.Alarm),
    };

    /// <summary>The colour itself where themes do not have it.</summary>
    public Colour Of(Colour colour) => _colours.GetValueOrDefault(colour, colour);

    private static Colour Of(ThemeColour colour) => new(colour.Red, colour.Green, colour.Blue);
}
