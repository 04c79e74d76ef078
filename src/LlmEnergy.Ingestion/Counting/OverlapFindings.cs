using System.Globalization;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What is said of exports that state the same time, with its size; what overlaps in another period is that period's.</summary>
internal static class OverlapFindings
{
    /// <summary>Sums that another export counts for.</summary>
    public static void SayLosses(BucketPair pair, List<BucketSum> all)
    {
        var losses = all.Where(sum => sum.IsInside).ToList();
        if (losses.Count == 0)
            return;
        var (loser, winner) = (pair.Part, pair.Winner);
        if (pair.IsSameUsage)
        {
            loser.File.Warn(
                IssueCodes.LessThanBefore,
                $"found {Buckets(losses)} by {Grouped(pair.Grouping & ~pair.Common)} that {winner.File.Path} states with the same totals "
                    + $"by {Grouped(pair.WinnerGrouping & ~pair.Common)}: {Size(losses)}, expected one grouping, or filter in intake.csv "
                    + $"if they are parts: they count once, from {winner.File.Path}"
            );
        }

        if (pair.IsRepeated(losses))
            return;
        var there = losses.SelectMany(pair.Instead).DistinctBy(sum => (sum.File, sum.Key)).ToList();
        var found = $"found {Buckets(losses, winner)}: {Size(losses)} here, {Size(there)} there";
        if (losses.Any(loss => Covered(pair, loss) < loss.Bucket.End - loss.Bucket.Start))
        {
            loser.File.Fault(
                IssueCodes.Overlap,
                $"{found}; expected it to cover all of them: usage of the rest is not counted; export both over whole days"
            );
        }
        else if (loser.ObtainedOn == winner.ObtainedOn || loser.ObtainedOn is null)
        {
            loser.File.Fault(
                IssueCodes.Overlap,
                $"{found}; expected obtained_on in intake.csv to say which export is the later one, or filter if they are parts: "
                    + $"counted is {winner.File.Path}"
            );
        }
        else if (IsLess(there, losses))
        {
            loser.File.Warn(
                IssueCodes.LessThanBefore,
                $"{found}, though obtained later; expected no less: if they are parts of one whole, state filter in intake.csv"
            );
        }
    }

    /// <summary>Sums that count although another export states the same time: it does not state them.</summary>
    /// <param name="pairs">Of one export with those before it.</param>
    public static void SayKept(List<BucketPair> pairs)
    {
        var said = new HashSet<BucketSum>(ReferenceEqualityComparer.Instance);
        List<BucketSum> Of(BucketPair pair, Func<BucketSum, bool> which) =>
            [.. pair.Kept.Where(sum => sum.IsInside && which(sum) && !said.Contains(sum))];
        foreach (var pair in pairs)
        {
            var kept = Of(pair, pair.IsUndecided);
            SayUndecided(pair, kept);
            said.UnionWith(kept);
        }

        foreach (var pair in pairs)
        {
            var kept = Of(pair, _ => true);
            SayOnlyHere(pair, kept);
            said.UnionWith(kept);
        }
    }

    private static void SayUndecided(BucketPair pair, List<BucketSum> kept)
    {
        if (kept.Count == 0)
            return;
        pair.Part.File.Fault(
            IssueCodes.Overlap,
            $"found {Buckets(kept)} by {Grouped(pair.Grouping & ~pair.Common)} of a time that {pair.Winner.File.Path} states by "
                + $"{Grouped(pair.WinnerGrouping & ~pair.Common)} with other totals: {Size(kept)} here, {Size(pair.WinnerSums)} there; "
                + "expected one grouping, or filter in intake.csv if they are parts: both are counted"
        );
    }

    private static void SayOnlyHere(BucketPair pair, List<BucketSum> kept)
    {
        if (kept.Count == 0)
            return;
        var winner = pair.Winner.File.Path;
        var lacking = pair.Lacking(kept);
        var values =
            lacking == Groupings.None ? "with a combination of values" : $"with a {BucketValues.Names(lacking)}{ModelOf(kept, lacking)}";
        var found = $"found {Buckets(kept)} {values} that {winner} does not have at that time: {Size(kept)}";
        if (pair.HasSameTotals)
        {
            pair.Part.File.Fault(
                IssueCodes.Overlap,
                $"{found}, as much as it states under others; expected other totals, or filter in intake.csv if they are parts: "
                    + "both are counted, if they are the same usage take one out"
            );
        }
        else
        {
            var later = pair.Winner.ObtainedOn > (pair.Part.ObtainedOn ?? DateOnly.MinValue) ? ", though obtained later" : "";
            pair.Part.File.Warn(
                IssueCodes.LessThanBefore,
                $"{found}{later}; expected them there too: they are counted from here; "
                    + "if they are parts of one whole, state filter in intake.csv"
            );
        }
    }

    /// <summary>Other fields may hold keys and people, and are not named.</summary>
    private static string ModelOf(List<BucketSum> kept, Groupings lacking) =>
        (lacking & Groupings.Model) != 0 && kept[0].Values.Model.Length > 0 ? $" (the first {Quoted.Of(kept[0].Values.Model)})" : "";

    private static string Grouped(Groupings groupings) => groupings == Groupings.None ? "fewer dimensions" : BucketValues.Names(groupings);

    private static bool IsLess(List<BucketSum> there, List<BucketSum> here)
    {
        var (less, more) = (there.Sum(sum => sum.Tokens), here.Sum(sum => sum.Tokens));
        return less < more || (less == more && there.Sum(sum => sum.Cost) < here.Sum(sum => sum.Cost));
    }

    /// <summary>Seconds of a stretch that the winner states.</summary>
    private static long Covered(BucketPair pair, BucketSum loss) =>
        pair.Instead(loss)
            .Select(sum => sum.Bucket)
            .Distinct()
            .Sum(other => Math.Min(loss.Bucket.End, other.End) - Math.Max(loss.Bucket.Start, other.Start));

    private static string Buckets(List<BucketSum> sums) =>
        string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(CountOf(sums), "bucket")}, from {Day(sums[0].Bucket)},");

    private static string Buckets(List<BucketSum> sums, BucketPart winner) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(CountOf(sums), "bucket")} that {winner.File.Path} states too, from {Day(sums[0].Bucket)}"
        );

    private static int CountOf(List<BucketSum> sums) => sums.Select(sum => sum.Bucket).Distinct().Count();

    /// <summary>Tokens, and the cost if any is stated.</summary>
    private static string Size(List<BucketSum> sums)
    {
        var costs = sums.Where(sum => sum.HasCost)
            .GroupBy(sum => sum.Values.Currency, sum => sum.Cost, StringComparer.Ordinal)
            .OrderBy(cost => cost.Key, StringComparer.Ordinal)
            .Select(cost => string.Create(CultureInfo.InvariantCulture, $" and {cost.Key} {cost.Sum():0.##################}"));
        return string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(sums.Sum(sum => sum.Tokens), "token")}{string.Concat(costs)}");
    }

    private static string Day(Bucket bucket) => TimeFormat.DayOf(bucket.Start).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
