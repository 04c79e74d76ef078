using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion;

/// <summary>Reads exports into the activity of a period, in one pass and in bounded memory. The result does not depend on the order of files, rows or threads.</summary>
public sealed class Ingestor(FormatCatalog formats)
{
    /// <summary>An input that cannot be read is an issue, and the run goes on.</summary>
    /// <exception cref="ConfigurationException">A source names a format that there is no mapping for.</exception>
    public Activity Ingest(IReadOnlyList<SourceInput> sources, ReportingPeriod period, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        if (formats.UnknownFormats(sources, "sources").ToImmutableArray() is { IsEmpty: false } unknown) throw new ConfigurationException(unknown);
        var files = sources
            .SelectMany(source => source.Files.Select(path => (Source: source, Path: path)))
            .OrderBy(file => file.Path.Display, StringComparer.Ordinal).ThenBy(file => file.Source.Id, StringComparer.Ordinal)
            .ToList();
        var reading = new ReadingProgress(progress, files.Sum(file => BytesOf(file.Path)));
        var totals = new ActivityTotals();
        var reader = new FileReader(formats, period, reading, totals);
        var results = files.Select(file => reader.Read(file.Source, file.Path, cancellationToken)).ToList();
        return new(
            period,
            totals.Lines,
            [.. results.Select(result => result.Account)],
            [.. results.SelectMany(result => result.NotAccepted)],
            [.. results.SelectMany(result => result.Issues)]);
    }

    private static long BytesOf(InputPath path) => new FileInfo(path.FullPath) is { Exists: true } file ? file.Length : 0;
}
