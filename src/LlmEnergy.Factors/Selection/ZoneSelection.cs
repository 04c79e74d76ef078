using System.Collections.Concurrent;

namespace LlmEnergy.Factors.Selection;

/// <summary>
/// Chooses what goes with a grid zone: the zone's own factor, else that of the country it lies in. The world stands for no other zone.
/// </summary>
internal sealed class ZoneSelection(FactorYears years, ZoneIndex zones, IReadOnlyDictionary<string, Citation> sources)
{
    private readonly ConcurrentDictionary<(FactorFamily Family, string Zone, int Year), FactorUse?> _found = new();

    /// <summary>Null where neither the zone nor its country has a factor of the year or of the two years before it.</summary>
    public FactorUse? Find(FactorFamily family, string zone, int year) => _found.GetOrAdd((family, zone, year), Choose);

    /// <summary>The first of these places that has a factor, down to the last one that may stand for the others.</summary>
    public FactorUse? First(FactorFamily family, IReadOnlyList<string> places, string last, int year)
    {
        foreach (var place in places)
        {
            if (years.Find(family, place, year) is { } found)
                return Use(found.Factor, found.Lag, place, isFallback: false);
            if (place == last)
                break;
        }

        return null;
    }

    private FactorUse? Choose((FactorFamily Family, string Zone, int Year) key)
    {
        if (zones.Find(key.Zone) is not { } zone)
            return null;
        if (years.Find(key.Family, zone, key.Year) is { } own)
            return Use(own.Factor, own.Lag, zone, isFallback: false);
        return zones.CountryOf(zone) is { } country && years.Find(key.Family, country, key.Year) is { } wider
            ? Use(wider.Factor, wider.Lag, $"no {key.Family.Name} of {zone} for {FactorYears.Years(key.Year)}; {country}", isFallback: true)
            : null;
    }

    private FactorUse Use(Factor factor, int lag, string words, bool isFallback) =>
        new(factor, sources[factor.SourceId], lag, $"{words} -> {factor.Id}{FactorYears.Age(lag)}", isFallback);
}
