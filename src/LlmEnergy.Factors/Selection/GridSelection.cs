using System.Collections.Concurrent;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Factors.Selection;

/// <summary>
/// Chooses the grid factor of a line: stated zone, else region, else the place assumed for host or provider, else the world. A step without
/// a factor of the year or of the two years before it is written down and passed over.
/// </summary>
internal sealed class GridSelection(GridYears grids, ZoneIndex zones, RegionIndex regions, ProviderIndex providers, IReadOnlyDictionary<string, Source> sources)
{
    private const string World = "WORLD";

    private readonly ConcurrentDictionary<GridQuery, Grid?> _found = new();

    public ZoneIndex Zones => zones;

    public RegionIndex Regions => regions;

    public ProviderIndex Providers => providers;

    public Grid? Find(GridQuery query) => _found.GetOrAdd(query, Choose);

    private Grid? Choose(GridQuery query)
    {
        var passed = new List<string>();
        foreach (var step in Steps(query))
        {
            if (step.Zones.Count == 0)
            {
                passed.Add(step.Words);
                continue;
            }

            foreach (var zone in step.Zones)
            {
                if (grids.Find(zone, query.Year) is { } found) return Chosen(found.Factor, found.Lag, passed, step);
            }

            passed.Add(FormattableString.Invariant($"{step.Words}: no factor of {string.Join(" or ", step.Zones)} for {query.Year - GridYears.LongestLag} to {query.Year}"));
        }

        return null;
    }

    private Grid Chosen(Factor factor, int lag, List<string> passed, GridStep step)
    {
        var words = step.Zones[0] == factor.Geography ? step.Words : $"{step.Words} -> no factor of {step.Zones[0]}";
        var age = lag switch { 0 => "", 1 => ", 1 year before the activity", _ => FormattableString.Invariant($", {lag} years before the activity") };
        var provisional = factor.Status == FactorStatus.Provisional ? " (provisional)" : "";
        passed.Add(FormattableString.Invariant($"{words} -> {factor.Geography} -> {factor.ValidTo.Year}{age}{provisional}"));
        var use = new FactorUse(factor, sources[factor.SourceId], lag, string.Join("; ", passed), step.IsFallback);
        return new(factor.Geography, GridIntensity.FromGramsCo2ePerKilowattHour(factor.Value), use);
    }

    private IEnumerable<GridStep> Steps(GridQuery query)
    {
        var isStated = !string.IsNullOrWhiteSpace(query.Zone);
        if (isStated) yield return Stated(query.Zone!.Trim());
        yield return Region(query) with { IsFallback = isStated };
        if (query.Host.Length > 0) yield return Assumed("host", query.Host);
        yield return Assumed("provider", query.Provider);
        yield return new("world average", [World], IsFallback: true);
    }

    /// <summary>A zone that is finer than any factor, such as AU-NSW, counts as its country.</summary>
    private GridStep Stated(string written)
    {
        if (zones.Find(written) is { } zone) return new($"zone {zone} stated", [zone], IsFallback: false);
        var dash = written.IndexOf('-', StringComparison.Ordinal);
        var country = dash > 0 ? zones.Find(written[..dash]) : null;
        return country is null
            ? new($"zone {Excerpt.Of(written)} stated, but not known", [], IsFallback: false)
            : new($"zone {Excerpt.Of(written)} stated, finer than any factor", [country], IsFallback: false);
    }

    private GridStep Region(GridQuery query)
    {
        if (string.IsNullOrWhiteSpace(query.Region)) return new("no region stated", [], IsFallback: false);
        var cloud = providers.Find(query.Host.Length > 0 ? query.Host : query.Provider)?.Cloud ?? "";
        if (regions.Find(cloud, query.Region) is { } region)
        {
            return new($"region {region.Code} ({region.Cloud})", region.Zone == region.Country ? [region.Zone] : [region.Zone, region.Country], IsFallback: false);
        }

        return zones.Find(query.Region) is { } zone && zone != World
            ? new($"region {zone} stated", [zone], IsFallback: false)
            : new($"region {Excerpt.Of(query.Region)} is not listed{(cloud.Length > 0 ? $" for {cloud}" : "")}", [], IsFallback: false);
    }

    private GridStep Assumed(string role, string written) => providers.Find(written) switch
    {
        null => new($"{role} {Excerpt.Of(written)} is not listed", [], IsFallback: true),
        { Zone: "" } location => new($"{role} {location.Provider} has no fixed place", [], IsFallback: true),
        var location => new($"{role} {location.Provider} (assumed place)", [location.Zone], IsFallback: true),
    };
}
