using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Containers.Tables;
using LlmEnergy.Ingestion.Controls;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>
/// Pushes the rows of a Parquet file into a sink, in order: pages are read on the calling thread, their values are turned into rows on
/// others.
/// Only the columns, and the keys of maps, that the mapping asks for are read. Columns of lists are no columns here.
/// </summary>
internal sealed class ParquetRows : IRowSource
{
    private const int MostFooterBytes = 64 << 20;

    /// <summary>The length of the footer, and the mark.</summary>
    private const int TailBytes = 8;
    private readonly ExportFile _file;
    private readonly int _threads;
    private readonly long _length;
    private readonly ParquetFooter _footer;
    private readonly ParquetColumns _columns;

    /// <exception cref="RefusedFileException">The file is no Parquet, or Parquet that is not read here.</exception>
    public ParquetRows(ExportFile file, int threads)
    {
        (_file, _threads) = (file, threads);
        using var stream = file.OpenSeekable();
        _length = stream.Length;
        try
        {
            _footer = FooterReader.Read(Footer(stream), _length);
        }
        catch (ParquetFaultException fault)
        {
            throw new RefusedFileException(
                file.Display,
                IssueCodes.NotText,
                $"found {fault.Found}, expected a whole Parquet file: export it again, or as CSV"
            );
        }

        var names = _footer.Leaves.Select(leaf => leaf.Name).ToImmutableArray();
        var shown = names.AddRange(_footer.Maps.Select(map => map.Name));
        ColumnNames.RefuseDuplicates(shown, file.Display, line: 0);
        _columns = new(names, _footer.Maps);
        Shape = FileShape.Of(ContainerNames.Parquet, shown);
    }

    public FileShape Shape { get; }

    public Columns Columns(Mapping mapping) => _columns;

    public void Read(RowReader reader, IRowSink sink, CancellationToken cancellation)
    {
        ImmutableArray<int> asked = [.. _columns.Asked];
        var bytesOfRow = _file.Length / (double)Math.Max(_footer.Rows, 1);
        var isUtc = reader.Mapping.Semantics.Times.All(time => time.IsUtc);
        using var slices = new SliceReader(_file.OpenSeekable(), _footer, asked, _columns.Keys, isUtc);
        var faults = new List<(long Start, long Next)>();
        OrderedBatches.Run(
            _footer.Rows > ColumnSlice.Most ? _threads : 1,
            () => new ParquetSlice(_footer.Leaves, asked, _columns.Keys.Count),
            slices.Fill,
            slice => slice.Read(reader, _columns.Members, bytesOfRow),
            slice => Take(slice, sink, faults, cancellation)
        );
        using var again = _file.OpenSeekable();
        sink.Counted(ParquetRecords.Count(again, faults), PlaceKind.Line);
    }

    private void Take(ParquetSlice slice, IRowSink sink, List<(long Start, long Next)> faults, CancellationToken cancellation)
    {
        foreach (ref readonly var row in slice.Rows)
        {
            if (row.Left == UsageRow.TooLong)
                sink.Reject(row.At, RowReader.TooLong(_file.Display, row.At), cancellation);
            else
                sink.Accept(row, cancellation);
        }

        if (slice.Fault is not { } fault)
            return;
        faults.Add((fault.Row, fault.Row + fault.Missing));
        var at = new RowLocation(fault.Row, 0);
        sink.Reject(
            at,
            new Issue(
                new(_file.Display, at.Line, 0),
                IssueCodes.Damaged,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {fault.Found} in row group {fault.Number}, expected a whole one: "
                        + $"{Counted.Of(fault.Missing, "row from this one on is", "rows from this one on are")} missing"
                )
            ),
            cancellation
        );
    }

    private static byte[] Footer(Stream stream)
    {
        if (stream.Length < TailBytes)
            throw new ParquetFaultException("a file that is cut off");
        Span<byte> tail = stackalloc byte[TailBytes];
        stream.Position = stream.Length - TailBytes;
        stream.ReadExactly(tail);
        if (tail[4..].SequenceEqual("PARE"u8))
            throw new ParquetFaultException("an encrypted file");
        if (!tail[4..].SequenceEqual("PAR1"u8))
            throw new ParquetFaultException("a file that is cut off: it does not end with PAR1");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length > Math.Min(MostFooterBytes, stream.Length - TailBytes))
            throw new ParquetFaultException(string.Create(CultureInfo.InvariantCulture, $"a footer of {length:N0} bytes"));
        var footer = new byte[length];
        stream.Position = stream.Length - TailBytes - length;
        stream.ReadExactly(footer);
        return footer;
    }
}
