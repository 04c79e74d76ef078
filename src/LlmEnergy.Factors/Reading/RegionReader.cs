using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors.Selection;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Factors.Reading;

/// <summary>regions.csv: each region ends in a grid that has factors, its own zone's or its country's.</summary>
internal sealed class RegionReader(ICollection<Issue> issues)
{
    private static readonly string[] Columns = ["cloud", "region", "location", "country", "zone", "source_id", "note"];

    private readonly List<(CloudRegion Region, TableRow Record)> _read = [];

    public RegionIndex Read(FactorFiles files, IReadOnlyDictionary<string, Citation> sources)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var record in FactorTable.Read(files, FactorFiles.Regions, Columns, issues))
        {
            var region = new CloudRegion(
                record.Required("cloud"),
                record.Required("region"),
                record.Text("location"),
                record.Required("country"),
                record.Required("zone"),
                record.Reference("source_id", sources.ContainsKey, FactorFiles.Sources),
                record.Text("note")
            );
            record.Once("region", $"{region.Cloud} {region.Code}", taken);
            _read.Add((region, record));
        }

        return new(_read.ConvertAll(read => read.Region));
    }

    /// <summary>Called once the factors are known, which themselves may name regions.</summary>
    public void CheckGrids(IReadOnlySet<string> zonesWithFactors)
    {
        foreach (var (region, record) in _read)
        {
            if (zonesWithFactors.Contains(region.Zone) || zonesWithFactors.Contains(region.Country))
                continue;
            record.Wrong(
                "zone",
                FactorCodes.Reference,
                $"found no grid factor of zone {Excerpt.Of(region.Zone)} or country {Excerpt.Of(region.Country)}, expected one"
            );
        }
    }
}
