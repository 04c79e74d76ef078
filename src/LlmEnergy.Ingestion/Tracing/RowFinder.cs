using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tracing;

/// <summary>
/// The way from lines of an activity back to the rows they were summed from: one pass over a file, in memory that does not grow with it.
/// Which rows do not count is taken from what was recorded, so that nothing is settled again.
/// </summary>
/// <param name="most">Rows that are kept of each line.</param>
public sealed class RowFinder(FormatCatalog formats, ReportingPeriod period, int most)
{
    /// <summary>Auditors look on machines of others: a second one takes 5 MB more, and saves 2 of 5 seconds for 10 million rows.</summary>
    private const int Threads = 1;

    /// <summary>The files of a source, and the entries of archives among them.</summary>
    public static ImmutableArray<InputPath> FilesOf(SourceInput source) => Archives.Open(source).Source.Files;

    /// <summary>Rows of a file by the lines that are asked for; of lines that have none in it, none.</summary>
    /// <param name="notAccepted">Recorded runs of this file's rows that do not count.</param>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    public IReadOnlyDictionary<LineKey, RowsOfLine> Find(
        SourceInput source,
        InputPath path,
        IReadOnlyCollection<RowDecision> notAccepted,
        IReadOnlySet<LineKey> lines,
        CancellationToken cancellation
    ) => Read(source, path, notAccepted, lines.Contains, null, cancellation).ByLine;

    /// <summary>The rows that begin on a line of a file, and what became of them.</summary>
    /// <inheritdoc cref="Find"/>
    public ImmutableArray<FoundRow> At(
        SourceInput source,
        InputPath path,
        IReadOnlyCollection<RowDecision> notAccepted,
        long line,
        CancellationToken cancellation
    ) => Read(source, path, notAccepted, _ => false, line, cancellation).AtLine;

    private (Dictionary<LineKey, RowsOfLine> ByLine, ImmutableArray<FoundRow> AtLine) Read(
        SourceInput source,
        InputPath path,
        IReadOnlyCollection<RowDecision> notAccepted,
        Func<LineKey, bool> wants,
        long? line,
        CancellationToken cancellation
    )
    {
        (Dictionary<LineKey, RowsOfLine>, ImmutableArray<FoundRow>) found = ([], []);
        var reading = FileReading.Of(
            path,
            () =>
            {
                var progress = new ReadingProgress(null, 0);
                if (path.IsTable)
                {
                    TracedRows? traced = null;
                    var tables = new TableReader(formats, period, progress, Ingestor.DefaultIdentityBytes, Threads);
                    var asked = tables.Ask(
                        source,
                        path,
                        rows => traced = new(source, rows, new([]), wants, null, most),
                        true,
                        cancellation
                    );
                    found = (traced!.ByLine(path.Display, text: null), []);
                    return new ReadFile(path, 0, null, asked.Mapping, "", null!);
                }

                using var file = ExportFile.Open(path);
                var files = new FileReader(formats, period, progress, new(isAsked: false), Threads);
                var (rows, mapping, columns, why) = files.Recognised(source, file, path.Display, cancellation);
                var reader = new RowReader(mapping, columns, period, path.Display);
                var sink = new TracedRows(source, reader, new(notAccepted), wants, line, most);
                rows.Read(reader, sink, cancellation);
                var text = new RecordText(file, mapping, rows.Shape);
                found = (sink.ByLine(path.Display, text), sink.AtLine(path.Display, text));
                return new ReadFile(path, file.Length, null, mapping, why, null!);
            }
        );
        return reading is RefusedFile refused ? throw new ConfigurationException(refused.Why) : found;
    }
}
