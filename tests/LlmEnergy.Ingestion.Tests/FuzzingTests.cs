using System.IO.Compression;
using System.Text;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Tests.Containers;
using Parquet;
using static LlmEnergy.Ingestion.Tests.Workbook;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>
/// Real exports with faults that a seed decides: whatever comes, nothing is thrown, and rows read = accepted + duplicate + ignored +
/// rejected. A
/// failure names the input's number, by which <see cref="Mutated"/> makes it again.
/// </summary>
public class FuzzingTests
{
    /// <summary>Of each of the six kinds of file: some 20,000 with every run, and all of them in the long one.</summary>
    private const int Some = 3_334;
    private const int All = 100_000;
    private static readonly string Data = Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.Ingestion.Tests", "Data");

    private static readonly byte[][] Splinters =
    [
        .. new[]
        {
            "\"",
            "\"\"",
            ",",
            ";",
            "\n",
            "\r\n",
            "\0",
            "{",
            "}",
            "[",
            "]",
            ":",
            "\\",
            "\\u",
            "\\ud800",
            "null",
            "-1",
            "1e999",
            "99999999999999999999",
            "0.5",
            "NaN",
            "2026-13-45",
            "true",
            "\uFEFF",
            " ",
            "'",
            "=1+1",
            "../",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3],
        [0x80, 0x80],
        [0x1F, 0x8B],
        [0xFF, 0xFE],
    ];

    [TestCase(Some)]
    [TestCase(All, Category = "Long")]
    public void Csv(int inputs) =>
        Survives(
            inputs,
            "usage.csv",
            Lines(Path.Combine(RepositoryRoot.Path, "samples", "azure-trace", "exports", "AzureLLMInferenceTrace_code.csv"), 12),
            Unpacked("focus-sample.csv.gz", 4),
            "provider;period;amount;currency\r\nOpenAI;2026-07;1.234,56;EUR\r\nAnthropic;2026-08;\"12,5\";EUR\r\n"u8.ToArray(),
            "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,metadata,cache_hit\na,chat,0.1,10,20,2026-07-01 09:20:46.847371,m,openai,\"{\"\"user_api_key_project_id\"\": \"\"p\"\"}\",None\na,chat,0.1,10,20,2026-07-01 09:20:46,m,openai,{},True\n"u8.ToArray()
        );

    [TestCase(Some)]
    [TestCase(All, Category = "Long")]
    public void Json_lines(int inputs) =>
        Survives(
            inputs,
            "usage.jsonl",
            Unpacked("provider-responses.jsonl.gz", 6),
            Unpacked("mooncake-conversation-trace.jsonl.gz", 5),
            Lines(Path.Combine(Data, "claude-code-alpha.jsonl"), 3)
        );

    [TestCase(Some)]
    [TestCase(All, Category = "Long")]
    public void Json_documents(int inputs) =>
        Survives(
            inputs,
            "usage.json",
            [
                .. Directory
                    .GetFiles(Path.Combine(Data, "openai-usage-api"))
                    .Append(Path.Combine(Data, "litellm-spend-log.json"))
                    .Append(Path.Combine(Data, "otlp_proto_example_trace.json"))
                    .Select(File.ReadAllBytes),
            ]
        );

    [TestCase(Some)]
    [TestCase(All, Category = "Long")]
    public void Packed_files(int inputs) =>
        Survives(
            inputs,
            "usage.gz",
            Packed.Gzip(Unpacked("focus-sample.csv.gz", 4)),
            Packed.Zip(("a.csv", Unpacked("focus-sample.csv.gz", 2)), ("b.jsonl", Unpacked("mooncake-conversation-trace.jsonl.gz", 3))),
            Packed.Zstandard(Encoding.UTF8.GetString(Unpacked("mooncake-conversation-trace.jsonl.gz", 3)))
        );

    [TestCase(Some)]
    [TestCase(All, Category = "Long")]
    public async Task Parquet_files(int inputs)
    {
        var rows = ParquetRowsTests.Many(6).ToList();
        rows[1].Usage = null;
        rows[2].Metadata = """{"team":"red"}""";
        byte[][] samples =
        [
            await ParquetRowsTests.Bytes(rows, new() { RowGroupSize = 3, CompressionMethod = CompressionMethod.None }),
            await ParquetRowsTests.Bytes(rows, new() { CompressionMethod = CompressionMethod.Snappy }),
            await ParquetRowsTests.Bytes(rows, new() { CompressionMethod = CompressionMethod.Gzip }),
            await ParquetRowsTests.Bytes(rows, new() { CompressionMethod = CompressionMethod.Zstd }),
            await ParquetRowsTests.Bytes(
                [ParquetRowsTests.Row(12.5m), ParquetRowsTests.Row(-1m)],
                new() { CompressionMethod = CompressionMethod.None }
            ),
        ];
        Survives(inputs, "usage.parquet", number => Mutated(samples, number), ParquetRowsTests.Profile);
    }

