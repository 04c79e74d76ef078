using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>The formats that files are told apart by: the built-in ones and the user's.</summary>
public sealed class FormatCatalog
{
    private const string Extension = ".profile.json";
    private static readonly Lazy<FormatCatalog> LazyBuiltIn = new(LoadBuiltIn);

    private FormatCatalog(
        ImmutableSortedDictionary<string, Mapping> byId,
        ImmutableHashSet<string> given,
        ImmutableSortedDictionary<string, DecodeTable> tables
    ) => (ById, Given, Tables) = (byId, given, tables);

    public static FormatCatalog BuiltIn => LazyBuiltIn.Value;

    /// <summary>In ordinal order of their ids.</summary>
    public IEnumerable<Mapping> Mappings => ById.Values;

    private ImmutableSortedDictionary<string, Mapping> ById { get; }

    /// <summary>Ids of the user's formats: where one of them fits, no built-in one is asked.</summary>
    private ImmutableHashSet<string> Given { get; }

    /// <summary>What bills are decoded by.</summary>
    public ImmutableSortedDictionary<string, DecodeTable> Tables { get; }

    /// <summary>Products of whose prompts the workspace assumes tokens: files that count others are refused.</summary>
    public ImmutableHashSet<string> AssumedProducts { get; private init; } = [];

    /// <summary>With these products in the place of others.</summary>
    public FormatCatalog Assuming(IEnumerable<string> products) =>
        new(ById, Given, Tables) { AssumedProducts = products.ToImmutableHashSet(StringComparer.Ordinal) };

    /// <summary>A built-in profile or decode table as it is written, to be adapted; null where there is none of this id.</summary>
    public static string? BuiltInText(string id)
    {
        var extension =
            BuiltIn.Find(id) is not null ? Extension
            : BuiltIn.Tables.ContainsKey(id) ? DecodeTable.Extension
            : null;
        if (extension is null)
            return null;
        using var stream = typeof(FormatCatalog).Assembly.GetManifestResourceStream($"{typeof(FormatCatalog).Namespace}.{id}{extension}")!;
        return new StreamReader(stream).ReadToEnd();
    }

    public Mapping? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>With one more format; it takes the place of one with the same id.</summary>
    public FormatCatalog With(Mapping mapping) =>
        new(ById.SetItem(mapping.Id, mapping), Given.Add(mapping.Id), Tables) { AssumedProducts = AssumedProducts };

    /// <summary>With a table of the user's, whose rules come before those of the built-in one with the same id.</summary>
    public FormatCatalog With(DecodeTable own) =>
        new(ById, Given, Tables.SetItem(own.Id, Tables.TryGetValue(own.Id, out var known) ? known.WithFirst(own) : own))
        {
            AssumedProducts = AssumedProducts,
        };

    /// <summary>The mapping with the tables that its columns are decoded by.</summary>
    /// <exception cref="ConfigurationException">It asks for a table, or for something of a table, that is not here.</exception>
    public Mapping WithTables(Mapping mapping) =>
        Unknown(mapping).ToImmutableArray() is { IsEmpty: false } unknown
            ? throw new ConfigurationException(unknown)
            : mapping with
            {
                Tables = Tables,
            };

    /// <summary>Formats that ask for a table, or for something of a table, that is not here.</summary>
    public IEnumerable<Issue> UnknownTables() => Mappings.SelectMany(Unknown);

    private IEnumerable<Issue> Unknown(Mapping mapping) =>
        mapping
            .Decoded.Where(column => !Tables.TryGetValue(column.Table, out var table) || !table.Gives.Contains(column.Give))
            .Select(column => new Issue(
                new(mapping.Id, 0, 0),
                "LE2006",
                $"decode: found '{column.Give}' of '{column.Table}', expected what one of these gives: "
                    + string.Join(", ", Tables.Values.Select(table => $"{table.Id} ({string.Join(", ", table.Gives)})"))
            ));

    /// <summary>The one format whose columns the file has. No match is guessed: the two nearest formats are named instead.</summary>
    public FormatMatch Detect(FileShape shape)
    {
        var fitting = Mappings
            .Where(mapping => shape.MayBe(mapping) && mapping.Detection.Matches(name => shape.Has(mapping, name)))
            .ToList();
        var (given, builtIn) = (fitting.Where(IsGiven).ToList(), fitting.Where(mapping => !IsGiven(mapping)).ToList());
        var matches = given.Count > 0 ? given : builtIn;
        return matches switch
        {
            [var match] => new(
                match,
                $"has the {Names(shape)} of {match.Id}: "
                    + string.Join(", ", match.Detection.All.Concat(match.Detection.Any.Where(name => shape.Has(match, name))))
                    + Before(given, builtIn),
                null
            ),
            [] when EmptyPage(shape) is { } empty => new(
                empty,
                $"has an empty list {shape.EmptyListOf(empty)} where {empty.Id} has its rows",
                null
            ),
            [] when UnreadFile.Of(shape) is { } file => new(null, file.Refusal, IssueCodes.UnknownFormat),
            [] => new(
                null,
                $"found {shape.Names.Count} {Names(shape)} of no known format, expected those of one{Nearest(shape)}",
                IssueCodes.UnknownFormat
            ),
            _ => new(
                null,
                $"found the {Names(shape)} of {string.Join(" and of ", matches.Take(2).Select(match => match.Id))}, expected one format: "
                    + $"{Difference(matches[0], matches[1])}",
                IssueCodes.AmbiguousFormat
            ),
        };
    }

