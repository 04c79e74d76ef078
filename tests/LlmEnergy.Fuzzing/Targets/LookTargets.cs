using System.Buffers.Binary;
using System.IO.Compression;
using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy.Fuzzing.Targets;

/// <summary>What a report looks like: fonts and logos of others, which a library draws with.</summary>
internal static class LookTargets
{
    public static IEnumerable<FuzzTarget> All =>
        [
            new(
                "font",
                200,
                _ => bytes => FontFile.Refusal(bytes) ?? "ok",
                "a font with a glyph in its table loca",
                () => [SmallFont.Bytes()]
            ),
            new("logo-png", 600, _ => Logo, "unpacks to other than its size", () => [.. Logos.Take(3)]),
            new("logo-jpeg", 600, _ => Logo, "pixels, expected 16 to", () => [Logos[3]]),
        ];

    /// <summary>Three of PNG, and one of JPEG.</summary>
    public static IReadOnlyList<byte[]> Logos => [Png(2, 8), Png(3, 8), Png(0, 8), Jpeg()];

    private static string Logo(byte[] bytes) => LogoFile.Read(bytes) is (null, var refusal) ? refusal : "ok";

    /// <summary>16 by 16 pixels.</summary>
    private static byte[] Png(byte colour, byte bits)
    {
        var line = colour == 2 ? 48 : 16 * bits / 8;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(new byte[16 * (line + 1)]);
        return
        [
            0x89,
            .. "PNG\r\n"u8,
            0x1A,
            0x0A,
            .. Chunk("IHDR"u8, [0, 0, 0, 16, 0, 0, 0, 16, bits, colour, 0, 0, 0]),
            .. colour == 3 ? Chunk("PLTE"u8, [255, 0, 0]) : [],
            .. Chunk("IDAT"u8, packed.ToArray()),
            .. Chunk("IEND"u8, []),
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] bytes = [0, 0, 0, 0, .. type, .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(bytes, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(bytes.Length - 4), Crc32(bytes.AsSpan(4, 4 + content.Length)));
        return bytes;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    /// <summary>Segments of a picture of 16 by 20 pixels, whose coded data nobody here unpacks.</summary>
    private static byte[] Jpeg() =>
        [
            0xFF,
            0xD8,
            0xFF,
            0xE0,
            0,
            16,
            .. "JFIF\0"u8,
            1,
            1,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            0xFF,
            0xC0,
            0,
            17,
            8,
            0,
            20,
            0,
            16,
            3,
            1,
            0x22,
            0,
            2,
            0x11,
            1,
            3,
            0x11,
            1,
            0xFF,
            0xDA,
            0,
            12,
            3,
            1,
            0,
            2,
            0x11,
            3,
            0x11,
            0,
            63,
            0,
            0x55,
            0xAA,
            0x55,
            0xFF,
            0xD9,
        ];
}
