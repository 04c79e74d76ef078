using LlmEnergy.Ingestion.Controls;

namespace LlmEnergy.Ingestion.Files;

/// <summary>Hands on the bytes of a stream, and to a counter what it hands on.</summary>
internal sealed class TappedStream(Stream inner, IRecordCounter counter) : ForwardStream
{
    private const int BufferBytes = 1 << 16;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        counter.Add(buffer[..read]);
        return read;
    }

    /// <summary>Reads what nobody has read yet, so that all of it is counted.</summary>
    public void Drain()
    {
        var buffer = new byte[BufferBytes];
        while (Read(buffer.AsSpan()) > 0)
        {
            // reading counts
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
