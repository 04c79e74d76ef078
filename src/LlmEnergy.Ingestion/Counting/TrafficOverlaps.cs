using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// The same traffic in two exports, such as a gateway's log and the provider's own: told by tokens that agree, day by day and model by
/// model, or by
/// equal request ids. What the workspace says of two sources, or has settled by precedence, is no overlap, as far as the rule was applied.
/// </summary>
internal static class TrafficOverlaps
{
    /// <summary>Two systems count the same request within this share.</summary>
    private const decimal Agreement = 0.05m;

    /// <summary>Days that agree by chance: fewer say nothing, unless all numbers are the same.</summary>
    private const int LeastDays = 3;

    /// <summary>Fewer tokens than this may be equal by chance.</summary>
    private const decimal LeastTokens = 10_000m;

    /// <summary>
    /// Overlaps by numbers, and as many by ids, that are listed: each is to be settled, and the first of them fails the check.
    /// </summary>
    private const int Most = 1_000;

    /// <summary>Share of the smaller part that must agree.</summary>
    private const decimal LeastShare = 0.25m;

    public static ImmutableArray<SourceOverlap> Of(
        IReadOnlyCollection<SourceActivity> sources,
        IReadOnlyDictionary<string, SourceInput> inputs,
        SourceRelations relations,
        FormatCatalog formats
    )
    {
        List<SourceOverlap> overlaps =
        [
            .. ByNumbers([.. sources.SelectMany(PartsOf)], relations).Take(Most),
            .. ByProduct([.. sources], relations, formats).Take(Most),
        ];
        var known = overlaps.Select(PairOf).ToHashSet();
        return [.. overlaps, .. ByIds([.. sources], inputs, relations).Where(found => !known.Contains(PairOf(found))).Take(Most)];
    }

    private static (string, string) PairOf(SourceOverlap found) =>
        string.CompareOrdinal(found.One.Source, found.Other.Source) < 0
            ? (found.One.Source, found.Other.Source)
            : (found.Other.Source, found.One.Source);

    private static IEnumerable<Part> PartsOf(SourceActivity source) =>
        source
            .Days.Where(day => day.Usage.Input + day.Usage.Output > 0)
            .GroupBy(day => new TrafficPart(source.Source, day.Format, day.Account))
            .Select(part => new Part(part.Key, [.. part]));

    /// <summary>What identities were met is known of all rows, and not which of them count where a rule has settled it.</summary>
    private static bool IsSettled(string one, string other, IReadOnlyDictionary<string, SourceInput> inputs, SourceRelations relations) =>
        relations.AreDisjoint(one, other)
        || relations.AreRanked(one, other)
        || inputs[one].PartOf is not null
        || inputs[other].PartOf is not null;

    /// <summary>
    /// Only parts that agree on a day of a family can overlap: they are found by their input, and not each held against each.
    /// </summary>
    private static IEnumerable<SourceOverlap> ByNumbers(ImmutableArray<Part> parts, SourceRelations relations)
    {
        var byDay = parts
            .Index()
            .SelectMany(part => part.Item.ByFamily.Select(day => (day.Key, day.Value.Input, Part: part.Index)))
            .GroupBy(day => day.Key)
            .ToDictionary(days => days.Key, days => days.Select(day => (day.Input, day.Part)).Order().ToArray());
        for (var one = 0; one < parts.Length; one++)
        {
            var near = new SortedSet<int>();
            foreach (var (day, sum) in parts[one].ByFamily)
            {
                var there = byDay[day];
                var first = Array.BinarySearch(there, (sum.Input * (1m - Agreement), -1));
                for (
                    var at = first < 0 ? ~first : first;
                    at < there.Length && IsNear(Math.Min(sum.Input, there[at].Input), Math.Max(sum.Input, there[at].Input));
                    at++
                )
                {
                    if (there[at].Part > one)
                        near.Add(there[at].Part);
                }
            }

            foreach (var other in near)
            {
                // of what is settled by a rule, no days with usage are left: where there are some, the rule was not applied
                if (relations.AreDisjoint(parts[one].Name.Source, parts[other].Name.Source))
                    continue;
                if (ByNumbers(parts[one], parts[other]) is { } overlap)
                    yield return overlap;
            }
        }
    }

    private static SourceOverlap? ByNumbers(Part one, Part other)
    {
        var (smaller, larger) = one.Tokens <= other.Tokens ? (one, other) : (other, one);
        var same = smaller.ByFamily.Where(day => larger.ByFamily.TryGetValue(day.Key, out var there) && Agrees(day.Value, there)).ToList();
        var tokens = same.Sum(day => day.Value.Tokens);
        if (tokens < LeastTokens || tokens < LeastShare * smaller.Tokens)
            return null;
        var days = same.Select(day => day.Key.Day).Distinct().Order().ToList();
        var isExact = same.All(day => IsEqual(day.Value, larger.ByFamily[day.Key]));
        if (days.Count < LeastDays && !isExact)
            return null;
        var families = same.Select(day => day.Key.Family).ToHashSet(StringComparer.Ordinal);
        return new(
            smaller.Name,
            larger.Name,
            days[0],
            days[^1],
            days.Count,
            [.. smaller.Days.Select(day => day.Model).Where(model => families.Contains(ModelFamily.Of(model)))],
            tokens,
            tokens / smaller.Tokens,
            ByIds: false
        );
    }

