using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors.Reading;

/// <summary>locations.csv and aliases.csv: providers, their usual spellings, and what is assumed about them.</summary>
internal static class LocationReader
{
    private static readonly string[] Columns =
    [
        "provider",
        "maker",
        "cloud",
        "location",
        "zone",
        "serving",
        "source_id",
        "confidence",
        "note",
    ];
    private static readonly string[] AliasColumns = ["alias", "provider"];
    private static readonly string[] Confidences = ["high", "medium", "low"];

    public static ProviderIndex Read(
        FactorFiles files,
        IReadOnlyDictionary<string, Citation> sources,
        ZoneIndex zones,
        ICollection<Issue> issues
    )
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var locations = new List<ProviderLocation>();
        foreach (var record in FactorTable.Read(files, FactorFiles.Locations, Columns, issues))
        {
            var location = new ProviderLocation(
                record.Id("provider", taken),
                record.Text("maker"),
                record.Text("cloud"),
                record.Required("location"),
                record.Text("zone"),
                record.OneOf("serving", ProviderLocation.Kinds, FactorCodes.Form),
                record.Reference("source_id", sources.ContainsKey, FactorFiles.Sources),
                record.OneOf("confidence", Confidences, FactorCodes.Form),
                record.Text("note")
            );
            if (location.Zone.Length > 0 && zones.Find(location.Zone) != location.Zone)
                record.Wrong(
                    "zone",
                    FactorCodes.Reference,
                    $"found {Excerpt.Of(location.Zone)} in zone, expected one of {FactorFiles.Zones}"
                );
            locations.Add(location);
        }

        return new(locations, Aliases(files, taken, locations, issues));
    }

    private static Dictionary<string, string> Aliases(
        FactorFiles files,
        HashSet<string> taken,
        List<ProviderLocation> locations,
        ICollection<Issue> issues
    )
    {
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in FactorTable.Read(files, FactorFiles.Aliases, AliasColumns, issues))
        {
            var alias = record.Id("alias", taken);
            aliases.TryAdd(
                alias,
                record.Reference("provider", provider => locations.Exists(location => location.Provider == provider), FactorFiles.Locations)
            );
        }

        return aliases;
    }
}
