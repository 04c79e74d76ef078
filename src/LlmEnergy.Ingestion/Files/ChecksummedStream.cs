using System.IO.Hashing;

namespace LlmEnergy.Ingestion.Files;

/// <summary>
/// The unpacked bytes of an entry of a zip archive, held to the checksum that stands beside it: the runtime does not look at it.
/// </summary>
internal sealed class ChecksummedStream(Stream inner, uint expected) : ForwardStream
{
    private readonly Crc32 _sum = new();

    /// <exception cref="InvalidDataException">At the end: the bytes were not those that were packed.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _sum.Append(buffer[..read]);
        if (read == 0 && !buffer.IsEmpty && _sum.GetCurrentHashAsUInt32() != expected)
            throw new InvalidDataException("the checksum differs");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
