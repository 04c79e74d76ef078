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
            foreach (var spelling in zone.AlsoWritten.Append(zone.Iso3).Append(zone.Id)) _ids.TryAdd(spelling, zone.Id);
        }
    }

    public IReadOnlyList<Zone> Zones { get; }

    /// <summary>Id of the zone that is meant, or null for a text that means none.</summary>
    public string? Find(string written) => written.Length == 0 ? null : _ids.GetValueOrDefault(written.Trim());
}
