using System.Collections.Immutable;
using LlmEnergy.Factors.Reading;

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
    public static ImmutableArray<Issue> Check(FactorFiles files)
    {
        var issues = new List<Issue>(Read(files).Issues);
        // left out when a pack is loaded: few runs need them
        EcoLogitsReader.Read(files, issues);
        EvidenceReader.Read(files, CitationReader.Read(files, []), issues);
        return [.. issues];
    }

    /// <summary>A pack with a workspace's own files on top, all of them or none.</summary>
    /// <exception cref="ConfigurationException">The files have issues (LE3xxx), all of which it lists.</exception>
    public static FactorPack Load(FactorPack pack, FactorFiles overlays)
    {
        if (!overlays.Names.Any())
            return pack;
        var (content, issues) = Read(pack, overlays);
        return issues.IsEmpty ? new(HashOf(pack, overlays), content) : throw new ConfigurationException(issues);
    }

    /// <summary>All issues of a workspace's own files on top of a pack; empty where they can be used.</summary>
    public static ImmutableArray<Issue> Check(FactorPack pack, FactorFiles overlays) => Read(pack, overlays).Issues;

    /// <summary>Whether a file has the columns of a workspace's own factors, and not those of a pack.</summary>
    public static bool IsOverlay(ReadOnlySpan<byte> file)
    {
        var end = file.IndexOf((byte)'\n');
        return (end < 0 ? file : file[..end]).IndexOf("source_title"u8) >= 0;
    }

    private static (FactorPack Pack, ImmutableArray<Issue> Issues) Read(FactorFiles files)
    {
        var issues = new List<Issue>();
        var sources = CitationReader.Read(files, issues);
        var zones = ZoneReader.Read(files, issues);
        var providers = LocationReader.Read(files, sources, zones, issues);
        var regionReader = new RegionReader(issues);
        var regions = regionReader.Read(files, sources);
        var factors = new FactorReader(sources, PackContent.Geographies(zones, providers, regions), issues).Read(files);
        var models = ModelReader.Read(files, sources, issues);
        var pack = new FactorPack(
            files.Hash(),
            new(
                PackReader.Read(files, issues),
                factors,
                sources,
                zones,
                regions,
                providers,
                new(models, providers),
                new(() => new(EcoLogitsReader.Read(files, [])))
            )
            {
                OperatingModels = OperatingModelReader.Read(files, sources, issues),
                PlaceCandidates = PlaceCandidateReader.Read(files, sources, zones, providers, issues),
                Evidence = new(() => EvidenceReader.Read(files, sources, [])),
            }
        );
        regionReader.CheckGrids(pack.GridZones);
        return (pack, InOrder(issues));
    }

    private static (PackContent Content, ImmutableArray<Issue> Issues) Read(FactorPack pack, FactorFiles overlays)
    {
        var issues = new List<Issue>();
        var content = new OverlayReader(pack.Content, issues).Read(overlays);
        return (content, InOrder(issues));
    }

    /// <summary>As <see cref="FactorFiles.Hash"/>, over the hash of the pack and that of the files.</summary>
    private static string HashOf(FactorPack pack, FactorFiles overlays) =>
        FactorFiles.None.With("pack", pack.Hash + "\n").With("overlays", overlays.Hash() + "\n").Hash();

    private static ImmutableArray<Issue> InOrder(List<Issue> issues) =>
        [
            .. issues
                .OrderBy(issue => issue.At.File, StringComparer.Ordinal)
                .ThenBy(issue => issue.At.Line)
                .ThenBy(issue => issue.At.Column)
                .ThenBy(issue => issue.Code, StringComparer.Ordinal),
        ];
}
