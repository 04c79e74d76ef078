using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// One weight of the typeface. A font object of the format holds 255 characters; further ones go to further objects. What the
/// typeface lacks, and what would steer the text (controls, direction marks), is replaced by a box and remembered.
/// </summary>
internal sealed class Typeface
{
    private const int CharactersPerFont = 250;
    private const char BoxWhereThereIsOne = '□';
    private readonly PdfDocumentBuilder _builder;
    private readonly byte[] _program;
    private readonly List<PdfDocumentBuilder.AddedFont> _fonts = [];
    private readonly Dictionary<char, int> _fontOf = [];
    private readonly Dictionary<char, double?> _advances = [];
    private readonly double[] _ofAscii = new double[128];
    private readonly SortedSet<string> _missing;
    private readonly PdfPageBuilder _measuring;
    private readonly char _box;

    /// <param name="program">A TrueType file, which is changed.</param>
    public Typeface(PdfDocumentBuilder builder, PdfPageBuilder measuring, byte[] program, SortedSet<string> missing)
    {
        (_builder, _measuring, _program, _missing) = (builder, measuring, program, missing);
        TabularDigits.Apply(_program);
        _fonts.Add(builder.AddTrueTypeFont(_program));
        _box = Advance(BoxWhereThereIsOne) is null ? '?' : BoxWhereThereIsOne;
    }

    /// <summary>The text as it can be printed: one line, every character in the typeface. Spaces of a width that it lacks become plain ones.</summary>
    /// <param name="isTrial">Whether the typeface is new, and may lack characters of ASCII.</param>
    public string Printable(string text, bool isTrial = false)
    {
        if (!isTrial && text.All(character => character is >= ' ' and <= '~')) return text;
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r') printable.Append(' ');
            else if (rune.IsBmp && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format) && Advance((char)rune.Value) is not null) printable.Append((char)rune.Value);
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator) printable.Append(' ');
            else
            {
                printable.Append(_box);
                _missing.Add(string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"));
            }
        }

        return printable.ToString();
    }

    /// <summary>Width of a printable text in points.</summary>
    public double Width(ReadOnlySpan<char> printable, double size)
    {
        var width = 0.0;
        foreach (var character in printable) width += Advance(character)!.Value;
        return width * size;
    }

    /// <summary>The text cut into stretches that one font object holds.</summary>
    public IEnumerable<(string Text, PdfDocumentBuilder.AddedFont Font)> Stretches(string printable)
    {
        var from = 0;
        for (var i = 0; i < printable.Length; i++)
        {
            if (FontOf(printable[i]) == FontOf(printable[from])) continue;
            yield return (printable[from..i], _fonts[FontOf(printable[from])]);
            from = i;
        }

        if (from < printable.Length) yield return (printable[from..], _fonts[FontOf(printable[from])]);
    }

    private int FontOf(char character)
    {
        if (_fontOf.TryGetValue(character, out var font)) return font;
        font = _fontOf.Count / CharactersPerFont;
        if (font == _fonts.Count) _fonts.Add(_builder.AddTrueTypeFont(_program));
        return _fontOf[character] = font;
    }

    /// <summary>In units of the type size; null where there is no glyph, which PdfPig only tells by throwing.</summary>
    private double? Advance(char character)
    {
        if (character < _ofAscii.Length && _ofAscii[character] is var known and > 0) return known;
        if (_advances.TryGetValue(character, out var advance)) return advance;
        try
        {
            var letter = _measuring.MeasureText(character.ToString(), 1, new PdfPoint(0, 0), _fonts[0])[0];
            advance = letter.EndBaseLine.X - letter.StartBaseLine.X;
        }
        catch (InvalidOperationException)
        {
            advance = null;
        }

        if (character < _ofAscii.Length) _ofAscii[character] = advance ?? 0;
        return _advances[character] = advance;
    }
}
