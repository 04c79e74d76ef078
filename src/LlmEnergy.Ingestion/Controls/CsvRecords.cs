using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Controls;

/// <summary>
/// Counts the records of CSV by the parity of quotes, 64 bytes at a time. A record begins after a line break outside quotes (LF, CR or CR
/// LF) with a byte that is none, so that empty lines are no records. The first is the header and does not count. A place is the offset of a
/// record's first byte. A line <c>sep=;</c> at the top, which Excel writes, is no record.
/// </summary>
/// <param name="faults">Stretches that break the rules of quoting, in their order: each is one record, and another begins after it.</param>
/// <param name="plainFrom">From this offset on, where a record begins, quotes mean nothing.</param>
internal sealed class CsvRecords(IReadOnlyList<(long Start, long Next)> faults, long plainFrom = long.MaxValue) : IRecordCounter
{
    private const int BlockBytes = 64;
    private readonly FaultyStretches _faults = new(faults);

    /// <summary>Bytes that do not fill a block yet.</summary>
    private readonly byte[] _block = new byte[BlockBytes];
    private int _held;

    /// <summary>The offset of the next block.</summary>
    private long _at;
    private bool _isPlain;

    /// <summary>1 where the byte before the next block ends a record, or is none.</summary>
    private ulong _isAfterBreak = 1;

    /// <summary>All bits where the next block begins inside quotes.</summary>
    private ulong _isQuoted;

    /// <summary>With the weight of 0, the header adds nothing.</summary>
    private long _records = -1;
    private ulong _places;

    public CsvRecords()
        : this([]) { }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var here = _at + _held;
            if (!_isPlain && here >= plainFrom)
                _isPlain = Begin();
            if (_faults.Begins(here, out var place) && Begin())
                Count(place);
            var turn = _isPlain ? _faults.Turn(here) : Math.Min(_faults.Turn(here), plainFrom);
            var part = bytes[..(int)Math.Min(bytes.Length, turn - here)];
            if (_faults.IsPassed(here))
                _at += part.Length;
            else
                Scan(part);
            bytes = bytes[part.Length..];
        }
    }

    public RecordTally End()
    {
        Flush();
        while (_faults.Begins(long.MaxValue, out var place))
            Count(place);
        return new(Math.Max(_records, 0), _places);
    }

    /// <summary>A record begins with the next byte, unless that is a line break.</summary>
    private bool Begin()
    {
        Flush();
        (_isAfterBreak, _isQuoted) = (1, 0);
        return true;
    }

    private void Count(long place) => _places = unchecked(_places + ((ulong)++_records * (ulong)place));

    private void Scan(ReadOnlySpan<byte> bytes)
    {
        if (_held > 0)
        {
            var filling = bytes[..Math.Min(BlockBytes - _held, bytes.Length)];
            filling.CopyTo(_block.AsSpan(_held));
            _held += filling.Length;
            if (_held < BlockBytes)
                return;
            Flush();
            bytes = bytes[filling.Length..];
        }

        for (; bytes.Length >= BlockBytes; bytes = bytes[BlockBytes..])
            Scan(ref MemoryMarshal.GetReference(bytes), BlockBytes);
        bytes.CopyTo(_block);
        _held = bytes.Length;
    }

    private void Flush()
    {
        if (_held == 0)
            return;
        Array.Clear(_block, _held, BlockBytes - _held);
        Scan(ref _block[0], _held);
        _held = 0;
    }

    /// <summary>Bit n is byte n of the block; those from <paramref name="count"/> on are 0.</summary>
    private void Scan(ref byte block, int count)
    {
        var (low, high) = (Vector256.LoadUnsafe(ref block), Vector256.LoadUnsafe(ref block, (nuint)Vector256<byte>.Count));
        var breaks = Breaks(low) | (Breaks(high) << Vector256<byte>.Count);
        // what is no record counts as line breaks: one begins after it
        if (_at == 0)
            breaks |= (1UL << Preamble(Bytes(ref block, count))) - 1;
        var quotes = _isPlain ? 0 : Quotes(low) | (Quotes(high) << Vector256<byte>.Count);
        var quoted = _isQuoted ^ Parity(quotes);
        var ends = breaks & ~quoted;
        var starts = ~breaks & ((ends << 1) | _isAfterBreak) & (ulong.MaxValue >> (BlockBytes - count));
        for (; starts != 0; starts &= starts - 1)
            Count(_at + BitOperations.TrailingZeroCount(starts));
        _isAfterBreak = (ends >> (count - 1)) & 1;
        _isQuoted = (quoted >> (BlockBytes - 1)) == 0 ? 0 : ulong.MaxValue;
        _at += count;
    }

    /// <summary>Length of the byte order mark and of the line that names the separator.</summary>
    private static int Preamble(ReadOnlySpan<byte> bytes)
    {
        var mark = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        return bytes[mark..] switch
        {
            [(byte)'s' or (byte)'S', (byte)'e' or (byte)'E', (byte)'p' or (byte)'P', (byte)'=', _, (byte)'\r' or (byte)'\n', ..] => mark
                + 5,
            _ => mark,
        };
    }

    private static ReadOnlySpan<byte> Bytes(ref byte block, int count) => MemoryMarshal.CreateReadOnlySpan(ref block, count);

    private static ulong Breaks(Vector256<byte> bytes) => Places(bytes, (byte)'\n') | Places(bytes, (byte)'\r');

    private static ulong Quotes(Vector256<byte> bytes) => Places(bytes, (byte)'"');

    private static ulong Places(Vector256<byte> bytes, byte wanted) =>
        Vector256.Equals(bytes, Vector256.Create(wanted)).ExtractMostSignificantBits();

    /// <summary>Bit n is the parity of the bits up to n.</summary>
    private static ulong Parity(ulong bits)
    {
        if (bits == 0)
            return 0;
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        for (var step = 1; step < BlockBytes; step <<= 1)
            bits ^= bits << step;
        return bits;
    }
}
