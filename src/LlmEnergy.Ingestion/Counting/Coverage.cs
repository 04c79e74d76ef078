using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Which days of the period the exports of one source speak of.</summary>
internal static class Coverage
{
    private const int SecondsOfHour = 3_600;

    /// <summary>A period without an end is covered from its first day with rows to its last.</summary>
    public static ImmutableArray<CoverageDay> Of(
        SourceInput source,
        IReadOnlyList<FileTotals> files,
        ReportingPeriod period,
        ICollection<Issue> issues
    )
    {
        var days = new SortedDictionary<DateOnly, DayTotals>();
        foreach (var file in files)
            Add(file, days);
        var (spans, hours) = (Spans(source, files), HoursOf(files));
        if (period.First == DateOnly.MinValue && days.Count == 0)
            return [];
        var (first, last) = period.First == DateOnly.MinValue ? (days.Keys.First(), days.Keys.Last()) : (period.First, period.Last);
        var coverage = ImmutableArray.CreateBuilder<CoverageDay>();
        for (var day = first; day <= last && coverage.Count < 400_000; day = day.AddDays(1))
        {
            var status = days.TryGetValue(day, out var totals)
                ? totals.Rows > 0
                    ? DayStatus.Rows
                    : DayStatus.Zero
                : spans.Any(span => span.First <= day && day <= span.Last)
                    ? DayStatus.Zero
                    : DayStatus.Gap;
            coverage.Add(new(source.Id, day, status, totals.Rows, totals.Usage) { Hours = hours.GetValueOrDefault(day) });
            if (day == DateOnly.MaxValue)
                break;
        }

        if (period.First != DateOnly.MinValue)
            SayGaps(source, coverage, issues);
        SayCosts(source, files, days, issues);
        return coverage.ToImmutable();
    }

    /// <summary>What each provider and model states of each day; sums of several days stand on their first.</summary>
    public static ImmutableArray<DayUsage> ByModel(SourceInput source, IReadOnlyList<FileTotals> files) =>
        [
            .. files
                .SelectMany(DaysOf)
                .GroupBy(day => (day.Day, day.Format, day.Name.Account, Provider: source.ProviderOr(day.Name.Provider), day.Name.Model))
                .Select(same =>
                    (
                        same.Key,
                        Totals: same.Aggregate(default(DayTotals), (sum, day) => sum.With(day.Totals)),
                        IsOfSeveral: same.Any(day => day.Last > day.Day)
                    )
                )
                .OrderBy(day => day.Key.Day)
                .ThenBy(day => day.Key.Format, StringComparer.Ordinal)
                .ThenBy(day => day.Key.Account, StringComparer.Ordinal)
                .ThenBy(day => day.Key.Provider, StringComparer.Ordinal)
                .ThenBy(day => day.Key.Model, StringComparer.Ordinal)
                .Select(day => new DayUsage(
                    day.Key.Day,
                    day.Key.Format,
                    day.Key.Account,
                    day.Key.Provider,
                    day.Key.Model,
                    day.Totals.Rows,
                    day.Totals.Usage
                )
                {
                    IsOfSeveralDays = day.IsOfSeveral,
                }),
        ];

    private static IEnumerable<(
        DateOnly Day,
        DateOnly Last,
        string Format,
        (string Provider, string Model, string Account) Name,
        DayTotals Totals
    )> DaysOf(FileTotals file) =>
        file.Mapping.Semantics.Grain == Grain.Request
            ? file.Days.ByGroup.Select(day => (day.Day, day.Day, file.Mapping.Id, file.Lines.GroupName(day.Group), day.Totals))
            : file.Lines.Inside.Select(line =>
                (
                    TimeFormat.DayOf(file.BucketOf(line.Key).Start),
                    TimeFormat.DayOf(file.BucketOf(line.Key).End - 1),
                    file.Mapping.Id,
                    file.Lines.GroupName(line.Totals.Group),
                    default(DayTotals).With(line.Totals.Usage, line.Totals.Rows)
                )
            );

