using System.Buffers.Binary;
using System.Globalization;
using LlmEnergy.Ingestion.Containers.Tables;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>
/// Values as the text that a CSV export would have of them: digits, <c>yyyy-MM-dd</c>, <c>yyyy-MM-dd HH:mm:ss</c> with a fraction where
/// there is one.
/// </summary>
internal static class ValueText
{
    public const int MostOfNumber = 64;
    private const int SecondsOfDay = 86_400;
    private const int MostDigits = 38;
    private static readonly ulong[] TenTo = [.. Enumerable.Range(0, 20).Select(power => (ulong)Math.Pow(10, power))];
    private static readonly int UnixEpoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Day 0 of the count of days in values of 96 bits is that of the Julian calendar.</summary>
    private const int JulianUnixEpoch = 2_440_588;

    /// <summary>A value in its plain form, as it stands in a file.</summary>
    public static void Add(TextTable table, ParquetLeaf leaf, ReadOnlySpan<byte> plain)
    {
        switch (leaf.Physical, leaf.Kind)
        {
            case (PhysicalType.ByteArray or PhysicalType.FixedBytes, ValueKind.Text):
                table.Add(plain);
                break;
            case (PhysicalType.ByteArray or PhysicalType.FixedBytes, ValueKind.Decimal):
                AddDecimal(table, OfBytes(plain), leaf.Scale);
                break;
            case (PhysicalType.FixedBytes, ValueKind.Uuid):
                AddFormatted(table, new Guid(plain, bigEndian: true));
                break;
            case (PhysicalType.FixedBytes, ValueKind.Half):
                AddFormatted(table, BinaryPrimitives.ReadHalfLittleEndian(plain));
                break;
            case (PhysicalType.Int96, _):
                var (days, nanoseconds) = (
                    BinaryPrimitives.ReadInt32LittleEndian(plain[8..]) - (long)JulianUnixEpoch,
                    BinaryPrimitives.ReadInt64LittleEndian(plain)
                );
                AddTime(table, (days * SecondsOfDay) + FloorOf(nanoseconds, 1_000_000_000, out var fraction), fraction, 9, leaf.IsUtc);
                break;
            default:
                AddNumber(table, leaf, NumberOf(leaf, plain));
                break;
        }
    }

    /// <summary>The bits of a value that <see cref="ParquetLeaf.IsNumber"/>.</summary>
    public static long NumberOf(ParquetLeaf leaf, ReadOnlySpan<byte> plain) =>
        leaf.Physical switch
        {
            PhysicalType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(plain),
            PhysicalType.Float => BinaryPrimitives.ReadInt32LittleEndian(plain),
            _ => BinaryPrimitives.ReadInt64LittleEndian(plain),
        };

    public static void AddNumber(TextTable table, ParquetLeaf leaf, long bits)
    {
        switch (leaf.Kind)
        {
            case ValueKind.Truth:
                table.Add(bits != 0 ? "true"u8 : "false"u8);
                break;
            case ValueKind.Single:
                AddFormatted(table, BitConverter.Int32BitsToSingle((int)bits));
                break;
            case ValueKind.Double:
                AddDouble(table, BitConverter.Int64BitsToDouble(bits));
                break;
            case ValueKind.Unsigned:
                AddFormatted(table, leaf.Physical == PhysicalType.Int32 ? unchecked((uint)bits) : unchecked((ulong)bits));
                break;
            case ValueKind.Decimal:
                AddShortDecimal(table, bits, leaf.Scale);
                break;
            case ValueKind.Date:
                AddDate(table, bits);
                break;
            case ValueKind.Timestamp:
                AddTime(
                    table,
                    FloorOf(
                        bits,
                        leaf.Scale switch
                        {
                            3 => 1_000,
                            6 => 1_000_000,
                            _ => 1_000_000_000,
                        },
                        out var fraction
                    ),
                    fraction,
                    leaf.Scale,
                    leaf.IsUtc
                );
                break;
            default:
                AddFormatted(table, bits);
                break;
        }
    }

