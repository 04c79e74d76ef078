using System.Buffers.Binary;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>
/// Small numbers as Parquet writes levels and places in a dictionary: runs of one value, and runs of values of so many bits each.
/// </summary>
internal sealed class BitRuns
{
    private byte[] _bytes = [];
    private int _at;
    private int _end;
    private int _width;
    private int _left;
    private bool _isPacked;
    private int _value;
    private long _bit;

    /// <param name="bytes">With 8 bytes or more after the end.</param>
    public void Begin(byte[] bytes, int start, int end, int width)
    {
        if (width is < 0 or > 31)
            throw new ParquetFaultException("numbers of more bits than they may have");
        (_bytes, _at, _end, _width, _left) = (bytes, start, end, width, 0);
    }

    public void Read(Span<int> values)
    {
        while (!values.IsEmpty)
        {
            while (_left == 0)
                NextRun();
            var run = values[..Math.Min(_left, values.Length)];
            if (_isPacked)
                Unpack(run);
            else
                run.Fill(_value);
            _left -= run.Length;
            values = values[run.Length..];
        }
    }

    private void NextRun()
    {
        var head = ReadHead();
        var count = head >> 1;
        _isPacked = (head & 1) == 1 && _width > 0;
        if (_isPacked)
        {
            // the last run may be cut off after the last value that counts
            var bytes = Math.Min((long)count * _width, _end - _at);
            _left = (int)Math.Min(bytes * 8 / _width, int.MaxValue);
            _bit = (long)_at * 8;
            _at += (int)bytes;
            return;
        }

        _left = (int)Math.Min((head & 1) == 1 ? count * 8L : count, int.MaxValue);
        _value = 0;
        for (var shift = 0; shift < _width; shift += 8)
            _value |= ReadByte() << shift;
        if (_value < 0 || (_width < 31 && _value >> _width != 0))
            throw new ParquetFaultException("a run of a number that is too large");
    }

    private uint ReadHead()
    {
        var head = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = ReadByte();
            if (shift == 28 && part > 15)
                break;
            head |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
                return head;
        }

        throw new ParquetFaultException("a run without an end");
    }

    private byte ReadByte() => _at < _end ? _bytes[_at++] : throw new ParquetFaultException("fewer values than its page says");

    private void Unpack(Span<int> values)
    {
        var (bit, width, mask) = (_bit, _width, (1UL << _width) - 1);
        ReadOnlySpan<byte> bytes = _bytes;
        unchecked
        {
            foreach (ref var value in values)
            {
                value = (int)((BinaryPrimitives.ReadUInt64LittleEndian(bytes[(int)(bit >> 3)..]) >> (int)(bit & 7)) & mask);
                bit += width;
            }
        }

        _bit = bit;
    }
}
