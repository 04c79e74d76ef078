using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using LlmEnergy.Reporting.Theme;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>Reads a picture far enough to know that it is one, how large it is, and that it unpacks to no more than that.</summary>
public static class LogoFile
{
    public const long MostBytes = 1 << 20;
    public const int LeastPixels = 16;
    public const int MostPixels = 4_000;

    /// <summary>A picture is unpacked to several bytes a pixel.</summary>
    private const int MostArea = 4_000_000;

    /// <summary>The picture, or why it cannot be printed, as "found ..., expected ...".</summary>
    /// <param name="trial">Draws what our own reader has passed; null: in this process.</param>
    public static (ThemeLogo? Logo, string Refusal) Read(byte[] bytes, LookTrial? trial = null)
    {
        if (bytes.AsSpan().TrimStart("\uFEFF \t\r\n"u8) is [(byte)'<', ..])
            return (null, "found markup such as SVG, which may hold scripts, expected a PNG or JPEG file");
        var (logo, refusal) =
            bytes.AsSpan().StartsWith(Signature) ? Png(bytes)
            : bytes is [0xFF, 0xD8, 0xFF, ..] ? Jpeg(bytes)
            : (null, "found neither a PNG nor a JPEG file, expected one of them");
        if (logo is null)
            return (null, refusal);
        if (Math.Min(logo.Width, logo.Height) < LeastPixels || Math.Max(logo.Width, logo.Height) > MostPixels)
            return (
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {logo.Width} by {logo.Height} pixels, expected {LeastPixels} to {MostPixels} on each side"
                )
            );
        if ((long)logo.Width * logo.Height > MostArea)
            return (
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {logo.Width} by {logo.Height} pixels, expected up to {MostArea:N0} in all"
                )
            );
        return (trial is null ? Trial(logo) : trial(LookPart.Logo, bytes)) is { } fault ? (null, fault) : (logo, "");
    }

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <remarks>ISO/IEC 15948 (PNG): chunks of length, type, data and checksum; IHDR is the first and IEND the last.</remarks>
    private static (ThemeLogo?, string) Png(byte[] bytes)
    {
        const string Broken = "found a PNG file that is cut off or damaged, expected a whole one";
        var (width, height, data, at) = (0L, 0L, new MemoryStream(), Signature.Length);
        var bitsPerPixel = 0L;
        for (var isFirst = true; ; isFirst = false)
        {
            if (bytes.Length - at < 12)
                return (null, Broken);
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            var type = bytes.AsSpan(at + 4, 4);
            if (length > bytes.Length - at - 12)
                return (null, Broken);
            var content = bytes.AsSpan(at + 8, (int)length);
            if (isFirst)
            {
                if (!type.SequenceEqual("IHDR"u8) || length != 13)
                    return (null, Broken);
                (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
                if (width > MostPixels || height > MostPixels || width * height > MostArea)
                    return (new(bytes, LogoType.Png, (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue)), "");
                if (!IsForm(content))
                    return (null, Broken);
                bitsPerPixel =
                    content[8]
                    * (
                        content[9] switch
                        {
                            2 => 3L,
                            4 => 2L,
                            6 => 4L,
                            _ => 1L,
                        }
                    );
            }
            else if (type.SequenceEqual("IDAT"u8))
                data.Write(content);
            else if (type.SequenceEqual("IEND"u8))
                break;
            at += 12 + (int)length;
        }

        // an interlaced picture has up to seven part pictures, whose lines are rounded up to whole bytes
        var most = (((width * bitsPerPixel) + 7) / 8 * height) + (9 * height) + 64;
        return Unpacks(data, most)
            ? (new(bytes, LogoType.Png, (int)width, (int)height), "")
            : (null, "found a PNG file that unpacks to other than its size in pixels, expected a whole one");
    }

    /// <summary>Bits, colour, packing, filter and interlacing, in one of the ways that the format knows.</summary>
    private static bool IsForm(ReadOnlySpan<byte> header) =>
        (header[9], header[8]) is ((0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16))
        && header[10] == 0
        && header[11] == 0
        && header[12] <= 1;

    private static bool Unpacks(MemoryStream data, long most)
    {
        data.Position = 0;
        try
        {
            using var unpacked = new ZLibStream(data, CompressionMode.Decompress);
            var buffer = new byte[81_920];
            for (var read = unpacked.Read(buffer); read > 0; read = unpacked.Read(buffer))
            {
                most -= read;
                if (most < 0)
                    return false;
            }

            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <remarks>
    /// ITU-T T.81 (JPEG): segments of a marker and a length; the frame's (SOF) has precision, height, width and components.
    /// </remarks>
    private static (ThemeLogo?, string) Jpeg(byte[] bytes)
    {
        const string Broken = "found a JPEG file that is cut off or damaged, expected a whole one";
        if (bytes.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0)
            return (null, Broken);
        for (var at = 2; at + 10 <= bytes.Length; )
        {
            if (bytes[at] != 0xFF)
                return (null, Broken);
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (bytes[at + 4] != 8 || bytes[at + 9] != 3)
                    return (
                        null,
                        "found a JPEG file that is not in 8-bit colour, expected three components of 8 bits; PNG holds shades of grey"
                    );
                return (
                    new(
                        bytes,
                        LogoType.Jpeg,
                        BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 7)),
                        BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 5))
                    ),
                    ""
                );
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2));
        }

        return (null, Broken);
    }

    /// <summary>Drawn once, so that a report does not fail half-way.</summary>
    private static string? Trial(ThemeLogo logo)
    {
        try
        {
            using var builder = new PdfDocumentBuilder();
            Pdf.Canvas.Add(builder.AddPage(100, 100), logo, new(0, 0, 10, 10));
            builder.Build();
            return null;
        }
#pragma warning disable CA1031 // whatever a damaged file does to the library: it is refused
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return "found a picture that cannot be drawn, expected a plain PNG or JPEG file";
        }
    }
}
