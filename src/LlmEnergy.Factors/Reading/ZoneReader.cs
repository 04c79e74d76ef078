using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors.Reading;

/// <summary>zones.csv: each spelling belongs to one zone.</summary>
internal static class ZoneReader
{
    private static readonly string[] Columns = ["zone", "iso3", "name", "also"];

    public static ZoneIndex Read(FactorFiles files, ICollection<Issue> issues)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var zones = new List<Zone>();
        foreach (var record in FactorTable.Read(files, FactorFiles.Zones, Columns, issues))
        {
            var zone = new Zone(
                record.Required("zone"),
                record.Text("iso3"),
                record.Required("name"),
                record.Text("also").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            );
            record.Once("zone", zone.Id, taken);
            if (zone.Iso3.Length > 0)
                record.Once("iso3", zone.Iso3, taken);
            foreach (var spelling in zone.AlsoWritten)
                record.Once("also", spelling, taken);
            zones.Add(zone);
        }

        return new(zones);
    }
}
