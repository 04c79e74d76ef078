using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>
/// Reads exports into the activity of a period, in one pass and in bounded memory. The result does not depend on the order of files, rows
/// or threads.
/// </summary>
public sealed class Ingestor(FormatCatalog formats, SourceRelations relations)
{
    public Ingestor(FormatCatalog formats)
        : this(formats, SourceRelations.None) { }

    /// <summary>Bytes that the identities of one source may take: about 180 million requests.</summary>
    public const long DefaultIdentityBytes = 2L << 30;

    /// <summary>Threads that one file is read on, 1 or 2.</summary>
    public int Threads { get; init; } = 2;

    public long MostIdentityBytes { get; init; } = DefaultIdentityBytes;

    /// <summary>Rows of a table that are sent where nothing is stated of how it is read.</summary>
    public long MostStreamed { get; init; } = DatabaseTable.MostStreamed;

    /// <summary>Whether files are hashed in the pass that reads them, for a manifest.</summary>
    public bool Hashes { get; init; }

    /// <summary>Whether gaps are filled by the same weekdays around them.</summary>
    public bool EstimatesGaps { get; init; }

    /// <summary>An input that cannot be read is an issue, and the run goes on.</summary>
    /// <exception cref="ConfigurationException">A source names a format that there is no mapping for.</exception>
    public Activity Ingest(
        IReadOnlyList<SourceInput> sources,
        ReportingPeriod period,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (formats.UnknownFormats(sources, "sources").ToImmutableArray() is { IsEmpty: false } unknown)
            throw new ConfigurationException(unknown);
        var opened = sources.OrderBy(source => source.Id, StringComparer.Ordinal).Select(Archives.Open).ToList();
        var reading = new ReadingProgress(progress, opened.Sum(source => source.Source.Files.Sum(file => file.Bytes)));
        var reader = new SourceReader(
            new(formats, period, reading, new(Hashes), Threads),
            new(formats, period, reading, MostIdentityBytes, Threads, MostStreamed),
            period,
            reading,
            new(),
            MostIdentityBytes
        );
        var read = new Dictionary<string, SourceActivity>(StringComparer.Ordinal);
        foreach (var source in opened.OrderBy(source => Rank(source.Source.Id)))
        {
            var id = source.Source.Id;
            var before = relations.Precedence.TakeWhile(other => other != id).ToList();
            var ranked = before.Count < relations.Precedence.Length ? before : [];
            read[id] = reader.Read(source, [.. ranked.Where(read.ContainsKey).Select(other => read[other])], cancellationToken);
        }

        ImmutableArray<SourceActivity> inOrder = [.. opened.Select(source => read[source.Source.Id])];
        var inputs = opened.ToDictionary(source => source.Source.Id, source => source.Source, StringComparer.Ordinal);
        var hasDays = period.First != DateOnly.MinValue;
        var filled = EstimatesGaps && hasDays ? inOrder.Select(source => GapEstimates.Fill(source, inputs[source.Source])) : inOrder;
        return Together(period, [.. filled]) with { Overlaps = TrafficOverlaps.Of(inOrder, inputs, relations, formats) };

        int Rank(string id) => relations.Precedence.IndexOf(id) is >= 0 and var rank ? rank : int.MaxValue;
    }

    /// <summary>What all sources give, in the one order of everything that is written.</summary>
    private static Activity Together(ReportingPeriod period, ImmutableArray<SourceActivity> sources)
    {
        ImmutableArray<ActivityLine> InOrder(Func<SourceActivity, ImmutableArray<ActivityLine>> lines) =>
            [
                .. sources
                    .SelectMany(source => lines(source))
                    .OrderBy(line => line.Key, LineKey.Order)
                    .Select((line, index) => line with { Number = index + 1 }),
            ];

        return new(
            period,
            InOrder(source => source.Lines),
            [
                .. sources
                    .SelectMany(source => source.Files)
                    .OrderBy(file => file.Path, StringComparer.Ordinal)
                    .ThenBy(file => file.Source, StringComparer.Ordinal),
            ],
            sources is [var only] ? only.NotAccepted : [.. sources.SelectMany(source => source.NotAccepted)],
            [.. sources.SelectMany(source => source.Issues)]
        )
        {
            Coverage = [.. sources.SelectMany(source => source.Coverage)],
            Bills = InOrder(source => source.Bills),
            Identities = [.. sources.Select(source => source.Identities)],
        };
    }
}
