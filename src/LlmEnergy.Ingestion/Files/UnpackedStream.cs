using System.Globalization;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Files;

/// <summary>
/// Unpacked bytes, in bounds: an archive that unpacks to more than exports do is refused. Where packed bytes end too early, whole lines are
/// handed out and the line that was cut is not, since a number that lost its last digits looks like a number.
/// </summary>
internal sealed class UnpackedStream(Stream inner, IDisposable owner, string display, long packedBytes, Action<PackedDamage> damaged)
    : ForwardStream
{
    /// <summary>Logs that repeat themselves shrink to a fiftieth; text of one character to a thousandth.</summary>
    private const int MostRatio = 200;
    private const long AlwaysAllowed = 16 << 20;
    private const long MostBytes = 1L << 40;
    private readonly byte[] _buffer = new byte[(int)Math.Clamp(packedBytes * 64, 1 << 12, 1 << 20)];
    private readonly long _most = Math.Min(Math.Max(AlwaysAllowed, packedBytes * MostRatio), MostBytes);
    private int _start;
    private int _ready;
    private int _end;
    private long _unpacked;
    private bool _isAtEnd;
    private bool _isDamaged;

    public override int Read(Span<byte> buffer)
    {
        if (_start == _ready && !_isAtEnd)
            Fill();
        var count = Math.Min(buffer.Length, _ready - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <summary>The first bytes that are not read yet, at most <paramref name="most"/>; they stay unread.</summary>
    public ReadOnlySpan<byte> Peek(int most)
    {
        if (_start == _ready && !_isAtEnd)
            Fill();
        return _buffer.AsSpan(_start, Math.Min(most, _ready - _start));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Fills the buffer and makes ready what is in it up to the last line break; a line that is longer than the buffer as it is.
    /// </summary>
    private void Fill()
    {
        var kept = _end - _ready;
        _buffer.AsSpan(_ready, kept).CopyTo(_buffer);
        (_start, _ready, _end) = (0, 0, kept);
        while (_end < _buffer.Length && TryRead() is > 0 and var read)
        {
            _end += read;
            _unpacked += read;
            if (_unpacked <= _most)
                continue;
            throw new RefusedFileException(
                display,
                IssueCodes.TooMuchUnpacked,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {packedBytes:N0} packed bytes that unpack to more than {_most:N0}, expected at most {MostRatio} times as "
                        + $"many: unpack the file if this is right"
                )
            );
        }

        _ready = _isAtEnd && !_isDamaged ? _end : _buffer.AsSpan(0, _end).LastIndexOf((byte)'\n') + 1;
        if (_ready == 0 && !_isDamaged)
            _ready = _end;
    }

    private int TryRead()
    {
        try
        {
            var read = inner.Read(_buffer, _end, _buffer.Length - _end);
            _isAtEnd = read == 0;
            return read;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            (_isAtEnd, _isDamaged) = (true, true);
            var lineStart = _buffer.AsSpan(0, _end).LastIndexOf((byte)'\n') + 1;
            damaged(
                new(
                    exception is EndOfStreamException || exception.Message.Contains("trunc", StringComparison.OrdinalIgnoreCase)
                        ? "the end of the packed bytes before their end mark"
                        : "packed bytes that are damaged",
                    _end - lineStart
                )
            );
            return 0;
        }
    }
}
