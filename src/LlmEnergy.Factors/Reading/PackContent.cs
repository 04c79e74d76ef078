using LlmEnergy.Factors.Models;
using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors.Reading;

/// <summary>What was read from the files of a pack.</summary>
internal sealed record PackContent(
    PackEdition Edition,
    IReadOnlyList<Factor> Factors,
    IReadOnlyDictionary<string, Citation> Sources,
    ZoneIndex Zones,
    RegionIndex Regions,
    ProviderIndex Providers,
    ModelMap Models,
    Lazy<EcoLogitsModels> EcoLogits
)
{
    /// <summary>Private names of models, as a workspace states them.</summary>
    public DeploymentNames Deployments { get; init; } = DeploymentNames.None;

    public IReadOnlyList<FactorOverride> Overrides { get; init; } = [];

    public IReadOnlyList<OperatingModel> OperatingModels { get; init; } = [];

    public IReadOnlyList<PlaceCandidate> PlaceCandidates { get; init; } = [];

    public Lazy<IReadOnlyList<Evidence>> Evidence { get; init; } = new(() => []);

    /// <summary>What a factor may hold for: a grid zone, a provider, a cloud, or a region of a cloud as <c>cloud/region</c>.</summary>
    public static HashSet<string> Geographies(ZoneIndex zones, ProviderIndex providers, RegionIndex regions)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        foreach (var zone in zones.Zones)
            places.Add(zone.Id);
        foreach (var location in providers.Locations)
        {
            places.Add(location.Provider);
            if (location.Cloud.Length > 0)
                places.Add(location.Cloud);
        }

        foreach (var region in regions.Regions)
        {
            places.Add(region.Cloud);
            places.Add($"{region.Cloud}/{region.Code}");
        }

        return places;
    }
}
