using System.Text;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Theme;

namespace LlmEnergy.Reporting.Html;

/// <summary>
/// The style of a page: the typeface as data, templates/report/report.css, and what stands in the margins of printed pages.
/// </summary>
internal static class StyleSheet
{
    private static readonly Lazy<string> Fixed = new(() => Encoding.UTF8.GetString(Resource("Styles.report.css")).ReplaceLineEndings("\n"));

    public static string Create(DocumentInfo info, ReportTheme theme)
    {
        var label = Escaped(info.PageLabel)
            .Replace(Escaped("{page}"), "\" counter(page) \"", StringComparison.Ordinal)
            .Replace(Escaped("{pages}"), "\" counter(pages) \"", StringComparison.Ordinal);
        return $$"""

                @font-face { font-family: Inter; font-weight: 400; src: url("{{Font("Regular", theme.Fonts?.Regular)}}"); }
                @font-face { font-family: Inter; font-weight: 700; src: url("{{Font("Bold", theme.Fonts?.Bold)}}"); }

                """.ReplaceLineEndings("\n")
            + Fixed.Value
            + Colours(theme.Colours)
            + $$"""

                @page { @top-left { content: "{{Escaped(info.RunningHead)}}"; } @bottom-left { content: "{{Escaped(
                    info.Title
                )}}"; } @bottom-right { content: "{{label}}"; } }

                """.ReplaceLineEndings(
                "\n"
            );
    }

    /// <summary>
    /// Those of the theme, on white paper: where the reader asks for a dark page, the built-in colours stay, which were chosen for it.
    /// </summary>
    private static string Colours(ThemeColours colours) =>
        colours == ReportTheme.Default.Colours
            ? ""
            : $"@media print, (prefers-color-scheme: light) {{ :root {{ --accent: {colours.Ink}; --cover: {colours.Ink}; --cover-muted: "
                + $"#FFFFFF; --series1: {colours.Ink}; --muted: {colours.Muted}; --link: {colours.Accent}; --series2: {colours.Light}; "
                + $"--rule: {colours.Rule}; --tint: {colours.Tint}; --alarm: {colours.Alarm}; }} }}\n";

    private static string Font(string weight, ReadOnlyMemory<byte>? own) =>
        $"data:font/ttf;base64,{Convert.ToBase64String(own is { } given ? given.Span : Resource($"Fonts.Inter-{weight}.ttf"))}";

    /// <summary>All but letters, digits and spaces by their numbers: no text can end the string, the rule or the element.</summary>
    private static string Escaped(string text) =>
        string.Concat(
            Xhtml
                .Clean(text)
                .EnumerateRunes()
                .Select(rune =>
                    Rune.IsLetterOrDigit(rune) || rune.Value == ' ' ? rune.ToString() : FormattableString.Invariant($"\\{rune.Value:X} ")
                )
        );

    private static byte[] Resource(string name)
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream($"LlmEnergy.Reporting.{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
