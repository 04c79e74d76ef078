using System.IO.Compression;
using System.Text;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Tests;
using LlmEnergy.Ingestion.Tests.Containers;
using Parquet;
using Parquet.Serialization;

namespace LlmEnergy.Fuzzing.Targets;

/// <summary>
/// Exports of every container. Whatever comes, rows handed on = accepted + duplicate + ignored + rejected, and a file that is not read is
/// a finding.
/// </summary>
internal static class ContainerTargets
{
    private const string ParquetProfile = """
        { "id": "test.parquet", "title": "requests", "container": ["parquet"],
          "fields": { "time": "Time", "model": "Model", "input": "Input", "output": "Output", "costKey": "Metadata.team" },
          "semantics": { "grain": "request", "time": ["iso", "yyyy-MM-dd"], "zone": "UTC" } }
        """;

    private const string MapsProfile = """
        { "id": "test.maps", "title": "requests", "container": ["parquet"],
          "fields": { "time": "day", "model": "tags.model", "costKey": "tags.team", "input": "input" },
          "semantics": { "grain": "request", "holdsNone": ["output"], "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    private const string WorkbookProfile = """
        { "id": "test.workbook", "title": "requests", "container": ["xlsx"],
          "fields": { "time": "time", "model": "value", "input": "input" },
          "semantics": { "grain": "request", "time": ["iso", "yyyy-MM-dd"], "zone": "UTC" } }
        """;

    private const string SharedText = "<si><t>shared</t></si><si><r><t>two </t></r><r><t>runs</t></r></si>";
    private const int MostLines = 6;
    private const string SheetPart = "xl/worksheets/sheet1.xml";

    private static readonly string Data = Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.Ingestion.Tests", "Data");

    private static readonly string Rows =
        Workbook.Row(1, "value", "time", "input")
        + Workbook.Row(2, "m", "2026-01-05", "5")
        + $"<row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' s='1'><v>46027</v></c><c r='C3'><v>7</v></c></row><row>{Workbook.Cell("n")}<c "
        + "t='d'><v>2026-01-05T00:00:00</v></c><c><f>SUM(C2:C3)</f><v>12</v></c></row>";

    public static IEnumerable<FuzzTarget> All =>
        [
            Of("csv", 1_500, "usage.csv", null, "amounts with a decimal comma", Csv),
            Of("json-lines", 900, "usage.jsonl", null, "whole surrogate pairs", JsonLines),
            Of("json", 1_000, "usage.json", null, "the end of the file inside a JSON value", Json),
            Of("formats-csv", 500, "usage.csv", null, "a quote", () => Samples("*.csv")),
            Of("formats-json-lines", 500, "usage.jsonl", null, "found text that is no JSON", () => Samples("*.jsonl")),
            Of("formats-json", 400, "usage.json", null, "the end of the file inside a JSON value", () => Samples("*.json")),
            Of("packed", 1_500, "usage.gz", null, "leads out of the archive", PackedFiles),
            Of("parquet", 2_000, "usage.parquet", ParquetProfile, "found a page of less than nothing", ParquetFiles),
            Of("parquet-maps", 600, "usage.parquet", MapsProfile, "found a map with other rows of keys than of values", MapFiles),
            Of(
                "xlsx",
                600,
                "usage.xlsx",
                WorkbookProfile,
                "rows from this one on are missing",
                () => [Book(CompressionLevel.NoCompression), Book(CompressionLevel.Optimal)]
            ),
            OfPart("xlsx-sheet", 1_000, SheetPart, "found time"),
            OfPart("xlsx-texts", 400, "xl/sharedStrings.xml", "found a damaged workbook"),
            OfPart("xlsx-styles", 400, "xl/styles.xml", "found time"),
            OfPart("xlsx-book", 300, "xl/workbook.xml", "more visible sheets"),
        ];

    private static FuzzTarget Of(
        string name,
        int inputs,
        string file,
        string? profile,
        string planted,
        Func<IReadOnlyList<byte[]>> seeds
    ) => new(name, inputs, folder => Reader(folder, file, profile), planted, seeds);

    /// <summary>A part of a workbook alone, since nearly every fault in packed bytes is one of the packing.</summary>
    private static FuzzTarget OfPart(string name, int inputs, string part, string planted) =>
        new(
            name,
            inputs,
            folder =>
            {
                var read = Reader(folder, "usage.xlsx", WorkbookProfile);
                return bytes => read(Book(CompressionLevel.NoCompression, part, bytes));
            },
            planted,
            () => [Parts().Single(of => of.Name == part).Xml]
        );

    /// <param name="profile">Null: the format is told by the file.</param>
    private static Func<byte[], string> Reader(FuzzFolder folder, string file, string? profile)
    {
        var exports = new ExportFolder(folder.Folder) { Threads = 1 }.Naming(file);
        if (profile is not null)
            exports.As(profile);
        return bytes =>
        {
            folder.With(file, bytes);
            return Outcome(exports.Ingest());
        };
    }

    private static string Outcome(Activity activity)
    {
        // a damaged file may hold more records than could be read: the check of rows in their places then fails, which is not asked here
        var (rows, handedOn) = (activity.Rows, activity.Files.Sum(file => file.HandedOn?.Records ?? 0));
        var (settled, left) = (rows.Accepted + rows.Duplicate + rows.Ignored + rows.Rejected, activity.NotAccepted.Sum(run => run.Rows));
        // packed bytes may end inside a row of each file, which nobody hands on
        if (settled < handedOn || settled - handedOn > activity.Files.Length)
            throw new UnaccountedException($"{handedOn} rows were handed on, {settled} have a fate");
        if (left != settled - rows.Accepted)
            throw new UnaccountedException($"{rows}, and {left} rows are listed");
        if (activity.Lines.Concat(activity.Bills).Sum(line => line.Rows) != activity.Rows.Accepted)
            throw new UnaccountedException($"{activity.Rows}, and the lines hold {activity.Lines.Sum(line => line.Rows)}");
        if (activity.Files.Any(file => !file.IsRead) && activity.Issues.IsEmpty)
            throw new UnaccountedException("a file is not read and nothing says why");
        return activity.Issues.IsEmpty ? "ok" : string.Join('\n', activity.Issues);
    }

    private static byte[][] Csv() =>
        [
            AcmeUsage(),
            Unpacked("focus-sample.csv.gz", 4),
            "provider;period;amount;currency\r\nOpenAI;2026-07;1.234,56;EUR\r\nAnthropic;2026-08;\"12,5\";EUR\r\n"u8.ToArray(),
            Encoding.UTF8.GetBytes(
                "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,metadata,cache_hit\n"
                    + "a,chat,0.1,10,20,2026-07-01 09:20:46.847371,m,openai,\"{\"\"user_api_key_project_id\"\": \"\"p\"\"}\",None\n"
                    + "a,chat,0.1,10,20,2026-07-01 09:20:46,m,openai,{},True\n"
            ),
        ];

    /// <summary>One of each format, as far as it is small.</summary>
    private static byte[][] Samples(string pattern) =>
        [
            .. Directory
                .GetFiles(Path.Combine(RepositoryRoot.Path, "samples", "formats"), pattern)
                .Order(StringComparer.Ordinal)
                .Select(file => pattern == "*.json" ? File.ReadAllBytes(file) : Lines(file, MostLines)),
        ];

    private static byte[] AcmeUsage() =>
        Lines(Path.Combine(RepositoryRoot.Path, "samples", "acme", "exports", "openai", "completions_usage_2026-07-01_2026-08-01.csv"), 5);

    private static byte[][] JsonLines() =>
        [
            Unpacked("provider-responses.jsonl.gz", 6),
            Unpacked("mooncake-conversation-trace.jsonl.gz", 5),
            Lines(Path.Combine(Data, "claude-code-alpha.jsonl"), 3),
        ];

    private static byte[][] Json() =>
        [
            .. Directory
                .GetFiles(Path.Combine(Data, "openai-usage-api"))
                .Order(StringComparer.Ordinal)
                .Append(Path.Combine(Data, "litellm-spend-log.json"))
                .Append(Path.Combine(Data, "otlp_proto_example_trace.json"))
                .Select(File.ReadAllBytes),
        ];

    private static byte[][] PackedFiles() =>
        [
            Packed.Gzip(AcmeUsage()),
            Packed.Zip(("a.csv", AcmeUsage()), ("b.jsonl", Unpacked("mooncake-conversation-trace.jsonl.gz", 3))),
            Packed.Zstandard(Encoding.UTF8.GetString(Unpacked("mooncake-conversation-trace.jsonl.gz", 3))),
        ];

    private static byte[][] ParquetFiles()
    {
        var rows = Enumerable
            .Range(0, 6)
            .Select(row => new Request
            {
                Model = $"m{row % 4}",
                Input = row,
                Score = row == 1 ? null : row,
                Output = 20,
            })
            .ToList();
        rows[2].Metadata = """{"team":"red"}""";
        return
        [
            Parquet(rows, new() { RowGroupSize = 3, CompressionMethod = CompressionMethod.None }),
            Parquet(rows, new() { CompressionMethod = CompressionMethod.Snappy }),
            Parquet(rows, new() { CompressionMethod = CompressionMethod.Gzip }),
            Parquet(rows, new() { CompressionMethod = CompressionMethod.Zstd }),
        ];
    }

    /// <summary>Pages of both versions that end inside of rows, with a dictionary and without.</summary>
    private static byte[][] MapFiles()
    {
        MapFile.Entry[] entries =
        [
            .. MapFile.Row(("model", "m"), ("team", "red"), ("other", "x")),
            .. MapFile.Row(null),
            .. MapFile.Row(),
            .. MapFile.Row(("other", "y"), ("model", null)),
            .. MapFile.Row(("team", "blue"), ("model", "n")),
        ];
        return
        [
            MapFile.Of(entries, (100, 100), isSecond: false, _ => false),
            MapFile.Of(entries, (100, 100), isSecond: true, _ => true),
            MapFile.Of(entries, (2, 3), isSecond: false, _ => true),
            MapFile.Of(entries, (3, 2), isSecond: true, page => page == 0),
        ];
    }

    private static byte[] Parquet(IEnumerable<Request> rows, ParquetOptions options)
    {
        using var stream = new MemoryStream();
        ParquetSerializer.SerializeAsync(rows, stream, options).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static (string Name, byte[] Xml)[] Parts() =>
        [.. Workbook.Parts(Workbook.Sheet(Rows), SharedText).Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Xml)))];

    private static byte[] Book(CompressionLevel level, string? part = null, byte[]? xml = null) =>
        Workbook.OfParts(level, [.. Parts().Select(of => of.Name == part ? (of.Name, xml!) : of)]);

    private static byte[] Lines(string path, int lines)
    {
        var bytes = File.ReadAllBytes(path);
        var end = 0;
        for (; lines > 0 && end < bytes.Length; end++)
            lines -= bytes[end] == '\n' ? 1 : 0;
        return bytes[..end];
    }

    private static byte[] Unpacked(string name, int lines)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(Data, name)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        for (int read; lines > 0 && (read = stream.ReadByte()) >= 0; lines -= read == '\n' ? 1 : 0)
            bytes.WriteByte((byte)read);
        return bytes.ToArray();
    }

    private sealed class Request
    {
        public DateTime Time { get; set; } = new(2026, 1, 5, 12, 0, 0, DateTimeKind.Utc);
        public string? Model { get; set; }
        public long Input { get; set; }
        public long? Score { get; set; }
        public long Output { get; set; }
        public double Cost { get; set; } = 0.5;
        public decimal Price { get; set; } = -12.5m;
        public string? Metadata { get; set; }
    }
}

/// <summary>Rows without a fate, or with two.</summary>
internal sealed class UnaccountedException(string message) : Exception(message);
