using System.Buffers.Binary;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>Numbers written as differences from the one before, in blocks of so many bits a difference.</summary>
internal sealed class DeltaNumbers
{
    private const int MostOfBlock = 1 << 16;
    private const int MostValues = 1 << 24;
    private byte[] _bytes = [];
    private byte[] _widths = [];
    private int _end;
    private int _part;
    private int _ofPart;
    private int _leftOfPart;
    private int _width;
    private bool _isFirst;
    private long _value;
    private long _least;
    private long _bit;

    /// <summary>Values not read yet.</summary>
    public int Left { get; private set; }

    /// <summary>The byte after the values, once all are read.</summary>
    public int Position { get; private set; }

    /// <param name="bytes">With 16 bytes or more after the end.</param>
    public void Begin(byte[] bytes, int start, int end)
    {
        (_bytes, Position, _end, _leftOfPart, _isFirst) = (bytes, start, end, 0, true);
        var (ofBlock, parts, count) = (ReadVarint(), ReadVarint(), ReadVarint());
        if (ofBlock is 0 or > MostOfBlock || parts is 0 or > 1_024 || ofBlock % (parts * 8) != 0 || count > MostValues)
            throw new ParquetFaultException("blocks of no known size");
        (Left, _ofPart, _part) = ((int)count, (int)(ofBlock / parts), (int)parts);
        if (_widths.Length != (int)parts)
            _widths = new byte[parts];
        _value = ReadZigzag();
    }

    public void Skip()
    {
        Span<long> skipped = stackalloc long[256];
        while (Left > 0)
            Read(skipped[..Math.Min(Left, skipped.Length)]);
    }

    public long Read()
    {
        Span<long> one = stackalloc long[1];
        Read(one);
        return one[0];
    }

    public void Read(Span<long> values)
    {
        if (values.Length > Left)
            throw new ParquetFaultException("fewer values than its page says");
        Left -= values.Length;
        foreach (ref var value in values)
        {
            if (_isFirst)
            {
                _isFirst = false;
                value = _value;
                continue;
            }

            if (_leftOfPart == 0)
                NextPart();
            _leftOfPart--;
            value = _value = unchecked(_value + _least + (long)NextBits());
        }
    }

    private void NextPart()
    {
        if (_part == _widths.Length)
        {
            _least = ReadZigzag();
            if (_widths.Length > _end - Position)
                throw Short();
            _bytes.AsSpan(Position, _widths.Length).CopyTo(_widths);
            Position += _widths.Length;
            _part = 0;
        }

        _width = _widths[_part++];
        if (_width > 64)
            throw new ParquetFaultException("numbers of more bits than they may have");
        _leftOfPart = _ofPart;
        _bit = (long)Position * 8;
        Position += (int)Math.Min((long)_ofPart * _width / 8, _end - Position);
    }

    private ulong NextBits()
    {
        if (_width == 0)
            return 0;
        var (at, shift) = ((int)(_bit >> 3), (int)(_bit & 7));
        _bit += _width;
        if (_bit > _end * 8L)
            throw Short();
        unchecked
        {
            var bits = BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(at)) >> shift;
            if (shift + _width > 64)
                bits |= (ulong)_bytes[at + 8] << (64 - shift);
            return _width == 64 ? bits : bits & ((1UL << _width) - 1);
        }
    }

    private long ReadZigzag()
    {
        var value = ReadVarint();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (Position >= _end)
                throw Short();
            var part = _bytes[Position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw new ParquetFaultException("a number without an end");
    }

    private static ParquetFaultException Short() => new("fewer values than its page says");
}
