using System.IO.Compression;
using System.Text;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Sources;
using ZstdSharp;

namespace LlmEnergy.Ingestion.Files;

/// <summary>
/// The bytes of an export, whichever way they are packed: gzip and Zstandard are unpacked and UTF-16 with a byte order mark is transcoded
/// while they
/// are read, an entry of a zip archive is read in its place. Nothing is written to a disk. Offsets count unpacked bytes, of text those of
/// UTF-8.
/// </summary>
internal sealed class ExportFile : IDisposable
{
    /// <summary>A gzip file inside a zip archive has two layers; more are no export.</summary>
    private const int MostLayers = 2;

    /// <summary>
    /// What a workbook or a Parquet file inside an archive may unpack to, since both are read from a place of their choice.
    /// </summary>
    private const int MostSpooledBytes = 64 << 20;

    /// <summary>
    /// Without this switch of the runtime, gzip that ends too early looks like gzip that ends: the configuration of the program sets it.
    /// </summary>
    private const string StrictSwitch = "System.IO.Compression.UseStrictValidation";

    private readonly InputPath _path;
    private readonly FileBytes _bytes;
    private readonly Encoding? _encoding;

    /// <exception cref="RefusedFileException">There is a folder in its place.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <param name="isHashed">Whether the bytes on disk are hashed while they are read.</param>
    public static ExportFile Open(InputPath path, bool isHashed = false) =>
        Directory.Exists(path.FullPath)
            ? throw new RefusedFileException(path.Display, IssueCodes.Unreadable, "found a directory, expected a file")
            : new(path, isHashed);

    private ExportFile(InputPath path, bool isHashed)
    {
        (_path, _bytes) = (path, new(path.FullPath, isHashed));
        using var stream = OpenUnpacked(out var isPacked);
        IsPacked = isPacked;
        Span<byte> mark = stackalloc byte[8];
        mark = mark[..stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false)];
        Magic = mark.ToArray();
        _encoding =
            mark.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
            : mark.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>Bytes on disk; of an entry of an archive, its packed bytes.</summary>
    public long Length { get; private set; }

    public bool IsPacked { get; }

    public string Display => _path.Display;

    /// <summary>The first unpacked bytes.</summary>
    public ReadOnlyMemory<byte> Magic { get; }

    /// <summary>
    /// What ended the reading of packed bytes before their end; null where nothing did. The rest of the line it stopped in is left out.
    /// </summary>
    public PackedDamage? Damage { get; private set; }

    /// <summary>SHA-256 of the file on disk, of an entry that of its archive; null where it was not asked for.</summary>
    public string? Hash() => _bytes.Hash();

    public FileStamp Stamp => _bytes.Stamp;

    /// <summary>Whether the file was written to, or another one put in its place, since it was opened.</summary>
    public bool HasChanged() => _bytes.HasChanged();

    public void Dispose() => _bytes.Dispose();

    /// <summary>The text from an offset on, as UTF-8.</summary>
    /// <exception cref="RefusedFileException">The file unpacks to more than exports do.</exception>
    public Stream Open(long offset)
    {
        var stream = OpenUnpacked(out _);
        if (_encoding is null && stream.CanSeek)
        {
            stream.Position = offset;
            return stream;
        }

        if (_encoding is not null)
            stream = Encoding.CreateTranscodingStream(stream, _encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Skip(stream, offset);
        return stream;
    }

    /// <summary>The unpacked bytes as they are, from any place.</summary>
    public Stream OpenSeekable()
    {
        var stream = OpenUnpacked(out var isPacked);
        if (!isPacked)
            return stream;
        using (stream)
        {
            var spooled = new MemoryStream();
            var buffer = new byte[1 << 16];
            while (stream.Read(buffer) is > 0 and var read)
            {
                if (spooled.Length + read > MostSpooledBytes)
                    throw new RefusedFileException(
                        Display,
                        IssueCodes.NotText,
                        "found a workbook or Parquet file of more than 64 MiB in an archive, expected it unpacked"
                    );
                spooled.Write(buffer, 0, read);
            }

            spooled.Position = 0;
            return spooled;
        }
    }

    /// <summary>The first bytes of the text, at most <paramref name="most"/>.</summary>
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
            if (current == '\n' || (current == '\r' && next != '\n'))
                lines--;
        }

        return offset;
    }

    private static void Skip(Stream stream, long count)
    {
        var buffer = new byte[1 << 16];
        while (count > 0 && stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length)) is > 0 and var read)
            count -= read;
    }

    private Stream OpenUnpacked(out bool isPacked)
    {
        var file = _bytes.Open();
        Length = _bytes.Length;
        UnpackedStream? unpacked = null;
        if (_path.Entry is { } name)
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read);
            var entry =
                archive.GetEntry(name)
                ?? throw new RefusedFileException(Display, IssueCodes.Unreadable, "found no such entry in the archive, expected it");
            Length = entry.CompressedLength;
            unpacked = Bounded(new ChecksummedStream(entry.Open(), entry.Crc32), archive);
        }
        else
        {
            Span<byte> head = stackalloc byte[4];
            head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            file.Position = 0;
            if (Unpacked(file, head) is { } inner)
                unpacked = Bounded(inner, file);
        }

        for (var layer = 1; layer < MostLayers && unpacked is not null && Unpacked(unpacked, unpacked.Peek(4)) is { } next; layer++)
            unpacked = Bounded(next, unpacked);
        isPacked = unpacked is not null;
        return unpacked ?? file;
    }

    private UnpackedStream Bounded(Stream inner, IDisposable owner) => new(inner, owner, Display, Length, damage => Damage = damage);

    private static Stream? Unpacked(Stream stream, ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Gzip(stream)
        : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? new DecompressionStream(stream, leaveOpen: false)
        : null;

    /// <exception cref="InvalidOperationException">The program that hosts the library does not set the switch.</exception>
    private static GZipStream Gzip(Stream stream) =>
        AppContext.TryGetSwitch(StrictSwitch, out var isStrict) && isStrict
            ? new(stream, CompressionMode.Decompress)
            : throw new InvalidOperationException($"found {StrictSwitch} off, expected it in the runtime configuration of the program");
}

/// <summary>Packed bytes that end too early or are damaged.</summary>
/// <param name="Found">In words.</param>
/// <param name="CutBytes">Unpacked bytes of a line that did not end; 0 where none was begun.</param>
internal sealed record PackedDamage(string Found, int CutBytes);
