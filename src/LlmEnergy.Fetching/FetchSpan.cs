using System.Globalization;
using LlmEnergy.Domain;

namespace LlmEnergy.Fetching;

/// <summary>Days that are asked for at once, in UTC, both included: a month or a day; of the running month until yesterday.</summary>
/// <param name="Name"><c>2026-09</c> or <c>2026-09-01</c>: the running month keeps its name, so that its files are replaced.</param>
/// <param name="End">Last day of the whole month or day.</param>
public readonly record struct FetchSpan(string Name, DateOnly First, DateOnly Last, DateOnly End)
{
    /// <summary>The spans that have a day of the period and one before today.</summary>
    public static IEnumerable<FetchSpan> Of(ReportingPeriod period, DateOnly today, bool byDay)
    {
        var first = byDay ? period.First : new DateOnly(period.First.Year, period.First.Month, 1);
        for (var day = first; day <= period.Last && day < today; day = Next(day, byDay))
        {
            var end = Next(day, byDay).AddDays(-1);
            yield return new(
                day.ToString(byDay ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture),
                day,
                end < today ? end : today.AddDays(-1),
                end
            );
        }
    }

    /// <summary>Puts the days in the place of <c>{from:day}</c>, <c>{until:unix}</c>, <c>{last:iso}</c> and their like.</summary>
    public string Fill(string text)
    {
        foreach (var (name, day) in new[] { ("from", First), ("until", Last.AddDays(1)), ("last", Last) })
        {
            var start = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            text = text.Replace(
                    $"{{{name}:unix}}",
                    new DateTimeOffset(start).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                    StringComparison.Ordinal
                )
                .Replace(
                    $"{{{name}:iso}}",
                    start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    StringComparison.Ordinal
                )
                .Replace($"{{{name}:day}}", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return text;
    }

    private static DateOnly Next(DateOnly day, bool byDay) => byDay ? day.AddDays(1) : day.AddMonths(1);
}
