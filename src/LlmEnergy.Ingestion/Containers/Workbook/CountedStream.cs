using System.Globalization;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Containers.Workbook;

/// <summary>The bytes of one part of a workbook, counted while they are unpacked and refused beyond what workbooks unpack to.</summary>
internal sealed class CountedStream(Stream inner, long packedBytes, string display) : ForwardStream
{
    private const long MostBytes = 512L << 20;

    /// <summary>Beyond the bytes that are always allowed.</summary>
    private const int MostRatio = 200;
    private const long AlwaysAllowed = 16 << 20;
    private readonly long _most = Math.Min(Math.Max(AlwaysAllowed, packedBytes * MostRatio), MostBytes);

    public long Unpacked { get; private set; }

    /// <exception cref="RefusedFileException">The part unpacks to more than workbooks do.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Unpacked += read;
        if (Unpacked <= _most)
            return read;
        throw new RefusedFileException(
            display,
            IssueCodes.TooMuchUnpacked,
            string.Create(
                CultureInfo.InvariantCulture,
                $"found a sheet of {packedBytes:N0} packed bytes that unpacks to more than {_most:N0}, expected less: save it as CSV"
            )
        );
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