    /// <summary>The days of buckets are those they reach over; their sums stand on the first.</summary>
    private static void Add(FileTotals file, SortedDictionary<DateOnly, DayTotals> days)
    {
        if (file.Mapping.Semantics.Grain == Grain.Request)
        {
            foreach (var (day, totals) in file.Days.All)
                Merge(day, totals);
            return;
        }

        foreach (var (day, _) in file.Days.All)
            Merge(day, default);
        foreach (var (_, key, line) in file.Lines.Inside)
        {
            var bucket = file.BucketOf(key);
            var (first, last) = (TimeFormat.DayOf(bucket.Start), TimeFormat.DayOf(bucket.End - 1));
            var totals = default(DayTotals);
            totals.Add(line.Usage, line.Rows);
            Merge(first, totals);
            for (var day = first; day < last; )
            {
                day = day.AddDays(1);
                Merge(day, default);
            }
        }

        void Merge(DateOnly day, in DayTotals totals)
        {
            var sum = days.GetValueOrDefault(day);
            sum.Add(totals);
            days[day] = sum;
        }
    }

    /// <summary>A bit for each hour of a day that has usage; nothing unless all rows of usage sum hours, as requests do not.</summary>
    private static Dictionary<DateOnly, int> HoursOf(IReadOnlyList<FileTotals> files)
    {
        var hours = new Dictionary<DateOnly, int>();
        foreach (var file in files.Where(file => !file.Mapping.Semantics.IsBill))
        {
            // what a bill has no row for was not sold: an hour without one is no gap
            if (file.Mapping.Semantics.Grain == Grain.Request || file.Mapping.Billed is not null)
                return [];
            foreach (var (_, key, _) in file.Lines.Inside)
            {
                var bucket = file.BucketOf(key);
                if (bucket.End - bucket.Start != SecondsOfHour || bucket.Start % SecondsOfHour != 0)
                    return [];
                var day = TimeFormat.DayOf(bucket.Start);
                hours[day] = hours.GetValueOrDefault(day) | (1 << (int)(bucket.Start / SecondsOfHour % 24));
            }
        }

        return hours;
    }

    private static List<(DateOnly First, DateOnly Last)> Spans(SourceInput source, IReadOnlyList<FileTotals> files) =>
        [
            .. source.AttestedZero,
            .. files
                .Select(file => source.IntakeOf(file.Path))
                .Where(intake => intake.From is not null && intake.To is not null)
                .Select(intake => (intake.From!.Value, intake.To!.Value)),
        ];

    private static void SayGaps(SourceInput source, IReadOnlyCollection<CoverageDay> coverage, ICollection<Issue> issues)
    {
        var gaps = coverage.Where(day => day.Status == DayStatus.Gap).ToList();
        if (gaps.Count == 0)
            return;
        var found = $"found no rows on {Days(gaps.Count)} of the period, the first {Named(gaps[0].Day)} ({SizeOf(gaps, coverage)})";
        const string Wanted = "expected rows, or a span that covers them: from and to in intake.csv, or attestedZero";
        Say(issues, source, IssueCodes.Gap, $"{found}, {Wanted}");
    }

    /// <summary>
    /// What the gaps may hold: each the mean of the same weekdays of the 28 days before and after, as far as their tokens are known; a day
    /// without usage as stated counts as zero.
    /// </summary>
    private static string SizeOf(List<CoverageDay> gaps, IReadOnlyCollection<CoverageDay> coverage)
    {
        var tokens = coverage
            .Where(day => day.Status == DayStatus.Zero || (day.Status == DayStatus.Rows && day.Usage.Knows(Known.Input | Known.Output)))
            .ToDictionary(day => day.Day, day => (decimal)day.Usage.Input + day.Usage.Output);
        var sizes = gaps.Select(gap => SameWeekdays(gap.Day).Where(tokens.ContainsKey).Select(day => tokens[day]).ToList())
            .Where(around => around.Count > 0)
            .Select(around => around.Average())
            .ToList();
        if (sizes.Count == 0)
            return "of unknown size: no same weekday of the 28 days before and after has tokens";
        var some = sizes.Count < gaps.Count ? string.Create(CultureInfo.InvariantCulture, $" on {sizes.Count:N0} of them") : "";
        return $"about {Rounded(sizes.Sum())} tokens{some}, by the same weekdays of the 28 days before and after";
    }