    /// <summary>
    /// Prompts beside tokens of the same product and month, whatever their numbers are: tokens are assumed of prompts that were measured.
    /// </summary>
    private static IEnumerable<SourceOverlap> ByProduct(
        ImmutableArray<SourceActivity> sources,
        SourceRelations relations,
        FormatCatalog formats
    )
    {
        static DateOnly MonthOf(DayUsage day) => new(day.Day.Year, day.Day.Month, 1);
        decimal Prompts(string source, string product, Predicate<DateOnly> isOf) =>
            sources
                .Single(activity => activity.Source == source)
                .Lines.Where(line => line.Key.Operation == PromptAssumption.OperationOf(product) && isOf(line.Key.Month))
                .Sum(line => (decimal)line.Usage.Requests);
        var parts = sources
            .SelectMany(source => source.Days.GroupBy(day => new TrafficPart(source.Source, day.Format, "")))
            .ToLookup(part => part.Key.Format, StringComparer.Ordinal);
        foreach (var (rule, one) in parts.SelectMany(of => of.Select(part => (formats.Find(of.Key)?.Prompts, part))))
        {
            foreach (var other in (rule?.MeasuredBy ?? []).SelectMany(format => parts[format]))
            {
                var months = other.Where(day => day.Usage.Input + day.Usage.Output > 0).Select(MonthOf).ToHashSet();
                var same = one.Where(day => months.Contains(MonthOf(day))).ToList();
                if (same.Count == 0 || relations.AreDisjoint(one.Key.Source, other.Key.Source))
                    continue;
                var all = Prompts(one.Key.Source, rule!.Product, _ => true);
                var prompts = Prompts(one.Key.Source, rule.Product, months.Contains);
                yield return new(
                    one.Key,
                    other.Key,
                    same.Min(day => day.Day),
                    same.Max(day => day.Day),
                    same.Select(day => day.Day).Distinct().Count(),
                    [],
                    prompts,
                    all > 0m ? prompts / all : 1m,
                    ByIds: false
                )
                {
                    Product = rule.Product,
                };
            }
        }
    }

    private static bool Agrees(Sum one, Sum other) => IsNear(one.Input, other.Input) && IsNear(one.Output, other.Output);

    private static bool IsNear(decimal one, decimal other) => Math.Abs(one - other) <= Agreement * Math.Max(one, other);

    private static bool IsEqual(Sum one, Sum other) => one == other;

    /// <summary>
    /// By the smallest hashes of each source: how many of one are among those of the other tells the share that both have.
    /// </summary>
    private static IEnumerable<SourceOverlap> ByIds(
        ImmutableArray<SourceActivity> sources,
        IReadOnlyDictionary<string, SourceInput> inputs,
        SourceRelations relations
    )
    {
        (ulong Hash, int Source)[] byId =
        [
            .. sources.Index().SelectMany(source => source.Item.IdentitySample.Smallest.Select(hash => (hash, source.Index))),
        ];
        Array.Sort(byId);
        for (var one = 0; one < sources.Length; one++)
        {
            foreach (var other in Sharing(byId, one, sources[one].IdentitySample))
            {
                var (a, b) = (sources[one], sources[other]);
                if (IsSettled(a.Source, b.Source, inputs, relations))
                    continue;
                var (small, large) = a.IdentitySample.IsOfFewer(b.IdentitySample) ? (a, b) : (b, a);
                if (small.IdentitySample.Shared(large.IdentitySample) is not (> 0 and var shared))
                    continue;
                var days = small.Days.Select(day => day.Day).Intersect(large.Days.Select(day => day.Day)).Order().ToList();
                if (days.Count == 0)
                    continue;
                var sum = small.Days.Sum(day => (decimal)day.Usage.Input + day.Usage.Output);
                yield return new(
                    new(small.Source, "request ids", ""),
                    new(large.Source, "request ids", ""),
                    days[0],
                    days[^1],
                    days.Count,
                    [.. small.Days.Select(day => day.Model)],
                    decimal.Round(sum * shared),
                    shared,
                    ByIds: true
                );
            }
        }
    }

    /// <summary>The later sources that have one of these hashes too, in their order.</summary>
    private static SortedSet<int> Sharing((ulong Hash, int Source)[] byId, int one, IdentitySample sample)
    {
        var sharing = new SortedSet<int>();
        foreach (var hash in sample.Smallest)
        {
            for (var at = Array.BinarySearch(byId, (hash, one)) + 1; at < byId.Length && byId[at].Hash == hash; at++)
                sharing.Add(byId[at].Source);
        }

        return sharing;
    }

    private readonly record struct Sum(decimal Input, decimal Output)
    {
        public decimal Tokens => Input + Output;
    }

    private sealed class Part(TrafficPart name, ImmutableArray<DayUsage> days)
    {
        public TrafficPart Name => name;

        public ImmutableArray<DayUsage> Days => days;

        public Dictionary<(DateOnly Day, string Family), Sum> ByFamily { get; } =
            days.GroupBy(day => (day.Day, Family: ModelFamily.Of(day.Model)))
                .ToDictionary(
                    same => same.Key,
                    same => new Sum(same.Sum(day => (decimal)day.Usage.Input), same.Sum(day => (decimal)day.Usage.Output))
                );

        public decimal Tokens { get; } = days.Sum(day => (decimal)day.Usage.Input + day.Usage.Output);
    }
}
