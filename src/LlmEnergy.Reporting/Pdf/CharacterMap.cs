using System.Buffers.Binary;
using System.Globalization;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// The character maps of a font: each inside of the table, in one of the forms that fonts have, and of no more characters than Unicode has.
/// </summary>
/// <remarks>OpenType 1.9, cmap: formats 0, 4, 6, 12; format 14 names variants, and is not followed.</remarks>
internal sealed class CharacterMap(ReadOnlyMemory<byte> table)
{
    private const int MostMaps = 32;
    private const long MostCharacters = 0x10FFFF;

    /// <summary>What is wrong, after "found "; null where nothing is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It ends before what is looked for.</exception>
    public string? Fault()
    {
        var maps = U16(0, 2);
        if (maps > MostMaps)
            return string.Create(CultureInfo.InvariantCulture, $"a font with {maps} character maps");
        for (var i = 0; i < maps; i++)
        {
            var at = U32(0, 8 + (8 * i));
            if (at + 8 > table.Length)
                return "a font with a character map outside of its table";
            if (Fault((int)at) is { } fault)
                return fault;
        }

        return null;
    }

    private int U16(int map, int at) => BinaryPrimitives.ReadUInt16BigEndian(table.Span[(map + at)..]);

    private long U32(int map, int at) => BinaryPrimitives.ReadUInt32BigEndian(table.Span[(map + at)..]);

    private string? Fault(int map) =>
        U16(map, 0) switch
        {
            0 => Ends(map, 262),
            4 => Segments(map),
            6 => Ends(map, 10 + (2L * U16(map, 8))),
            12 => Groups(map),
            14 => null,
            var other => string.Create(CultureInfo.InvariantCulture, $"a font with a character map of form {other}"),
        };

    private string? Ends(int map, long length) => map + length > table.Length ? "a font with a character map that is cut off" : null;

    private string? Segments(int map)
    {
        var bytes = U16(map, 6);
        if (bytes == 0 || bytes % 2 != 0)
            return "a font with a character map without segments";
        if (Ends(map, 16 + (4L * bytes)) is { } cut)
            return cut;
        var before = -1;
        for (var at = 0; at < bytes; at += 2)
        {
            var (last, first, range) = (U16(map, 14 + at), U16(map, 16 + bytes + at), U16(map, 16 + (3 * bytes) + at));
            if (first > last || first <= before)
                return "a font with a character map whose segments are out of order";
            before = last;
            // the last segment, of U+FFFF alone, is often filled with anything
            if (
                range is not (0 or 0xFFFF)
                && first < 0xFFFF
                && Ends(map, 16 + (3L * bytes) + at + range + (2L * (last - first)) + 2) is { } outside
            )
                return outside;
        }

        return null;
    }

    private string? Groups(int map)
    {
        var count = U32(map, 12);
        if (Ends(map, 16 + (12 * count)) is { } cut)
            return cut;
        var before = -1L;
        for (var i = 0; i < count; i++)
        {
            var (first, last) = (U32(map, 16 + (12 * i)), U32(map, 20 + (12 * i)));
            if (first > last || first <= before || last > MostCharacters)
                return "a font with a character map whose groups are out of order";
            before = last;
        }

        return null;
    }
}
