using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// Exports of one source that sum the same stretches of time. The later export counts, as intake.csv states when each was obtained, for
/// what both state: the same values of all dimensions, or, where they are grouped by other dimensions and the numbers agree, the same of
/// those that both have. What only the earlier one states counts too, and is said: nothing vanishes because of a later export that lacks
/// it. The buckets of one export never overlap, though it was cut into several files. Exports that were limited to different things are
/// parts, not repetitions.
/// </summary>
internal static class BucketOverlaps
{
    private const string Rule = "re-exported";

    public static void Settle(IEnumerable<FileTotals> files, SourceInput source)
    {
        var lost = new Dictionary<FileTotals, Dictionary<int, FileTotals>>();
        var sums = files.Where(file => file.Mapping.Semantics.Grain == Grain.Bucket && file.Mapping.Counter is null);
        var parts = ExportParts.Of(sums, source).SelectMany(export => BucketPart.Of(export, source));
        foreach (var same in parts.GroupBy(part => part.What, StringComparer.Ordinal).Where(same => same.Count() > 1))
            Settle(same, lost);
        foreach (var (file, owners) in lost)
            file.Disown(owners, Rule);
    }

    private static void Settle(IEnumerable<BucketPart> same, Dictionary<FileTotals, Dictionary<int, FileTotals>> lost)
    {
        var before = new List<BucketPart>();
        var inOrder = same.OrderByDescending(part => part.ObtainedOn ?? DateOnly.MinValue)
            .ThenByDescending(part => part.Tokens)
            .ThenByDescending(part => part.Cost)
            .ThenBy(part => part.File.Path, StringComparer.Ordinal);
        foreach (var part in inOrder)
        {
            var pairs = before.Select(winner => BucketPair.Of(part, winner)).OfType<BucketPair>().ToList();
            foreach (var pair in pairs)
            {
                var losses = pair.Losses();
                OverlapFindings.SayLosses(pair, losses);
                foreach (var sum in losses)
                {
                    if (!lost.TryGetValue(sum.File, out var owners))
                        lost[sum.File] = owners = [];
                    (sum.Counts, owners[sum.Key]) = (false, pair.Instead(sum).First().File);
                }
            }

            OverlapFindings.SayKept(pairs);
            before.Add(part);
        }
    }
}
