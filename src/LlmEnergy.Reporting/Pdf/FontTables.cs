using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// The tables of a TrueType font as far as a library follows their numbers: every place is inside its table, every count is one that fonts
/// have, and
/// what a glyph is composed of ends. A library that trusts them would read for ever, or overflow its stack, which nothing can catch.
/// </summary>
/// <remarks>OpenType 1.9.</remarks>
internal sealed class FontTables
{
    private const int DirectoryStart = 12;
    private const int EntryLength = 16;
    private const int MostTables = 64;
    private const int MostNames = 2_000;
    private const int MostContours = 1_000;
    private const int MostPoints = 10_000;
    private const string Outside = "which leads out of it";

    private static readonly string[] Needed = ["cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"];

    private readonly byte[] _font;
    private readonly Dictionary<string, (int Start, int Length)> _tables = new(StringComparer.Ordinal);
    private int _glyphs;
    private bool _hasLongPlaces;

    private FontTables(byte[] font) => _font = font;

    /// <summary>What is wrong, after "found "; null where nothing is.</summary>
    public static string? Fault(byte[] font)
    {
        try
        {
            var tables = new FontTables(font);
            return tables.Directory()
                ?? tables.Sizes()
                ?? tables.Places()
                ?? tables.Glyphs()
                ?? tables.Names()
                ?? new CharacterMap(tables.Of("cmap")).Fault();
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            // it ends before what is looked for
            return "a font with a table that is cut off";
        }
    }

    private ReadOnlySpan<byte> Table(string tag) => _font.AsSpan(_tables[tag].Start, _tables[tag].Length);

    private ReadOnlyMemory<byte> Of(string tag) => _font.AsMemory(_tables[tag].Start, _tables[tag].Length);

    private static int U16(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadUInt16BigEndian(table[at..]);

    private static long U32(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadUInt32BigEndian(table[at..]);

    private string? Directory()
    {
        var count = U16(_font, 4);
        if (count > MostTables)
            return string.Create(CultureInfo.InvariantCulture, $"a font with {count} tables");
        for (var i = 0; i < count; i++)
        {
            var at = DirectoryStart + (i * EntryLength);
            if (at + EntryLength > _font.Length)
                return "a font that is cut off in its table directory";
            var (start, length) = (U32(_font, at + 8), U32(_font, at + 12));
            if (start + length > _font.Length)
                return "a font that is cut off";
            var tag = Encoding.Latin1.GetString(_font, at, 4);
            if (!_tables.TryAdd(tag, ((int)start, (int)length)))
                return $"a font with two tables {tag.Trim()}";
        }

        return Needed.FirstOrDefault(table => !_tables.ContainsKey(table)) is { } missing ? $"a font without the table {missing}" : null;
    }

    private string? Sizes()
    {
        var head = Table("head");
        if (U16(head, 18) is < 16 or > 16_384)
            return "a font whose em is not of 16 to 16,384 units";
        if (head.Length < 54 || U16(head, 50) > 1)
            return "a font whose table head is of another form";
        _hasLongPlaces = U16(head, 50) == 1;
        _glyphs = U16(Table("maxp"), 4);
        var metrics = U16(Table("hhea"), 34);
        if (_glyphs == 0 || metrics == 0 || metrics > _glyphs)
            return "a font without glyphs, or with other numbers of them in its tables";
        return Table("hmtx").Length < (4 * metrics) + (2 * (_glyphs - metrics)) ? "a font whose table hmtx is cut off" : null;
    }

    private long PlaceOf(int glyph) => _hasLongPlaces ? U32(Table("loca"), glyph * 4) : 2L * U16(Table("loca"), glyph * 2);

    private string? Places()
    {
        var before = 0L;
        for (var glyph = 0; glyph <= _glyphs; glyph++)
        {
            var place = PlaceOf(glyph);
            if (place < before || place > Table("glyf").Length)
                return $"a font with a glyph in its table loca {Outside}";
            before = place;
        }

        return null;
    }

    private string? Glyphs()
    {
        var parts = new CompositeGlyphs(_glyphs);
        for (var glyph = 0; glyph < _glyphs; glyph++)
        {
            var outline = Table("glyf")[(int)PlaceOf(glyph)..(int)PlaceOf(glyph + 1)];
            if (outline.IsEmpty)
                continue;
            var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
            var fault = contours < 0 ? parts.Fault(glyph, outline) : Simple(outline, contours);
            if (fault is not null)
                return fault;
        }

        return parts.Cycle();
    }

    private static string? Simple(ReadOnlySpan<byte> outline, int contours)
    {
        if (contours > MostContours)
            return string.Create(CultureInfo.InvariantCulture, $"a font with a glyph of {contours} contours");
        if (contours == 0)
            return null;
        var last = -1;
        for (var contour = 0; contour < contours; contour++)
        {
            var end = U16(outline, 10 + (2 * contour));
            if (end < last || end >= MostPoints)
                return "a font with a glyph of too many points, or of points out of order";
            last = end;
        }

        var at = 10 + (2 * contours);
        at += 2 + U16(outline, at);
        var coordinates = 0;
        for (var point = 0; point <= last; point++)
        {
            var flags = outline[at..][0];
            at++;
            var times = 1;
            if ((flags & 0x08) != 0)
            {
                times += outline[at..][0];
                at++;
            }

            coordinates += times * (Bytes(flags, 0x02, 0x10) + Bytes(flags, 0x04, 0x20));
            point += times - 1;
        }

        return at + coordinates > outline.Length ? "a font with a glyph that is cut off" : null;
    }

    /// <summary>Of a coordinate: one where it is short, none where it is that of the point before.</summary>
    private static int Bytes(byte flags, byte isShort, byte isSame) =>
        (flags & isShort) != 0 ? 1
        : (flags & isSame) != 0 ? 0
        : 2;

    private string? Names()
    {
        var name = Table("name");
        var (count, texts) = (U16(name, 2), U16(name, 4));
        if (count > MostNames)
            return string.Create(CultureInfo.InvariantCulture, $"a font with {count} names");
        for (var i = 0; i < count; i++)
        {
            var record = name[(6 + (12 * i))..];
            if (texts + U16(record, 10) + U16(record, 8) > name.Length)
                return $"a font with a name {Outside}";
        }

        var post = Table("post");
        if (U32(post, 0) != 0x00020000)
            return null;
        var named = U16(post, 32);
        if (named > _glyphs)
            return "a font with more names of glyphs than glyphs";
        var most = 0;
        for (var i = 0; i < named; i++)
            most = Math.Max(most, U16(post, 34 + (2 * i)) - 257);
        var at = 34 + (2 * named);
        for (var i = 0; i < most; i++)
            at += 1 + post[at..][0];
        return at > post.Length ? "a font with names of glyphs that are cut off" : null;
    }
}
