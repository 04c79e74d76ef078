using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsCheck;
using DuckDB.NET.Data;
using ExcelDataReader;
using LlmEnergy.Ingestion.Tests.Containers;
using static LlmEnergy.Ingestion.Tests.Workbook;

namespace LlmEnergy.Ingestion.Tests.Controls;

/// <summary>The rows that a file is said to have are those that programs of others count: DuckDB, ExcelDataReader and System.Text.Json.</summary>
public class OtherCountersTests
{
    private const string Header = "date,model,input_tokens,output_tokens";

    private static readonly string Data = Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.Ingestion.Tests", "Data");
    private static readonly string Samples = Path.Combine(RepositoryRoot.Path, "samples");

    private static readonly Gen<string> Quoted = Gen.OneOf("m", "\n", "\r\n", ",", "\"\"", " ", "é", "a\n\nb")
        .Array[0, 5]
        .Select(pieces => $"\"m{string.Concat(pieces)}\"");

    /// <summary>Rows, some of which no usage can be read of, and lines with nothing.</summary>
    private static readonly Gen<string> CsvLine = Gen.Frequency(
        (6, Gen.Select(Gen.OneOf(Gen.Const("m"), Quoted), Gen.Int[0, 9], (model, tokens) => $"2026-01-05,{model},{tokens},5")),
        (1, Gen.Const("2026-01-05,m,x,5")),
        (2, Gen.Const(""))
    );

    private static readonly Gen<string> JsonLine = Gen.Frequency(
        (5, Gen.Int[0, 9].Select(tokens => $$"""{"date":"2026-01-05","model":"m","input_tokens":{{tokens}},"output_tokens":5}""")),
        (1, Gen.Const("""{"date":"2026-01-05","model":"{\n}]","input_tokens":[{"a":1},{}],"output_tokens":5}""")),
        (1, Gen.Const("{}")),
        (2, Gen.OneOf("", " ", "\r"))
    );

    private static readonly Gen<string> SheetRow = Gen.Frequency(
        (5, Gen.Const("<c t='inlineStr'><is><t>m</t></is></c><c t='inlineStr'><is><t>2026-01-05</t></is></c><c><v>5</v></c>")),
        (1, Gen.Const("<c r='C{0}'><v>7</v></c>")),
        (1, Gen.Const("<c r='B{0}' t='s'><v>0</v></c>")),
        (3, Gen.OneOf("", "<c/>", "<c r='A{0}' s='1'/><c r='C{0}' s='1'/>", "<c t='s'><v>1</v></c>"))
    );

    // a database takes longer to open than a file to count
    private readonly DuckDBConnection _duckDb = new("DataSource=:memory:");

