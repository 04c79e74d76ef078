using System.Text;

namespace LlmEnergy.Ingestion.Containers;

/// <summary>A text file as UTF-8, whichever way it is written: UTF-16 with a byte order mark is transcoded while it is read. Offsets count bytes of UTF-8.</summary>
internal sealed class Utf8File
{
    private readonly string _path;
    private readonly Encoding? _encoding;

    public Utf8File(string path)
    {
        _path = path;
        using var stream = OpenRaw(1);
        Length = stream.Length;
        Span<byte> mark = stackalloc byte[4];
        mark = mark[..stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false)];
        _encoding = mark.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode : mark.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>Bytes on disk.</summary>
    public long Length { get; }

    public Stream Open(long offset)
    {
        var stream = OpenRaw(1);
        if (_encoding is null)
        {
            stream.Position = offset;
            return stream;
        }

        var utf8 = Encoding.CreateTranscodingStream(stream, _encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Skip(utf8, offset);
        return utf8;
    }

    /// <summary>The first bytes, at most <paramref name="most"/>.</summary>
    public byte[] Head(int most)
    {
        using var stream = Open(0);
        var head = new byte[most];
        var count = stream.ReadAtLeast(head, most, throwOnEndOfStream: false);
        return head[..count];
    }

    /// <summary>The offset after the next <paramref name="lines"/> line breaks (LF, CR or CR LF), or of the end.</summary>
    public long AfterLines(long offset, long lines)
    {
        using var stream = new BufferedStream(Open(offset), 1 << 16);
        for (int current = stream.ReadByte(), next; lines > 0 && current >= 0; current = next)
        {
            next = stream.ReadByte();
            offset++;
            if (current == '\n' || (current == '\r' && next != '\n')) lines--;
        }

        return offset;
    }

    private static void Skip(Stream stream, long count)
    {
        var buffer = new byte[1 << 16];
        while (count > 0 && stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length)) is > 0 and var read) count -= read;
    }

    private FileStream OpenRaw(int bufferSize) => new(_path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.SequentialScan,
        BufferSize = bufferSize,
    });
}
