using System.IO.Compression;
using Snappier;
using ZstdSharp;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>Unpacks pages; one at a time.</summary>
internal sealed class PageUnpacker : IDisposable
{
    private readonly Decompressor _zstandard = new();

    /// <param name="target">As long as the page says that it is.</param>
    /// <exception cref="ParquetFaultException">The page is damaged, or packed in a way that is not read here.</exception>
    public void Unpack(PageCodec codec, byte[] packed, int start, int count, Span<byte> target)
    {
        var source = packed.AsSpan(start, count);
        try
        {
            var length = codec switch
            {
                PageCodec.None => Copy(source, target),
                PageCodec.Snappy => Snappy.GetUncompressedLength(source) == target.Length ? Snappy.Decompress(source, target) : -1,
                PageCodec.Gzip => Gzip(packed, start, count, target),
                PageCodec.Brotli => BrotliDecoder.TryDecompress(source, target, out var written) ? written : -1,
                PageCodec.Zstandard => source.IsEmpty ? 0 : _zstandard.Unwrap(source, target),
                _ => throw new ParquetFaultException($"pages packed by {codec.ToString().ToUpperInvariant()}"),
            };
            if (length != target.Length)
                throw new ParquetFaultException("a page that unpacks to another length than it says");
        }
        catch (Exception exception)
            when (exception
                    is InvalidDataException
                        or ZstdException
                        or ArgumentException
                        or IndexOutOfRangeException
                        or OverflowException
                        or EndOfStreamException
            )
        {
            throw new ParquetFaultException("a page that is damaged");
        }
    }

    public void Dispose() => _zstandard.Dispose();

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (source.Length != target.Length)
            return -1;
        source.CopyTo(target);
        return source.Length;
    }

    private static int Gzip(byte[] packed, int start, int count, Span<byte> target)
    {
        using var stream = new GZipStream(new MemoryStream(packed, start, count), CompressionMode.Decompress);
        return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
    }
}
