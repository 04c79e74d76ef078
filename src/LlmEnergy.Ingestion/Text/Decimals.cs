namespace LlmEnergy.Ingestion.Text;

/// <summary>
/// Decimal numbers with a point, exactly: 0.0038, -1.5, 5.5e-06 (as programs write floats). No thousands separators, no currency signs.
/// </summary>
public static class Decimals
{
    private const int MostDigits = 28;

    /// <summary>Zero is written with any: 0E-6176 is the smallest of IEEE 754 decimals.</summary>
    private const int MostExponentDigits = 6;
    private static readonly uint[] TenTo = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>False for what is no number, and for more than 28 significant digits or decimals: nothing is rounded here.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value)
    {
        if (TryUsual(text, out value))
            return true;
        value = 0m;
        text = text.Trim((byte)' ');
        var isNegative = text.StartsWith("-"u8);
        if (isNegative)
            text = text[1..];
        if (text.Length <= 18 && TryShort(text, out var digits, out var decimals))
        {
            value = new decimal(unchecked((int)digits), (int)(digits >> 32), 0, isNegative && digits != 0, decimals);
            return true;
        }

        if (!TryMantissa(text, out var mantissa, out var scale))
        {
            var mark = text.IndexOfAny((byte)'e', (byte)'E');
            if (mark < 0 || !TryExponent(text[(mark + 1)..], out var exponent) || !TryMantissa(text[..mark], out mantissa, out scale))
                return false;
            scale -= exponent;
        }

        if (mantissa == 0)
            return true;
        while (scale > MostDigits && mantissa % 10 == 0)
            (mantissa, scale) = (mantissa / 10, scale - 1);
        while (scale < 0 && mantissa <= UInt128.MaxValue / 10 && scale >= -MostDigits)
            (mantissa, scale) = (mantissa * 10, scale + 1);
        if (scale is < 0 or > MostDigits || mantissa >> 96 != 0)
            return false;
        value = new decimal(
            unchecked((int)(ulong)mantissa),
            unchecked((int)(ulong)(mantissa >> 32)),
            unchecked((int)(ulong)(mantissa >> 64)),
            isNegative,
            (byte)scale
        );
        return true;
    }

    /// <summary>As most amounts are: a point, and up to eight digits on both sides.</summary>
    private static bool TryUsual(ReadOnlySpan<byte> text, out decimal value)
    {
        value = 0m;
        // nearly all are below ten
        var point = text.Length > 1 && text[1] == '.' ? 1 : text.IndexOf((byte)'.');
        if (point <= 0 || !Counts.TryShort(text[..point], out var whole))
            return false;
        var decimals = text[(point + 1)..];
        if (!Counts.TryShort(decimals, out var fraction))
            return false;
        var digits = ((ulong)whole * TenTo[decimals.Length]) + fraction;
        value = new decimal(unchecked((int)digits), (int)(digits >> 32), 0, false, (byte)decimals.Length);
        return true;
    }

    /// <summary>Up to 18 characters without an exponent, as nearly all amounts are: their digits fit a machine word.</summary>
    private static bool TryShort(ReadOnlySpan<byte> text, out ulong digits, out byte decimals)
    {
        (digits, decimals) = (0, 0);
        var point = -1;
        for (var at = 0; at < text.Length; at++)
        {
            if (Counts.IsDigit(text[at]))
                digits = (digits * 10) + (uint)(text[at] - '0');
            else if (text[at] == '.' && point < 0 && at > 0)
                point = at;
            else
                return false;
        }

        if (text.IsEmpty || point == text.Length - 1)
            return false;
        if (point >= 0)
            decimals = (byte)(text.Length - 1 - point);
        return true;
    }

    private static bool TryMantissa(ReadOnlySpan<byte> text, out UInt128 mantissa, out int scale)
    {
        (mantissa, scale) = (0, 0);
        ulong digits = 0;
        var (count, point, zeros) = (0, -1, 0);
        var wide = (UInt128)0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '.' && point < 0 && at > 0)
                point = at;
            else if (!Counts.IsDigit(text[at]))
                return false;
            else if (text[at] == '0' && count > 0)
                zeros++;
            else if (text[at] != '0' || count > 0)
            {
                // zeros count as digits only when another digit follows them
                for (; zeros > 0; zeros--, count++)
                {
                    if (count < 18)
                        digits *= 10;
                    else
                        wide = (count == 18 ? digits : wide) * 10;
                    if (count >= MostDigits)
                        return false;
                }

                var digit = (uint)(text[at] - '0');
                if (count < 18)
                    digits = (digits * 10) + digit;
                else
                    wide = ((count == 18 ? digits : wide) * 10) + digit;
                if (++count > MostDigits)
                    return false;
            }
        }

        if (text.IsEmpty || point == text.Length - 1)
            return false;
        mantissa = count <= 18 ? digits : wide;
        scale = (point < 0 ? 0 : text.Length - 1 - point) - zeros;
        return true;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        var isNegative = text.StartsWith("-"u8);
        if (isNegative || text.StartsWith("+"u8))
            text = text[1..];
        if (text.Length is 0 or > MostExponentDigits)
            return false;
        foreach (var character in text)
        {
            if (!Counts.IsDigit(character))
                return false;
            exponent = (exponent * 10) + (character - '0');
        }

        if (isNegative)
            exponent = -exponent;
        return true;
    }
}
