using CsvHelper;
using LlmEnergy.Ingestion.Containers.Csv;
using LlmEnergy.Ingestion.Containers.Tables;
using LlmEnergy.Ingestion.Controls;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// Pushes the rows that a database sends as CSV into a sink, read on up to two threads. It is read once and never again, so that what is no
/// CSV ends it.
/// </summary>
internal sealed class TableRows(IDatabase database, Stream csv, HeaderColumns columns, string display, int threads)
{
    private const int BufferBytes = 1 << 18;
    private RefusedFileException? _refused;

    /// <summary>What one row may have: prompts are not asked for.</summary>
    private const int MostRecordBytes = 16 << 20;

    /// <exception cref="RefusedFileException">The database sent something else than CSV.</exception>
    public void Read(RowReader reader, IRowSink sink, CancellationToken cancellation)
    {
        var records = new CsvRecords();
        using var stream = new TappedStream(csv, records);
        try
        {
            using var rows = CsvReader.Create(stream, Options, leaveOpen: true);
            rows.ReadHeader();
            foreach (var row in rows.ParallelEnumerate(record => Row(record, reader), threads))
            {
                if (Volatile.Read(ref _refused) is { } refused)
                    throw refused;
                sink.Accept(row, cancellation);
            }
        }
        catch (CsvFormatException)
        {
            throw _refused ?? NoRows(display);
        }

        if (_refused is not null)
            throw _refused;
        stream.Drain();
        sink.Counted(records.End(), PlaceKind.Offset);
    }

    public static CsvReaderOptions Options =>
        CsvReaderOptions.Default with
        {
            HasHeader = true,
            BufferSize = BufferBytes,
            MaxRecordSize = MostRecordBytes,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = true,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
        };

    private UsageRow Row(CsvReader record, RowReader reader)
    {
        var fields = new CsvFields(record, new(0, 0), columns.Members?.Next());
        if (database.ErrorIn(record.RawRecord) is not { } error)
        {
            if (record.FieldCount == columns.Count)
                return reader.Read(fields);
            error = NoRows(display);
        }

        Interlocked.CompareExchange(ref _refused, error, null);
        return UsageRow.NotRead(fields.At, 0);
    }

    public static RefusedFileException NoRows(string display) =>
        new(
            display,
            IssueCodes.Database,
            "found an answer of the database that is no CSV, has other columns than were asked for, or a row of more than 16 MiB, "
                + "expected rows: nothing of it is counted"
        );
}
