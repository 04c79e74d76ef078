using System.Text;

namespace LlmEnergy.Ingestion.Text;

/// <summary>
/// How a format writes time, read to the second or the day it fell on in UTC. Patterns are exact: y M d H m s f stand for one digit each,
/// zzz for
/// an offset (+02:00 or Z), everything else for itself; without d it is the first day of the month. A pattern without minutes, such as
/// yyyy-MM-dd HH:00, names an hour. Nothing is rounded: 23:59:59.999 is still that day.
/// </summary>
public sealed class TimeFormat
{
    public const string UnixSeconds = "unix-seconds";
    public const string UnixMilliseconds = "unix-milliseconds";
    public const string UnixNanoseconds = "unix-nanoseconds";

    /// <summary>As HTTP writes dates (RFC 9110, 5.6.7): Thu, 20 Nov 2025 12:06:07 GMT.</summary>
    public const string HttpDate = "http-date";

    /// <summary>ISO 8601 to the minute or finer: T or a space between, any fraction of a second, and an offset, Z or none.</summary>
    public const string Iso = "iso";

    private const string Letters = "yMdHmsfzTZ";
    private const int SecondsOfDay = 86_400;
    private const int SecondsOfHour = 3_600;
    private static readonly int UnixEpoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    private readonly Kind _kind;
    private readonly byte[] _pattern;
    private readonly LocalZone _zone;
    private readonly bool _isPlain;
    private readonly bool _isMonth;
    private readonly bool _isDay;
    private readonly bool _isHour;

    /// <param name="pattern">As <see cref="IsPattern"/> accepts it.</param>
    /// <param name="zone">Offset of times that state none.</param>
    public TimeFormat(string pattern, TimeSpan zone)
        : this(pattern, LocalZone.Of(zone)) { }

    /// <param name="pattern">As <see cref="IsPattern"/> accepts it.</param>
    /// <param name="zone">Of times that state none.</param>
    public TimeFormat(string pattern, LocalZone zone)
    {
        (Pattern, _zone) = (pattern, zone);
        _kind = pattern switch
        {
            UnixSeconds => Kind.Seconds,
            UnixMilliseconds => Kind.Milliseconds,
            UnixNanoseconds => Kind.Nanoseconds,
            HttpDate => Kind.HttpDate,
            Iso => Kind.Iso,
            _ => Kind.Pattern,
        };
        _pattern = Encoding.UTF8.GetBytes(pattern.Replace("'", "", StringComparison.Ordinal).Replace("zzz", "z", StringComparison.Ordinal));
        _isPlain = pattern == "yyyy-MM-dd HH:mm:ss" && zone.IsUtc;
        _isMonth = _kind == Kind.Pattern && !pattern.Contains('d', StringComparison.Ordinal);
        _isDay = _kind == Kind.Pattern && !_isMonth && !pattern.Contains('H', StringComparison.Ordinal);
        _isHour = _kind == Kind.Pattern && pattern.AsSpan().Contains('H') && !pattern.AsSpan().Contains('m');
    }

    public static TimeFormat Dates { get; } = new("yyyy-MM-dd", TimeSpan.Zero);

    public string Pattern { get; }

    /// <summary>Of times that state none.</summary>
    public string Zone => _zone.Name;

    public bool AlwaysStatesZone => _kind == Kind.Pattern && !NeedsZone(Pattern);

    public bool MayStateZone => _kind == Kind.Iso || AlwaysStatesZone;

    /// <summary>Whether times that state no offset are taken to be in UTC.</summary>
    public bool IsUtc => _zone.IsUtc;

    public static bool IsPattern(string pattern) =>
        pattern is UnixSeconds or UnixMilliseconds or UnixNanoseconds or HttpDate or Iso
        || (
            Has(pattern, "yyyy")
            && Has(pattern, "MM")
            && MayHave(pattern, "dd")
            && MayHave(pattern, "HH")
            && MayHave(pattern, "mm")
            && MayHave(pattern, "ss")
            && (pattern.Contains('d', StringComparison.Ordinal) || !pattern.Contains('H', StringComparison.Ordinal))
            && MayHave(pattern, "zzz")
            && pattern.Where(char.IsAsciiLetter).All(letter => Letters.Contains(letter, StringComparison.Ordinal))
        );

