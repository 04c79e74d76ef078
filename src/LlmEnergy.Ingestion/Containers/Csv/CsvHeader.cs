using System.Collections.Immutable;
using CsvHelper;
using LlmEnergy.Ingestion.Containers.Tables;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Containers.Csv;

/// <summary>The first record of a CSV file, and the separator it is written with.</summary>
internal sealed record CsvHeader(char Separator, ImmutableArray<string> Names)
{
    private const int MostBytes = 1 << 16;
    private static readonly ImmutableArray<char> Separators = [',', ';', '\t', '|'];

    /// <param name="display">The file, as issues name it.</param>
    /// <param name="separator">Null: the one that the header line has most of, outside quotes.</param>
    /// <exception cref="RefusedFileException">The file is empty, no text, or has no usable header.</exception>
    public static CsvHeader Read(ExportFile file, string display, char? separator)
    {
        var head = file.Head(MostBytes);
        RefuseWhatIsNoText(head, display);
        var used = separator ?? SeparatorOf(head);
        var isMalformed = false;
        var options = CsvReaderOptions.Default with
        {
            Separator = used,
            SkipEmptyLines = true,
            OnMalformedRecord = bad => isMalformed |= bad.RecordNumber == 1,
        };
        using var csv = CsvReader.Create(head, options);
        csv.ReadHeader();
        var names = (csv.Headers ?? []).Select(name => name.Trim()).ToImmutableArray();
        if (isMalformed)
            throw new RefusedFileException(
                new(new(display, 1, 0), IssueCodes.Quote, "found a header with a stray or unclosed quote, expected column names")
            );
        if (names.All(name => name.Length == 0))
            throw new RefusedFileException(display, IssueCodes.Empty, "found no header, expected a line of column names");
        if (head.Length == MostBytes && !head.AsSpan().ContainsAny((byte)'\n', (byte)'\r'))
            throw new RefusedFileException(
                new(new(display, 1, 0), IssueCodes.RecordTooLong, "found a header of more than 65,536 bytes, expected less")
            );
        ColumnNames.RefuseDuplicates(names, display, line: 1);
        return new(used, names);
    }

    private static void RefuseWhatIsNoText(ReadOnlySpan<byte> head, string display)
    {
        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (text.Trim(" \t\r\n"u8).IsEmpty)
            throw new RefusedFileException(display, IssueCodes.Empty, "found an empty file, expected a line of column names");
        // a NUL in a row costs that row; in the first line, or in many places, the file is no text
        var firstLine = text.IndexOf((byte)'\n') is >= 0 and var end ? text[..end] : text;
        if (firstLine.Contains((byte)0) || text.Count((byte)0) > text.Length / 64)
            throw new RefusedFileException(display, IssueCodes.NotText, "found NUL bytes, expected text in UTF-8 or UTF-16");
    }

    private static char SeparatorOf(ReadOnlySpan<byte> head)
    {
        Span<int> counts = stackalloc int[Separators.Length];
        var isQuoted = false;
        foreach (var character in head.TrimStart("\r\n"u8))
        {
            if (character == '"')
                isQuoted = !isQuoted;
            else if (isQuoted)
                continue;
            else if (character is (byte)'\n' or (byte)'\r')
                break;
            else if (Separators.IndexOf((char)character) is >= 0 and var index)
                counts[index]++;
        }

        var best = 0;
        for (var index = 1; index < counts.Length; index++)
        {
            if (counts[index] > counts[best])
                best = index;
        }

        return Separators[best];
    }
}
