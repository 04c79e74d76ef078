using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// Exports of one source that sum the same stretches of time. The later export counts, bucket by bucket, as intake.csv states when each was obtained;
/// a file's own buckets never overlap. Exports that were limited to different things are parts, not repetitions.
/// </summary>
internal static class BucketOverlaps
{
    private const string Rule = "re-exported";

    public static void Settle(IEnumerable<FileTotals> files, SourceInput source)
    {
        var parts = files
            .Where(file => file.Mapping.Semantics.Grain == Grain.Bucket && file.Mapping.Counter is null)
            .SelectMany(file => file.Lines.All.GroupBy(line => What(file, source, line.Key)).Select(part => new Part(file, part.Key, source.IntakeOf(file.Path).ObtainedOn, Buckets(file, part))))
            .GroupBy(part => part.What);
        var lost = new Dictionary<FileTotals, Dictionary<int, FileTotals>>();
        foreach (var same in parts.Where(same => same.Count() > 1)) Settle(same, lost);
        foreach (var (file, owners) in lost) file.Disown(owners, Rule);
    }

    /// <summary>What buckets sum: those of one kind only can repeat each other.</summary>
    private static string What(FileTotals file, SourceInput source, in RowKey key) => string.Join(
        '\n', file.Mapping.Semantics.IsBill, file.Dimensions[Field.Provider][key.Provider], file.Dimensions[Field.Account][key.Account], OperationOf(file.Dimensions[Field.Operation][key.Operation]), source.IntakeOf(file.Path).Filter);

    /// <summary>An export that names no operation is one of completions, as another format of the same usage names them.</summary>
    private static string OperationOf(string operation) => operation.Length == 0 ? "completions" : operation;

