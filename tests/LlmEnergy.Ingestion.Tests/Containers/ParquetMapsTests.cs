using System.Text.Json.Serialization;
using CsCheck;
using DuckDB.NET.Data;
using LlmEnergy.Domain.Activities;
using Parquet;
using static LlmEnergy.Ingestion.Tests.Containers.MapFile;

namespace LlmEnergy.Ingestion.Tests.Containers;

/// <summary>Columns of maps: a name such as <c>tags.team</c> is the value of the key <c>team</c> in each row.</summary>
public class ParquetMapsTests
{
    private const string Profile = """
        { "id": "test.maps", "title": "requests", "container": ["parquet", "csv"],
          "fields": { "time": "day", "model": "tags.model", "costKey": "tags['user:team']", "input": "input" },
          "semantics": { "grain": "request", "holdsNone": ["output"], "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    private static readonly DateOnly Day = new(2026, 1, 5);

    /// <summary>Rows, the last of each kind without what is asked for.</summary>
    private static readonly (string Key, string? Value)[]?[] Rows =
    [
        [("model", "gpt-4o"), ("user:team", "red"), ("other", "x")],
        null,
        [("other", "y"), ("user:team", "blue")],
        [],
        [("model", null), ("user:team", "")],
        [("model", "gpt-4o"), ("other", null)],
        [("other", "z")],
        [("user:team", "red"), ("model", "claude")],
    ];

    private static readonly string[] Expected = ["gpt-4o red", " ", " blue", " ", " ", "gpt-4o ", " ", "claude red"];

    [TestCase(CompressionMethod.None)]
    [TestCase(CompressionMethod.Snappy)]
    [TestCase(CompressionMethod.Zstd)]
    public async Task A_key_of_a_map_is_a_column(CompressionMethod method)
    {
        var rows = Rows.Where(row => row is not null)
            .Select(row => new Tagged
            {
                Day = Day,
                Input = 1,
                Tags = row!.ToDictionary(entry => entry.Key, entry => entry.Value ?? ""),
            });
        var bytes = await ParquetRowsTests.Bytes(rows, new() { CompressionMethod = method, RowGroupSize = 3 });
        Assert.That(Read(bytes), Is.EqualTo(Found(Expected.Where((_, row) => Rows[row] is not null))));
    }

    [Test]
    public void Null_and_empty_maps_absent_keys_and_null_values_are_empty(
        [Values(1, 2, 3, 100)] int keysOfPage,
        [Values(1, 2, 5, 100)] int valuesOfPage,
        [Values] bool isSecond,
        [Values("plain", "dictionary", "dictionary, then plain", "in turn")] string encoding
    )
    {
        // pages end inside of rows, and those of keys elsewhere than those of values
        bool IsOfDictionary(int page) =>
            encoding switch
            {
                "plain" => false,
                "dictionary" => true,
                "in turn" => page % 2 == 1,
                _ => page == 0,
            };
        var bytes = Of([.. Rows.SelectMany(Row)], (keysOfPage, valuesOfPage), isSecond, IsOfDictionary);
        Assert.That(Read(bytes), Is.EqualTo(Found(Expected)));
    }

    [Test]
    public void DuckDB_reads_the_same_of_a_file_that_is_written_here([Values] bool isSecond, [Values] bool isOfDictionary)
    {
        var bytes = Of([.. Rows.SelectMany(Row)], (100, 100), isSecond, _ => isOfDictionary);
        using var folder = new ExportFolder().With("maps.parquet", bytes);
        var theirs = Query(
            $"select coalesce(tags['model'], '') || ' ' || coalesce(tags['user:team'], '') from '{folder.PathOf("maps.parquet")}'"
        );
        Assert.That(Found(theirs), Is.EqualTo(Found(Expected)));
    }

    [Test]
    public void Of_a_key_that_stands_twice_the_last_value_counts_as_in_JSON([Values] bool isOfDictionary)
    {
        var rows = Row(("model", "a"), ("model", "b"), ("model", null));
        using var csv = new ExportFolder()
            .As(Profile)
            .With("usage.csv", "day,input,tags\n2026-01-05,1,\"{\"\"model\"\":\"\"a\"\",\"\"model\"\":\"\"b\"\",\"\"model\"\":null}\"\n");
        Assert.That(Read(Of(rows, (100, 100), false, _ => isOfDictionary)), Is.EqualTo(Found(["b "])).And.EqualTo(Models(csv.Ingest())));
    }

    [Test]
    public void Maps_that_DuckDB_writes_give_what_DuckDB_finds_in_them() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[1, 40], Gen.Int[2, 5_000], Gen.OneOf("v1", "v2"), Gen.OneOf("snappy", "uncompressed"))
            .Sample(
                (rows, values, seed, version, codec) =>
                {
                    using var folder = new ExportFolder().As(Profile).Naming("maps.parquet");
                    var path = folder.PathOf("maps.parquet");
                    // a key is there for some rows, some maps are null, and the values are few or nearly as many as rows
                    Execute(
                        $"""
                        copy (select date '2026-01-05' as day, 1 as input,
                          case when hash(i, {seed}) % 7 = 0 then null else map_from_entries(list_filter([
                            {"{"}k: 'model', v: 'm' || hash(i) % {values}{"}"}, {"{"}k: 'x' || i % 3, v: repeat('x', i % 50){"}"},
                            {"{"}k: 'user:team', v: case when i % 5 > 0 then 't' || i % {values} end{"}"}],
                            lambda e: hash(e.k, i, {seed}) % 3 > 0)) end as tags
                          from range({rows}) r(i)) to '{path}'
                          (format parquet, row_group_size 4096, compression {codec}, parquet_version {version})
                        """
                    );
                    var theirs = Query($"select coalesce(tags['model'], '') || ' ' || coalesce(tags['user:team'], '') from '{path}'");
                    Assert.That(Models(folder.Ingest()), Is.EqualTo(Found(theirs)));
                },
                iter: 15,
                threads: 1
            );

    [Test]
    public async Task Maps_of_lists_or_of_numbers_are_no_columns()
    {
        Counted[] rows =
        [
            new()
            {
                Day = Day,
                Input = 1,
                Tags = new() { ["model"] = 5 },
            },
        ];
        Assert.That(Read(await ParquetRowsTests.Bytes(rows)), Is.EqualTo(Found([" "])));
    }

    [Test]
    public void A_file_is_recognised_by_the_name_of_a_map()
    {
        var bytes = Of(Row(("model", "m")), (1, 1), false, _ => false);
        using var folder = new ExportFolder().As(Profile.Replace("\"fields\"", "\"detect\": { \"all\": [\"tags\", \"day\"] }, \"fields\""));
        folder.Source = folder.Source with { Format = "auto" };
        Assert.That(Models(folder.With("maps.parquet", bytes).Ingest()), Is.EqualTo(Found(["m "])));
    }

    [TestCase("keys without values", "a map with other numbers of keys than of values")]
    [TestCase("rows apart", "a map with other rows of keys than of values")]
    [TestCase("no first row", "a map whose entries begin before its rows")]
    [TestCase("a row too few", "a map that ends before its rows")]
    [TestCase("more than its pages", "a column that ends before its rows")]
    public void A_map_that_contradicts_itself_costs_its_row_group(string how, string found)
    {
        var entries = Row(("model", "m"), ("other", "x"));
        var file = new MapFile(2);
        var keys = how == "rows apart" ? [entries[0], entries[1] with { Begins = true }, .. entries] : (Entry[])[.. entries, .. entries];
        var values = how == "keys without values" ? entries : (Entry[])[.. entries, .. entries];
        if (how == "no first row")
            (keys, values) = ([entries[1], .. entries], [entries[1], .. entries]);
        if (how == "a row too few")
            (keys, values) = (entries, entries);
        long? claimed = how == "more than its pages" ? 400 : null;
        file.Column([keys], isKeys: true, isSecond: false, _ => false, claimed);
        file.Column([values], isKeys: false, isSecond: false, _ => false, claimed);
        var activity = Ingest(file.ToArray());
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(1, 0, 0, 0, 1)));
        Assert.That(activity.Issues.Single().ToString(), Does.Contain($"found {found} in row group 1").And.Contain("2 rows"));
    }

    [Test]
    public void More_entries_than_a_file_can_have_are_refused()
    {
        var file = new MapFile(1);
        foreach (var isKeys in new[] { true, false })
            file.Column([Row(("model", "m"))], isKeys, isSecond: false, _ => false, claimed: int.MaxValue);
        Assert.That(Ingest(file.ToArray()).Issues.Single().ToString(), Does.Contain("found a map of more than 1,0"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_changed_byte_never_throws_and_each_row_has_a_fate(CancellationToken cancellation)
    {
        var entries = Rows.SelectMany(Row).ToArray();
        using var folder = new ExportFolder().As(Profile).Naming("maps.parquet");
        var random = new Random(20_260_105);
        for (var mutation = 0; mutation < 2_000; mutation++)
        {
            var bytes = Of(entries, (3, 5), mutation % 2 == 0, page => page % 3 == 0);
            var at = random.Next(4, bytes.Length);
            bytes[at] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(folder.PathOf("maps.parquet"), bytes, cancellation);
            var activity = folder.Ingest(cancellation: cancellation);
            var rows = activity.Rows;
            Assert.That(
                rows.Accepted + rows.Duplicate + rows.Ignored + rows.Rejected,
                Is.EqualTo(activity.Files[0].HandedOn?.Records ?? 0).And.LessThanOrEqualTo(1_000_000),
                $"byte {at} is {bytes[at]}"
            );
        }
    }

    private static Activity Ingest(byte[] bytes)
    {
        using var folder = new ExportFolder().As(Profile).With("maps.parquet", bytes);
        return folder.Ingest();
    }

    private static (string, long)[] Read(byte[] bytes) => Models(Ingest(bytes));

    /// <summary>Rows by what was found in their maps.</summary>
    private static (string, long)[] Models(Activity activity)
    {
        Assert.That(activity.Issues, Is.Empty);
        return
        [
            .. activity
                .Lines.Select(line => ($"{line.Key.Model} {line.Key.CostKey}", line.Rows))
                .OrderBy(line => line.Item1, StringComparer.Ordinal),
        ];
    }

    private static (string, long)[] Found(IEnumerable<string> rows) =>
        [.. rows.GroupBy(row => row).Select(row => (row.Key, row.LongCount())).OrderBy(row => row.Key, StringComparer.Ordinal)];

    private static List<string> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private static void Execute(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Tagged
    {
        [JsonPropertyName("day")]
        public DateOnly Day { get; set; }

        [JsonPropertyName("input")]
        public long Input { get; set; }

        [JsonPropertyName("tags")]
        public Dictionary<string, string> Tags { get; set; } = [];
    }

    private sealed class Counted
    {
        [JsonPropertyName("day")]
        public DateOnly Day { get; set; }

        [JsonPropertyName("input")]
        public long Input { get; set; }

        [JsonPropertyName("tags")]
        public Dictionary<string, int> Tags { get; set; } = [];
    }
}
