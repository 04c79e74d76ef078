using System.Numerics;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using static System.FormattableString;

namespace LlmEnergy.Calculation.Bounds;

/// <summary>Days of a source that look as if the end of its file, every second row of it, or some hours were missing.</summary>
internal static class CutExports
{
    /// <summary>Fewer days than this with rows have no pattern.</summary>
    public const int FewestDays = 5;

    /// <summary>Below this share of the other days' mean, a last day may be cut.</summary>
    public const decimal LeastShare = 0.2m;

    /// <summary>A day of few rows that is no less than this share of another one is taken for a weekend.</summary>
    private const decimal LikeAnother = 0.5m;

    /// <summary>An hour with rows on this share of the other days is one that days have.</summary>
    public const decimal UsualHour = 0.9m;

    /// <summary>Rows a week apart are weekly buckets.</summary>
    private const int Week = 7;

    public static IEnumerable<Issue> Findings(Activity activity)
    {
        var ofRequests = activity
            .Lines.Where(line => line.Key.Basis == ContextBasis.Request)
            .Select(line => line.Key.Source)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var source in activity.Coverage.GroupBy(day => day.Source, StringComparer.Ordinal))
        {
            var days = source.Where(day => day.Status == DayStatus.Rows).OrderBy(day => day.Day).ToList();
            if (ofRequests.Contains(source.Key) && LastDay(days) is { } cut)
                yield return cut;
            if (Spaced(days, source) is { } spaced)
                yield return spaced;
            if (Hours(days) is { } hours)
                yield return hours;
        }
    }

    private static Issue? LastDay(List<CoverageDay> days)
    {
        if (days.Count <= FewestDays)
            return null;
        var (last, others) = (days[^1], days[..^1]);
        var mean = others.Average(day => (decimal)day.Rows);
        if (last.Rows >= LeastShare * mean || last.Rows >= LikeAnother * others.Min(day => day.Rows))
            return null;
        return Plausibility.Finding(
            last.Source,
            "LE4016",
            Invariant($"found {Counted.Of(last.Rows, "row")} on {last.Day:yyyy-MM-dd}, the last day, and {mean:#,0.#} a day before, ")
                + "expected a whole day: look whether the file was cut"
        );
    }

    private static Issue? Spaced(List<CoverageDay> days, IEnumerable<CoverageDay> all)
    {
        if (days.Count < FewestDays)
            return null;
        var (first, last, step) = (days[0].Day, days[^1].Day, days[1].Day.DayNumber - days[0].Day.DayNumber);
        var isRegular = days.Zip(days.Skip(1)).All(pair => pair.Second.Day.DayNumber - pair.First.Day.DayNumber == step);
        var gaps = all.Count(day => day.Status == DayStatus.Gap && day.Day > first && day.Day < last);
        if (!isRegular || step is < 2 or >= Week || gaps == 0)
            return null;
        return Plausibility.Finding(
            days[0].Source,
            "LE4016",
            Invariant($"found rows on {days.Count} days, each {step} days after the one before, from {first:yyyy-MM-dd} to ")
                + Invariant($"{last:yyyy-MM-dd}, and none on {Counted.Of(gaps, "day")} between, ")
                + "expected every day: look whether the file lacks rows at regular distances"
        );
    }

    /// <summary>Hours that the other days have. The first and the last day may begin and end at any hour: only holes count.</summary>
    private static Issue? Hours(List<CoverageDay> days)
    {
        if (days.Count <= FewestDays || days.Exists(day => day.Hours == 0))
            return null;
        var lacking = days.Index().Select(day => (Day: day.Item, Missing: Missing(days, day.Index))).Where(day => day.Missing > 0).ToList();
        if (lacking.Count == 0)
            return null;
        var size = lacking.Sum(day => MeanOfHour(day.Day) * day.Missing);
        var hours = lacking.Sum(day => day.Missing);
        return Plausibility.Finding(
            days[0].Source,
            "LE4016",
            Invariant(
                $"found no rows in {Counted.Of(hours, "hour")} of {Counted.Of(lacking.Count, "day")}, the first {lacking[0].Day.Day:yyyy-MM-dd}, "
            )
                + Invariant($"which nine of ten other days have (about {size:#,0} tokens, by the other hours of those days), ")
                + "expected every hour: look whether the file lacks rows"
        );
    }

    private static decimal MeanOfHour(CoverageDay day) =>
        ((decimal)day.Usage.Input + day.Usage.Output) / BitOperations.PopCount((uint)day.Hours);

    private static int Missing(List<CoverageDay> days, int at)
    {
        var hours = days[at].Hours;
        var isInside = at > 0 && at < days.Count - 1;
        var (first, last) = isInside ? (0, 23) : (BitOperations.TrailingZeroCount(hours), BitOperations.Log2((uint)hours));
        var others = days.Where((_, other) => other != at).ToList();
        bool IsUsual(int hour) => others.Count(day => (day.Hours >> hour & 1) != 0) >= UsualHour * others.Count;
        return Enumerable.Range(first, last - first + 1).Count(hour => (hours >> hour & 1) == 0 && IsUsual(hour));
    }
}
