using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Counting;

namespace LlmEnergy.Ingestion;

/// <summary>Reads exports into the activity of a period, in one pass and in bounded memory. The result does not depend on the order of files, rows or threads.</summary>
public sealed class Ingestor(FormatCatalog formats)
{
    /// <summary>Bytes that the identities of one source may take: about 180 million requests.</summary>
    public const long DefaultIdentityBytes = 2L << 30;

    /// <summary>Threads that one file is read on, 1 or 2.</summary>
    public int Threads { get; init; } = 2;

    public long MostIdentityBytes { get; init; } = DefaultIdentityBytes;

    /// <summary>An input that cannot be read is an issue, and the run goes on.</summary>
    /// <exception cref="ConfigurationException">A source names a format that there is no mapping for.</exception>
    public Activity Ingest(IReadOnlyList<SourceInput> sources, ReportingPeriod period, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        if (formats.UnknownFormats(sources, "sources").ToImmutableArray() is { IsEmpty: false } unknown) throw new ConfigurationException(unknown);
        var opened = sources.OrderBy(source => source.Id, StringComparer.Ordinal).Select(Archives.Open).ToList();
        var reading = new ReadingProgress(progress, opened.Sum(source => source.Source.Files.Sum(BytesOf)));
        var totals = new ActivityTotals();
        var reader = new SourceReader(new(formats, period, reading, Threads), period, reading, totals, MostIdentityBytes);
        var results = opened.Select(source => (source.Refused, Read: reader.Read(source.Source, cancellationToken))).ToList();
        var files = results.SelectMany(result => result.Refused.Concat(result.Read.Files)).OrderBy(file => file.Account.Path, StringComparer.Ordinal).ThenBy(file => file.Account.Source, StringComparer.Ordinal).ToList();
        return new(
            period,
            totals.Lines,
            [.. files.Select(file => file.Account)],
            NotAccepted(files),
            [.. files.SelectMany(file => file.Issues), .. results.SelectMany(result => result.Read.Issues)])
        {
            Coverage = [.. results.SelectMany(result => result.Read.Coverage)],
            Bills = totals.Bills,
            Identities = [.. results.Select(result => result.Read.Identities)],
        };
    }

    private static ImmutableArray<RowDecision> NotAccepted(List<FileResult> files)
    {
        var decisions = new RowDecision[files.Sum(file => file.NotAccepted?.Count ?? 0)];
        var at = 0;
        foreach (var runs in files.Select(file => file.NotAccepted).OfType<DecisionRuns>())
        {
            runs.CopyTo(decisions.AsSpan(at, runs.Count));
            at += runs.Count;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(decisions);
    }

    private static long BytesOf(InputPath path) => path.Entry is null && new FileInfo(path.FullPath) is { Exists: true } file ? file.Length : 0;
}
