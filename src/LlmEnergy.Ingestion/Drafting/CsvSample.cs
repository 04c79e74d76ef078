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
                for (var ordinal = 0; ordinal < columns.Length; ordinal++)
                {
                    columns[ordinal].Add(csv.GetSpan(ordinal));
                    if (csv.GetSpan(ordinal).StartsWith("{"u8))
                        members.AddText(csv.GetSpan(ordinal), columns[ordinal].Name);
                }
            }
        }
        catch (CsvFormatException)
        {
            // a record that is too long ends the sample
        }

        return new(shape, header.Separator, [.. columns.Concat(members.Columns).Where(column => column.Name.Length > 0)]);
    }
}
