using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// The same traffic in two exports, such as a gateway's log and the provider's own: told by tokens that agree, day by day and model by model, or by
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

    /// <summary>Share of the smaller part that must agree.</summary>
    private const decimal LeastShare = 0.25m;

    public static ImmutableArray<SourceOverlap> Of(IReadOnlyCollection<SourceActivity> sources, IReadOnlyDictionary<string, SourceInput> inputs, SourceRelations relations)
    {
        var parts = sources.SelectMany(PartsOf).ToList();
        var overlaps = new List<SourceOverlap>();
        for (var one = 0; one < parts.Count; one++)
        {
            for (var other = one + 1; other < parts.Count; other++)
            {
                // of what is settled by a rule, no days with usage are left: where there are some, the rule was not applied
                if (relations.AreDisjoint(parts[one].Name.Source, parts[other].Name.Source)) continue;
                if (ByNumbers(parts[one], parts[other]) is { } overlap) overlaps.Add(overlap);
            }
        }

        overlaps.AddRange(ByIds([.. sources], inputs, relations).Where(found => !overlaps.Any(known => IsSame(known, found))));
        return [.. overlaps];
    }

    private static bool IsSame(SourceOverlap one, SourceOverlap other) =>
        new[] { one.One.Source, one.Other.Source }.Order(StringComparer.Ordinal).SequenceEqual(new[] { other.One.Source, other.Other.Source }.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static IEnumerable<Part> PartsOf(SourceActivity source) => source.Days
        .Where(day => day.Usage.Input + day.Usage.Output > 0)
        .GroupBy(day => new TrafficPart(source.Source, day.Format, day.Account))
        .Select(part => new Part(part.Key, [.. part]));

    /// <summary>What identities were met is known of all rows, and not which of them count where a rule has settled it.</summary>
    private static bool IsSettled(string one, string other, IReadOnlyDictionary<string, SourceInput> inputs, SourceRelations relations) =>
        relations.AreDisjoint(one, other) || relations.AreRanked(one, other)
        || inputs[one].PartOf is not null || inputs[other].PartOf is not null;

    private static SourceOverlap? ByNumbers(Part one, Part other)
    {
        var (smaller, larger) = one.Tokens <= other.Tokens ? (one, other) : (other, one);
        var same = smaller.ByFamily.Where(day => larger.ByFamily.TryGetValue(day.Key, out var there) && Agrees(day.Value, there)).ToList();
        var tokens = same.Sum(day => day.Value.Tokens);
        if (tokens < LeastTokens || tokens < LeastShare * smaller.Tokens) return null;
        var days = same.Select(day => day.Key.Day).Distinct().Order().ToList();
        var isExact = same.All(day => IsEqual(day.Value, larger.ByFamily[day.Key]));
        if (days.Count < LeastDays && !isExact) return null;
        var families = same.Select(day => day.Key.Family).ToHashSet(StringComparer.Ordinal);
        return new(
            smaller.Name, larger.Name, days[0], days[^1], days.Count, [.. smaller.Days.Select(day => day.Model).Where(model => families.Contains(ModelFamily.Of(model)))],
            tokens, tokens / smaller.Tokens, ByIds: false);
    }

    private static bool Agrees(Sum one, Sum other) => IsNear(one.Input, other.Input) && IsNear(one.Output, other.Output);

    private static bool IsNear(decimal one, decimal other) => Math.Abs(one - other) <= Agreement * Math.Max(one, other);

    private static bool IsEqual(Sum one, Sum other) => one == other;

    /// <summary>By the smallest hashes of each source: how many of one are among those of the other tells the share that both have.</summary>
    private static IEnumerable<SourceOverlap> ByIds(ImmutableArray<SourceActivity> sources, IReadOnlyDictionary<string, SourceInput> inputs, SourceRelations relations)
    {
        for (var one = 0; one < sources.Length; one++)
        {
            for (var other = one + 1; other < sources.Length; other++)
            {
                var (a, b) = (sources[one], sources[other]);
                if (IsSettled(a.Source, b.Source, inputs, relations)) continue;
                var (small, large) = a.Identities <= b.Identities ? (a, b) : (b, a);
                if (small.IdentitySample.Shared(large.IdentitySample) is not (> 0 and var shared)) continue;
                var days = small.Days.Select(day => day.Day).Intersect(large.Days.Select(day => day.Day)).Order().ToList();
                if (days.Count == 0) continue;
                var sum = small.Days.Sum(day => (decimal)day.Usage.Input + day.Usage.Output);
                yield return new(
                    new(small.Source, "request ids", ""), new(large.Source, "request ids", ""), days[0], days[^1], days.Count,
                    [.. small.Days.Select(day => day.Model)], decimal.Round(sum * shared), shared, ByIds: true);
            }
        }
    }

    private readonly record struct Sum(decimal Input, decimal Output)
    {
        public decimal Tokens => Input + Output;
    }

    private sealed class Part(TrafficPart name, ImmutableArray<DayUsage> days)
    {
        public TrafficPart Name => name;

        public ImmutableArray<DayUsage> Days => days;

        public Dictionary<(DateOnly Day, string Family), Sum> ByFamily { get; } = days
            .GroupBy(day => (day.Day, Family: ModelFamily.Of(day.Model)))
            .ToDictionary(same => same.Key, same => new Sum(same.Sum(day => (decimal)day.Usage.Input), same.Sum(day => (decimal)day.Usage.Output)));

        public decimal Tokens { get; } = days.Sum(day => (decimal)day.Usage.Input + day.Usage.Output);
    }
}
