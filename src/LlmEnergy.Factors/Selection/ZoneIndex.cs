namespace LlmEnergy.Factors.Selection;

/// <summary>Zones by any of their spellings, without regard to case.</summary>
internal sealed class ZoneIndex
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);

    public ZoneIndex(IReadOnlyList<Zone> zones)
    {
        Zones = zones;
        foreach (var zone in zones)
        {
            foreach (var spelling in zone.AlsoWritten.Append(zone.Iso3).Append(zone.Id))
                _ids.TryAdd(spelling, zone.Id);
        }
    }

    public IReadOnlyList<Zone> Zones { get; }

    /// <summary>The country that a zone is a part of, or null: US of US-EGRID-SRVC, none of US.</summary>
    public string? CountryOf(string zone)
    {
        var dash = zone.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 ? Find(zone[..dash]) : null;
    }

    /// <summary>The zone and, where it is a part of one, its country.</summary>
    public IReadOnlyList<string> Widening(string zone) => CountryOf(zone) is { } country ? [zone, country] : [zone];

    /// <summary>Id of the zone that is meant, or null for a text that means none.</summary>
    public string? Find(string written) => written.Length == 0 ? null : _ids.GetValueOrDefault(written.Trim());
}
