using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace LlmEnergy.Factors.Files;

/// <summary>
/// Named texts that make up a factor pack. Eleven names have a meaning of their own (<c>pack.csv</c>, <c>sources.csv</c>, <c>zones.csv</c>,
/// <c>regions.csv</c>, <c>locations.csv</c>, <c>aliases.csv</c>, <c>models.csv</c>, <c>ecologits-models.csv</c>,
/// <c>operating-models.csv</c>, <c>place-candidates.csv</c>, <c>evidence.csv</c>); every other file holds factors.
/// </summary>
public sealed class FactorFiles
{
    public const string Pack = "pack.csv";
    public const string Sources = "sources.csv";
    public const string Zones = "zones.csv";
    public const string Regions = "regions.csv";
    public const string Locations = "locations.csv";
    public const string Aliases = "aliases.csv";
    public const string Models = "models.csv";
    public const string EcoLogitsModels = "ecologits-models.csv";
    public const string OperatingModels = "operating-models.csv";
    public const string PlaceCandidates = "place-candidates.csv";
    public const string Evidence = "evidence.csv";

    private const string ResourceFolder = "LlmEnergy.Factors.Data.";

    private readonly ImmutableSortedDictionary<string, byte[]> _files;

    private FactorFiles(ImmutableSortedDictionary<string, byte[]> files) => _files = files;

    /// <summary>No file at all: what a set is built from with <see cref="With(string, string)"/>.</summary>
    public static FactorFiles None { get; } = new(ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal));

    /// <summary>The files that are embedded in this assembly.</summary>
    public static FactorFiles BuiltIn { get; } = FromResources();

    /// <summary>In ordinal order.</summary>
    public IEnumerable<string> Names => _files.Keys;

    /// <summary>Files of factors: all but those with a meaning of their own.</summary>
    internal IEnumerable<string> OfFactors =>
        Names.Where(name =>
            name
                is not (
                    Pack
                    or Sources
                    or Zones
                    or Regions
                    or Locations
                    or Aliases
                    or Models
                    or EcoLogitsModels
                    or OperatingModels
                    or PlaceCandidates
                    or Evidence
                )
        );

    /// <summary>A set with this file added, or put in the place of the one of the same name.</summary>
    public FactorFiles With(string name, string text) => new(_files.SetItem(name, Encoding.UTF8.GetBytes(text)));

    /// <summary>As above; the stream is read to its end and stays open.</summary>
    public FactorFiles With(string name, Stream content) => new(_files.SetItem(name, ReadAll(content)));

    public FactorFiles Without(string name) => new(_files.Remove(name));

    /// <summary>UTF-8; null where there is no such file.</summary>
    public ReadOnlyMemory<byte>? Find(string name) => _files.TryGetValue(name, out var content) ? content : default(ReadOnlyMemory<byte>?);

    /// <summary>Whether the file is the embedded one, untouched.</summary>
    internal bool IsBuiltIn(string name) =>
        _files.TryGetValue(name, out var content)
        && BuiltIn._files.TryGetValue(name, out var embedded)
        && ReferenceEquals(content, embedded);

    /// <summary>
    /// <c>sha256:</c> and the hash of a list that has, in ordinal order of the names, each name and the SHA-256 of its content. CR LF
    /// counts
    /// as LF, so that a checkout's line endings do not change it.
    /// </summary>
    public string Hash()
    {
        var list = new StringBuilder();
        foreach (var (name, content) in _files)
        {
            list.Append(Convert.ToHexStringLower(SHA256.HashData(WithLineFeeds(content)))).Append("  ").Append(name).Append('\n');
        }

        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())));
    }

    private static ReadOnlySpan<byte> WithLineFeeds(byte[] content)
    {
        var kept = new byte[content.Length];
        var count = 0;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] != '\r' || i + 1 == content.Length || content[i + 1] != '\n')
                kept[count++] = content[i];
        }

        return kept.AsSpan(0, count);
    }

    private static FactorFiles FromResources()
    {
        var assembly = typeof(FactorFiles).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourceFolder, StringComparison.Ordinal))
            .Aggregate(
                None,
                (files, name) =>
                {
                    using var content = assembly.GetManifestResourceStream(name)!;
                    return files.With(name[ResourceFolder.Length..], content);
                }
            );
    }

    private static byte[] ReadAll(Stream content)
    {
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
