using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers.Tables;
using LlmEnergy.Ingestion.Controls;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Workbook;

/// <summary>
/// Pushes the rows of the sheets of an XLSX file that have the same columns into a sink: formulas by the value they were saved with, dates
/// as <c>yyyy-MM-dd</c>, cells with an error as empty.
/// </summary>
internal sealed class WorkbookRows : IRowSource
{
    private readonly ExportFile _file;
    private readonly ImmutableArray<SheetHeader> _headers;
    private readonly int _otherSheets;
    private readonly WorkbookParts _parts;
    private readonly HeaderColumns _columns;

    /// <param name="declared">The mapping whose columns the sheet is looked for by; null: the first sheet with a header.</param>
    /// <exception cref="RefusedFileException">The file is no workbook, or none with a header.</exception>
    public WorkbookRows(ExportFile file, Mapping? declared)
    {
        _file = file;
        try
        {
            using var stream = file.OpenSeekable();
            using var package = new WorkbookPackage(stream, file.Display);
            _parts = new(SharedTexts.Read(package), new(package), package.Is1904);
            (_headers, _otherSheets) = SheetHeader.Find(package, _parts, declared, file.Display);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw new RefusedFileException(
                file.Display,
                IssueCodes.NotText,
                $"found {Found(exception)}, expected a whole workbook: save it again, as CSV or XLSX"
            );
        }

        ColumnNames.RefuseDuplicates(_headers[0].Names, file.Display, _headers[0].Row);
        _columns = new(_headers[0].Names);
        Shape = FileShape.Of(ContainerNames.Workbook, _headers[0].Names);
    }

    public FileShape Shape { get; }

    public Columns Columns(Mapping mapping) => _columns;

    public void Read(RowReader reader, IRowSink sink, CancellationToken cancellation)
    {
        var records = default(RecordTally);
        foreach (var header in _headers)
            records = Count(header, records, Read(header, reader, sink, cancellation));
        sink.Counted(records, PlaceKind.Line);
        if (_otherSheets > 0)
            sink.Warn(
                IssueCodes.OtherSheets,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {_otherSheets:N0} more visible sheets with other columns, expected the columns of the first: they are not read"
                )
            );
    }

    /// <summary>The rows of the sheet, by the bytes of its part.</summary>
    private RecordTally Count(SheetHeader header, RecordTally before, long damagedFrom)
    {
        using var stream = _file.OpenSeekable();
        using var package = new WorkbookPackage(stream, _file.Display);
        var texts = new SheetTexts();
        package.Pass("sharedStrings", texts.Add);
        var records = new SheetRecords(header.Row, texts, before, damagedFrom);
        package.PassPart(header.Sheet.Part, records.Add);
        return records.End();
    }

    /// <returns>The row from which on the sheet is damaged.</returns>
    private long Read(SheetHeader header, RowReader reader, IRowSink sink, CancellationToken cancellation)
    {
        using var stream = _file.OpenSeekable();
        using var package = new WorkbookPackage(stream, _file.Display);
        using var rows = new SheetReader(package, header.Sheet, _parts);
        for (var last = header.Row; TryNext(rows, out var damage); last = Math.Max(last, rows.Row.Number))
        {
            if (damage is null && rows.Row.Number <= header.Row)
                continue;
            var at = new RowLocation(damage is null ? rows.Row.Number : last + 1, Math.Min(rows.Passed, _file.Length));
            if (damage is not null)
                sink.Reject(
                    at,
                    new Issue(
                        new(_file.Display, at.Line, 0),
                        IssueCodes.Damaged,
                        $"found {damage}, expected a whole sheet: rows from this one on are missing"
                    ),
                    cancellation
                );
            else if (rows.Row.Length > RowReader.MostRecordBytes)
                sink.Reject(at, RowReader.TooLong(_file.Display, at), cancellation);
            else
                sink.Accept(reader.Read(new WorkbookFields(rows.Row, at, _columns.Members?.Next())), cancellation);
            if (damage is not null)
                return at.Line;
        }

        return long.MaxValue;
    }

    /// <param name="damage">In words, where the sheet cannot be read any further; null where the next row is at hand.</param>
    private static bool TryNext(SheetReader rows, out string? damage)
    {
        try
        {
            damage = null;
            return rows.Next();
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            damage = Found(exception);
            return true;
        }
    }

    /// <summary>What a zip archive or XML throws where it is damaged; both read sizes that a file may state wrongly.</summary>
    internal static bool IsDamage(Exception exception) =>
        exception
            is InvalidDataException
                or XmlException
                or EndOfStreamException
                or ArgumentException
                or NotSupportedException
                or OverflowException;

    private static string Found(Exception exception) =>
        exception is XmlException && exception.Message.Contains("DTD", StringComparison.Ordinal)
            ? "a document type in XML, which workbooks do not have"
            : "a damaged workbook";
}
