namespace LlmEnergy.Reporting.Theme;

/// <summary>The colours of a report, on white paper.</summary>
public sealed record ThemeColours
{
    /// <summary>Text, headings and strong lines.</summary>
    public ThemeColour Ink { get; init; } = new(0x16, 0x2B, 0x3C);

    /// <summary>Labels and small print.</summary>
    public ThemeColour Muted { get; init; } = new(0x5A, 0x68, 0x74);

    /// <summary>Links, marks, stamps, and the first part of a bar.</summary>
    public ThemeColour Accent { get; init; } = new(0x1F, 0x5A, 0x7E);

    /// <summary>The second part of a bar; never text.</summary>
    public ThemeColour Light { get; init; } = new(0xA3, 0xC0, 0xD2);

    /// <summary>Thin lines; never text.</summary>
    public ThemeColour Rule { get; init; } = new(0xC6, 0xCF, 0xD6);

    /// <summary>Areas that text stands on.</summary>
    public ThemeColour Tint { get; init; } = new(0xF1, 0xF4, 0xF6);

    /// <summary>What does not pass.</summary>
    public ThemeColour Alarm { get; init; } = new(0x9B, 0x2C, 0x2C);
}
