using System.Text.Json.Serialization;
using LlmEnergy.Domain.Activities;
using Parquet;
using Parquet.Serialization;
using Parquet.Serialization.Attributes;

namespace LlmEnergy.Ingestion.Tests.Containers;

public class ParquetRowsTests
{
    internal const string Profile = """
        { "id": "test.parquet", "title": "requests", "container": ["parquet"],
          "fields": { "time": "time", "model": "value", "input": "usage.input", "output": "output", "costKey": "metadata.team" },
          "semantics": { "grain": "request", "time": ["iso", "yyyy-MM-dd"], "zone": "UTC" } }
        """;

    private static readonly DateTime Noon = new(2026, 1, 5, 12, 0, 0, DateTimeKind.Utc);

    private static IEnumerable<TestCaseData> Values()
    {
        yield return Case("text", "gpt-4o æ", "gpt-4o æ");
        yield return Case("int", -42, "-42");
        yield return Case("long", long.MaxValue, "9223372036854775807");
        yield return Case("unsigned int", uint.MaxValue, "4294967295");
        yield return Case("unsigned long", ulong.MaxValue, "18446744073709551615");
        yield return Case("short", (short)-7, "-7");
        yield return Case("double", 0.1 + 0.2, "0.30000000000000004");
        yield return Case("single", 1.5f, "1.5");
        yield return Case("truth", true, "true");
        yield return Case("decimal", -12.5m, "-12.500000000000000000");
        yield return Case("date", new DateOnly(2026, 2, 28), "2026-02-28");
        yield return Case("time of 96 bits", new DateTime(2026, 1, 5, 23, 59, 59, 500, DateTimeKind.Utc), "2026-01-05 23:59:59.500000000");
        yield return Case("identifier", new Guid("00112233-4455-6677-8899-aabbccddeeff"), "00112233-4455-6677-8899-aabbccddeeff");

        static TestCaseData Case<T>(string name, T value, string text) =>
            new TestCaseData((Func<Task<byte[]>>)(() => Bytes([Row(value)])), text).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Values))]
    public async Task A_value_becomes_text(Func<Task<byte[]>> write, string text)
    {
        // an account may be a number
        var activity = Read(await write(), Profile.Replace("\"model\"", "\"account\"", StringComparison.Ordinal));
        Assert.That(activity.Issues, Is.Empty);
        Assert.That(activity.Lines.Select(line => (line.Key.Account, line.Usage.Input)), Is.EqualTo(new[] { (text, 100L) }));
    }

    [TestCase(CompressionMethod.None)]
    [TestCase(CompressionMethod.Snappy)]
    [TestCase(CompressionMethod.Gzip)]
    [TestCase(CompressionMethod.Zstd)]
    [TestCase(CompressionMethod.Brotli)]
    public async Task Packed_pages_are_read(CompressionMethod method)
    {
        var activity = Read(await Bytes(Many(10_000), new() { CompressionMethod = method }));
        Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(10_000, 10_000, 0, 0, 0), 1_000_000L)));
    }

    [Test]
    public async Task Another_packing_is_named()
    {
        var activity = Read(await Bytes([Row("m")], new() { CompressionMethod = CompressionMethod.LZ4 }));
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(1, 0, 0, 0, 1)));
        Assert.That(
            activity.Issues.Single().ToString(),
            Does.StartWith("usage.parquet:1: error LE1019: found pages packed by LZ4 in row group 1, expected")
        );
    }

    [Test]
    public async Task Null_is_empty()
    {
        Request<string?>[] rows =
        [
            new()
            {
                Time = Noon,
                Value = "a",
                Usage = new() { Input = 1 },
                Output = 1,
            },
            new()
            {
                Time = Noon,
                Value = null,
                Usage = new() { Input = 20 },
                Output = 1,
            },
            new()
            {
                Time = Noon,
                Value = "a",
                Usage = null,
                Output = 1,
            },
            new()
            {
                Time = Noon,
                Value = "a",
                Usage = new() { Input = 300 },
                Output = 1,
            },
        ];
        var activity = Read(await Bytes(rows));
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(4, 3, 0, 0, 1)));
        Assert.That(activity.Lines.Select(line => (line.Key.Model, line.Usage.Input)), Is.EquivalentTo(new[] { ("a", 301L), ("", 20L) }));
        Assert.That(activity.Issues.Single().At.Line, Is.EqualTo(3));
    }

    [Test]
    public async Task A_member_of_JSON_text_in_a_column_is_found()
    {
        var row = Row("m");
        row.Metadata = """{"team":"red","other":[1]}""";
        Assert.That(Read(await Bytes([row])).Lines.Single().Key.CostKey, Is.EqualTo("red"));
    }

    [Test]
    public async Task Row_groups_follow_each_other_and_rows_are_counted_through()
    {
        var rows = Many(10_000).ToList();
        rows[7_000].Time = default;
        rows[7_000].Output = -1;
        var activity = Read(await Bytes(rows, new() { RowGroupSize = 3_000 }));
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(10_000, 9_999, 0, 0, 1)));
        Assert.That(activity.NotAccepted.Single().FirstLine, Is.EqualTo(7_001));
    }

    [Test]
    public async Task Lists_are_no_columns()
    {
        var bytes = await Bytes([
            new WithList
            {
                Usage = new() { Input = 1 },
                Time = Noon,
                Value = "m",
                Output = 5,
                Tags = ["a", "b"],
            },
            new WithList
            {
                Usage = new() { Input = 1 },
                Time = Noon,
                Value = "m",
                Output = 6,
                Tags = [],
            },
        ]);
        Assert.That((Read(bytes).Rows, Read(bytes).Total.Output), Is.EqualTo((new RowCounts(2, 2, 0, 0, 0), 11L)));
    }

    [Test]
    public async Task No_rows_are_a_file_without_rows()
    {
        var account = Read(await Bytes(Many(0))).Files.Single();
        Assert.That((account.IsRead, account.Rows), Is.EqualTo((true, default(RowCounts))));
    }

    [Test]
    public async Task A_file_is_told_by_its_columns()
    {
        using var folder = new ExportFolder().With("usage.parquet", await Bytes([Row("m")]));
        Assert.That(
            folder.Ingest().Issues.Single().ToString(),
            Does.StartWith("usage.parquet:1: error LE1010: found 6 columns of no known format")
        );
    }

    [Test]
    public async Task A_file_that_is_cut_anywhere_is_refused()
    {
        var whole = await Bytes(Many(500), new() { RowGroupSize = 200 });
        for (var cut = 0; cut < 200; cut++)
        {
            var length = 4 + (int)((whole.Length - 5L) * cut / 199);
            var account = Read(whole[..length]).Files.Single();
            Assert.That((account.IsRead, account.Rows), Is.EqualTo((false, default(RowCounts))), $"cut at {length}");
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_changed_byte_never_throws_and_each_row_has_a_fate(CancellationToken cancellation)
    {
        var whole = await Bytes(Many(200), new() { RowGroupSize = 100 });
        var random = new Random(20_260_105);
        using var folder = new ExportFolder().As(Profile).Naming("usage.parquet");
        for (var mutation = 0; mutation < 2_000; mutation++)
        {
            var bytes = (byte[])whole.Clone();
            var at = random.Next(4, bytes.Length);
            bytes[at] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(folder.PathOf("usage.parquet"), bytes, cancellation);
            var activity = folder.Ingest(cancellation: cancellation);
            var rows = activity.Rows;
            Assert.That(
                rows.Accepted + rows.Duplicate + rows.Ignored + rows.Rejected,
                Is.EqualTo(activity.Files[0].HandedOn?.Records ?? 0).And.LessThanOrEqualTo(1_000_000),
                $"byte {at} is {bytes[at]}"
            );
        }
    }

    [Test]
    public async Task A_damaged_row_group_costs_its_own_rows_and_no_others()
    {
        var bytes = await Bytes(Many(300), new() { RowGroupSize = 100, CompressionMethod = CompressionMethod.None });
        using (var parquet = new MemoryStream(bytes))
        {
            await using var reader = await ParquetReader.CreateAsync(parquet);
            var start = (int)reader.RowGroups[1].RowGroup.Columns[1].MetaData!.DataPageOffset;
            bytes.AsSpan(start, 8).Fill(0xFF);
        }

        var activity = Read(bytes);
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(201, 200, 0, 0, 1)));
        Assert.That(
            activity.NotAccepted.Single(),
            Is.EqualTo(new RowDecision("usage.parquet", 101, 101, 1, RowOutcome.Rejected, "LE1019"))
        );
        Assert.That(
            activity.Issues.Single().ToString(),
            Does.Contain("in row group 2, expected a whole one: 100 rows from this one on are missing")
        );
    }

    private static Activity Read(byte[] bytes, string profile = Profile)
    {
        using var folder = new ExportFolder().As(profile).With("usage.parquet", bytes);
        return folder.Ingest();
    }

    internal static async Task<byte[]> Bytes<T>(IEnumerable<T> rows, ParquetOptions? options = null)
    {
        using var stream = new MemoryStream();
        await ParquetSerializer.SerializeAsync(rows, stream, options);
        return stream.ToArray();
    }

    internal static Request<T> Row<T>(T value) =>
        new()
        {
            Time = Noon,
            Value = value,
            Usage = new() { Input = 100 },
            Output = 20,
        };

    internal static IEnumerable<Request<string>> Many(int rows) => Enumerable.Range(0, rows).Select(row => Row($"m{row % 7}"));

    internal sealed class Request<T>
    {
        [JsonPropertyName("time")]
        [ParquetTimestamp(ParquetTimestampResolution.Microseconds)]
        public DateTime Time { get; set; }

        [JsonPropertyName("value")]
        public T Value { get; set; } = default!;

        [JsonPropertyName("usage")]
        public Tokens? Usage { get; set; }

        [JsonPropertyName("output")]
        public int? Output { get; set; }

        [JsonPropertyName("metadata")]
        public string? Metadata { get; set; }
    }

    internal sealed class Tokens
    {
        [JsonPropertyName("input")]
        public long Input { get; set; }

        [JsonPropertyName("note")]
        public string? Note { get; set; }
    }

    internal sealed class WithList
    {
        [JsonPropertyName("time")]
        public DateTime Time { get; set; }

        [JsonPropertyName("tags")]
        public List<string> Tags { get; set; } = [];

        [JsonPropertyName("usage")]
        public Tokens? Usage { get; set; }

        [JsonPropertyName("value")]
        public string? Value { get; set; }

        [JsonPropertyName("output")]
        public int Output { get; set; }
    }
}
