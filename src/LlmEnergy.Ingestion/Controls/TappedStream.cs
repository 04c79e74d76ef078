namespace LlmEnergy.Ingestion.Controls;

/// <summary>Hands on the bytes of a stream, and to a counter what it hands on.</summary>
internal sealed class TappedStream(Stream inner, IRecordCounter counter) : Stream
{
    private const int BufferBytes = 1 << 16;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        counter.Add(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads what nobody has read yet, so that all of it is counted.</summary>
    public void Drain()
    {
        var buffer = new byte[BufferBytes];
        while (Read(buffer) > 0)
        {
            // reading counts
        }
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
