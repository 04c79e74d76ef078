using System.Buffers.Binary;
using System.Text;
using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy.Reporting.Tests.Pdf;

/// <summary>A font whose numbers would keep a library busy, or overflow its stack, is refused by our own reading of it.</summary>
public class HostileFontsTests
{
    private const int Composite = 0xFFFF;
    private const int More = 0x0020;

    [Test]
    public void The_built_in_font_has_no_fault() => Assert.That(FontTables.Fault(Font()), Is.Null);

    [Test]
    public void A_glyph_composed_of_itself_is_refused()
    {
        var font = Font();
        var glyph = LongestGlyph(font);
        Compose(font, glyph, (glyph, 0));
        Assert.That(
            FontFile.Refusal(font),
            Is.EqualTo("found a font with a glyph composed of itself, or deeper than 6 times, expected a whole TrueType file")
        );
    }

    [Test]
    public void Two_glyphs_composed_of_each_other_are_refused()
    {
        var font = Font();
        var (one, other) = (LongestGlyph(font), LongestGlyph(font, skip: 1));
        Compose(font, one, (other, 0));
        Compose(font, other, (one, 0));
        Assert.That(FontTables.Fault(font), Does.StartWith("a font with a glyph composed of itself"));
    }

    [Test]
    public void Glyphs_that_double_at_each_level_are_refused()
    {
        var font = Font();
        for (var level = 0; level < 5; level++)
        {
            var below = LongestGlyph(font, skip: level + 1);
            Compose(font, LongestGlyph(font, skip: level), [.. Enumerable.Repeat((below, More), 7), (below, 0)]);
        }

        Assert.That(FontTables.Fault(font), Is.EqualTo("a font with a glyph composed of more than 256 others"));
    }

    [Test]
    public void A_part_that_the_font_has_not_is_refused()
    {
        var font = Font();
        Compose(font, LongestGlyph(font), (65_535, 0));
        Assert.That(FontTables.Fault(font), Is.EqualTo("a font with a glyph composed of one that it has not"));
    }

    [Test]
    public void More_glyphs_than_there_are_places_of_are_refused()
    {
        var font = Font();
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(Table(font, "maxp").Start + 4), 65_535);
        Assert.That(FontTables.Fault(font), Does.StartWith("a font"));
    }

    [Test]
    public void A_place_outside_of_the_outlines_is_refused()
    {
        var font = Font();
        var loca = Table(font, "loca");
        font.AsSpan(loca.Start + 8, 4).Fill(0xFF);
        Assert.That(FontTables.Fault(font), Is.EqualTo("a font with a glyph in its table loca which leads out of it"));
    }

    [Test]
    public void A_group_of_all_numbers_is_refused()
    {
        // a map of form 12 with one group from 0 to 4,294,967,295
        var font = Font();
        var cmap = Table(font, "cmap").Start;
        var map = cmap + (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(cmap + 8));
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(map), 12);
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(map + 12), 1);
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(map + 16), 0);
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(map + 20), uint.MaxValue);
        Assert.That(FontTables.Fault(font), Is.EqualTo("a font with a character map whose groups are out of order"));
    }

    [Test]
    [CancelAfter(120_000)]
    public void Whatever_bytes_are_changed_the_font_is_taken_or_refused()
    {
        var random = new Random(11);
        for (var round = 0; round < 60; round++)
        {
            var font = Font();
            var table = Table(font, new[] { "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post" }[round % 9]);
            for (var change = 0; change < 20; change++)
                font[table.Start + random.Next(Math.Min(table.Length, 400))] = (byte)random.Next(256);
            Assert.That(FontFile.Refusal(font), Is.Null.Or.StartWith("found "));
        }
    }

    private static byte[] Font()
    {
        using var resource = typeof(FontFile).Assembly.GetManifestResourceStream("LlmEnergy.Reporting.Fonts.Inter-Regular.ttf")!;
        var font = new byte[resource.Length];
        resource.ReadExactly(font);
        return font;
    }

    private static (int Start, int Length) Table(byte[] font, string tag)
    {
        for (var at = 12; ; at += 16)
            if (Encoding.Latin1.GetString(font, at, 4) == tag)
                return (
                    (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(at + 8)),
                    (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(at + 12))
                );
    }

    private static int PlaceOf(byte[] font, int glyph)
    {
        var isLong = font[Table(font, "head").Start + 51] == 1;
        var loca = font.AsSpan(Table(font, "loca").Start);
        return isLong
            ? (int)BinaryPrimitives.ReadUInt32BigEndian(loca[(4 * glyph)..])
            : 2 * BinaryPrimitives.ReadUInt16BigEndian(loca[(2 * glyph)..]);
    }

    private static int LongestGlyph(byte[] font, int skip = 0) =>
        Enumerable
            .Range(0, BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(Table(font, "maxp").Start + 4)))
            .OrderByDescending(glyph => PlaceOf(font, glyph + 1) - PlaceOf(font, glyph))
            .ThenBy(glyph => glyph)
            .ElementAt(skip);

    private static void Compose(byte[] font, int glyph, params (int Glyph, int Flags)[] parts)
    {
        var outline = font.AsSpan(Table(font, "glyf").Start + PlaceOf(font, glyph));
        BinaryPrimitives.WriteUInt16BigEndian(outline, Composite);
        for (var part = 0; part < parts.Length; part++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(outline[(10 + (6 * part))..], (ushort)parts[part].Flags);
            BinaryPrimitives.WriteUInt16BigEndian(outline[(12 + (6 * part))..], (ushort)parts[part].Glyph);
            outline.Slice(14 + (6 * part), 2).Clear();
        }
    }
}
