using System.Text;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>
/// Reads the compact protocol of Thrift, which Parquet writes its footer and its page headers in. No size is believed that the bytes at
/// hand do not bear out.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int MostDepth = 32;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Whether the bytes ended inside a value: with more of them it might be whole.</summary>
    public bool IsCut { get; private set; }

    /// <param name="id">Of the field before in this structure; 0 before the first.</param>
    /// <returns>False at the end of the structure.</returns>
    public bool NextField(ref int id, out ThriftType type)
    {
        var head = ReadByte();
        type = (ThriftType)(head & 15);
        if (type == ThriftType.Stop)
            return false;
        id = head >> 4 is > 0 and var step ? id + step : ReadInt();
        return id is > 0 and <= short.MaxValue ? true : throw new ParquetFaultException("a field without a number");
    }

    public int ReadInt() =>
        ReadLong() is >= int.MinValue and <= int.MaxValue and var value
            ? (int)value
            : throw new ParquetFaultException("a number that is too large");

    public long ReadLong()
    {
        var value = ReadVarint();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadBinary());

    public ReadOnlySpan<byte> ReadBinary()
    {
        var length = ReadVarint();
        if (length > (ulong)(_bytes.Length - Position))
            throw Cut();
        var value = _bytes.Slice(Position, (int)length);
        Position += value.Length;
        return value;
    }

    /// <returns>The number of elements; each takes a byte or more, so that it is no more than the bytes that are left.</returns>
    public int ReadList(out ThriftType type)
    {
        var head = ReadByte();
        type = (ThriftType)(head & 15);
        var count = head >> 4 is < 15 and var few ? (ulong)few : ReadVarint();
        return count <= (ulong)(_bytes.Length - Position) ? (int)count : throw Cut();
    }

    public byte ReadByte() => Position < _bytes.Length ? _bytes[Position++] : throw Cut();

    public void Skip(ThriftType type, int depth = 0)
    {
        if (depth == MostDepth)
            throw new ParquetFaultException("structures that are nested too deep");
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                ReadByte();
                break;
            case ThriftType.Short or ThriftType.Int or ThriftType.Long:
                ReadVarint();
                break;
            case ThriftType.Double:
                Pass(sizeof(double));
                break;
            case ThriftType.Binary:
                ReadBinary();
                break;
            case ThriftType.List or ThriftType.Set:
                for (var left = ReadList(out var element); left > 0; left--)
                    SkipElement(element, depth + 1);
                break;
            case ThriftType.Map:
                SkipMap(depth + 1);
                break;
            case ThriftType.Structure:
                for (var id = 0; NextField(ref id, out var field); )
                    Skip(field, depth + 1);
                break;
            default:
                throw new ParquetFaultException("a field of no known type");
        }
    }

    private void SkipMap(int depth)
    {
        var count = ReadVarint();
        if (count == 0)
            return;
        if (count > (ulong)(_bytes.Length - Position))
            throw Cut();
        var types = ReadByte();
        for (; count > 0; count--)
        {
            SkipElement((ThriftType)(types >> 4), depth);
            SkipElement((ThriftType)(types & 15), depth);
        }
    }

    /// <summary>In a collection, a truth value takes a byte.</summary>
    private void SkipElement(ThriftType type, int depth)
    {
        if (type is ThriftType.True or ThriftType.False)
            ReadByte();
        else
            Skip(type, depth);
    }

    private void Pass(int count)
    {
        if (count > _bytes.Length - Position)
            throw Cut();
        Position += count;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw new ParquetFaultException("a number without an end");
    }

    private ParquetFaultException Cut()
    {
        IsCut = true;
        return new("a structure that is cut off");
    }
}

internal enum ThriftType : byte
{
    Stop,
    True,
    False,
    Byte,
    Short,
    Int,
    Long,
    Double,
    Binary,
    List,
    Set,
    Map,
    Structure,
}