    private static SortedDictionary<Bucket, BucketSum> Buckets(FileTotals file, IEnumerable<(int Number, RowKey Key, LineTotals Totals)> lines)
    {
        var buckets = new SortedDictionary<Bucket, BucketSum>(Comparer<Bucket>.Create((one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : one.End.CompareTo(other.End)));
        foreach (var (number, key, totals) in lines)
        {
            if (!buckets.TryGetValue(file.BucketOf(key), out var sum)) buckets[file.BucketOf(key)] = sum = new();
            sum.Keys.Add(number);
            sum.IsInside |= !key.IsOutside;
            sum.Usage = sum.Keys.Count == 1 ? totals.Usage : sum.Usage + totals.Usage;
            sum.Cost += totals.Cost;
        }

        return buckets;
    }

    private static void Settle(IEnumerable<Part> same, Dictionary<FileTotals, Dictionary<int, FileTotals>> lost)
    {
        var claims = new Claims();
        foreach (var part in same.OrderByDescending(part => part.ObtainedOn ?? DateOnly.MinValue).ThenByDescending(part => part.Weight).ThenBy(part => part.File.Path, StringComparer.Ordinal))
        {
            var losses = part.Buckets.Select(bucket => (bucket.Key, Sum: bucket.Value, Owner: claims.OwnerOf(bucket.Key))).Where(bucket => bucket.Owner is not null).ToList();
            foreach (var byOwner in losses.GroupBy(bucket => bucket.Owner!.Value.Part))
            {
                // what overlaps in another period is that period's finding
                var inside = byOwner.Where(bucket => bucket.Sum.IsInside).Select(bucket => (bucket.Key, bucket.Sum, bucket.Owner!.Value.Bucket));
                Say(part, byOwner.Key, [.. inside]);
                if (!lost.TryGetValue(part.File, out var owners)) lost[part.File] = owners = [];
                foreach (var (_, sum, _) in byOwner)
                {
                    foreach (var key in sum.Keys) owners[key] = byOwner.Key.File;
                }
            }

            claims.Add(part, part.Buckets.Keys.Except(losses.Select(bucket => bucket.Key)));
        }
    }

    private static void Say(Part loser, Part winner, List<(Bucket Bucket, BucketSum Sum, Bucket Owner)> losses)
    {
        if (losses.All(loss => loss.Bucket == loss.Owner && loss.Sum.Says(winner.Buckets[loss.Owner]))) return;
        var less = losses.Sum(loss => loss.Sum.Tokens);
        var more = losses.SelectMany(loss => Instead(loss.Bucket, winner)).Distinct().Sum(bucket => winner.Buckets[bucket].Tokens);
        var found = string.Create(CultureInfo.InvariantCulture, $"found {losses.Count:N0} buckets that {winner.File.Path} states too, from {Day(losses[0].Bucket)}: {less:N0} tokens here, {more:N0} there");
        if (losses.Any(loss => Covered(loss.Bucket, winner) < loss.Bucket.End - loss.Bucket.Start))
            loser.File.Fault(IssueCodes.Overlap, $"{found}; expected it to cover all of them: usage of the rest is not counted; export both over whole days");
        else if (loser.ObtainedOn == winner.ObtainedOn || loser.ObtainedOn is null)
            loser.File.Fault(IssueCodes.Overlap, $"{found}; expected obtained_on in intake.csv to say which export is the later one, or filter if they are parts: counted is {winner.File.Path}");
        else if (more < less)
            loser.File.Warn(IssueCodes.LessThanBefore, $"{found}, though obtained later; expected no less: if they are parts of one whole, state filter in intake.csv");
    }

    /// <summary>Seconds of a stretch that the winner states.</summary>
    private static long Covered(Bucket bucket, Part winner) =>
        Instead(bucket, winner).Sum(other => Math.Min(bucket.End, other.End) - Math.Max(bucket.Start, other.Start));

    /// <summary>The winner's buckets of the same time: the same one, or all that share time with it, such as the hours of a day.</summary>
    private static IEnumerable<Bucket> Instead(Bucket bucket, Part winner) =>
        winner.Buckets.ContainsKey(bucket) ? [bucket] : winner.Buckets.Keys.Where(other => Meet(other, bucket));

    private static bool Meet(Bucket one, Bucket other) => one.Start < other.End && other.Start < one.End;

    private static string Day(Bucket bucket) => TimeFormat.DayOf(bucket.Start).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Part(FileTotals File, string What, DateOnly? ObtainedOn, SortedDictionary<Bucket, BucketSum> Buckets)
    {
        public long Weight => Buckets.Values.Sum(sum => sum.Tokens);
    }

    private sealed class BucketSum
    {
        public List<int> Keys { get; } = [];

        public bool IsInside { get; set; }

        public Usage Usage { get; set; }

        public decimal Cost { get; set; }

        public long Tokens => Usage.Input + Usage.Output;

        public bool Says(BucketSum other) => Usage == other.Usage && Cost == other.Cost;
    }

    /// <summary>Stretches of time that count, each with the export it counts from, by the days they touch.</summary>
    private sealed class Claims
    {
        /// <summary>Longer stretches are few, and looked through one by one.</summary>
        private const int MostDays = 400;
        private readonly Dictionary<Bucket, Part> _exact = [];
        private readonly Dictionary<long, List<(Part Part, Bucket Bucket)>> _byDay = [];
        private readonly List<(Part Part, Bucket Bucket)> _long = [];

        public void Add(Part part, IEnumerable<Bucket> buckets)
        {
            foreach (var bucket in buckets)
            {
                _exact.TryAdd(bucket, part);
                var (first, last) = DaysOf(bucket);
                if (last - first > MostDays) _long.Add((part, bucket));
                for (var day = first; last - first <= MostDays && day <= last; day++)
                {
                    if (!_byDay.TryGetValue(day, out var claims)) _byDay[day] = claims = [];
                    claims.Add((part, bucket));
                }
            }
        }

        /// <summary>The claim to the same stretch, or to one that shares time with it.</summary>
        public (Part Part, Bucket Bucket)? OwnerOf(Bucket bucket)
        {
            if (_exact.TryGetValue(bucket, out var owner)) return (owner, bucket);
            var (first, last) = DaysOf(bucket);
            if (last - first > MostDays) return _byDay.OrderBy(day => day.Key).SelectMany(day => day.Value).Concat(_long).Where(claim => Meet(claim.Bucket, bucket)).Select(claim => ((Part, Bucket)?)claim).FirstOrDefault();
            for (var day = first; day <= last; day++)
            {
                foreach (var claim in _byDay.GetValueOrDefault(day) ?? [])
                {
                    if (Meet(claim.Bucket, bucket)) return claim;
                }
            }

            foreach (var claim in _long)
            {
                if (Meet(claim.Bucket, bucket)) return claim;
            }

            return null;
        }

        private static (long First, long Last) DaysOf(Bucket bucket) => (Math.DivRem(bucket.Start, 86_400).Quotient, Math.DivRem(bucket.End - 1, 86_400).Quotient);
    }
}
