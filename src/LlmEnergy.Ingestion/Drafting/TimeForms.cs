using System.Collections.Immutable;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>The forms of time that a draft tries, the plainer first.</summary>
internal static class TimeForms
{
    /// <summary>The years 2001 to 2099: a number beyond them is no time but a count, or seconds from a start.</summary>
    private static readonly (long First, long Last) UnixSeconds = (978_307_200, 4_102_444_799);

    public static ImmutableArray<TimeFormat> All { get; } =
    [
        .. new[]
        {
            TimeFormat.UnixSeconds,
            TimeFormat.UnixMilliseconds,
            TimeFormat.UnixNanoseconds,
            "yyyy-MM-dd",
            "yyyy-MM-dd HH:00",
            "yyyy-MM-ddTHH:00",
            "yyyy-MM-dd HH:mm:ss",
            TimeFormat.Iso,
            "yyyy-MM-dd HH:mm:ss zzz",
            "yyyy-MM",
            "dd.MM.yyyy",
            "dd.MM.yyyy HH:00",
            "dd.MM.yyyy HH:mm",
            "dd.MM.yyyy HH:mm:ss",
            "yyyy/MM/dd",
            "yyyy/MM/dd HH:mm",
            "yyyy/MM/dd HH:mm:ss",
            "yyyyMMdd",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "dd/MM/yyyy HH:mm",
            "MM/dd/yyyy HH:mm",
            "dd/MM/yyyy HH:mm:ss",
            "MM/dd/yyyy HH:mm:ss",
            "dd-MM-yyyy",
            "MM-dd-yyyy",
        }.Select(pattern => new TimeFormat(pattern, TimeSpan.Zero)),
    ];

    public static bool Has(int form, ReadOnlySpan<byte> text) =>
        All[form].TryRead(text, out var seconds) && seconds >= UnixSeconds.First && seconds <= UnixSeconds.Last;

    /// <summary>The form that reads the same text with day and month the other way round; -1 where there is none.</summary>
    public static int OtherReadingOf(int form)
    {
        var pattern = All[form].Pattern;
        if (
            pattern.StartsWith('y')
            || !(
                pattern.Contains('/', StringComparison.Ordinal)
                || pattern.Contains("dd-MM", StringComparison.Ordinal)
                || pattern.Contains("MM-dd", StringComparison.Ordinal)
            )
        )
            return -1;
        var other = pattern.StartsWith("dd", StringComparison.Ordinal)
            ? $"MM{pattern[2]}dd{pattern[5..]}"
            : $"dd{pattern[2]}MM{pattern[5..]}";
        return All.IndexOf(All.First(time => time.Pattern == other));
    }

    /// <summary>An hour, a day or a month: rows of such times are sums, mostly.</summary>
    public static bool IsCoarse(string pattern) =>
        pattern.Contains("yyyy", StringComparison.Ordinal) && !pattern.Contains('m', StringComparison.Ordinal);

    public static bool StatesOffset(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        if (text.Length < 16 || text[4] != '-')
            return false;
        return text[^1] == 'Z' || text[16..].IndexOfAny("+-"u8) >= 0;
    }
}
