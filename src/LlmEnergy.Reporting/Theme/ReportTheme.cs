namespace LlmEnergy.Reporting.Theme;

/// <summary>
/// What a report looks like, apart from its layout. Everything in it is checked before it gets here; the default is the built-in look.
/// </summary>
public sealed record ReportTheme
{
    public static ReportTheme Default { get; } = new();

    public ThemeColours Colours { get; init; } = new();

    /// <summary>Stands on the first page; null for none.</summary>
    public ThemeLogo? Logo { get; init; }

    /// <summary>Null for the built-in typeface.</summary>
    public ThemeFonts? Fonts { get; init; }
}
