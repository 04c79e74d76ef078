using System.IO.Hashing;

namespace LlmEnergy.Ingestion.Containers;

/// <summary>The unpacked bytes of an entry of a zip archive, held to the checksum that stands beside it: the runtime does not look at it.</summary>
internal sealed class ChecksummedStream(Stream inner, uint expected) : Stream
{
    private readonly Crc32 _sum = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">At the end: the bytes were not those that were packed.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _sum.Append(buffer[..read]);
        if (read == 0 && !buffer.IsEmpty && _sum.GetCurrentHashAsUInt32() != expected) throw new InvalidDataException("the checksum differs");
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
