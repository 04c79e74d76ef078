using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// Fills the gaps of one source by the means of the same weekdays around them, on lines of their own. A gap whose weekday has no such day
/// stays one.
/// </summary>
internal static class GapEstimates
{
    public static SourceActivity Fill(SourceActivity activity, SourceInput source)
    {
        var days = MeasuredDays(activity);
        var groups = activity
            .Days.Where(day => days.Contains(day.Day) && day.Usage.Known != Known.Nothing)
            .GroupBy(day => new GroupName(day.Provider, SourceLines.Stated(day.Account, source.Account), day.Model))
            .Select(group => new MeasuredGroup(group.Key, group))
            .ToList();
        var estimated = new HashSet<DateOnly>();
        var sums = new Dictionary<(DateOnly Month, MeasuredGroup Group), GapSums>();
        foreach (var gap in activity.Coverage.Where(day => day.Status == DayStatus.Gap).Select(day => day.Day))
        {
            var around = Coverage.SameWeekdays(gap).Where(days.Contains).ToList();
            if (around.Count == 0)
                continue;
            estimated.Add(gap);
            foreach (var group in groups.Where(group => around.Any(group.Has)))
            {
                var key = (new DateOnly(gap.Year, gap.Month, 1), group);
                if (!sums.TryGetValue(key, out var line))
                    sums[key] = line = new(group);
                line.Add([.. around.Select(group.On)]);
            }
        }

        return estimated.Count == 0
            ? activity
            : activity with
            {
                Lines =
                [
                    .. activity.Lines,
                    .. sums.Where(line => line.Value.IsAny)
                        .Select(line => LineOf(activity, line.Key.Month, line.Key.Group.Name, line.Value)),
                ],
                Coverage =
                [
                    .. activity.Coverage.Select(day => estimated.Contains(day.Day) ? day with { Status = DayStatus.Estimated } : day),
                ],
            };
    }

    /// <summary>Days of the period with rows that state usage, each of that day alone.</summary>
    private static HashSet<DateOnly> MeasuredDays(SourceActivity activity)
    {
        var withUsage = activity.Days.Where(day => day.Usage.Known != Known.Nothing).Select(day => day.Day).ToHashSet();
        var ofSeveral = activity.Days.Where(day => day.IsOfSeveralDays).Select(day => day.Day).ToHashSet();
        return
        [
            .. activity
                .Coverage.Where(day => day.Status == DayStatus.Rows && withUsage.Contains(day.Day) && !ofSeveral.Contains(day.Day))
                .Select(day => day.Day),
        ];
    }

    /// <summary>What the days do not tell is that of the measured lines, where all of them have the same; else it is not stated.</summary>
    private static ActivityLine LineOf(SourceActivity activity, DateOnly month, GroupName name, GapSums sums)
    {
        var measured = activity
            .Lines.Where(line =>
                new GroupName(line.Key.Provider, line.Key.Account, line.Key.Model) == name
                && (line.Usage.Known & ~Known.Cost) != Known.Nothing
            )
            .Select(line => line.Key)
            .ToList();
        string Common(Func<LineKey, string> of) => measured.Select(of).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : "";
        var usage = sums.Usage;
        var counted = usage.Knows(Known.Requests) && usage.Requests > 0;
        var band = counted ? ContextBands.Of(usage.Input, usage.Requests) : ContextBand.UpTo10K;
        var key = new LineKey(
            month,
            activity.Source,
            name.Provider,
            name.Account,
            Common(key => key.Host),
            name.Model,
            Common(key => key.Operation),
            Common(key => key.Region),
            Common(key => key.ServiceTier),
            Common(key => key.CostKey),
            "",
            band,
            counted ? ContextBasis.BucketMean : ContextBasis.None
        )
        {
            IsEstimated = true,
        };
        return new(0, key, 0, usage, band == ContextBand.UpTo100K ? ContextMoments.Of(usage) : default, null) { Estimate = sums.Estimate };
    }
}

/// <param name="Account">Of the rows, else of the source.</param>
internal readonly record struct GroupName(string Provider, string Account, string Model);

/// <summary>What the days with data state of one provider, account and model.</summary>
internal sealed class MeasuredGroup(GroupName name, IEnumerable<DayUsage> days)
{
    private static readonly ImmutableArray<(Known Known, Func<Usage, decimal> Of)> Measures =
    [
        (Known.Input | Known.Output, usage => (decimal)usage.Input + usage.Output),
        (Known.Input, usage => usage.Input),
        (Known.Output, usage => usage.Output),
        (Known.Requests, usage => usage.Requests),
        (Known.Images, usage => usage.Images),
        (Known.Audio, usage => usage.AudioMilliseconds),
        (Known.Characters, usage => usage.Characters),
    ];

    private readonly Dictionary<DateOnly, Usage> _days = days.GroupBy(day => day.Day)
        .ToDictionary(same => same.Key, same => same.Aggregate(Usage.None, (sum, day) => sum + day.Usage));

    private Func<Usage, decimal>? _size;

    public GroupName Name => name;

    /// <summary>What all its days know.</summary>
    public Known Known => _days.Values.Aggregate(Known.Everything, (known, day) => known & day.Known);

    public bool Has(DateOnly day) => _days.ContainsKey(day);

    /// <summary>Nothing on a day on which others of the source have rows.</summary>
    public Usage On(DateOnly day) => _days.GetValueOrDefault(day, Usage.None);

    /// <summary>
    /// What the range is taken of: tokens, or the first of requests, images, sound and characters that is known and not zero.
    /// </summary>
    public decimal SizeOf(Usage usage) => (_size ??= Size())(usage);

    private Func<Usage, decimal> Size()
    {
        var (known, total) = (Known, _days.Values.Aggregate(Usage.None, (sum, day) => sum + day));
        return Measures
                .Where(measure => (known & measure.Known) == measure.Known && measure.Of(total) > 0m)
                .Select(measure => measure.Of)
                .FirstOrDefault()
            ?? (_ => 0m);
    }
}
