using System.Text;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Reporting.Html;

/// <summary>The style of a page: the typeface as data, templates/report/report.css, and what stands in the margins of printed pages.</summary>
internal static class StyleSheet
{
    private static readonly Lazy<string> Fixed = new(() => $$"""

        @font-face { font-family: Inter; font-weight: 400; src: url("{{Font("Regular")}}"); }
        @font-face { font-family: Inter; font-weight: 700; src: url("{{Font("Bold")}}"); }
        {{Encoding.UTF8.GetString(Resource("Styles.report.css"))}}
        """.ReplaceLineEndings("\n"));

    public static string Of(DocumentInfo info)
    {
        var label = Escaped(info.PageLabel).Replace(Escaped("{page}"), "\" counter(page) \"", StringComparison.Ordinal).Replace(Escaped("{pages}"), "\" counter(pages) \"", StringComparison.Ordinal);
        return Fixed.Value + $$"""
            @page { @top-left { content: "{{Escaped(info.RunningHead)}}"; } @bottom-left { content: "{{Escaped(info.Title)}}"; } @bottom-right { content: "{{label}}"; } }

            """.ReplaceLineEndings("\n");
    }

    private static string Font(string weight) => $"data:font/ttf;base64,{Convert.ToBase64String(Resource($"Fonts.Inter-{weight}.ttf"))}";

    /// <summary>All but letters, digits and spaces by their numbers: no text can end the string, the rule or the element.</summary>
    private static string Escaped(string text) =>
        string.Concat(Xhtml.Clean(text).EnumerateRunes().Select(rune => Rune.IsLetterOrDigit(rune) || rune.Value == ' ' ? rune.ToString() : FormattableString.Invariant($"\\{rune.Value:X} ")));

    private static byte[] Resource(string name)
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream($"LlmEnergy.Reporting.{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