    private static void AddFormatted<T>(TextTable table, T value)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(table.Room(MostOfNumber), out var length, default, CultureInfo.InvariantCulture);
        table.Added(length);
    }

    /// <summary>
    /// The shortest text that means this number. Of a decimal number with up to 15 digits, of which up to 9 stand behind the point, it is
    /// those digits: a shorter text, or another one as long, means another number. That is what amounts are, and it takes half the time.
    /// </summary>
    private static void AddDouble(TextTable table, double value)
    {
        var scaled = Math.Round(value * 1e9);
        // texts of smaller numbers have an exponent
        if (Math.Abs(scaled) is not (>= 1e5 and < 1e15) || scaled / 1e9 != value)
        {
            AddFormatted(table, value);
            return;
        }

        var (unscaled, scale) = ((long)scaled, 9);
        for (; scale > 0 && unscaled % 10 == 0; scale--)
            unscaled /= 10;
        AddShortDecimal(table, unscaled, scale);
    }

    private static long FloorOf(long value, int unit, out int rest)
    {
        var (whole, left) = Math.DivRem(value, unit);
        rest = (int)(left < 0 ? left + unit : left);
        return left < 0 ? whole - 1 : whole;
    }

    private static void AddDate(TextTable table, long days)
    {
        if (days < -UnixEpoch || days > DateOnly.MaxValue.DayNumber - UnixEpoch)
        {
            AddFormatted(table, days);
            return;
        }

        WriteDate(table.Room(MostOfNumber), days);
        table.Added("yyyy-MM-dd".Length);
    }

    /// <summary>A time before the year 1 or after 9999 is left as its seconds, which no form of time is.</summary>
    private static void AddTime(TextTable table, long seconds, int fraction, int decimals, bool isUtc)
    {
        var days = FloorOf(seconds, SecondsOfDay, out var ofDay);
        if (days < -UnixEpoch || days > DateOnly.MaxValue.DayNumber - UnixEpoch)
        {
            AddFormatted(table, seconds);
            return;
        }

        var text = table.Room(MostOfNumber);
        // rows follow each other in time, mostly: the day is that of the row before
        if (table.IsOfDay(days, out var before))
            before.CopyTo(text);
        else
            WriteDate(text, days);
        text[10] = (byte)' ';
        WriteDigits(text.Slice(11, 2), ofDay / 3_600);
        text[13] = (byte)':';
        WriteDigits(text.Slice(14, 2), ofDay / 60 % 60);
        text[16] = (byte)':';
        WriteDigits(text.Slice(17, 2), ofDay % 60);
        var length = 19;
        if (fraction != 0)
        {
            text[length++] = (byte)'.';
            WriteDigits(text.Slice(length, decimals), fraction);
            length += decimals;
        }

        if (isUtc)
            text[length++] = (byte)'Z';
        table.Added(length);
    }

    private static void WriteDate(Span<byte> text, long unixDays)
    {
        var (year, month, day) = DateOnly.FromDayNumber((int)unixDays + UnixEpoch);
        WriteDigits(text[..4], year);
        text[4] = (byte)'-';
        WriteDigits(text.Slice(5, 2), month);
        text[7] = (byte)'-';
        WriteDigits(text.Slice(8, 2), day);
    }

    private static void WriteDigits(Span<byte> text, int value)
    {
        for (var at = text.Length - 1; at >= 0; at--, value /= 10)
            text[at] = (byte)('0' + (value % 10));
    }

    private static Int128 OfBytes(ReadOnlySpan<byte> bigEndian)
    {
        if (bigEndian.Length is 0 or > 16)
            throw new ParquetFaultException("a decimal of more than 38 digits");
        var value = (Int128)(bigEndian[0] >= 0x80 ? -1 : 0);
        foreach (var part in bigEndian)
            value = (value << 8) | (Int128)part;
        return value;
    }

    /// <summary>A decimal of up to 18 digits, as amounts are.</summary>
    private static void AddShortDecimal(TextTable table, long unscaled, int scale)
    {
        if (unscaled == long.MinValue || scale > 18)
        {
            AddDecimal(table, unscaled, scale);
            return;
        }

        var magnitude = (ulong)Math.Abs(unscaled);
        var digits = scale + 1;
        for (var rest = magnitude; digits < 19 && rest >= TenTo[digits]; digits++)
        {
            // as many digits as the number has, and one before the point
        }

        var length = (unscaled < 0 ? 1 : 0) + digits + (scale > 0 ? 1 : 0);
        var text = table.Room(MostOfNumber);
        if (unscaled < 0)
            text[0] = (byte)'-';
        for (var at = length - 1; digits > 0; at--, digits--)
        {
            if (scale > 0 && at == length - 1 - scale)
                text[at--] = (byte)'.';
            text[at] = (byte)('0' + (magnitude % 10));
            magnitude /= 10;
        }

        table.Added(length);
    }

    private static void AddDecimal(TextTable table, Int128 unscaled, int scale)
    {
        var text = table.Room(MostOfNumber * 2);
        var length = 0;
        if (unscaled < 0)
            text[length++] = (byte)'-';
        Span<byte> digits = stackalloc byte[MostDigits + 2];
        var magnitude = unscaled < 0 ? unchecked(UInt128.Zero - (UInt128)unscaled) : (UInt128)unscaled;
        magnitude.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        for (var at = Math.Max(count, scale + 1); at > 0; at--)
        {
            if (at == scale)
                text[length++] = (byte)'.';
            text[length++] = at > count ? (byte)'0' : digits[count - at];
        }

        table.Added(length);
    }
}
