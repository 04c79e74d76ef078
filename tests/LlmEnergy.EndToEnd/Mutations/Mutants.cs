namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>The faults, by what reads the rows, days, numbers and sources.</summary>
internal static class Mutants
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "a control total without the last line",
            "Counting/LineSums.cs",
            "var lines = Inside.Select(line => line.Totals.Usage).ToList();",
            "var lines = Inside.SkipLast(1).Select(line => line.Totals.Usage).ToList();",
            "csv",
            "input-tokens"
        ),
        .. OfRows("csv", "csv", "Containers/Csv/CsvRows.cs", "sink.Accept(row, cancellation);"),
        new(
            "csv: rows in another order",
            "Containers/Csv/CsvRows.cs",
            "csv.ParallelEnumerate(record => Row(record, start, reader), _workers))",
            "Enumerable.Reverse(csv.ParallelEnumerate(record => Row(record, start, reader), _workers).ToList()))",
            "csv",
            "rows-in-place"
        ),
        .. OfRows("csv in gzip", "csv-gzip", "Containers/Csv/CsvRows.cs", "sink.Accept(row, cancellation);"),
        .. OfRows("json lines", "json-lines", "Containers/Json/JsonRows.cs", "sink.Accept(row, cancellation);"),
        new(
            "json lines: one left out in splitting",
            "Containers/Json/JsonLineSplitter.cs",
            "if (rest[..length].IndexOfAnyExcept(\" \\t\\r\"u8) >= 0)",
            "if (_line % 7 != 0 && rest[..length].IndexOfAnyExcept(\" \\t\\r\"u8) >= 0)",
            "json-lines",
            "rows-balance"
        ),
        new(
            "json lines: rows in another order",
            "Containers/Json/JsonRows.cs",
            "hasMore = batch.More ?? hasMore;",
            "batch.Rows.Reverse();",
            "json-lines",
            "rows-in-place"
        ),
        .. OfRows("json list", "json-list", "Containers/Json/JsonRows.cs", "sink.Accept(row, cancellation);"),
        new(
            "json pages: an element left out",
            "Containers/Json/JsonExtractor.cs",
            "json.Skip();\n            Level(",
            "json.Skip();\n            if (start % 7 != 0) Level(",
            "json-pages",
            "rows-balance"
        ),
        new(
            "json pages: an element twice",
            "Containers/Json/JsonExtractor.cs",
            "json.Skip();\n            Level(",
            "json.Skip();\n            var same = position;\n            if (start % 7 == 0) Level(new(start, list.Start + "
                + "(int)json.BytesConsumed - start), level, ref same, reader, rows);\n            Level(",
            "json-pages",
            "rows-balance"
        ),
        new(
            "bill: blocks of a thousand tokens taken for tokens",
            "Rows/BilledReading.cs",
            "var tokens = quantity * block;",
            "var tokens = quantity;",
            "bill",
            "rows-rejected"
        ),
        new(
            "bill: the unit of a row read a hundred thousand times too large",
            "Rows/BilledReading.cs",
            "var tokens = quantity * block;",
            "block *= 100_000m; var tokens = quantity * block;",
            "bill",
            "rows-rejected"
        ),
        new(
            "xlsx: rows left out",
            "Containers/Workbook/SheetReader.cs",
            "if (!Row.IsEmpty)",
            "if (!Row.IsEmpty && Row.Number % 7 != 0)",
            "xlsx",
            "rows-balance"
        ),
        new(
            "xlsx: rows twice",
            "Containers/Workbook/WorkbookRows.cs",
            "sink.Accept(",
            "if (at.Line % 7 == 0) { sink.Accept(reader.Read(new WorkbookFields(rows.Row, at, null)), cancellation); "
                + "sink.Accept(reader.Read(new WorkbookFields(rows.Row, at, null)), cancellation); } else sink.Accept(",
            "xlsx",
            "rows-balance"
        ),
        new(
            "xlsx: rows in each other's place",
            "Containers/Workbook/WorkbookRows.cs",
            "damage is null ? rows.Row.Number : last + 1",
            "damage is null ? rows.Row.Number ^ 1 : last + 1",
            "xlsx",
            "rows-in-place"
        ),
        .. OfRows("parquet", "parquet", "Containers/Parquet/ParquetRows.cs", "sink.Accept(row, cancellation);"),
        new(
            "parquet: rows in another order",
            "Containers/Parquet/ParquetSlice.cs",
            "=> _rows.AsSpan(0, Count);",
            "{ get { Array.Reverse(_rows, 0, Count); return _rows.AsSpan(0, Count); } }",
            "parquet",
            "rows-in-place"
        ),
        new(
            "parquet: a row group left out",
            "Containers/Parquet/FooterReader.cs",
            "groups.Add(ReadGroup(ref thrift, fileLength));",
            "{ var group = ReadGroup(ref thrift, fileLength); if (left != 2) groups.Add(group); }",
            "parquet",
            "rows-balance"
        ),
        .. OfDaysAndFiles(),
        .. OfNumbers(),
        .. OfSources(),
    ];

    private static IEnumerable<Mutation> OfDaysAndFiles() =>
        [
            new(
                "a day that is taken for the one before",
                "Rows/BoundMapping.cs",
                "if (format.TryDay(text, out day))",
                "if (format.TryDay(text, out day) && (day = day.Day == 15 ? day.AddDays(-1) : day) != default)",
                "csv",
                "coverage"
            ),
            new(
                "csv in gzip: the end left out",
                "Files/UnpackedStream.cs",
                "var read = inner.Read(_buffer, _end, _buffer.Length - _end);",
                "var read = _unpacked > 200_000 ? 0 : inner.Read(_buffer, _end, _buffer.Length - _end);",
                "csv-gzip",
                "coverage"
            ),
            new(
                "a file that is written to while it is read",
                "Files/ExportFile.cs",
                "Magic = mark.ToArray();",
                "Magic = mark.ToArray(); File.SetLastWriteTimeUtc(path.FullPath, DateTime.UnixEpoch);",
                "csv",
                "inputs-unchanged"
            ),
            new(
                "json pages: all rows twice",
                "Containers/Json/JsonRows.cs",
                "hasMore = batch.More ?? hasMore;",
                "hasMore = batch.More ?? hasMore; batch.Rows.AddRange(batch.Rows.ToArray());",
                "json-pages",
                "inputs-sound"
            ),
        ];

    private static IEnumerable<Mutation> OfNumbers() =>
        [
            new(
                "a scale applied twice",
                "Rows/UsageReading.cs",
                "_input = Bound(Field.Input, Known.Input, _semantics.Scale);",
                "_input = Bound(Field.Input, Known.Input, _semantics.Scale * _semantics.Scale);",
                "thousands",
                "plausible"
            ),
            new(
                "input and output exchanged",
                "Rows/UsageReading.cs",
                "usage = new(",
                "(stated.Input, stated.Output) = (stated.Output, stated.Input); usage = new(",
                "csv",
                "plausible"
            ),
            new(
                "counts without their last digit",
                "Rows/CountReading.cs",
                "return count;",
                "return count - (count % 10);",
                "totals",
                "inputs-sound"
            ),
        ];

    private static IEnumerable<Mutation> OfSources() =>
        [
            new(
                "a source left out",
                "Ingestor.cs",
                "sources.OrderBy(source => source.Id, StringComparer.Ordinal)",
                "sources.OrderBy(source => source.Id, StringComparer.Ordinal).Skip(1)",
                "two-accounts",
                "expected-sources"
            ),
            new(
                "the files of a source read for another one too",
                "Ingestor.cs",
                "read[id] = reader.Read(source, ",
                "read[id] = reader.Read(source with { Source = source.Source with { Files = "
                    + "[.. opened.SelectMany(all => all.Source.Files)] } }, ",
                "two-accounts",
                "sources-once"
            ),
            new(
                "a precedence that is not applied",
                "Counting/TakenDays.cs",
                "return family >= 0 && taken._days.Contains((family, row.Day));",
                "return false;",
                "ranked",
                "sources-once"
            ),
            new(
                "a part that counts beside its whole",
                "Counting/TakenDays.cs",
                "if (taken._isAll)",
                "if (taken._isAll && row.Key < 0)",
                "part-of",
                "sources-once"
            ),
        ];

    /// <summary>Every seventh row is left out, handed on twice, or the row before is handed on in its place.</summary>
    private static IEnumerable<Mutation> OfRows(string name, string workspace, string file, string accept) =>
        [
            new($"{name}: rows left out", file, accept, $"if (row.At.Line % 7 != 0) {accept}", workspace, "rows-balance"),
            new($"{name}: rows twice", file, accept, $"{{ {accept} if (row.At.Line % 7 == 0) {accept} }}", workspace, "rows-balance"),
            new(
                $"{name}: rows in each other's place",
                file,
                accept,
                $"sink.Accept(row with {{ At = new(row.At.Line ^ 1, row.At.Offset ^ 1) }}, cancellation);",
                workspace,
                "rows-in-place"
            ),
        ];
}
