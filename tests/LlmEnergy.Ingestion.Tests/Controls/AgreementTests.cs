using System.IO.Compression;
using System.Text;
using CsvHelper;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Containers.Workbook;
using LlmEnergy.Ingestion.Controls;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Tests.Controls;

/// <summary>On files without faults, the counters find what the containers hand on: record by record, at the same places.</summary>
public class AgreementTests
{
    private static readonly string Data = Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.Ingestion.Tests", "Data");

    private static IEnumerable<string> CsvFiles() =>
        new[] { "acme", "azure-trace" }
            .Select(sample => Path.Combine(RepositoryRoot.Path, "samples", sample, "exports"))
            .SelectMany(exports => Directory.EnumerateFiles(exports, "*.csv", SearchOption.AllDirectories))
            .Append(Path.Combine(Data, "focus-sample.csv.gz"))
            .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path))
            .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(CsvFiles))]
    public void Csv_of_real_exports(string path) => AssertCsv(Bytes(Path.Combine(RepositoryRoot.Path, path)));

    [TestCase("a,b\r1,2\r\"3\r\",4\r\r 5,6", TestName = "CR alone")]
    [TestCase(
        "\uFEFF\r\n\r\n\"a\r\n\",b\r\n\r\n\"1\"\"\r\n\",2\r\n \r\n,\r\n\"\"\r\n",
        TestName = "Empty lines, lines of a space, quoted line breaks"
    )]
    [TestCase("a,b\n\n\n", TestName = "A header alone")]
    public void Csv_of(string csv) => AssertCsv(Encoding.UTF8.GetBytes(csv));

    [TestCase("", "mooncake-conversation-trace.jsonl.gz")]
    [TestCase("", "provider-responses.jsonl.gz")]
    [TestCase("", "claude-code-alpha.jsonl")]
    [TestCase("message.content[]", "claude-code-alpha.jsonl")]
    [TestCase("choices[]", "provider-responses.jsonl.gz")]
    public void Json_lines_of_real_exports(string rows, string file) => AssertJson(rows, isLines: true, Bytes(Path.Combine(Data, file)));

    [TestCase("", "litellm-spend-log.json")]
    [TestCase("resourceSpans[].scopeSpans[].spans[]", "otlp_proto_example_trace.json")]
    [TestCase("resourceSpans[].scopeSpans[]", "otlp_proto_example_trace.json")]
    [TestCase("resourceSpans[]", "otlp_proto_example_trace.json")]
    public void Json_documents_of_real_exports(string rows, string file) =>
        AssertJson(rows, isLines: false, Bytes(Path.Combine(Data, file)));

    [Test]
    public void Json_pages_of_real_exports()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Data, "openai-usage-api")))
        {
            AssertJson("data[].results[]", isLines: false, File.ReadAllBytes(file));
            AssertJson("data[]", isLines: false, File.ReadAllBytes(file));
        }
    }

    [TestCase(
        "data[].results[]",
        "\uFEFF[ {\"data\":[{\"results\":[{},{\"x\":[{}]},5,[{}]]},7,[{}],{\"results\":{\"x\":1}},{\"results\":null},{}]}, 5 "
            + "]\n{\"data\":{\"results\":[{}]}} {\"data\":[]}"
    )]
    [TestCase(
        "data[]",
        "{\"a\":{\"data\":[{}]},\"data\":[{\"data\":[{}]},5,null,\"}]\\\"\"]}{\"data\":5} 7 [{\"data\":[{}]},[{\"data\":[{}]}]]"
    )]
    [TestCase("a.b[].c[].d[]", "{\"a\":{\"b\":[{\"c\":[{\"d\":[{},1]},2,{\"d\":{}}]},3,{\"c\":{\"d\":[{},{}]}},{\"c\":[[]]}]}}")]
    [TestCase("", " {} [{},5,[{}]] 7 {\"a\":[{}]}\n")]
    public void Json_documents_of(string rows, string json) => AssertJson(rows, isLines: false, Encoding.UTF8.GetBytes(json));

    [TestCase(
        "data[].results[]",
        "\uFEFF{\"data\":[{\"results\":[{},{}]},7,{\"results\":{}},{\"results\":5}]}\r\n \r\n "
            + "[{\"data\":[]}]\n5\n{}\n{\"data\":{\"results\":[{}, {}]}}"
    )]
    [TestCase("", "\uFEFF {}\n\n[{}]\n 5 \n\t\r\n{\"a\":[{}]}")]
    public void Json_lines_of(string rows, string json) => AssertJson(rows, isLines: true, Encoding.UTF8.GetBytes(json));

    [Test]
    public void Sheets()
    {
        var sheet = Workbook.Sheet(
            Workbook.Row(1, "value", "time")
                + Workbook.Row(3, "m", "2026-01-05")
                + "<row r='5'><c t='s'><v>0</v></c></row><row><c t='s'><v>1</v></c></row><row/><row><c><v> </v></c><c "
                + "t='b'><v>1</v></c></row>"
        );
        const string shared = "<si><t/></si><si><t>shared</t></si>";
        using var package = new WorkbookPackage(new MemoryStream(Workbook.OfParts(Workbook.Parts(sheet, shared))), "usage.xlsx");
        using var rows = new SheetReader(package, package.Sheets[0], new(SharedTexts.Read(package), new(package), false));
        var places = new List<long>();
        while (rows.Next())
            places.Add(rows.Row.Number);
        var texts = new SheetTexts();
        texts.Add(Encoding.UTF8.GetBytes(shared));
        Assert.That(places, Is.EqualTo(new[] { 1, 3, 6, 8 }));
        Assert.That(Counted.By(new SheetRecords(1, texts), sheet), Is.EqualTo(Counted.At(places.Skip(1))));
    }

    [Test]
    public void Counters_use_nothing_of_what_they_control()
    {
        var sources = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy.Ingestion", "Controls"), "*.cs");
        Assert.That(sources, Is.Not.Empty);
        Assert.That(
            sources.Where(path => File.ReadAllText(path).Contains("using LlmEnergy.Ingestion", StringComparison.Ordinal)),
            Is.Empty
        );
    }

    private static void AssertCsv(byte[] bytes)
    {
        var places = new List<long>();
        using var csv = CsvReader.Create(
            bytes,
            CsvReaderOptions.Default with
            {
                TrackLineNumbers = true,
                FieldCountMismatch = CsvFieldCountHandling.Allow,
            }
        );
        csv.ReadHeader();
        while (csv.Read())
            places.Add(csv.ByteOffset);
        Assert.That(Counted.By(new CsvRecords(), bytes, [1_000]), Is.EqualTo(Counted.At(places)));
    }

    private static void AssertJson(string rows, bool isLines, byte[] bytes)
    {
        var paths = new JsonPaths(rows);
        var stream = new MemoryStream(bytes);
        IJsonSplitter splitter = isLines ? new JsonLineSplitter(stream) : new JsonDocumentSplitter(stream, paths, -1, new());
        var reader = new RowReader(Mapping.Parse(Encoding.UTF8.GetBytes(Profiles.Requests), "t"), paths, ReportingPeriod.Always, "t");
        var (extractor, batch) = (new JsonExtractor(paths), new JsonBatch(4_096));
        var places = new List<long>();
        for (var isMore = true; isMore; )
        {
            isMore = splitter.Fill(batch);
            foreach (var (start, length, level, at, _, outer, _) in batch.Records)
                extractor.Read(batch.Buffer, start, length, level, at, outer, reader, batch.Rows);
            places.AddRange(batch.Rows.Select(row => row.At.Offset));
        }

        Assert.That(Counted.By(new JsonElements(rows, isLines, []), bytes, [1_000]), Is.EqualTo(Counted.At(places)));
        if (isLines && rows.Length == 0)
            Assert.That(Counted.By(new JsonLines(), bytes, [1_000]), Is.EqualTo(Counted.At(places)));
    }

    private static byte[] Bytes(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
            return File.ReadAllBytes(path);
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
