using System.Collections.Immutable;
using CsvHelper;
using LlmEnergy.Ingestion.Containers.Csv;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>The records of a CSV file, as far as they can be read: reading says later what is wrong with a bad one.</summary>
internal static class CsvSample
{
    public static FileSample Take(ExportFile file, FileShape shape)
    {
        var header = CsvHeader.Read(file, file.Display, null);
        var head = file.Head(FileSample.MostBytes);
        var end = head.Length < FileSample.MostBytes ? head.Length : Math.Max(head.AsSpan().LastIndexOf((byte)'\n') + 1, 0);
        var columns = header.Names.Select(name => new SampledColumn(name)).ToImmutableArray();
        var members = new JsonSample();
        byte[][] last = [];
        try
        {
            using var csv = CsvReader.Create(
                head[..end],
                CsvReaderOptions.Default with
                {
                    Separator = header.Separator,
                    SkipEmptyLines = true,
                    FieldCountMismatch = CsvFieldCountHandling.Allow,
                    MalformedData = CsvMalformedDataHandling.Recover,
                }
            );
            csv.ReadHeader();
            for (var records = 0; records < FileSample.Records && csv.Read(); records++)
            {
                if (csv.FieldCount != columns.Length)
                    continue;
                // the last record may be one of sums, which says nothing of the look of rows
                Add(last, columns, members);
                last = [.. Enumerable.Range(0, columns.Length).Select(ordinal => csv.GetSpan(ordinal).ToArray())];
            }
        }
        catch (CsvFormatException)
        {
            // a record that is too long ends the sample
        }

        // of a part of a file, nobody knows the last record
        var total = head.Length < FileSample.MostBytes ? TotalRow.Of(columns, last) : null;
        if (total is null)
            Add(last, columns, members);
        return new(shape, header.Separator, [.. columns.Concat(members.Columns).Where(column => column.Name.Length > 0)]) { Total = total };
    }

    private static void Add(byte[][] record, ImmutableArray<SampledColumn> columns, JsonSample members)
    {
        foreach (var (ordinal, cell) in record.Index())
        {
            columns[ordinal].Add(cell);
            if (cell.AsSpan().StartsWith("{"u8))
                members.AddText(cell, columns[ordinal].Name);
        }
    }
}
