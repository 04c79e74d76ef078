using System.Collections.Concurrent;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Factors.Selection;

/// <summary>
/// Chooses the grid factor of a line: stated zone, else region, else the place assumed for host or provider, else the world. A step without
/// a factor of the year or of the two years before it is written down and passed over.
/// </summary>
internal sealed class GridSelection(
    FactorYears years,
    ZoneIndex zones,
    RegionIndex regions,
    ProviderIndex providers,
    ZoneSelection byZone,
    IReadOnlyDictionary<string, Citation> sources
)
{
    private const string World = "WORLD";

    private readonly ConcurrentDictionary<GridQuery, Grid?> _found = new();

    public Grid? Find(GridQuery query) => _found.GetOrAdd(query, Choose);

    private Grid? Choose(GridQuery query)
    {
        var passed = new List<string>();
        foreach (var step in Steps(query))
        {
            if (step.Places.Count == 0)
            {
                passed.Add(step.Words);
                continue;
            }

            foreach (var zone in step.Places)
            {
                if (years.Find(FactorFamily.Grid, zone, query.Year) is { } found)
                    return Chosen(found.Factor, found.Lag, passed, step, query.Year);
            }

            passed.Add($"{step.Words}: no factor of {string.Join(" or ", step.Places)} for {FactorYears.Years(query.Year)}");
        }

        return null;
    }

    private Grid Chosen(Factor factor, int lag, List<string> passed, SelectionStep step, int year)
    {
        var words = step.Places[0] == factor.Geography ? step.Words : $"{step.Words} -> no factor of {step.Places[0]}";
        var provisional = factor.Status == FactorStatus.Provisional ? " (provisional)" : "";
        passed.Add(
            FormattableString.Invariant($"{words} -> {factor.Geography} -> {factor.ValidTo.Year}{FactorYears.Age(lag)}{provisional}")
        );
        var use = new FactorUse(factor, sources[factor.SourceId], lag, string.Join("; ", passed), step.IsFallback);
        return new(
            factor.Geography,
            GridIntensity.FromGramsCo2ePerKilowattHour(factor.Value),
            use,
            byZone.First(FactorFamily.Official, step.Places, factor.Geography, year)
        );
    }

    private IEnumerable<SelectionStep> Steps(GridQuery query)
    {
        var isStated = !string.IsNullOrWhiteSpace(query.Zone);
        if (isStated)
            yield return Stated(query.Zone!.Trim());
        yield return Region(query) with
        {
            IsFallback = isStated,
        };
        if (query.Host.Length > 0)
            yield return Assumed("host", query.Host);
        yield return Assumed("provider", query.Provider);
        yield return new("world average", [World], IsFallback: true);
    }

    /// <summary>A zone that is not listed, such as AU-ACT, counts as its country.</summary>
    private SelectionStep Stated(string written)
    {
        if (zones.Find(written) is { } zone)
            return new($"zone {zone} stated", zones.Widening(zone), IsFallback: false);
        return zones.CountryOf(written) is not { } country
            ? new($"zone {Excerpt.Of(written)} stated, but not known", [], IsFallback: false)
            : new($"zone {Excerpt.Of(written)} stated, finer than any factor", [country], IsFallback: false);
    }

    private SelectionStep Region(GridQuery query)
    {
        if (string.IsNullOrWhiteSpace(query.Region))
            return new("no region stated", [], IsFallback: false);
        var cloud = providers.Find(query.Host.Length > 0 ? query.Host : query.Provider)?.Cloud ?? "";
        if (regions.Find(cloud, query.Region) is { } region)
        {
            return new(
                $"region {region.Code} ({region.Cloud})",
                region.Zone == region.Country ? [region.Zone] : [region.Zone, region.Country],
                IsFallback: false
            );
        }

        return zones.Find(query.Region) is { } zone && zone != World
            ? new($"region {zone} stated", zones.Widening(zone), IsFallback: false)
            : new($"region {Excerpt.Of(query.Region)} is not listed{(cloud.Length > 0 ? $" for {cloud}" : "")}", [], IsFallback: false);
    }

    private SelectionStep Assumed(string role, string written) =>
        providers.Find(written) switch
        {
            null => new($"{role} {Excerpt.Of(written)} is not listed", [], IsFallback: true),
            { Zone: "" } location => new($"{role} {location.Provider} has no fixed place", [], IsFallback: true),
            var location => new($"{role} {location.Provider} (assumed place)", zones.Widening(location.Zone), IsFallback: true),
        };
}