    /// <summary>The one format whose columns it has, and why.</summary>
    /// <exception cref="RefusedFileException">There is none, or more than one.</exception>
    internal (Mapping Mapping, string Why) Detected(FileShape shape, string display)
    {
        var match = Detect(shape);
        return match.Mapping is { } mapping
            ? (mapping, match.Why)
            : throw new RefusedFileException(new(new(display, 1, 0), match.Code!, match.Why));
    }

    /// <summary>Sources that name a format which is not here.</summary>
    public IEnumerable<Issue> UnknownFormats(IEnumerable<SourceInput> sources, string file) =>
        sources
            .Where(source => source.Format != SourceInput.DetectFormat && Find(source.Format) is null)
            .Select(source => new Issue(
                new(file, 0, 0),
                IssueCodes.NoSuchFormat,
                $"sources '{source.Id}': found format '{source.Format}', expected {SourceInput.DetectFormat} or one of "
                    + $"{string.Join(", ", Mappings.Select(mapping => mapping.Id))}"
            ));

    /// <summary>Some 330 expressions, which tests read as those of others: to compile each at every start takes half a second.</summary>
    private static FormatCatalog LoadBuiltIn()
    {
        var mappings = Resources(Extension).Select(file => ProfileReader.Read(file.Bytes, file.Name, shape: null, isTrusted: true));
        var tables = Resources(DecodeTable.Extension)
            .Select(file => DecodeTableReader.Read(file.Bytes, file.Name, shape: null, isTrusted: true));
        return new(
            mappings.ToImmutableSortedDictionary(mapping => mapping.Id, mapping => mapping, StringComparer.Ordinal),
            [],
            tables.ToImmutableSortedDictionary(table => table.Id, table => table, StringComparer.Ordinal)
        );
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Resources(string extension)
    {
        var assembly = typeof(FormatCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(extension, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            yield return (name, bytes.ToArray());
        }
    }

    private bool IsGiven(Mapping mapping) => Given.Contains(mapping.Id);

    /// <summary>Why another format that fits is not asked.</summary>
    private static string Before(List<Mapping> given, List<Mapping> builtIn) =>
        given.Count > 0 && builtIn.Count > 0
            ? $"; its profile is given and comes before {string.Join(" and ", builtIn.Select(mapping => mapping.Id))}"
            : "";

    /// <summary>The first format that such a page may be of: without rows there is nothing to read wrongly.</summary>
    private Mapping? EmptyPage(FileShape shape) =>
        Mappings.FirstOrDefault(mapping => mapping.Detection.IsPossible && shape.MayBe(mapping) && shape.IsEmptyPage(mapping));

    private static string Names(FileShape shape) => shape.IsTree ? "members" : "columns";

    private string Nearest(FileShape shape)
    {
        var nearest = Mappings
            .Where(mapping => mapping.Detection.IsPossible && mapping.Prompts is null)
            .Select(mapping =>
                (
                    mapping.Id,
                    Container: string.Join(" or ", mapping.Containers),
                    MayBe: shape.MayBe(mapping),
                    Differences: mapping
                        .Detection.Differences(name => shape.Has(mapping, name), shape.IsTree ? "member" : "column")
                        .ToList(),
                    Shared: mapping.Detection.All.Concat(mapping.Detection.Any).Count(name => shape.Has(mapping, name))
                )
            )
            .OrderByDescending(candidate => candidate.MayBe)
            .ThenByDescending(candidate => candidate.Shared)
            .ThenBy(candidate => candidate.Differences.Count)
            .ThenBy(candidate => candidate.Id, StringComparer.Ordinal)
            .Take(2)
            .Select(candidate =>
                candidate.MayBe
                    ? $"{candidate.Id} ({string.Join(", ", candidate.Differences.Take(4))}"
                        + (candidate.Differences.Count > 4 ? ", ...)" : ")")
                    : $"{candidate.Id} ({candidate.Container})"
            )
            .ToList();
        return nearest.Count == 0 ? "" : $"; nearest: {string.Join(" and ", nearest)}";
    }

    private static string Difference(Mapping first, Mapping second)
    {
        var one = first.Detection.All.Concat(first.Detection.Any).ToHashSet(StringComparer.Ordinal);
        var other = second.Detection.All.Concat(second.Detection.Any).ToHashSet(StringComparer.Ordinal);
        var only = one.Except(other, StringComparer.Ordinal)
            .Select(name => $"{first.Id} alone asks for {name}")
            .Concat(other.Except(one, StringComparer.Ordinal).Select(name => $"{second.Id} alone asks for {name}"))
            .ToList();
        return (only.Count == 0 ? "both ask for the same columns" : string.Join(", ", only.Take(4))) + "; name the format in the source";
    }
}
