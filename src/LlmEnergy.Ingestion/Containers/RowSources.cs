using LlmEnergy.Ingestion.Containers.Csv;
using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Containers.Parquet;
using LlmEnergy.Ingestion.Containers.Workbook;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers;

/// <summary>Tells the container of a file by its first bytes.</summary>
internal static class RowSources
{
    private const int HeadBytes = 1 << 18;

    /// <param name="declared">The mapping that the file is said to be read by; null: it is told from the file.</param>
    /// <exception cref="RefusedFileException">The file is empty or of no known container.</exception>
    public static IRowSource Open(ExportFile file, Mapping? declared, int threads)
    {
        var magic = file.Magic.Span;
        if (magic.StartsWith("PAR1"u8))
            return new ParquetRows(file, threads);
        if (magic.StartsWith("PARE"u8))
            throw new RefusedFileException(file.Display, IssueCodes.NotText, "found an encrypted Parquet file, expected one that is not");
        if (magic.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            throw new RefusedFileException(
                file.Display,
                IssueCodes.NotText,
                "found a workbook that is encrypted or of Excel 97-2003, expected one that is not: save it as CSV or XLSX without a "
                    + "password"
            );
        if (magic.StartsWith("PK\u0003\u0004"u8))
            return new WorkbookRows(file, declared);
        var mayBeJson =
            declared is null || declared.Containers.Any(container => container is ContainerNames.Json or ContainerNames.JsonLines);
        if (mayBeJson && Shape(file) is { } shape)
            return new JsonRows(file, shape, threads);
        return new CsvRows(file, CsvHeader.Read(file, file.Display, declared?.Separator), threads);
    }

    /// <summary>A first line may be as long as a record, such as a prompt with a picture in it.</summary>
    private static FileShape? Shape(ExportFile file)
    {
        var (head, bytes) = (file.Head(HeadBytes), HeadBytes);
        if (head.Length == bytes && head.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] text && !text.Contains((byte)'\n'))
            head = file.Head(bytes = IJsonSplitter.MostRecordBytes + HeadBytes);
        return JsonShape.Recognise(head, isWhole: head.Length < bytes);
    }
}
