using System.Buffers.Binary;
using System.Text;

namespace LlmEnergy.Reporting.Filling;

/// <summary>
/// Puts other entries in the place of some of a ZIP archive; all others are copied as they are packed, byte by byte and unread. By
/// APPNOTE 6.3 of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16.
/// </summary>
internal static class ZipSplice
{
    private const uint EndMark = 0x06054B50;
    private const uint EntryMark = 0x02014B50;
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int MostComment = 65_535;

    /// <param name="original">Its entries stand in the output in their order.</param>
    /// <param name="changed">An archive of those that are replaced.</param>
    /// <param name="isLeftOut">By name.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, or larger than 4 GiB.</exception>
    public static void Write(Stream original, Stream changed, Predicate<string> isLeftOut, Stream output)
    {
        var others = Entries(changed).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var written = new List<(byte[] Record, uint Offset)>();
        var offset = 0L;
        foreach (var entry in Entries(original))
        {
            if (isLeftOut(entry.Name))
                continue;
            var (from, taken) = others.TryGetValue(entry.Name, out var other) ? (changed, other) : (original, entry);
            written.Add((taken.Record, checked((uint)offset)));
            Copy(from, taken.Start, taken.End - taken.Start, output);
            offset += taken.End - taken.Start;
        }

        var start = offset;
        foreach (var (record, at) in written)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(42), at);
            output.Write(record);
            offset += record.Length;
        }

        Span<byte> end = stackalloc byte[EndLength];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndMark);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], checked((ushort)written.Count));
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], checked((ushort)written.Count));
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], checked((uint)(offset - start)));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], checked((uint)start));
        output.Write(end);
    }

    /// <summary>Each with all bytes up to the next one: what stands behind an entry, such as its sizes, belongs to it.</summary>
    private static List<Entry> Entries(Stream zip)
    {
        var (directory, count, start) = Directory(zip);
        var found = new List<(string Name, byte[] Record, long Start)>();
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            if (directory.Length - at < EntryLength || BinaryPrimitives.ReadUInt32LittleEndian(directory.AsSpan(at)) != EntryMark)
                throw Damaged();
            var head = directory.AsSpan(at);
            var name = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
            var length =
                EntryLength
                + name
                + BinaryPrimitives.ReadUInt16LittleEndian(head[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(head[32..]);
            var offset = BinaryPrimitives.ReadUInt32LittleEndian(head[42..]);
            if (length > head.Length || offset >= start)
                throw Damaged();
            found.Add((Encoding.UTF8.GetString(head.Slice(EntryLength, name)), head[..length].ToArray(), offset));
            at += length;
        }

        long[] starts = [.. found.Select(entry => entry.Start).Append(start).Distinct().Order()];
        return
        [
            .. found.Select(entry => new Entry(entry.Name, entry.Record, entry.Start, starts[Array.BinarySearch(starts, entry.Start) + 1])),
        ];
    }

    private static (byte[] Bytes, int Count, long Start) Directory(Stream zip)
    {
        var tail = new byte[Math.Min(zip.Length, EndLength + MostComment)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);
        var end = tail.Length - EndLength;
        while (end >= 0 && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end)) != EndMark)
            end--;
        if (end < 0)
            throw Damaged();
        var count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12));
        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (count == ushort.MaxValue || start == uint.MaxValue || start + (long)length > zip.Length)
            throw Damaged();
        var bytes = new byte[length];
        zip.Position = start;
        zip.ReadExactly(bytes);
        return (bytes, count, start);
    }

    private static void Copy(Stream from, long start, long length, Stream to)
    {
        var buffer = new byte[1 << 16];
        from.Position = start;
        while (length > 0)
        {
            var read = from.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, length)));
            if (read == 0)
                throw Damaged();
            to.Write(buffer.AsSpan(0, read));
            length -= read;
        }
    }

    private static InvalidDataException Damaged() => new("found a damaged archive, or one of more than 4 GiB");

    /// <param name="Record">Of the directory.</param>
    private sealed record Entry(string Name, byte[] Record, long Start, long End);
}
