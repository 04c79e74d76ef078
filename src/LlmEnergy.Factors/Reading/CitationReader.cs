namespace LlmEnergy.Factors.Reading;

/// <summary>sources.csv: everything but nothing may be left out; a source that no row uses is fine.</summary>
internal static class CitationReader
{
    private static readonly string[] Columns =
    [
        "source_id",
        "title",
        "publisher",
        "year",
        "url",
        "licence",
        "attribution",
        "retrieved",
        "read_from",
    ];

    public static Dictionary<string, Citation> Read(FactorFiles files, ICollection<Issue> issues)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var sources = new Dictionary<string, Citation>(StringComparer.Ordinal);
        foreach (var record in FactorTable.Read(files, FactorFiles.Sources, Columns, issues))
        {
            var source = new Citation(
                record.Id("source_id", taken),
                record.Required("title"),
                record.Required("publisher"),
                record.Whole("year") ?? 0,
                record.Required("url"),
                record.Required("licence"),
                record.Required("attribution"),
                record.RequiredDay("retrieved") ?? default,
                record.Required("read_from")
            );
            sources.TryAdd(source.Id, source);
        }

        return sources;
    }
}
