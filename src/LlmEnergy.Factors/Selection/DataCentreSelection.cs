using System.Collections.Concurrent;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Factors.Selection;

/// <summary>
/// Chooses PUE and on-site WUE of a line, each by itself: the region's own value, else that of all regions of the cloud, else what is
/// assumed
/// of host or provider. A PUE ends in the generic one; a WUE may end in nothing.
/// </summary>
internal sealed class DataCentreSelection(
    FactorYears years,
    RegionIndex regions,
    ProviderIndex providers,
    IReadOnlyList<Factor> factors,
    IReadOnlyDictionary<string, Citation> sources
)
{
    private readonly ConcurrentDictionary<(string Provider, string Host, string Region, int Year), DataCentre> _found = new();

    public DataCentre Find(string provider, string host, string region, int year) =>
        _found.GetOrAdd((provider, host, region, year), Choose);

    private DataCentre Choose((string Provider, string Host, string Region, int Year) key)
    {
        var steps = Steps(key.Provider, key.Host, key.Region).ToArray();
        return new(First(FactorFamily.Pue, steps, key.Year) ?? Generic(steps, key.Year), First(FactorFamily.Wue, steps, key.Year));
    }

    private FactorUse? First(FactorFamily family, SelectionStep[] steps, int year)
    {
        var passed = new List<string>();
        foreach (var step in steps)
        {
            if (step.Places.Count == 0)
            {
                passed.Add(step.Words);
                continue;
            }

            if (years.Find(family, step.Places[0], year) is { } found)
            {
                passed.Add($"{step.Words} -> {found.Factor.Id}{FactorYears.Age(found.Lag)}");
                return new(found.Factor, sources[found.Factor.SourceId], found.Lag, string.Join("; ", passed), step.IsFallback);
            }

            passed.Add($"{step.Words}: no {family.Name} for {FactorYears.Years(year)}");
        }

        return null;
    }

    /// <summary>Used however old it is: there is nothing behind it.</summary>
    private FactorUse Generic(SelectionStep[] steps, int year)
    {
        var generic =
            factors
                .Where(factor => FactorFamily.Of(factor.Id) == FactorFamily.GenericPue && factor.ValidFrom.Year <= year)
                .MaxBy(factor => factor.ValidFrom)
            ?? throw new KeyNotFoundException(
                FormattableString.Invariant($"There is no factor {FactorFamily.GenericPue.Prefix}* for {year}.")
            );
        var lag = Math.Max(0, year - generic.ValidTo.Year);
        var passed = steps.Select(step =>
            step.Places.Count == 0 ? step.Words : $"{step.Words}: no {FactorFamily.Pue.Name} for {FactorYears.Years(year)}"
        );
        return new(
            generic,
            sources[generic.SourceId],
            lag,
            string.Join("; ", passed.Append($"any data centre -> {generic.Id}{FactorYears.Age(lag)}")),
            IsFallback: true
        );
    }

    private IEnumerable<SelectionStep> Steps(string provider, string host, string region)
    {
        var cloud = providers.Find(host.Length > 0 ? host : provider)?.Cloud ?? "";
        if (string.IsNullOrWhiteSpace(region))
            yield return new("no region stated", [], IsFallback: false);
        else if (regions.Find(cloud, region) is { } known)
        {
            cloud = known.Cloud;
            yield return new($"region {known.Code} ({known.Cloud})", [$"{known.Cloud}/{known.Code}"], IsFallback: false);
        }
        else
            yield return new(
                $"region {Excerpt.Of(region)} is not listed{(cloud.Length > 0 ? $" for {cloud}" : "")}",
                [],
                IsFallback: false
            );
        if (cloud.Length > 0)
            yield return new($"all regions of {cloud}", [cloud], IsFallback: true);
        if (host.Length > 0)
            yield return Assumed("host", host);
        yield return Assumed("provider", provider);
    }

    private SelectionStep Assumed(string role, string written) =>
        providers.Find(written) is { } known
            ? new($"{role} {known.Provider}", [known.Provider], IsFallback: true)
            : new($"{role} {Excerpt.Of(written)} is not listed", [], IsFallback: true);
}
