using System.Globalization;
using System.Text;
using LlmEnergy.Reporting.Theme;
using UglyToad.PdfPig.Writer;
using AddedFont = UglyToad.PdfPig.Writer.PdfDocumentBuilder.AddedFont;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// The typeface of a document, the theme's or the built-in one, in two weights. A font object of the format holds 255 characters: further
/// ones go to further objects.
/// What the typeface lacks, and what would steer the text (controls, marks of direction), stands as a box and is remembered.
/// </summary>
internal sealed class FontSet(PdfDocumentBuilder builder, PdfPageBuilder measuring, ThemeFonts? own)
{
    private const int CharactersPerFont = 250;
    private const char BoxWhereThereIsOne = '□';
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<bool, Face> _faces = [];

    /// <summary>Characters that were replaced, as <c>U+4E2D</c>.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>The text as it can be printed: one line, every character in the typeface.</summary>
    /// <param name="isTrial">Whether the typeface is new, and may lack characters of ASCII.</param>
    public string Printable(string text, Ink ink, bool isTrial = false)
    {
        if (!isTrial && text.All(character => character is >= ' ' and <= '~'))
            return text;
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r')
                printable.Append(' ');
            else if (
                rune.IsBmp
                && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format)
                && FaceOf(ink).Advance((char)rune.Value) is not null
            )
                printable.Append(rune);
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator)
                printable.Append(' '); // of a width that the typeface lacks
            else
            {
                printable.Append(FaceOf(ink).Advance(BoxWhereThereIsOne) is null ? '?' : BoxWhereThereIsOne);
                _missing.Add(string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"));
            }
        }

        return printable.ToString();
    }

    /// <summary>The text with its formulas set, as far as the typeface has the signs.</summary>
    public string Set(string text, Ink ink) => FaceOf(ink).Advance(Chemistry.SubscriptTwo) is null ? text : Chemistry.Set(text);

    /// <summary>Width of a printable character in points.</summary>
    public double Width(char character, Ink ink) => FaceOf(ink).Advance(character)!.Value * ink.Size;

    /// <summary>A printable text, cut into stretches that one font object holds.</summary>
    public IEnumerable<(string Text, AddedFont Font)> Stretches(string printable, Ink ink)
    {
        var face = FaceOf(ink);
        for (int from = 0, to; from < printable.Length; from = to)
        {
            var font = face.FontOf(printable[from]);
            for (to = from + 1; to < printable.Length && face.FontOf(printable[to]) == font; to++) { }

            yield return (printable[from..to], font);
        }
    }

    private Face FaceOf(Ink ink) =>
        _faces.TryGetValue(ink.IsBold, out var face)
            ? face
            : _faces[ink.IsBold] = new(builder, measuring, ink.IsBold ? Program("Bold", own?.Bold) : Program("Regular", own?.Regular));

    private static byte[] Program(string weight, ReadOnlyMemory<byte>? own)
    {
        var program = own?.ToArray() ?? BuiltIn(weight);
        TabularDigits.Apply(program);
        return program;
    }

    private static byte[] BuiltIn(string weight)
    {
        using var resource = typeof(FontSet).Assembly.GetManifestResourceStream($"LlmEnergy.Reporting.Fonts.Inter-{weight}.ttf")!;
        var program = new byte[resource.Length];
        resource.ReadExactly(program);
        return program;
    }

    /// <summary>One weight.</summary>
    private sealed class Face(PdfDocumentBuilder builder, PdfPageBuilder measuring, byte[] program)
    {
        private readonly List<AddedFont> _fonts = [];
        private readonly Dictionary<char, AddedFont> _fontOf = [];
        private readonly Dictionary<char, double?> _advances = [];

        public AddedFont FontOf(char character)
        {
            if (_fontOf.TryGetValue(character, out var font))
                return font;
            if (_fontOf.Count == _fonts.Count * CharactersPerFont)
                _fonts.Add(builder.AddTrueTypeFont(program));
            return _fontOf[character] = _fonts[^1];
        }

        /// <summary>
        /// In units of the type size; null where there is no glyph, which PdfPig only tells by throwing, or one that it cannot read.
        /// </summary>
        public double? Advance(char character)
        {
            if (_advances.TryGetValue(character, out var known))
                return known;
            if (_fonts.Count == 0)
                _fonts.Add(builder.AddTrueTypeFont(program));
            try
            {
                var letter = measuring.MeasureText(character.ToString(), 1, new(0, 0), _fonts[0])[0];
                return _advances[character] = letter.EndBaseLine.X - letter.StartBaseLine.X;
            }
#pragma warning disable CA1031 // whatever a damaged glyph does to the library: it is not printed
            catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
            {
                return _advances[character] = null;
            }
        }
    }
}
