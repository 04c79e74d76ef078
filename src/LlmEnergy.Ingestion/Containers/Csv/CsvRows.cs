using CsvHelper;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers.Tables;
using LlmEnergy.Ingestion.Controls;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Csv;

/// <summary>
/// Pushes the rows of a CSV file into a sink, in order, read on up to two threads. A quote that is not closed would swallow the rest of the
/// file:
/// such a record is rejected at its first line, and reading opens again at the next line break.
/// </summary>
internal sealed class CsvRows(ExportFile file, CsvHeader header, int threads) : IRowSource
{
    /// <summary>So that a batch and its rows stay in a processor's cache.</summary>
    private const int BufferBytes = 1 << 18;

    /// <summary>A second thread pays only where there is more than one buffer to read.</summary>
    private readonly int _workers = file.Length > BufferBytes ? threads : 1;

    /// <summary>
    /// Files with more unclosed quotes than this are read with every line break ending a record, so that time stays linear.
    /// </summary>
    private readonly int _mostReopenings = file.IsPacked ? 10 : 100;

    /// <summary>Where every line break ends a record, longer ones are read over at once, and rejected.</summary>
    private const int LinearRecordBytes = 64 << 20;
    private readonly HeaderColumns _columns = new(header.Names);

    public FileShape Shape { get; } = FileShape.Of(ContainerNames.Csv, header.Names);

    public Columns Columns(Mapping mapping) => _columns;

    public void Read(RowReader reader, IRowSink sink, CancellationToken cancellation)
    {
        var faults = new CsvFaults();
        var records = new CsvRecords();
        using var first = new TappedStream(file.Open(0), records);
        RowLocation? start = new RowLocation(1, 0);
        for (var reopenings = 0; start is { } from; reopenings++)
        {
            if (reopenings == _mostReopenings)
                faults.PlainFrom = from.Offset;
            using var again = reopenings == 0 ? null : file.Open(from.Offset);
            start = ReadFrom(again ?? first, from, reopenings, reader, sink, faults, cancellation);
        }

        first.Drain();
        sink.Counted(faults.Any ? Recount(faults) : records.End(), PlaceKind.Offset);
    }

    /// <summary>Quotes that are not closed have no parity: where there are any, the file is counted once more around them.</summary>
    private RecordTally Recount(CsvFaults faults)
    {
        var records = new CsvRecords(faults.Stretches, faults.PlainFrom);
        using var again = new TappedStream(file.Open(0), records);
        again.Drain();
        return records.End();
    }

    /// <returns>Where to go on; null at the end.</returns>
    private RowLocation? ReadFrom(
        Stream stream,
        RowLocation start,
        int reopenings,
        RowReader reader,
        IRowSink sink,
        CsvFaults faults,
        CancellationToken cancellation
    )
    {
        var malformed = new MalformedRecords(start);
        using var csv = CsvReader.Create(stream, Options(start, reopenings, malformed), leaveOpen: true);
        csv.ReadHeader();
        var last = start;
        try
        {
            foreach (var row in csv.ParallelEnumerate(record => Row(record, start, reader), _workers))
            {
                last = row.At;
                faults.Next(row.At.Offset);
                if (malformed.Any && malformed.TryTake(row.At.Line, out var bad))
                {
                    if (row.Left > 0)
                        reader.Left.Take(row.Left);
                    sink.Reject(row.At, bad.ToIssue(file.Display), cancellation);
                    if (bad.SpansLines)
                        return faults.Close(row.At, After(row.At));
                    faults.Open(row.At);
                }
                else if (row.Left == UsageRow.TooLong)
                {
                    sink.Reject(row.At, RowReader.TooLong(file.Display, row.At), cancellation);
                    return faults.Close(row.At, After(row.At));
                }
                else
                {
                    sink.Accept(row, cancellation);
                }
            }

            return null;
        }
        catch (CsvFormatException exception)
        {
            var line = start.Line + exception.LineNumber - 1;
            var tooLong = new RowLocation(line, file.AfterLines(last.Offset, line - last.Line));
            sink.Reject(tooLong, RowReader.TooLong(file.Display, tooLong), cancellation);
            return faults.Close(tooLong, After(tooLong));
        }
    }

    private UsageRow Row(CsvReader record, RowLocation start, RowReader reader)
    {
        var fields = new CsvFields(record, start, _columns.Members?.Next());
        return record.RawRecord.Length > RowReader.MostRecordBytes
                ? reader.TooLong(fields.At, spansLines: record.RawRecord.TrimEnd("\r\n"u8).ContainsAny((byte)'\n', (byte)'\r'))
            : IsBlank(record) ? reader.Empty(fields.At)
            : IsTotal(record, reader) ? reader.Total(fields.At)
            : record.FieldCount < _columns.Count || HasSurplus(record)
                ? reader.WrongFieldCount(fields.At, record.FieldCount, _columns.Count)
            : reader.Read(fields);
    }

    /// <summary>Whether it is one of the rows without content that spreadsheets write below a table.</summary>
    private static bool IsBlank(CsvReader record)
    {
        for (var ordinal = 0; ordinal < record.FieldCount; ordinal++)
        {
            if (!record.GetSpan(ordinal).Trim((byte)' ').IsEmpty)
                return false;
        }

        return true;
    }

    /// <summary>Whether it is one of the lines of totals below a table, which have no day and cells of their own.</summary>
    private static bool IsTotal(CsvReader record, RowReader reader)
    {
        for (var ordinal = 1; reader.HasTotalWords && ordinal < record.FieldCount && record.GetSpan(0).IsEmpty; ordinal++)
        {
            if (!reader.IsTotalWord(record.GetSpan(ordinal)))
                continue;
            reader.Sum?.State(record.GetSpan(ordinal), ordinal + 1 < record.FieldCount ? record.GetSpan(ordinal + 1) : []);
            return true;
        }

        return false;
    }

    /// <summary>
    /// Exports end rows of empty days with a comma or two too many: fields without a name are a fault only where they hold something.
    /// </summary>
    private bool HasSurplus(CsvReader record)
    {
        for (var ordinal = _columns.Count; ordinal < record.FieldCount; ordinal++)
        {
            if (!record.GetSpan(ordinal).IsEmpty)
                return true;
        }

        return false;
    }

    /// <summary>Where reading opens again, a byte order mark is passed over as at the start of a file, with what is left out.</summary>
    private RowLocation After(RowLocation record)
    {
        var next = file.AfterLines(record.Offset, 1);
        using var rest = file.Open(next);
        Span<byte> mark = stackalloc byte[3];
        var hasMark = rest.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && mark.SequenceEqual("\uFEFF"u8);
        return new(record.Line + 1, hasMark ? next + mark.Length : next);
    }

    private CsvReaderOptions Options(RowLocation start, int reopenings, MalformedRecords malformed) =>
        CsvReaderOptions.Default with
        {
            Separator = header.Separator,
            HasHeader = start.Line == 1,
            BufferSize = (int)Math.Clamp(file.IsPacked ? BufferBytes : file.Length + 1, 4_096, BufferBytes),
            MaxRecordSize = reopenings < _mostReopenings ? RowReader.MostRecordBytes : LinearRecordBytes,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = reopenings < _mostReopenings,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = malformed.Add,
        };
}
