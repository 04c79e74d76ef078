using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace LlmEnergy.Ingestion.Files;

/// <summary>
/// The bytes of one file on disk. All that is read of it goes through one handle, so that a file which takes its place meanwhile is not
/// read for it;
/// the hash is made of the bytes that were handed out, in the same pass.
/// </summary>
internal sealed class FileBytes : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly IncrementalHash? _hash;
    private long _hashed;

    public FileBytes(string path, bool isHashed)
    {
        _path = path;
        _handle = RegularFile.Open(path);
        Stamp = FileStamp.Of(_handle);
        _hash = isHashed ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    public FileStamp Stamp { get; }

    public long Length => Stamp.Length;

    /// <summary>From the start; may be opened again, one reader at a time.</summary>
    public Stream Open() => new View(this);

    /// <summary>
    /// SHA-256 of the whole file, in lower-case hexadecimal digits; null where it was not asked for. What nobody read is read now.
    /// </summary>
    public string? Hash()
    {
        if (_hash is null)
            return null;
        var buffer = new byte[1 << 16];
        while (Read(buffer, _hashed) > 0)
        {
            // reading hashes
        }

        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    /// <summary>Whether the file was written to, or another one put in its place, since it was opened.</summary>
    public bool HasChanged()
    {
        if (FileStamp.Of(_handle) != Stamp)
            return true;
        try
        {
            using var now = RegularFile.Open(_path);
            return FileStamp.Of(now) != Stamp;
        }
        catch (Exception exception) when (Unreadable.Is(exception))
        {
            return true;
        }
    }

    public void Dispose()
    {
        _hash?.Dispose();
        _handle.Dispose();
    }

    private int Read(Span<byte> buffer, long position)
    {
        var read = RandomAccess.Read(_handle, buffer, position);
        if (_hash is not null && position <= _hashed && position + read > _hashed)
        {
            _hash.AppendData(buffer[(int)(_hashed - position)..read]);
            _hashed = position + read;
        }

        return read;
    }

    private sealed class View(FileBytes file) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => file.Length;

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer, Position);
            Position += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) =>
            Position =
                offset
                + origin switch
                {
                    SeekOrigin.Begin => 0,
                    SeekOrigin.Current => Position,
                    _ => Length,
                };

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
