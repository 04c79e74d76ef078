using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors.Reading;

/// <summary>locations.csv and aliases.csv: providers, their usual spellings, and what is assumed about them.</summary>
internal static class LocationReader
{
    private static readonly string[] Columns = ["provider", "maker", "cloud", "location", "zone", "source_id", "confidence", "note"];
    private static readonly string[] AliasColumns = ["alias", "provider"];
    private static readonly string[] Confidences = ["high", "medium", "low"];

    public static ProviderIndex Read(FactorFiles files, IReadOnlyDictionary<string, Source> sources, ZoneIndex zones, ICollection<Issue> issues)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var locations = new List<ProviderLocation>();
        foreach (var record in CsvTable.Read(files, FactorFiles.Locations, Columns, issues))
        {
            var location = new ProviderLocation(
                record.Id("provider", taken), record.Text("maker"), record.Text("cloud"), record.Required("location"), record.Text("zone"),
                record.Required("source_id"), record.Required("confidence"), record.Text("note"));
            if (location.Zone.Length > 0 && zones.Find(location.Zone) != location.Zone) record.Refuse("zone", IssueCodes.Reference, $"zone {Excerpt.Of(location.Zone)} is not in {FactorFiles.Zones}");
            if (location.SourceId.Length > 0 && !sources.ContainsKey(location.SourceId)) record.Refuse("source_id", IssueCodes.Reference, $"source {Excerpt.Of(location.SourceId)} is not in {FactorFiles.Sources}");
            if (location.Confidence.Length > 0 && !Confidences.Contains(location.Confidence)) record.Refuse("confidence", IssueCodes.Form, $"confidence {Excerpt.Of(location.Confidence)} is none of high, medium, low");
            locations.Add(location);
        }

        return new(locations, Aliases(files, taken, locations, issues));
    }

    private static Dictionary<string, string> Aliases(FactorFiles files, HashSet<string> taken, List<ProviderLocation> locations, ICollection<Issue> issues)
    {
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in CsvTable.Read(files, FactorFiles.Aliases, AliasColumns, issues))
        {
            var (alias, provider) = (record.Id("alias", taken), record.Required("provider"));
            if (locations.TrueForAll(location => location.Provider != provider)) record.Refuse("provider", IssueCodes.Reference, $"provider {Excerpt.Of(provider)} is not in {FactorFiles.Locations}");
            aliases.TryAdd(alias, provider);
        }

        return aliases;
    }
}
