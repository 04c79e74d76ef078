using System.Buffers;
using System.Globalization;
using System.Text;

namespace LlmEnergy.Domain.Texts;

/// <summary>
/// Text as a reader sees it. Halves of surrogate pairs, marks of direction, characters without width and controls make two texts that
/// differ look
/// the same, or one look like another: settings may not have them, and those of exports are written out.
/// </summary>
public static class VisibleText
{
    private static readonly SearchValues<char> Printable = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code),
    ]);

    /// <summary>
    /// What a reader does not see, though Unicode takes it for letters, marks or symbols: fillers, joiners, selectors of variants.
    /// </summary>
    private static readonly (int First, int Last)[] Ignorable =
    [
        (0x034F, 0x034F),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x2065, 0x2065),
        (0x2800, 0x2800),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0),
        (0xFFF0, 0xFFF8),
        (0xE0000, 0xE0FFF),
    ];

    /// <summary>The text with each such character as <c>\u{200B}</c>; the text itself where it has none.</summary>
    public static string Escaped(string text)
    {
        var at = IndexOfHidden(text, withControls: true);
        if (at < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 16).Append(text, 0, at);
        for (int length; at < text.Length; at += length)
        {
            length = CodeAt(text, at, out var code);
            if (IsHidden(code, withControls: true))
                escaped.Append(CultureInfo.InvariantCulture, $@"\u{{{code:X4}}}");
            else
                escaped.Append(text, at, length);
        }

        return escaped.ToString();
    }

    /// <summary>Whether it has no such character.</summary>
    public static bool IsVisible(string text) => IndexOfHidden(text, withControls: true) < 0;

    /// <summary>The first such character, controls of ASCII apart, as "the invisible character U+200B"; null where there is none.</summary>
    public static string? Hidden(string text)
    {
        var at = IndexOfHidden(text, withControls: false);
        if (at < 0)
            return null;
        CodeAt(text, at, out var code);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(code is >= 0xD800 and <= 0xDFFF ? "half of a surrogate pair" : "the invisible character")} U+{code:X4}"
        );
    }

    private static int IndexOfHidden(string text, bool withControls)
    {
        var at = text.AsSpan().IndexOfAnyExcept(Printable);
        if (at < 0)
            return -1;
        for (int length; at < text.Length; at += length)
        {
            length = CodeAt(text, at, out var code);
            if (IsHidden(code, withControls))
                return at;
        }

        return -1;
    }

    /// <summary>Of half of a pair, the half.</summary>
    private static int CodeAt(string text, int at, out int code)
    {
        var isWhole = Rune.TryGetRuneAt(text, at, out var rune);
        code = isWhole ? rune.Value : text[at];
        return isWhole ? rune.Utf16SequenceLength : 1;
    }

    private static bool IsHidden(int code, bool withControls) =>
        code switch
        {
            < ' ' => withControls,
            < 0x7F => false,
            _ => CharUnicodeInfo.GetUnicodeCategory(code)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.Surrogate
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                || Ignorable.Any(range => code >= range.First && code <= range.Last),
        };
}
