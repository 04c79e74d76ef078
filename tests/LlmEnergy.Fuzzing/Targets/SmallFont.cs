using System.Buffers.Binary;
using System.Text;

namespace LlmEnergy.Fuzzing.Targets;

/// <summary>A whole TrueType font of two kilobytes: the characters of ASCII are boxes, one of them composed of another.</summary>
/// <remarks>OpenType 1.9.</remarks>
internal static class SmallFont
{
    private const int FirstCharacter = ' ';
    private const int Glyphs = '~' - FirstCharacter + 2;
    private const int Em = 1_000;

    public static byte[] Bytes()
    {
        // end of the one contour, no instructions, four points on the curve: x is long, y is long
        byte[] box = [.. Words(1, 0, 0, 500, 700, 3, 0), 1, 1, 1, 1, .. Words(0, 500, 0, -500), .. Words(0, 0, 700, 0)];
        byte[] composed = [.. Words(-1, 0, 0, 500, 700, 0x0003, 1, 0, 0)];
        byte[][] outlines =
        [
            .. Enumerable
                .Range(0, Glyphs)
                .Select(glyph =>
                    glyph == Glyphs - 1 ? composed
                    : glyph == 1 ? box
                    : []
                ),
        ];
        var (places, at) = (new List<int> { 0 }, 0);
        foreach (var outline in outlines)
            places.Add(at += outline.Length / 2);
        (string Tag, byte[] Bytes)[] tables =
        [
            ("OS/2", new byte[78]),
            ("cmap", Maps()),
            ("glyf", [.. outlines.SelectMany(outline => outline)]),
            ("head", [.. Words(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, Em, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500, 700, 0, 8, 2, 0, 0)]),
            ("hhea", Words(1, 0, 800, -200, 0, 500, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, Glyphs)),
            ("hmtx", Words([.. Enumerable.Range(0, Glyphs).SelectMany(_ => new[] { 600, 0 })])),
            ("loca", Words([.. places])),
            ("maxp", Words(1, 0, Glyphs, 4, 1, 4, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1)),
            ("name", [.. Words(0, 1, 18, 3, 1, 1033, 6, 8, 0), .. Encoding.BigEndianUnicode.GetBytes("Tiny")]),
            (
                "post",
                [
                    .. Words([
                        2,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Glyphs,
                        .. Enumerable.Range(0, Glyphs).Select(glyph => glyph == 5 ? 258 : 0),
                    ]),
                    3,
                    .. "box"u8,
                ]
            ),
        ];
        var (directory, content, start) = (
            new List<byte>(Words(1, 0, tables.Length, 128, 3, 16)),
            new List<byte>(),
            12 + (16 * tables.Length)
        );
        foreach (var (tag, bytes) in tables)
        {
            directory.AddRange([.. Encoding.ASCII.GetBytes(tag), 0, 0, 0, 0, .. Double(start + content.Count), .. Double(bytes.Length)]);
            content.AddRange([.. bytes, .. new byte[(4 - (bytes.Length % 4)) % 4]]);
        }

        return [.. directory, .. content];
    }

    /// <summary>The same characters in forms 4, 6 and 12.</summary>
    private static byte[] Maps()
    {
        var segments = Words(4, 32, 0, 4, 4, 1, 0, '~', 0xFFFF, 0, FirstCharacter, 0xFFFF, 1 - FirstCharacter, 1, 0, 0);
        var trimmed = Words(6, 18, 0, 'A', 4, 34, 35, 36, 37);
        var groups = Words(12, 0, 0, 28, 0, 0, 0, 1, 0, FirstCharacter, 0, '~', 0, 1);
        return
        [
            .. Words(0, 3, 3, 1),
            .. Double(28),
            .. Words(1, 0),
            .. Double(28 + segments.Length),
            .. Words(3, 10),
            .. Double(28 + segments.Length + trimmed.Length),
            .. segments,
            .. trimmed,
            .. groups,
        ];
    }

    private static byte[] Words(params int[] numbers)
    {
        var bytes = new byte[2 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), unchecked((ushort)numbers[i]));
        return bytes;
    }

    private static byte[] Double(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
