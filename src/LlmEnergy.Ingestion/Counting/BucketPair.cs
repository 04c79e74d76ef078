namespace LlmEnergy.Ingestion.Counting;

/// <summary>Two exports that state the same time, as far as they do, and what of the one is stated by the other.</summary>
internal sealed class BucketPair
{
    private readonly TimeClusters _clusters;
    private readonly List<BucketSum> _own;
    private readonly Dictionary<(int Cluster, BucketValues Values), List<BucketSum>> _winners;
    private readonly HashSet<(int Cluster, BucketValues Values)> _byCommon;

    /// <summary>The dimensions whose values tell what is stated twice.</summary>
    private readonly Groupings _compared;

    private BucketPair(BucketPart part, BucketPart winner, TimeClusters clusters, List<BucketSum> own, List<BucketSum> winners)
    {
        (Part, Winner, _clusters, _own, WinnerSums) = (part, winner, clusters, own, winners);
        (Grouping, WinnerGrouping) = (GroupingOf(own), GroupingOf(winners));
        var common = Groupings.All & ~(Grouping ^ WinnerGrouping);
        IsSameUsage = common != Groupings.All && Agree(common);
        HasSameTotals = Agree(Groupings.None);
        _compared = IsSameUsage ? common : Groupings.All;
        _winners = winners.GroupBy(sum => CellOf(sum, _compared)).ToDictionary(cell => cell.Key, cell => cell.ToList());
        _byCommon = common == Groupings.All ? [] : [.. winners.Select(sum => CellOf(sum, common))];
        Common = common;
    }

    public BucketPart Part { get; }

    /// <summary>The export that counts where both state the same.</summary>
    public BucketPart Winner { get; }

    public List<BucketSum> WinnerSums { get; }

    /// <summary>Dimensions that the one has values of in the time that both state.</summary>
    public Groupings Grouping { get; }

    public Groupings WinnerGrouping { get; }

    /// <summary>Dimensions that both have values of, or neither.</summary>
    public Groupings Common { get; }

    /// <summary>They are grouped by other dimensions, and their numbers agree by those that both have.</summary>
    public bool IsSameUsage { get; }

    /// <summary>They add up to the same in most of the time that both state.</summary>
    public bool HasSameTotals { get; }

    /// <summary>Null where they share no time.</summary>
    public static BucketPair? Of(BucketPart part, BucketPart winner)
    {
        if (part.Start >= winner.End || winner.Start >= part.End)
            return null;
        List<BucketSum> own = [.. part.Meeting(winner.Start, winner.End)],
            winners = [.. winner.Meeting(part.Start, part.End)];
        var clusters = new TimeClusters(own, winners);
        own.RemoveAll(sum => !clusters.AreShared(sum.Bucket));
        winners.RemoveAll(sum => !clusters.AreShared(sum.Bucket));
        return own.Count == 0 ? null : new(part, winner, clusters, own, winners);
    }

    /// <summary>Sums that count so far, and that a counting sum of the winner states too.</summary>
    public List<BucketSum> Losses() =>
        [.. _own.Where(sum => sum.Counts && Cell(sum).Any(other => other.Counts && TimeClusters.Meet(other.Bucket, sum.Bucket)))];

    /// <summary>Sums that count, of the time that both state.</summary>
    public IEnumerable<BucketSum> Kept => _own.Where(sum => sum.Counts);

    /// <summary>Whether the winner may state it too, in another grouping.</summary>
    public bool IsUndecided(BucketSum sum) => _byCommon.Contains(CellOf(sum, Common));

    /// <summary>What the winner states of the same: the same stretch, or all that share time with it, such as the hours of a day.</summary>
    public IEnumerable<BucketSum> Instead(BucketSum sum)
    {
        var cell = Cell(sum);
        var exact = cell.Where(other => other.Bucket == sum.Bucket).ToList();
        return exact.Count > 0 ? exact : cell.Where(other => TimeClusters.Meet(other.Bucket, sum.Bucket));
    }

    /// <summary>Whether both state the same stretches and the same numbers of these sums.</summary>
    public bool IsRepeated(List<BucketSum> losses) =>
        losses
            .GroupBy(sum => (sum.Bucket, Values: sum.Values.Only(_compared)))
            .All(same =>
            {
                var there = Instead(same.First()).ToList();
                return there.TrueForAll(other => other.Bucket == same.Key.Bucket) && BucketSize.Of(same) == BucketSize.Of(there);
            });

    /// <summary>Dimensions whose value the winner does not have, of sums that it has not.</summary>
    public Groupings Lacking(List<BucketSum> kept)
    {
        var shared = Groupings.None;
        foreach (var grouping in Enum.GetValues<Groupings>().Where(grouping => grouping is not (Groupings.None or Groupings.All)))
        {
            var there = WinnerSums.Select(sum => sum.Values.Only(grouping)).ToHashSet();
            if (kept.TrueForAll(sum => there.Contains(sum.Values.Only(grouping))))
                shared |= grouping;
        }

        return Groupings.All & ~shared;
    }

    private List<BucketSum> Cell(BucketSum sum) => _winners.GetValueOrDefault(CellOf(sum, _compared)) ?? [];

    private (int Cluster, BucketValues Values) CellOf(BucketSum sum, Groupings compared) =>
        (_clusters[sum.Bucket], sum.Values.Only(compared));

    /// <summary>Whether at least half of what both state by these dimensions is the same.</summary>
    private bool Agree(Groupings compared)
    {
        Dictionary<(int, BucketValues), BucketSize> Sizes(List<BucketSum> sums) =>
            sums.GroupBy(sum => CellOf(sum, compared)).ToDictionary(cell => cell.Key, BucketSize.Of);
        var there = Sizes(WinnerSums);
        var both = Sizes(_own)
            .Where(cell => there.ContainsKey(cell.Key))
            .Select(cell => (Here: cell.Value, There: there[cell.Key]))
            .ToList();
        var same = both.Count(cell => cell.Here.IsAny && cell.Here.AgreesWith(cell.There));
        return same > 0 && same * 2 >= both.Count(cell => cell.Here.IsAny || cell.There.IsAny);
    }

    private static Groupings GroupingOf(List<BucketSum> sums) => sums.Aggregate(Groupings.None, (all, sum) => all | sum.Values.Stated);
}
