using System.Buffers.Binary;

namespace LlmEnergy.Ingestion.Text;

/// <summary>
/// Counts as exports write them: digits, and a fraction only of zeros (59200 or 59200.0); spaces around them are skipped.
/// </summary>
public static class Counts
{
    /// <summary>
    /// A hundred million million. More tokens in one row are a fault of the file, and products of two counts still fit a decimal.
    /// </summary>
    public const long Most = 100_000_000_000_000;

    public static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        if (TryShort(text, out var digits))
        {
            value = digits;
            return true;
        }

        value = 0;
        text = text.Trim((byte)' ');
        if (text.IsEmpty || !IsDigit(text[0]))
            return false;
        var at = 0;
        for (; at < text.Length && IsDigit(text[at]); at++)
        {
            value = (value * 10) + (text[at] - '0');
            if (value > Most)
                return false;
        }

        if (at == text.Length)
            return true;
        return text[at] == '.' && at + 1 < text.Length && text[(at + 1)..].IndexOfAnyExcept((byte)'0') < 0;
    }

    /// <summary>A count in units of <paramref name="scale"/>, such as thousands of tokens: 59.2 is 59,200; 59.2001 is no count.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int scale, out long value)
    {
        if (scale == 1)
            return TryParse(text, out value);
        value = 0;
        if (!Decimals.TryParse(text, out var units) || units < 0 || units > Most / scale)
            return false;
        var count = units * scale;
        if (count != decimal.Truncate(count))
            return false;
        value = (long)count;
        return true;
    }

    /// <summary>One to eight digits and nothing else, as nearly all counts are: at once, without a branch for each.</summary>
    internal static bool TryShort(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        if (text.Length is 0 or > 8)
            return false;
        unchecked
        {
            // the last digit in the highest byte, and zeros before the first
            var (last, free) = (text.Length - 1, (8 - text.Length) * 8);
            var packed =
                last >= 3
                    ? BinaryPrimitives.ReadUInt32LittleEndian(text)
                        | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]) << ((last - 3) * 8))
                    : text[0] | ((ulong)text[text.Length / 2] << (text.Length / 2 * 8)) | ((ulong)text[last] << (last * 8));
            packed = (packed << free) - (0x3030303030303030UL << free);
            if (((packed | (packed + 0x7676767676767676UL)) & 0x8080808080808080UL) != 0)
                return false;
            // pairs, then fours and eights
            packed = (packed * 10) + (packed >> 8);
            var (high, low) = (packed & 0x000000FF000000FFUL, (packed >> 16) & 0x000000FF000000FFUL);
            value = (uint)(((high * ((1_000_000UL << 32) | 100)) + (low * ((10_000UL << 32) | 1))) >> 32);
            return true;
        }
    }

    internal static bool IsDigit(byte character) => character is >= (byte)'0' and <= (byte)'9';
}
