using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using static System.FormattableString;

namespace LlmEnergy.Calculation.Bounds;

/// <summary>Days of a source that look as if the end of its file, or every second row of it, were missing.</summary>
internal static class CutExports
{
    /// <summary>Fewer days than this with rows have no pattern.</summary>
    public const int FewestDays = 5;

    /// <summary>Below this share of the other days' mean, a last day may be cut.</summary>
    public const decimal LeastShare = 0.2m;

    /// <summary>A day of few rows that is no less than this share of another one is taken for a weekend.</summary>
    private const decimal LikeAnother = 0.5m;

    /// <summary>Rows a week apart are weekly buckets.</summary>
    private const int Week = 7;

    public static IEnumerable<Issue> Findings(Activity activity)
    {
        var ofRequests = activity.Lines.Where(line => line.Key.Basis == ContextBasis.Request)
            .Select(line => line.Key.Source).ToHashSet(StringComparer.Ordinal);
        foreach (var source in activity.Coverage.GroupBy(day => day.Source, StringComparer.Ordinal))
        {
            var days = source.Where(day => day.Status == DayStatus.Rows).OrderBy(day => day.Day).ToList();
            if (ofRequests.Contains(source.Key) && LastDay(days) is { } cut) yield return cut;
            if (Spaced(days, source) is { } spaced) yield return spaced;
        }
    }

    private static Issue? LastDay(List<CoverageDay> days)
    {
        if (days.Count <= FewestDays) return null;
        var (last, others) = (days[^1], days[..^1]);
        var mean = others.Average(day => (decimal)day.Rows);
        if (last.Rows >= LeastShare * mean || last.Rows >= LikeAnother * others.Min(day => day.Rows)) return null;
        return Plausibility.Finding(
            last.Source, "LE4016",
            Invariant($"found {last.Rows:#,0} rows on {last.Day:yyyy-MM-dd}, the last day, and {mean:#,0.#} a day before, ")
            + "expected a whole day: look whether the file was cut", Severity.Warning);
    }

    private static Issue? Spaced(List<CoverageDay> days, IEnumerable<CoverageDay> all)
    {
        if (days.Count < FewestDays) return null;
        var (first, last, step) = (days[0].Day, days[^1].Day, days[1].Day.DayNumber - days[0].Day.DayNumber);
        var isRegular = days.Zip(days.Skip(1)).All(pair => pair.Second.Day.DayNumber - pair.First.Day.DayNumber == step);
        var gaps = all.Count(day => day.Status == DayStatus.Gap && day.Day > first && day.Day < last);
        if (!isRegular || step is < 2 or >= Week || gaps == 0) return null;
        return Plausibility.Finding(
            days[0].Source, "LE4016",
            Invariant($"found rows on {days.Count} days, each {step} days after the one before, from {first:yyyy-MM-dd} to ")
            + Invariant($"{last:yyyy-MM-dd}, and none on {gaps} days between, ")
            + "expected every day: look whether the file lacks rows at regular distances",
            Severity.Warning);
    }
}
