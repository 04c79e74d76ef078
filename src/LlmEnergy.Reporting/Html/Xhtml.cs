using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace LlmEnergy.Reporting.Html;

/// <summary>Elements that are well-formed as XML and mean the same to a browser, which reads the page as HTML.</summary>
internal static class Xhtml
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Has an end tag even where it is empty: a browser would take a self-closed one for open.</summary>
    public static XElement Tag(string name, params object?[] content) => new(Html + name, "", content);

    public static XElement Meta(params object?[] attributes) => new(Html + "meta", attributes);

    public static XElement Image(params object?[] attributes) => new(Html + "img", attributes);

    public static XElement Graphic(string name, params object?[] content) => new(Svg + name, content);

    public static XAttribute Attribute(string name, string value) => new(name, Clean(value));

    public static XAttribute Class(string value) => new("class", value);

    /// <summary>A text on one line; one that could change the direction of its surroundings is isolated from them.</summary>
    public static XNode Text(string text) =>
        Clean(Chemistry.Set(text)) is var clean && clean.EnumerateRunes().Any(Steers) ? Tag("bdi", clean) : new XText(clean);

    /// <summary>Control characters, halves of characters and what else XML cannot hold become U+FFFD.</summary>
    public static string Clean(string text)
    {
        if (text.All(character => character is >= ' ' and <= '~'))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(
                rune.Value is '\t' or '\n' or '\r' ? new Rune(' ')
                : Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || rune.Value is 0xFFFE or 0xFFFF ? Rune.ReplacementChar
                : rune
            );
        }

        return clean.ToString();
    }

    /// <summary>Letters written from right to left, and marks of direction.</summary>
    private static bool Steers(Rune rune) =>
        rune.Value
            is (>= 0x590 and <= 0x8FF)
                or (>= 0xFB1D and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFC)
                or (>= 0x10800 and <= 0x10FFF)
                or (>= 0x1E800 and <= 0x1EFFF)
                or 0x200E
                or 0x200F
                or (>= 0x202A and <= 0x202E)
                or (>= 0x2066 and <= 0x2069);
}
