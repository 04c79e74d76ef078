using System.Buffers.Binary;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Controls;

/// <summary>
/// The number of rows of a Parquet file as its footer states it, once for the file and once more for its row groups. A place is a row's
/// number, from 1.
/// </summary>
internal static class ParquetRecords
{
    /// <summary>The length of the footer, and PAR1.</summary>
    private const int TailBytes = 8;
    private const int MostDepth = 64;

    /// <summary>Beyond this many rows their places cannot be summed up at once; no file has as many.</summary>
    private const long MostRows = 1L << 40;

    /// <param name="faults">
    /// Rows that are missing, as the number of the first and of the next that is not, in their order: each stretch is one record.
    /// </param>
    /// <exception cref="InvalidDataException">The file has no footer, or its row groups do not have the rows of the file.</exception>
    public static RecordTally Count(Stream file, IReadOnlyList<(long Start, long Next)> faults)
    {
        Span<byte> tail = stackalloc byte[TailBytes];
        if (file.Length < TailBytes)
            throw new InvalidDataException("found no footer");
        file.Position = file.Length - TailBytes;
        file.ReadExactly(tail);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        var isWhole = tail[4..].SequenceEqual("PAR1"u8) && length >= 0 && length <= file.Length - TailBytes;
        if (!isWhole)
            throw new InvalidDataException("found no footer");
        var footer = new byte[length];
        file.Position = file.Length - TailBytes - length;
        file.ReadExactly(footer);
        return Count(RowsOf(footer), faults);
    }

    /// <param name="rows">Of the file.</param>
    public static RecordTally Count(long rows, IReadOnlyList<(long Start, long Next)> faults)
    {
        var (tally, next) = (default(RecordTally), 1L);
        foreach (var fault in faults)
        {
            tally = Run(Run(tally, next, fault.Start - next), fault.Start, 1);
            next = fault.Next;
        }

        return Run(tally, next, rows + 1 - next);
    }

    /// <param name="footer">
    /// FileMetaData of parquet.thrift: field 3 is the number of rows, field 4 the row groups, whose field 3 is theirs.
    /// </param>
    public static long RowsOf(ReadOnlySpan<byte> footer)
    {
        var (rows, inGroups) = (0L, 0L);
        var thrift = new Compact(footer);
        for (var field = 0; thrift.Next(ref field) is var type and not 0; )
        {
            if (field == 3)
                rows = thrift.Number();
            else if (field != 4)
                thrift.Pass(type, 0);
            else
            {
                for (var left = thrift.Count(out _); left > 0; left--)
                    inGroups += RowsOfGroup(ref thrift);
            }
        }

        if (rows is < 0 or > MostRows)
            throw new InvalidDataException("found a number of rows that no file has");
        return rows == inGroups ? rows : throw new InvalidDataException("found row groups that do not have the rows of the file");
    }

    private static long RowsOfGroup(ref Compact thrift)
    {
        var rows = 0L;
        for (var field = 0; thrift.Next(ref field) is var type and not 0; )
        {
            if (field == 3)
                rows = thrift.Number();
            else
                thrift.Pass(type, 0);
        }

        return rows;
    }

    /// <summary>Rows that follow each other: the sum of (records + k + 1) × (first + k) for k from 0 to count - 1.</summary>
    private static RecordTally Run(RecordTally tally, long first, long count)
    {
        if (count <= 0)
            return tally;
        unchecked
        {
            var (from, place, n) = ((ulong)tally.Records + 1, (ulong)first, (UInt128)(ulong)count);
            var sum = n * (n - 1) / 2;
            var squares = n * (n - 1) / 2 * ((2 * n) - 1) / 3;
            var places = ((ulong)count * from * place) + ((from + place) * (ulong)sum) + (ulong)squares;
            return new(tally.Records + count, tally.Places + places);
        }
    }

    /// <summary>As much of the compact protocol of Thrift as is needed to pass what is not asked for.</summary>
    private ref struct Compact(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _at;

        /// <returns>The type of the next field; 0 at the end of the structure.</returns>
        public int Next(ref int field)
        {
            var head = Byte();
            if ((head & 15) == 0)
                return 0;
            field = head >> 4 == 0 ? (int)Number() : field + (head >> 4);
            return head & 15;
        }

        public long Number()
        {
            var value = Unsigned();
            return (long)(value >> 1) ^ -(long)(value & 1);
        }

        public long Count(out int type)
        {
            var head = Byte();
            type = head & 15;
            var count = head >> 4 == 15 ? Unsigned() : (ulong)(head >> 4);
            if (count > (ulong)_bytes.Length)
                throw new InvalidDataException("found a list that is longer than the footer");
            return (long)count;
        }

        public void Pass(int type, int depth)
        {
            if (depth == MostDepth)
                throw new InvalidDataException("found structures that are nested too deep");
            switch (type)
            {
                case 1 or 2:
                    break;
                case 3:
                    Byte();
                    break;
                case 4 or 5 or 6:
                    Unsigned();
                    break;
                case 7:
                    Pass(8);
                    break;
                case 8:
                    Pass(Unsigned());
                    break;
                case 9 or 10:
                    for (var left = Count(out var element); left > 0; left--)
                        PassElement(element, depth + 1);
                    break;
                case 11:
                    PassMap(depth + 1);
                    break;
                case 12:
                    for (var field = 0; Next(ref field) is var inner and not 0; )
                        Pass(inner, depth + 1);
                    break;
                default:
                    throw new InvalidDataException("found a field of no known type");
            }
        }

        private void PassMap(int depth)
        {
            var left = Unsigned();
            if (left == 0)
                return;
            var types = Byte();
            for (; left > 0; left--)
            {
                PassElement(types >> 4, depth);
                PassElement(types & 15, depth);
            }
        }

        /// <summary>In a collection, a truth value takes a byte.</summary>
        private void PassElement(int type, int depth)
        {
            if (type is 1 or 2)
                Byte();
            else
                Pass(type, depth);
        }

        private void Pass(ulong count)
        {
            if (count > (ulong)(_bytes.Length - _at))
                throw new InvalidDataException("found a footer that is cut off");
            _at += (int)count;
        }

        private ulong Unsigned()
        {
            var value = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var part = Byte();
                value |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                    return value;
                if (shift == 63)
                    throw new InvalidDataException("found a number without an end");
            }
        }

        private byte Byte() => _at < _bytes.Length ? _bytes[_at++] : throw new InvalidDataException("found a footer that is cut off");
    }
}