    /// <summary>ExcelDataReader asks for a code page of Windows, whatever it reads.</summary>
    [OneTimeSetUp]
    public void Open()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _duckDb.Open();
    }

    [OneTimeTearDown]
    public void Close() => _duckDb.Dispose();

    private static IEnumerable<string> Exports() =>
        Directory
            .EnumerateFiles(Path.Combine(Samples, "acme", "exports"), "*.csv", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Samples, path))
            .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Exports))]
    public void Csv_of_real_exports(string name)
    {
        using var folder = new ExportFolder().With("usage.csv", File.ReadAllBytes(Path.Combine(Samples, name)));
        if (name.Contains("gateway", StringComparison.Ordinal))
            folder.As(File.ReadAllText(Path.Combine(Samples, "acme", "profiles", "acme-gateway.profile.json")));
        var mark = name.Contains("gateway", StringComparison.Ordinal) ? ';' : ',';
        Assert.That(
            Rows(folder),
            Is.EqualTo(ByDuckDb($"read_csv('{folder.PathOf("usage.csv")}', all_varchar=true, header=true, delim='{mark}')"))
        );
    }

    [TestCase("csv")]
    [TestCase("csv.gz")]
    [TestCase("csv.zst")]
    public void Csv_with_quoted_breaks_and_empty_lines(string extension)
    {
        var name = $"usage.{extension}";
        Gen.Select(CsvLine.Array[1, 30], Gen.OneOf("\n", "\r\n"))
            .Sample(
                (lines, end) =>
                {
                    var csv = string.Concat(lines.Prepend(Header).Select(line => line + end));
                    using var folder = new ExportFolder().As(Profiles.Requests).With(name, Pack(extension, csv));
                    var theirs = ByDuckDb(
                        $"read_csv('{folder.PathOf(name)}', header=true, delim=',', quote='\"', escape='\"', auto_detect=false, "
                            + "columns={'d': 'VARCHAR', 'm': 'VARCHAR', 'i': 'VARCHAR', 'o': 'VARCHAR'})"
                    );
                    Assert.That(Rows(folder), Is.EqualTo(theirs), csv);
                },
                iter: 150,
                threads: 1
            );
    }

    [TestCase("mooncake-conversation-trace.jsonl.gz")]
    [TestCase("provider-responses.jsonl.gz")]
    [TestCase("claude-code-alpha.jsonl")]
    public void Json_lines_of_real_exports(string name)
    {
        using var folder = new ExportFolder().With(name, File.ReadAllBytes(Path.Combine(Data, name)));
        Assert.That(Rows(folder), Is.EqualTo(JsonLines(Unpack(name))));
    }

    [TestCase("jsonl")]
    [TestCase("jsonl.gz")]
    [TestCase("jsonl.zst")]
    public void Json_lines_with_empty_lines(string extension)
    {
        var (name, profile) = ($"usage.{extension}", Profiles.Requests.Replace("csv", "jsonl", StringComparison.Ordinal));
        JsonLine
            .Array[1, 30]
            .Sample(
                lines =>
                {
                    var text = string.Join('\n', lines.Prepend("""{"date":"2026-01-05","model":"m","input_tokens":1,"output_tokens":5}"""));
                    using var folder = new ExportFolder().As(profile).With(name, Pack(extension, text));
                    Assert.That(Rows(folder), Is.EqualTo(JsonLines(text)), text);
                },
                iter: 200,
                threads: 1
            );
    }

    [Test]
    public void Json_pages_of_real_exports()
    {
        // a page is an object of buckets, each with its results; one file is a list of pages
        static long Results(JsonElement page) =>
            page.ValueKind == JsonValueKind.Array
                ? page.EnumerateArray().Sum(Results)
                : page.GetProperty("data").EnumerateArray().Sum(bucket => (long)bucket.GetProperty("results").GetArrayLength());

        var read = 0;
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Data, "openai-usage-api")))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            using var folder = new ExportFolder().With("page.json", File.ReadAllBytes(path));
            if (!folder.Ingest().Files.Single().IsRead)
                continue;
            Assert.That(Rows(folder), Is.EqualTo(Results(json.RootElement)), path);
            read++;
        }

        Assert.That(read, Is.Positive);
    }

    [TestCase(0, 10)]
    [TestCase(1, 10)]
    [TestCase(1_000, 300)]
    [TestCase(1_000, 1_000)]
    public async Task Parquet(int rows, int rowsInGroup)
    {
        var bytes = await ParquetRowsTests.Bytes(ParquetRowsTests.Many(rows), new() { RowGroupSize = rowsInGroup });
        using var folder = new ExportFolder().As(ParquetRowsTests.Profile).With("usage.parquet", bytes);
        Assert.That(Rows(folder), Is.EqualTo(ByDuckDb($"read_parquet('{folder.PathOf("usage.parquet")}')")).And.EqualTo(rows));
    }

    [Test]
    public void Workbooks_with_blank_rows_and_gaps() =>
        Gen.Select(SheetRow, Gen.Int[1, 4])
            .Array[0, 20]
            .Sample(
                rows =>
                {
                    var (number, xml) = (2, new StringBuilder(Row(1, "value", "time", "input") + Row(2, "m", "2026-01-05", "5")));
                    foreach (var (cells, step) in rows)
                    {
                        number += step;
                        xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">")
                            .AppendFormat(CultureInfo.InvariantCulture, cells, number)
                            .Append("</row>");
                    }

                    var book = OfParts([.. Parts(Sheet(xml.ToString()), "<si><t>2026-01-05</t></si><si><t/></si>").Select(Named)]);
                    using var folder = new ExportFolder().As(WorkbookRowsTests.Profile).With("usage.xlsx", book);
                    Assert.That(Rows(folder), Is.EqualTo(ByExcelDataReader(book)), xml.ToString());
                },
                iter: 150,
                threads: 1
            );

    /// <summary>As our counter has it, which is what was read.</summary>
    private static long Rows(ExportFolder folder)
    {
        var account = folder.Ingest().Files.Single();
        var fates = account.Rows.Accepted + account.Rows.Duplicate + account.Rows.Ignored + account.Rows.Rejected;
        Assert.That((account.Rows.Read, account.Records?.Records ?? 0), Is.EqualTo((fates, fates)));
        return account.Rows.Read;
    }

    private long ByDuckDb(string table)
    {
        using var command = _duckDb.CreateCommand();
#pragma warning disable CA2100 // a path of this test
        command.CommandText = $"SELECT count(*) FROM {table}";
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static long JsonLines(string text) =>
        text.Split('\n')
            .Where(line => !string.IsNullOrWhiteSpace(line))
            .Count(line => JsonDocument.Parse(line).RootElement.ValueKind == JsonValueKind.Object);

    /// <summary>Rows below the header in which a cell has a value, of sheets that are not hidden.</summary>
    private static long ByExcelDataReader(byte[] book)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(book));
        var rows = 0L;
        do
        {
            if (reader.VisibleState != "visible")
                continue;
            for (reader.Read(); reader.Read(); )
                rows += Enumerable.Range(0, reader.FieldCount).Any(column => reader.GetValue(column) is not (null or "")) ? 1 : 0;
        } while (reader.NextResult());
        return rows;
    }

    /// <summary>Ours does not look at the names of the vocabularies and the ids of sheets; others do.</summary>
    private static (string Name, string Xml) Named((string Name, string Xml) part) =>
        (
            part.Name,
            part.Xml.Replace("<sheet name=\"Old\"", "<sheet sheetId=\"1\" name=\"Old\"", StringComparison.Ordinal)
                .Replace("<sheet name=\"Sheet1\"", "<sheet sheetId=\"2\" name=\"Sheet1\"", StringComparison.Ordinal)
                .Replace("xmlns=\"m\"", "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"", StringComparison.Ordinal)
                .Replace(
                    "xmlns:r=\"r\"",
                    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
                    StringComparison.Ordinal
                )
                .Replace("xmlns=\"p\"", "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"", StringComparison.Ordinal)
        );

    private static byte[] Pack(string extension, string text) =>
        extension.EndsWith(".gz", StringComparison.Ordinal) ? Packed.Gzip(text)
        : extension.EndsWith(".zst", StringComparison.Ordinal) ? Packed.Zstandard(text)
        : Encoding.UTF8.GetBytes(text);

    private static string Unpack(string name)
    {
        using var file = File.OpenRead(Path.Combine(Data, name));
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