    [TestCase(Some)]
    [TestCase(All, Category = "Long")]
    public void Workbooks(int inputs)
    {
        var sheet = Sheet(
            Row(1, "value", "time", "input")
                + Row(2, "m", "2026-01-05", "5")
                + $"<row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' s='1'><v>46027</v></c><c r='C3'><v>7</v></c></row><row>{Cell("n")}<c "
                + $"t='d'><v>2026-01-05T00:00:00</v></c><c><f>SUM(C2:C3)</f><v>12</v></c></row>"
        );
        var parts = Parts(sheet, "<si><t>shared</t></si>").Select(part => (part.Name, Xml: Encoding.UTF8.GetBytes(part.Xml))).ToArray();
        byte[][] whole = [OfParts(CompressionLevel.NoCompression, parts), OfParts(CompressionLevel.Optimal, parts)];
        Survives(
            inputs,
            "usage.xlsx",
            number => number % 2 == 0 ? Mutated(whole, number) : OfParts(CompressionLevel.NoCompression, WithMutatedPart(parts, number)),
            WorkbookRowsTests.Profile
        );
    }

    /// <summary>The same for the same number, on every machine.</summary>
    internal static byte[] Mutated(IReadOnlyList<byte[]> samples, int number)
    {
        var random = new Random(number);
        var bytes = new List<byte>(samples[random.Next(samples.Count)]);
        for (var faults = random.Next(1, 7); faults > 0 && bytes.Count > 0; faults--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, Splinters[random.Next(Splinters.Length)]);
                    break;
                case 5:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Faults inside the XML: half of them in the sheet.</summary>
    private static (string Name, byte[] Xml)[] WithMutatedPart((string Name, byte[] Xml)[] parts, int number)
    {
        var at = number % 4 == 1 ? Array.FindIndex(parts, part => part.Name == "xl/worksheets/sheet1.xml") : number / 4 % parts.Length;
        var changed = ((string Name, byte[] Xml)[])parts.Clone();
        changed[at].Xml = Mutated([parts[at].Xml], number);
        return changed;
    }

    private static void Survives(int inputs, string name, params byte[][] samples) =>
        Survives(inputs, name, number => Mutated(samples, number), profile: null);

    /// <param name="profile">Null: the format is told by the file.</param>
    private static void Survives(int inputs, string name, Func<int, byte[]> input, string? profile)
    {
        Parallel.For(
            0,
            Environment.ProcessorCount,
            part =>
            {
                using var folder = new ExportFolder(inMemory: true) { Threads = 1 }.Naming(name);
                if (profile is not null)
                    folder.As(profile);
                for (var number = part; number < inputs; number += Environment.ProcessorCount)
                {
                    File.WriteAllBytes(folder.PathOf(name), input(number));
                    var fault = FaultOf(folder);
                    if (fault is not null)
                        Assert.Fail($"input {number}: {fault}");
                }
            }
        );
    }

    private static string? FaultOf(ExportFolder folder)
    {
        Activity activity;
        try
        {
            activity = folder.Ingest();
        }
#pragma warning disable CA1031 // whatever is thrown is the fault that is looked for
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception.ToString();
        }

        // a damaged file may hold more records than could be read: the check of rows in their places then fails, which is not asked here
        var (rows, handedOn) = (activity.Rows, activity.Files.Sum(file => file.HandedOn?.Records ?? 0));
        var (settled, left) = (rows.Accepted + rows.Duplicate + rows.Ignored + rows.Rejected, activity.NotAccepted.Sum(run => run.Rows));
        // packed bytes may end inside a row of each file, which nobody hands on
        if (settled < handedOn || settled - handedOn > activity.Files.Length)
            return $"{handedOn} rows were handed on, {settled} have a fate";
        if (left != settled - rows.Accepted)
            return $"{rows}, and {left} rows are listed";
        if (activity.Lines.Concat(activity.Bills).Sum(line => line.Rows) != activity.Rows.Accepted)
            return $"{activity.Rows}, and the lines hold {activity.Lines.Sum(line => line.Rows)}";
        return activity.Files.Any(file => !file.IsRead) && activity.Issues.IsEmpty ? "a file is not read and nothing says why" : null;
    }

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
}
