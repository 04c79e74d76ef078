namespace LlmEnergy.Ingestion.Text;

/// <summary>
/// Amounts as people write them: 1234.5, 1.234,56, 1 234,56. Groups are accepted only of three digits, and only with the other mark or a
/// space.
/// </summary>
public static class Amounts
{
    private const int MostBytes = 64;

    public static bool TryParse(ReadOnlySpan<byte> text, DecimalMark mark, out decimal value)
    {
        value = 0m;
        return mark != DecimalMark.OfFile
            && ((mark == DecimalMark.Point && Decimals.TryParse(text, out value)) || TryGrouped(text, mark, out value));
    }

    /// <summary>Also with its currency in the same text, where that is the one that all amounts of the format are in.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, DecimalMark mark, string? currency, out decimal value) =>
        TryParse(text, mark, out value) || (currency is not null && TryWithUnit(text, mark, currency, out value));

    private static bool TryWithUnit(ReadOnlySpan<byte> text, DecimalMark mark, string currency, out decimal value)
    {
        value = 0m;
        if (!AmountUnits.TrySplit(text, out var amount, out var unit, out var isNegative))
            return false;
        if (!AmountUnits.IsOf(unit, currency) || !TryParse(amount, mark, out value))
            return false;
        if (isNegative)
            value = -value;
        return true;
    }

    /// <summary>Apart from the way that nearly all amounts go: its buffer costs more than they do.</summary>
    private static bool TryGrouped(ReadOnlySpan<byte> text, DecimalMark mark, out decimal value)
    {
        value = 0m;
        Span<byte> plain = stackalloc byte[MostBytes];
        return text.Length <= MostBytes
            && TryPlain(text, mark == DecimalMark.Comma ? (byte)',' : (byte)'.', plain, out var length)
            && Decimals.TryParse(plain[..length], out value);
    }

    /// <summary>
    /// What an amount shows of the decimal mark of its file; null: nothing, since it has none or can be read in two ways.
    /// </summary>
    public static DecimalMark? MarkOf(ReadOnlySpan<byte> text, out bool isAmbiguous)
    {
        isAmbiguous = false;
        var (comma, point) = (text.LastIndexOf((byte)','), text.LastIndexOf((byte)'.'));
        if (comma < 0 && point < 0)
            return null;
        if (comma >= 0 && point >= 0)
            return comma > point ? DecimalMark.Comma : DecimalMark.Point;
        var (mark, at) = comma >= 0 ? (DecimalMark.Comma, comma) : (DecimalMark.Point, point);
        var other = mark == DecimalMark.Comma ? DecimalMark.Point : DecimalMark.Comma;
        if (text.IndexOf(text[at]) != at)
            return other;
        var before = text[..at].TrimStart("-+ "u8);
        var after = text[(at + 1)..].TrimEnd((byte)' ');
        var isGroup = after.Length == 3 && !after.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        isAmbiguous = isGroup && before.Length is >= 1 and <= 3 && before[0] != '0';
        return isAmbiguous ? null : mark;
    }

    /// <summary>Without groups, and with a point.</summary>
    private static bool TryPlain(ReadOnlySpan<byte> text, byte mark, Span<byte> plain, out int length)
    {
        length = 0;
        text = text.Trim((byte)' ');
        var end = text.IndexOf(mark) is >= 0 and var found ? found : text.Length;
        var sinceGroup = -1;
        for (var at = 0; at < end; )
        {
            var group = GroupMark(text[at..end], mark);
            if (group == 0)
            {
                if (sinceGroup >= 0 && !Counts.IsDigit(text[at]))
                    return false;
                if (sinceGroup >= 0)
                    sinceGroup++;
                plain[length++] = text[at++];
                continue;
            }

            if (length == 0 || sinceGroup is not (-1 or 3))
                return false;
            sinceGroup = 0;
            at += group;
        }

        if (sinceGroup is not (-1 or 3))
            return false;
        if (end == text.Length)
            return true;
        plain[length++] = (byte)'.';
        text[(end + 1)..].CopyTo(plain[length..]);
        length += text.Length - end - 1;
        return true;
    }

    /// <summary>
    /// Bytes of the mark that groups thousands here: the other mark, a space, or one of the two spaces that do not break (U+00A0, U+202F).
    /// </summary>
    private static int GroupMark(ReadOnlySpan<byte> text, byte mark) =>
        text[0] == (byte)' ' || (text[0] is (byte)',' or (byte)'.' && text[0] != mark) ? 1
        : text.StartsWith("\u00A0"u8) ? 2
        : text.StartsWith("\u202F"u8) ? 3
        : 0;
}
