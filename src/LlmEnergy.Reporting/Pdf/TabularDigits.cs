using System.Buffers.Binary;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// Makes a typeface write digits of one width, so that numbers align in columns. The typeface has such digits as its OpenType feature
/// <c>tnum</c>, which PdfPig does not apply: the character map is pointed to them.
/// </summary>
/// <remarks>OpenType 1.9: cmap format 4, GSUB lookup type 1 format 2. A typeface that is built otherwise is left as it is.</remarks>
internal static class TabularDigits
{
    public static void Apply(byte[] font)
    {
        if (Table(font, "cmap"u8) is not { } cmap || Table(font, "GSUB"u8) is not { } gsub || Subtable(font, gsub) is not { } substitution)
            return;
        for (var digit = '0'; digit <= '9'; digit++)
        {
            if (GlyphPlace(font, cmap, digit) is { } place && Substitute(font, substitution, Number(font, place)) is { } tabular)
                BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(place), (ushort)tabular);
        }
    }

    private static int Number(byte[] font, int at) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at));

    private static int Offset(byte[] font, int at) => BinaryPrimitives.ReadInt32BigEndian(font.AsSpan(at));

    private static int? Table(byte[] font, ReadOnlySpan<byte> tag)
    {
        for (var entry = 12; entry < 12 + (16 * Number(font, 4)); entry += 16)
            if (font.AsSpan(entry, 4).SequenceEqual(tag))
                return Offset(font, entry + 8);
        return null;
    }

    /// <summary>Where the map for Windows Unicode keeps the glyph of a character, if it keeps it in an array.</summary>
    private static int? GlyphPlace(byte[] font, int cmap, char character)
    {
        for (var entry = cmap + 4; entry < cmap + 4 + (8 * Number(font, cmap + 2)); entry += 8)
        {
            var map = cmap + Offset(font, entry + 4);
            if (Number(font, entry) != 3 || Number(font, entry + 2) != 1 || Number(font, map) != 4)
                continue;
            var bytes = Number(font, map + 6); // of each of the arrays of last, first, delta, range
            for (var last = map + 14; last < map + 14 + bytes; last += 2)
            {
                var (first, range) = (last + bytes + 2, last + (3 * bytes) + 2);
                if (character > Number(font, last) || character < Number(font, first) || Number(font, range) == 0)
                    continue;
                return range + Number(font, range) + (2 * (character - Number(font, first)));
            }
        }

        return null;
    }

    /// <summary>The table of single substitutions of the feature.</summary>
    private static int? Subtable(byte[] font, int gsub)
    {
        var features = gsub + Number(font, gsub + 6);
        for (var entry = features + 2; entry < features + 2 + (6 * Number(font, features)); entry += 6)
        {
            if (!font.AsSpan(entry, 4).SequenceEqual("tnum"u8))
                continue;
            var lookups = gsub + Number(font, gsub + 8);
            var lookup = lookups + Number(font, lookups + 2 + (2 * Number(font, features + Number(font, entry + 4) + 4)));
            var subtable = lookup + Number(font, lookup + 6);
            return Number(font, lookup) == 1 && Number(font, subtable) == 2 ? subtable : null;
        }

        return null;
    }

    private static int? Substitute(byte[] font, int subtable, int glyph)
    {
        var coverage = subtable + Number(font, subtable + 2);
        var isList = Number(font, coverage) == 1;
        for (var i = 0; i < Number(font, coverage + 2); i++)
        {
            var entry = coverage + 4 + (i * (isList ? 2 : 6));
            var (first, last) = (Number(font, entry), Number(font, isList ? entry : entry + 2));
            if (glyph >= first && glyph <= last)
                return Number(font, subtable + 6 + (2 * (isList ? i : Number(font, entry + 4) + glyph - first)));
        }

        return null;
    }
}
