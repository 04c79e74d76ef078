using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors.Reading;

/// <summary>place-candidates.csv: where providers whose place is assumed may be, with weights.</summary>
internal static class PlaceCandidateReader
{
    private static readonly string[] Columns = ["provider", "zone", "weight", "source_id", "note"];

    public static List<PlaceCandidate> Read(
        FactorFiles files,
        IReadOnlyDictionary<string, Citation> sources,
        ZoneIndex zones,
        ProviderIndex providers,
        ICollection<Issue> issues
    )
    {
        var candidates = new List<PlaceCandidate>();
        if (files.Find(FactorFiles.PlaceCandidates) is null)
            return candidates; // a pack may do without
        foreach (var record in FactorTable.Read(files, FactorFiles.PlaceCandidates, Columns, issues))
        {
            var provider = record.Required("provider");
            if (provider != PlaceCandidate.AnyProvider)
                provider = record.Reference("provider", id => providers.Find(id)?.Provider == id, FactorFiles.Locations);
            candidates.Add(
                new(
                    provider,
                    record.Reference("zone", zone => zones.Find(zone) == zone, FactorFiles.Zones),
                    record.Required("weight", 0m, 1m, "0 to 1") ?? 0m,
                    record.Reference("source_id", sources.ContainsKey, FactorFiles.Sources),
                    record.Text("note")
                )
            );
        }

        foreach (var provider in candidates.GroupBy(candidate => candidate.Provider, StringComparer.Ordinal))
        {
            var sum = provider.Sum(candidate => candidate.Weight);
            if (sum != 1m)
                issues.Add(
                    new(
                        new(FactorFiles.PlaceCandidates, 0, 0),
                        FactorCodes.Magnitude,
                        FormattableString.Invariant($"found weights of {provider.Key} that add up to {sum}, expected 1")
                    )
                );
        }

        return candidates;
    }
}
