using System.Collections.Immutable;
using LlmEnergy.Factors.Reading;
using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors;

/// <summary>Reads a set of factor files. A pack with any issue is refused as a whole: there is no half-read pack.</summary>
public static class FactorLoader
{
    /// <exception cref="ConfigurationException">The files have issues (LE3xxx), all of which it lists.</exception>
    public static FactorPack Load(FactorFiles files)
    {
        var (pack, issues) = Read(files);
        return issues.IsEmpty ? pack : throw new ConfigurationException(issues);
    }

    /// <summary>All issues of the files, by file, line and column; empty where they can be used.</summary>
    public static ImmutableArray<Issue> Check(FactorFiles files) => Read(files).Issues;

    private static (FactorPack Pack, ImmutableArray<Issue> Issues) Read(FactorFiles files)
    {
        var issues = new List<Issue>();
        var sources = SourceReader.Read(files, issues);
        var zones = ZoneReader.Read(files, issues);
        var providers = LocationReader.Read(files, sources, zones, issues);
        var factors = new FactorReader(sources, zones, providers.Locations.Select(location => location.Provider).ToHashSet(StringComparer.Ordinal), issues).Read(files);
        var grids = new GridYears(factors);
        var regions = RegionReader.Read(files, sources, grids.Zones, issues);
        var models = ModelReader.Read(files, sources, issues);
        var pack = new FactorPack(files.Hash(), factors, sources, new GridSelection(grids, zones, regions, providers, sources), new ModelMap(models, providers));
        return (pack, [.. issues
            .OrderBy(issue => issue.At.File, StringComparer.Ordinal).ThenBy(issue => issue.At.Line).ThenBy(issue => issue.At.Column)
            .ThenBy(issue => issue.Code, StringComparer.Ordinal)]);
    }
}
