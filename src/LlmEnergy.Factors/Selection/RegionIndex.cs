namespace LlmEnergy.Factors.Selection;

/// <summary>Cloud regions by code, without regard to case or spaces (West Europe is westeurope).</summary>
internal sealed class RegionIndex
{
    private readonly Dictionary<string, List<CloudRegion>> _byCode = new(StringComparer.Ordinal);

    public RegionIndex(IReadOnlyList<CloudRegion> regions)
    {
        Regions = regions;
        foreach (var region in regions)
        {
            if (!_byCode.TryGetValue(Normalise(region.Code), out var same))
                _byCode.Add(Normalise(region.Code), same = []);
            same.Add(region);
        }
    }

    public IReadOnlyList<CloudRegion> Regions { get; }

    /// <summary>
    /// The region of this cloud; where no cloud is known, the only region of that code, since a code that two clouds share tells nothing.
    /// </summary>
    public CloudRegion? Find(string cloud, string code)
    {
        if (!_byCode.TryGetValue(Normalise(code), out var same))
            return null;
        if (cloud.Length == 0)
            return same.Count == 1 ? same[0] : null;
        return same.Find(region => region.Cloud == cloud);
    }

    private static string Normalise(string code) => code.Trim().Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
