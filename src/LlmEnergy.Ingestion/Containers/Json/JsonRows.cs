using System.Text.Json;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Controls;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>Pushes the rows of JSON lines or JSON documents into a sink, in order, read on up to two threads.</summary>
internal sealed class JsonRows(ExportFile file, FileShape shape, int threads) : IRowSource
{
    /// <summary>So that what is read and what is made of it stay in a processor's cache.</summary>
    private const int BatchBytes = 1 << 18;
    private JsonPaths? _paths;

    public FileShape Shape => shape;

    public Columns Columns(Mapping mapping) =>
        _paths = new(mapping.Rows, mapping.TableNames.Length == 0 ? [] : JsonTable.Names(file, mapping), mapping.Zip);

    public void Read(RowReader reader, IRowSink sink, CancellationToken cancellation)
    {
        var paths = _paths ?? throw new InvalidOperationException("the columns were not asked for");
        var more =
            reader.Mapping.More.Length == 0
                ? -1
                : paths.OrdinalOf(string.Concat(Enumerable.Repeat("../", paths.Steps.Length)) + reader.Mapping.More);
        var isLines = IsLines(reader.Mapping);
        var (records, faults) = (Counter(reader.Mapping, isLines, []), new List<(long Start, long Next)>());
        using var stream = new TappedStream(file.Open(0), records);
        var endsRoots = reader.Control is { IsOfDocuments: true };
        IJsonSplitter splitter = isLines
            ? new JsonLineSplitter(stream)
            : new JsonDocumentSplitter(stream, paths, more, Late(paths, more), endsRoots);
        using var extractors = new ThreadLocal<JsonExtractor>(() => new(paths));
        bool? hasMore = null;
        OrderedBatches.Run(
            file.Length > BatchBytes ? threads : 1,
            () => new JsonBatch((int)Math.Clamp(file.IsPacked ? file.Length * 16 : file.Length + 1, 4_096, BatchBytes)),
            splitter.Fill,
            batch => Extract(batch, extractors.Value!, reader, more),
            batch =>
            {
                hasMore = batch.More ?? hasMore;
                faults.AddRange(batch.Faults);
                foreach (ref readonly var row in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(batch.Rows))
                    sink.Accept(row, cancellation);
            }
        );
        stream.Drain();
        sink.Counted(faults.Count > 0 ? Recount(reader.Mapping, isLines, faults) : records.End(), PlaceKind.Offset);
        if ((splitter.More ?? hasMore) == true)
            sink.MissPages(reader.Mapping.More);
    }

    /// <exception cref="RefusedFileException">There are more than are kept.</exception>
    private LateValues Late(JsonPaths paths, int more)
    {
        var late = JsonDocumentSplitter.Look(() => file.Open(0), paths, more);
        return late.IsFull
            ? throw new RefusedFileException(
                file.Display,
                IssueCodes.RecordTooLong,
                "found more than 64 MiB of values behind the lists whose rows they are of, expected them before: export smaller files"
            )
            : late;
    }

    private static IRecordCounter Counter(Mapping mapping, bool isLines, IReadOnlyList<(long Start, long Next)> faults) =>
        isLines && RecordsOf(mapping).Length == 0 ? new JsonLines() : new JsonElements(RecordsOf(mapping), isLines, faults);

    /// <summary>Where the records are: where places in lists are rows, those of the first list.</summary>
    private static string RecordsOf(Mapping mapping) =>
        mapping.Zip is not [var first, ..] ? mapping.Rows
        : mapping.Rows.Length == 0 ? $"{first}[]"
        : $"{mapping.Rows}.{first}[]";

    /// <summary>What is no JSON has no structure to count by: where there is any, the file is counted once more around it.</summary>
    private RecordTally Recount(Mapping mapping, bool isLines, IReadOnlyList<(long Start, long Next)> faults)
    {
        var records = Counter(mapping, isLines, faults);
        using var again = new TappedStream(file.Open(0), records);
        again.Drain();
        return records.End();
    }

    /// <summary>A mapping that names both is read as lines where each line is a value.</summary>
    private bool IsLines(Mapping mapping) =>
        shape.Containers.Contains(Formats.ContainerNames.JsonLines) && mapping.Containers.Contains(Formats.ContainerNames.JsonLines);

    private static void Extract(JsonBatch batch, JsonExtractor extractor, RowReader reader, int more)
    {
        foreach (var record in batch.Records)
        {
            if (record.Fault != JsonFault.None)
            {
                batch.Rows.Add(Faulty(record, reader));
                batch.Faults.Add((record.At.Offset, record.Next));
                continue;
            }

            if (record.Level == JsonRecord.EndOfRoot)
            {
                extractor.Hold(record.Outer);
                reader.ReadDocument(new JsonFields(extractor, record.At));
                continue;
            }

            var before = batch.Rows.Count;
            try
            {
                extractor.Read(batch.Buffer, record.Start, record.Length, record.Level, record.At, record.Outer, reader, batch.Rows);
                if (record.Level == 0)
                    reader.ReadDocument(new JsonFields(extractor, record.At));
                if (more >= 0 && record.Level == 0 && extractor.Text(more) is { IsEmpty: false } said)
                    batch.More = IJsonSplitter.SaysMore(said);
            }
            catch (JsonException)
            {
                batch.Rows.RemoveRange(before, batch.Rows.Count - before);
                batch.Faults.Add((record.At.Offset, record.Next));
                batch.Rows.Add(
                    reader.Rejected(
                        record.At,
                        IssueCodes.Json,
                        "found text that is no JSON, or JSON nested deeper than 64, expected a JSON value"
                    )
                );
            }
            catch (InvalidOperationException)
            {
                batch.Rows.RemoveRange(before, batch.Rows.Count - before);
                batch.Faults.Add((record.At.Offset, record.Next));
                batch.Rows.Add(
                    reader.Rejected(record.At, IssueCodes.Text, "found text that is no Unicode, expected UTF-8 and whole surrogate pairs")
                );
            }
        }
    }

    private static UsageRow Faulty(in JsonRecord record, RowReader reader) =>
        record.Fault switch
        {
            JsonFault.TooLong => UsageRow.NotRead(
                record.At,
                reader.Left.Keep(NotAccepted.RejectedFor([RowReader.TooLong(reader.File, record.At, IJsonSplitter.MostRecordBytes)]))
            ),
            JsonFault.Cut => reader.Rejected(
                record.At,
                IssueCodes.Json,
                "found the end of the file inside a JSON value, expected the rest of it; what was whole is read"
            ),
            _ => reader.Rejected(
                record.At,
                IssueCodes.Json,
                "found text that is no JSON, expected a JSON value; what follows in this document is not read"
            ),
        };
}