    /// <summary>Of the 28 days before and after.</summary>
    public static IEnumerable<DateOnly> SameWeekdays(DateOnly day) => new[] { -28, -21, -14, -7, 7, 14, 21, 28 }.Select(day.AddDays);

    /// <summary>Two significant digits.</summary>
    private static string Rounded(decimal tokens)
    {
        var unit = 1m;
        while (tokens / unit >= 100m)
            unit *= 10m;
        var rounded = decimal.Round(tokens / unit, MidpointRounding.AwayFromZero) * unit;
        return rounded switch
        {
            >= 1_000_000_000m => string.Create(CultureInfo.InvariantCulture, $"{rounded / 1_000_000_000m:#,0.#} billion"),
            >= 1_000_000m => string.Create(CultureInfo.InvariantCulture, $"{rounded / 1_000_000m:#,0.#} million"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{rounded:N0}"),
        };
    }

    /// <summary>Where a source has bills and usage, a day should have both.</summary>
    private static void SayCosts(
        SourceInput source,
        IReadOnlyList<FileTotals> files,
        SortedDictionary<DateOnly, DayTotals> days,
        ICollection<Issue> issues
    )
    {
        if (!days.Values.Any(day => day.CostRows > 0) || !days.Values.Any(day => day.UsageRows > 0))
            return;
        // a bill sells some things without tokens, which it says of each
        if (files.All(file => file.Mapping.Billed is not null))
            return;
        var costOnly = days.Where(day => day.Value is { CostRows: > 0, UsageRows: 0 }).Select(day => day.Key).ToList();
        var usageOnly = days.Where(day => day.Value is { CostRows: 0, UsageRows: > 0 }).Select(day => day.Key).ToList();
        if (costOnly.Count > 0)
            Say(
                issues,
                source,
                IssueCodes.CostAndUsage,
                $"found a cost{Amounts(files, [.. costOnly])} and no usage on {Days(costOnly.Count)}, the first {Named(costOnly[0])}, "
                    + $"expected the usage that was paid for"
            );
        if (usageOnly.Count > 0)
            Say(
                issues,
                source,
                IssueCodes.CostAndUsage,
                $"found usage of {Tokens(days, usageOnly)} tokens and no cost on {Days(usageOnly.Count)}, the first "
                    + $"{Named(usageOnly[0])}, expected its cost"
            );
    }

    /// <summary>What bills state for these days, such as " of USD 0.5455665".</summary>
    private static string Amounts(IReadOnlyList<FileTotals> files, HashSet<DateOnly> days)
    {
        var amounts = files
            .Where(file => file.Mapping.Semantics.Grain == Grain.Bucket)
            .SelectMany(file =>
                file.Lines.Inside.Where(line => line.Totals.HasCost && days.Contains(TimeFormat.DayOf(file.BucketOf(line.Key).Start)))
                    .Select(line => (Currency: file.Dimensions[Field.Currency][line.Key.Currency], line.Totals.Cost))
            )
            .GroupBy(cost => cost.Currency, cost => cost.Cost, StringComparer.Ordinal)
            .OrderBy(cost => cost.Key, StringComparer.Ordinal)
            .Select(cost => string.Create(CultureInfo.InvariantCulture, $"{cost.Key} {cost.Sum():0.##################}"))
            .ToList();
        return amounts.Count == 0 ? "" : $" of {string.Join(" and ", amounts)}";
    }

    private static string Tokens(SortedDictionary<DateOnly, DayTotals> days, List<DateOnly> some) =>
        some.Sum(day => days[day].Usage.Input + days[day].Usage.Output).ToString("N0", CultureInfo.InvariantCulture);

    private static void Say(ICollection<Issue> issues, SourceInput source, string code, string message) =>
        issues.Add(new(new($"source {source.Id}", 0, 0), code, message));

    private static string Days(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "day" : "days")}");

    private static string Named(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
