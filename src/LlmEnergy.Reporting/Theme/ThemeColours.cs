namespace LlmEnergy.Reporting.Theme;

/// <summary>The colours of a report, on white paper.</summary>
public sealed record ThemeColours
{
    /// <summary>Headings, strong lines, the cover of the page, and the first part of a bar.</summary>
    public ThemeColour Ink { get; init; } = new(0x0B, 0x3D, 0x4F);

    /// <summary>Labels and small print.</summary>
    public ThemeColour Muted { get; init; } = new(0x51, 0x63, 0x6C);

    /// <summary>Links and marks.</summary>
    public ThemeColour Accent { get; init; } = new(0x0B, 0x5C, 0x78);

    /// <summary>The second part of a bar; never text.</summary>
    public ThemeColour Light { get; init; } = new(0xA9, 0xCD, 0xD8);

    /// <summary>Thin lines; never text.</summary>
    public ThemeColour Rule { get; init; } = new(0xC9, 0xD5, 0xDA);

    /// <summary>Areas that text stands on.</summary>
    public ThemeColour Tint { get; init; } = new(0xEF, 0xF5, 0xF7);

    /// <summary>What does not pass.</summary>
    public ThemeColour Alarm { get; init; } = new(0x8F, 0x23, 0x23);
}