    public static bool NeedsZone(string pattern) =>
        pattern is not (UnixSeconds or UnixMilliseconds or UnixNanoseconds) && !pattern.Contains('z', StringComparison.OrdinalIgnoreCase);

    /// <summary>Z or an offset such as +02:00, and nothing else.</summary>
    internal static bool TryOffset(ReadOnlySpan<byte> text, out long seconds) =>
        Offset.TryRead(text, out seconds, out var length) && length == text.Length;

    public bool TryDay(ReadOnlySpan<byte> text, out DateOnly day)
    {
        if (_isPlain && TryPlain(text, out day, out _))
            return true;
        var isTime = TryRead(text, out var seconds);
        day = isTime ? DayOf(seconds) : default;
        return isTime;
    }

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z, of a day between the years 1 and 9999.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out long unixSeconds)
    {
        if (_isPlain && TryPlain(text, out var day, out var ofDay))
        {
            unixSeconds = ((day.DayNumber - UnixEpoch) * (long)SecondsOfDay) + ofDay;
            return true;
        }

        text = text.Trim((byte)' ');
        return _kind switch
        {
            Kind.Seconds => TryUnix(text, 1, out unixSeconds),
            Kind.Milliseconds => TryUnix(text, 1_000, out unixSeconds),
            Kind.Nanoseconds => TryNanoseconds(text, out unixSeconds),
            Kind.HttpDate => TryHttpDate(text, out unixSeconds),
            Kind.Iso => TryIso(text, out unixSeconds),
            _ => TryPattern(text, out unixSeconds),
        };
    }

    /// <summary>
    /// Where a time written in this form ends: at the end of the month, the day or the hour that it names; with minutes it names an
    /// instant.
    /// </summary>
    public long EndOf(long unixSeconds)
    {
        if (_isHour)
            return unixSeconds + SecondsOfHour;
        if (!_isDay && !_isMonth)
            return unixSeconds;
        var local = _zone.ToLocal(unixSeconds);
        var days = _isDay ? 1 : DateTime.DaysInMonth(DayOf(local).Year, DayOf(local).Month);
        return _zone.ToUtc(local + (days * (long)SecondsOfDay));
    }

    /// <summary>The month in UTC; the end is not part of it.</summary>
    public static (long Start, long End) MonthOf(long unixSeconds)
    {
        var day = DayOf(unixSeconds);
        var start = (day.DayNumber - UnixEpoch - (day.Day - 1)) * (long)SecondsOfDay;
        return (start, start + (DateTime.DaysInMonth(day.Year, day.Month) * (long)SecondsOfDay));
    }

    /// <summary>The day in UTC.</summary>
    public static DateOnly DayOf(long unixSeconds) =>
        DateOnly.FromDayNumber((int)((unixSeconds - (unixSeconds < 0 ? SecondsOfDay - 1 : 0)) / SecondsOfDay) + UnixEpoch);

    private static bool Has(string pattern, string run) =>
        pattern.Count(character => character == run[0]) == run.Length && pattern.Contains(run, StringComparison.Ordinal);

    private static bool MayHave(string pattern, string run) => !pattern.Contains(run[0], StringComparison.Ordinal) || Has(pattern, run);

    private static bool TryUnix(ReadOnlySpan<byte> text, int perSecond, out long unixSeconds)
    {
        var isCount = Counts.TryParse(text, out var count);
        unixSeconds = count / perSecond;
        return isCount && unixSeconds / SecondsOfDay <= DateOnly.MaxValue.DayNumber - UnixEpoch;
    }

    /// <summary>More digits than a count may have: the last nine are cut off unread, but must be digits.</summary>
    private static bool TryNanoseconds(ReadOnlySpan<byte> text, out long unixSeconds)
    {
        unixSeconds = 0;
        return text.Length > 9 && text[^9..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && TryUnix(text[..^9], 1, out unixSeconds);
    }

    private bool TryHttpDate(ReadOnlySpan<byte> text, out long unixSeconds)
    {
        unixSeconds = 0;
        if (text.Length != 29 || !text[3..5].SequenceEqual(", "u8) || !text.EndsWith(" GMT"u8))
            return false;
        var at = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(text[8..11]);
        var parts = new Parts { HasOffset = true, Month = (at / 3) + 1 };
        return at >= 0
            && at % 3 == 0
            && Match(text[5..7], "dd"u8, ref parts)
            && Match(text[12..25], "yyyy HH:mm:ss"u8, ref parts)
            && TryUtc(parts, out unixSeconds);
    }

    private bool TryIso(ReadOnlySpan<byte> text, out long unixSeconds)
    {
        unixSeconds = 0;
        if (text.Length < 19 || text[16] != ':')
            return TryIsoMinutes(text, out unixSeconds);
        var parts = default(Parts);
        if (
            !Match(
                text[..19],
                text[10] is (byte)'T' ? "yyyy-MM-ddTHH:mm:ss"u8
                    : text[10] is (byte)'t' ? "yyyy-MM-ddtHH:mm:ss"u8
                    : "yyyy-MM-dd HH:mm:ss"u8,
                ref parts
            )
        )
            return false;
        var rest = text[19..];
        if (rest.Length > 0 && rest[0] is (byte)'.' or (byte)',')
        {
            var end = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            var digits = end < 0 ? rest.Length - 1 : end;
            if (digits == 0)
                return false;
            rest = rest[(digits + 1)..];
        }

        if (rest.SequenceEqual(" UTC"u8))
            rest = "Z"u8;
        return (rest.IsEmpty || Match(rest, "z"u8, ref parts)) && TryUtc(parts, out unixSeconds);
    }

    private bool TryIsoMinutes(ReadOnlySpan<byte> text, out long unixSeconds)
    {
        unixSeconds = 0;
        if (text.Length < 16)
            return false;
        var parts = default(Parts);
        var pattern =
            text[10] is (byte)'T' ? "yyyy-MM-ddTHH:mm"u8
            : text[10] is (byte)'t' ? "yyyy-MM-ddtHH:mm"u8
            : "yyyy-MM-dd HH:mm"u8;
        return Match(text[..16], pattern, ref parts)
            && (text.Length == 16 || Match(text[16..], "z"u8, ref parts))
            && TryUtc(parts, out unixSeconds);
    }

    private bool TryPattern(ReadOnlySpan<byte> text, out long unixSeconds)
    {
        var parts = new Parts { Day = _isMonth ? 1 : 0 };
        unixSeconds = 0;
        return Match(text, _pattern, ref parts) && TryUtc(parts, out unixSeconds);
    }

    /// <summary>
    /// The form of most logs, yyyy-MM-dd HH:mm:ss in UTC, without looking at the pattern; false leaves the verdict to the general way.
    /// </summary>
    private static bool TryPlain(ReadOnlySpan<byte> text, out DateOnly day, out uint secondOfDay)
    {
        (day, secondOfDay) = (default, 0);
        if (text.Length != 19 || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' || text[16] != ':')
            return false;
        var (century, year, month, date) = (TwoDigits(text, 0), TwoDigits(text, 2), TwoDigits(text, 5), TwoDigits(text, 8));
        var (hour, minute, second) = (TwoDigits(text, 11), TwoDigits(text, 14), TwoDigits(text, 17));
        if ((hour > 23) | (minute > 59) | (second > 59) | (century > 99) | (year > 99))
            return false;
        // days after the 28th, which not every month has, go the general way
        if ((month is 0 or > 12) | (date is 0 or > 28) | (century + year == 0))
            return false;
        day = new((int)((century * 100) + year), (int)month, (int)date);
        secondOfDay = (hour * 3_600) + (minute * 60) + second;
        return true;
    }

    /// <summary>More than 99 where one of the two is no digit.</summary>
    private static uint TwoDigits(ReadOnlySpan<byte> text, int at)
    {
        unchecked
        {
            var (tens, ones) = ((uint)text[at] - '0', (uint)text[at + 1] - '0');
            return (tens > 9) | (ones > 9) ? 100 : (tens * 10) + ones;
        }
    }

    private static bool Match(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, ref Parts parts)
    {
        var at = 0;
        if (pattern.StartsWith("yyyy-MM-dd"u8))
        {
            // most exports begin so, and this is on the path of every row
            if (text.Length < 10 || text[4] != '-' || text[7] != '-')
                return false;
            if (
                !TryTwo(text, 0, out var century)
                || !TryTwo(text, 2, out var year)
                || !TryTwo(text, 5, out parts.Month)
                || !TryTwo(text, 8, out parts.Day)
            )
                return false;
            parts.Year = (century * 100) + year;
            at = 10;
            pattern = pattern[10..];
        }

        if (pattern.StartsWith(" HH:mm:ss"u8) || pattern.StartsWith("THH:mm:ss"u8))
        {
            if (text.Length < at + 9 || text[at] != pattern[0] || text[at + 3] != ':' || text[at + 6] != ':')
                return false;
            if (!TryTwo(text, at + 1, out parts.Hour) || !TryTwo(text, at + 4, out parts.Minute) || !TryTwo(text, at + 7, out parts.Second))
                return false;
            at += 9;
            pattern = pattern[9..];
        }

        foreach (var expected in pattern)
        {
            if (expected == 'z')
            {
                if (!Offset.TryRead(text[at..], out parts.OffsetSeconds, out var length))
                    return false;
                parts.HasOffset = true;
                at += length;
                continue;
            }

            if (at == text.Length)
                return false;
            var character = text[at++];
            var digit = character - '0';
            switch (expected)
            {
                case (byte)'y':
                    parts.Year = (parts.Year * 10) + digit;
                    break;
                case (byte)'M':
                    parts.Month = (parts.Month * 10) + digit;
                    break;
                case (byte)'d':
                    parts.Day = (parts.Day * 10) + digit;
                    break;
                case (byte)'H':
                    parts.Hour = (parts.Hour * 10) + digit;
                    break;
                case (byte)'m':
                    parts.Minute = (parts.Minute * 10) + digit;
                    break;
                case (byte)'s':
                    parts.Second = (parts.Second * 10) + digit;
                    break;
                case (byte)'f':
                    break;
                default:
                    if (character != expected)
                        return false;
                    continue;
            }

            if (!Counts.IsDigit(character))
                return false;
        }

        return at == text.Length;
    }

    private static bool TryTwo(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = ((text[at] - '0') * 10) + (text[at + 1] - '0');
        return Counts.IsDigit(text[at]) && Counts.IsDigit(text[at + 1]);
    }

    private bool TryUtc(in Parts parts, out long unixSeconds)
    {
        unixSeconds = 0;
        if (parts.Year < 1 || parts.Month is < 1 or > 12 || parts.Hour > 23 || parts.Minute > 59 || parts.Second > 59)
            return false;
        if (parts.Day < 1 || (parts.Day > 28 && parts.Day > DateTime.DaysInMonth(parts.Year, parts.Month)))
            return false;
        var days = new DateOnly(parts.Year, parts.Month, parts.Day).DayNumber;
        var local = ((days - UnixEpoch) * (long)SecondsOfDay) + (parts.Hour * 3_600L) + (parts.Minute * 60L) + parts.Second;
        unixSeconds = parts.HasOffset ? local - parts.OffsetSeconds : _zone.ToUtc(local);
        return unixSeconds >= -UnixEpoch * (long)SecondsOfDay && unixSeconds / SecondsOfDay <= DateOnly.MaxValue.DayNumber - UnixEpoch;
    }

    private enum Kind : byte
    {
        Pattern,
        Iso,
        Seconds,
        Milliseconds,
        Nanoseconds,
        HttpDate,
    }

    private struct Parts
    {
        public int Year;
        public int Month;
        public int Day;
        public int Hour;
        public int Minute;
        public int Second;
        public long OffsetSeconds;
        public bool HasOffset;
    }

    private static class Offset
    {
        /// <summary>Z, +02:00, +0200 or +02, at the start of the text.</summary>
        public static bool TryRead(ReadOnlySpan<byte> text, out long seconds, out int length)
        {
            (seconds, length) = (0, 0);
            if (text.StartsWith("Z"u8))
            {
                length = 1;
                return true;
            }

            if (text.Length < 3 || text[0] is not ((byte)'+' or (byte)'-') || !TryTwo(text, 1, out var hours))
                return false;
            length = 3;
            var minutes = 0;
            var rest = text[3..];
            var colon = rest.StartsWith(":"u8) ? 1 : 0;
            if (rest.Length >= colon + 2 && TryTwo(rest, colon, out minutes))
                length += colon + 2;
            else if (colon == 1)
                return false;
            seconds = ((hours * 3_600L) + (minutes * 60L)) * (text[0] == '-' ? -1 : 1);
            return hours <= 14 && minutes <= 59;
        }
    }
}
