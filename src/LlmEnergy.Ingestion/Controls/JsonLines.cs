using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Controls;

/// <summary>
/// Counts lines that hold more than white space, whatever it is. A place is the offset of a line's first byte, without the byte order mark.
/// </summary>
internal sealed class JsonLines : IRecordCounter
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];
    private long _at;
    private long _line;
    private bool _isCounted;
    private ulong _records;
    private ulong _places;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (; _at < Mark.Length && !bytes.IsEmpty && bytes[0] == Mark[_at]; bytes = bytes[1..])
        {
            if (++_at == Mark.Length)
                _line = _at;
        }

        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            if (!_isCounted && part.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                _isCounted = true;
                _places = unchecked(_places + (++_records * (ulong)_line));
            }

            _at += part.Length;
            if (end < 0)
                return;
            (_line, _isCounted) = (++_at, false);
            bytes = bytes[(end + 1)..];
        }
    }

    public RecordTally End() => new((long)_records, _places);
}
