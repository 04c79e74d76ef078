using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors.Reading;

/// <summary>regions.csv: each region ends in a grid that has factors, its own zone's or its country's.</summary>
internal static class RegionReader
{
    private static readonly string[] Columns = ["cloud", "region", "location", "country", "zone", "source_id", "note"];

    public static RegionIndex Read(FactorFiles files, IReadOnlyDictionary<string, Source> sources, IReadOnlySet<string> zonesWithFactors, ICollection<Issue> issues)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var regions = new List<CloudRegion>();
        foreach (var record in CsvTable.Read(files, FactorFiles.Regions, Columns, issues))
        {
            var region = new CloudRegion(
                record.Required("cloud"), record.Required("region"), record.Text("location"), record.Required("country"), record.Required("zone"),
                record.Reference("source_id", sources.ContainsKey, FactorFiles.Sources), record.Text("note"));
            record.Once("region", $"{region.Cloud} {region.Code}", taken);
            if (!zonesWithFactors.Contains(region.Zone) && !zonesWithFactors.Contains(region.Country))
            {
                record.Refuse("zone", IssueCodes.Reference, $"neither zone {Excerpt.Of(region.Zone)} nor country {Excerpt.Of(region.Country)} has a grid factor");
            }

            regions.Add(region);
        }

        return new(regions);
    }
}
