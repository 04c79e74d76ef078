using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>Checks that a file is a TrueType font that reports can be written with.</summary>
public static class FontFile
{
    public const long MostBytes = 10 << 20;

    private const int DirectoryStart = 12;

    /// <summary>The end of the alphabets and signs of Unicode.</summary>
    private const char LastTried = '\u2FFF';

    private static readonly string Letters = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code));

    /// <summary>Why it cannot be used, as "found ..., expected ..."; null where it can.</summary>
    /// <param name="trial">Prints with what our own reader has passed; null: in this process.</param>
    /// <remarks>OpenType 1.9, font file: version, number of tables, then tag, checksum, offset and length of each.</remarks>
    public static string? Refusal(byte[] font, LookTrial? trial = null)
    {
        if (font.Length < DirectoryStart)
            return "found no font, expected a TrueType file";
        ReadOnlySpan<byte> version = font.AsSpan(0, 4);
        if (version.SequenceEqual("OTTO"u8))
            return "found a font with PostScript outlines, expected TrueType outlines (.ttf)";
        if (version.SequenceEqual("ttcf"u8))
            return "found a collection of fonts, expected a TrueType file of one";
        if (version.StartsWith("wOF"u8))
            return "found a packed web font, expected a TrueType file";
        if (!version.SequenceEqual("\0\x01\0\0"u8) && !version.SequenceEqual("true"u8))
            return "found no font, expected a TrueType file";
        if (FontTables.Fault(font) is { } fault)
            return $"found {fault}, expected a whole TrueType file";
        return trial is null ? Trial(font) : trial(LookPart.Font, font);
    }

    /// <summary>Written with once, so that a report does not fail half-way.</summary>
    private static string? Trial(byte[] font)
    {
        try
        {
            using var builder = new PdfDocumentBuilder();
            var page = builder.AddPage(1_000, 100);
            var fonts = new FontSet(builder, page, new(font, font));
            var printable = fonts.Printable(Letters, Palette.Body, isTrial: true);
            if (fonts.Missing.Count > 0)
                return $"found a font without {string.Join(", ", fonts.Missing.Take(5))}, expected at least the characters of ASCII";
            // what a glyph does to the library, it does here; ideographs, which are many, come by the same way
            for (var character = '~' + 1; character <= LastTried; character++)
                fonts.Printable(((char)character).ToString(), Palette.Body);
            foreach (var (text, added) in fonts.Stretches(printable, Palette.Body))
                page.AddText(text, 8, new PdfPoint(0, 10), added);
            return builder.Build().Length > 0 ? null : "found an empty font, expected a TrueType file";
        }
#pragma warning disable CA1031 // whatever a damaged file does to the library: it is refused
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return "found a font that cannot be read, expected a whole TrueType file";
        }
    }
}
