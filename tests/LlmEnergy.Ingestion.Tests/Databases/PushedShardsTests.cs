using System.Text;
using CsCheck;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Databases;

/// <summary>A table of ClickHouse 18.16 that its server, or each of its shards, adds up gives what its rows give, to the byte, or nothing.</summary>
[NonParallelizable]
internal sealed class PushedShardsTests
{
    private const string Variable = "LLMENERGY_TEST_SHARDS";
    private const string Requests = """
        CREATE TABLE {0} (request_id String, organization_id String, request_created_at DateTime, provider String,
            model Nullable(String), prompt_tokens Nullable(Int64), completion_tokens Nullable(Int64), prompt_cache_read_tokens Int64,
            prompt_cache_write_tokens Int64, cache_reference_id String, cost UInt64, updated_at DateTime)
        ENGINE = ReplacingMergeTree(updated_at) ORDER BY (organization_id, provider, request_created_at, request_id)
        """;

    private static readonly ReportingPeriod Quarter = ReportingPeriod.TryParse("2026-Q3", FiscalYear.Calendar, out var period)
        ? period
        : throw new InvalidOperationException();

    private static readonly Dictionary<string, string> NoKeys = [];
    private IReadOnlyList<ClickHouseServer> _shards;

    [OneTimeSetUp]
    public void Start()
    {
        _shards = ClickHouseServer.Start(shards: 2);
        Connect([.. _shards.Select(shard => shard.Connection)]);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        foreach (var shard in _shards ?? [])
            shard.Dispose();
    }

    [SetUp]
    public void Empty()
    {
        foreach (var shard in _shards)
            shard.Execute("DROP TABLE IF EXISTS requests", "DROP TABLE IF EXISTS everywhere", Of("requests"));
        Connect(_shards[0].Connection);
    }

    [Test]
    public void Generated_rows_are_added_up_by_the_server_as_they_are_here()
    {
        var count = Mostly("40", "0", "NULL", "10000", "10001", "100000", "100001", "-1", "9000000000000000000");
        var part = Mostly("40", "0", "41", "100000", "-3");
        var row = Gen.Select(
            Gen.Int[0, 60],
            Mostly(0, 1, -3, 91, 92),
            Gen.Select(count, count, part, part),
            Mostly("'gpt-4o'", "NULL", "''", "'it\\'s \\\\ a'", "'ünï\u200b'", "'bad\\tname'", "'Code: 395'", "'\\\\N'"),
            Mostly("0", "a"),
            Mostly("1500000000", "0", "7", "18446744073709551615"),
            Gen.Int[1, 9]
        );
        row.Array[1, 100]
            .Sample(
                rows =>
                {
                    _shards[0].Execute("DROP TABLE requests", Of("requests"));
                    Fill(
                        _shards[0],
                        [
                            .. rows.Select(
                                (it, index) =>
                                    FormattableString.Invariant(
                                        $"('r{it.Item1}', 'o', toDateTime('{new DateTime(2026, 7, 1).AddDays(it.Item2):yyyy-MM-dd HH:mm:ss}', 'UTC'), 'OPENAI', {it.Item4}, {it.Item3.Item1}, {it.Item3.Item2}, {it.Item3.Item3}, {it.Item3.Item4}, '{it.Item5}', {it.Item6}, toDateTime({1_782_864_000 + (it.Item7 * 1_000) + index}))"
                                    )
                            ),
                        ]
                    );
                    AssertSame(Table(DatabaseTable.Stream), Table(DatabaseTable.Push));
                },
                iter: 40,
                threads: 1
            );
    }

    [TestCase("push")]
    [TestCase("auto")]
    public void Shards_that_add_up_what_they_hold_give_what_one_server_gives(string read)
    {
        var rows = Some(400);
        Fill(_shards[0], [.. rows]);
        var one = Table(DatabaseTable.Stream);
        Spread("cityHash64(request_id)", rows);
        var shards = Table(read, Sharded);
        AssertSame(one, shards);
        using var facts = System.Text.Json.JsonDocument.Parse(shards.Files.Single().Evidence!.Facts);
        Assert.That(facts.RootElement.GetProperty("shards").GetInt32(), Is.EqualTo(2));
    }

    [TestCase("rand()", "rows that are spread by rand")]
    [TestCase("cityHash64(organization_id)", "rows that are spread by organization_id")]
    [TestCase("cityHash64(request_id, rand())", "rows that are spread by rand")]
    [TestCase("toUInt64(request_created_at)", "rows that are spread by request_created_at")]
    public void Shards_by_a_key_that_may_part_rows_of_one_identity_are_refused(string key, string found)
    {
        Spread(key, Some(10));
        var activity = Table(DatabaseTable.Push, Sharded);
        AssertRefused(activity, $"found {found}, where those of one request_id have to lie on one shard");
    }

    [Test]
    public void Shards_by_a_wrong_key_are_streamed_by_one_server_where_that_is_left_open()
    {
        Spread("rand()", Some(10));
        var activity = Table(DatabaseTable.Auto, Sharded);
        Assert.That(activity.Rows.Read, Is.EqualTo(10));
        Assert.That(
            Encoding.UTF8.GetString(activity.Files.Single().Evidence!.Facts.Span),
            Does.Contain("\"read\": \"stream\"").And.Contain("streamed: shards, but found rows that are spread by rand")
        );
    }

    [Test]
    public void A_shard_that_is_named_twice_or_not_at_all_is_refused()
    {
        Spread("cityHash64(request_id)", Some(10));
        Connect(_shards[0].Connection, _shards[0].Connection);
        AssertRefused(Table(DatabaseTable.Push, Sharded), "found 2 connection strings that lead to 1 shard of the 2 of two");
        Connect(_shards[0].Connection);
        AssertRefused(Table(DatabaseTable.Push, Sharded), "found 1 connection string that lead to 1 shard of the 2 of two");
    }

    [Test]
    public void A_list_of_servers_is_no_connection_of_one()
    {
        Connect(_shards[0].Connection, _shards[1].Connection);
        AssertRefused(Table(DatabaseTable.Push), "found several connection strings, expected one");
    }

    [Test]
    public void A_table_that_is_not_distributed_has_no_shards()
    {
        Connect([.. _shards.Select(shard => shard.Connection)]);
        AssertRefused(
            Table(DatabaseTable.Push, table => table with { HasShards = true }),
            "found shards of a table that is not Distributed"
        );
    }

    [Test]
    public void A_shard_that_is_gone_counts_nothing_and_says_so()
    {
        Spread("cityHash64(request_id)", Some(10));
        Connect(_shards[0].Connection, "Host=127.0.0.1;Port=1;Protocol=http;Username=u;Password=planted-secret-4mx7");
        AssertRefused(Table(DatabaseTable.Push, Sharded), "found no answer of the server, or a connection that broke");
    }

    [Test]
    public void Langfuse_whose_rows_stand_below_others_is_refused()
    {
        var source = new SourceInput(
            "traces",
            "langfuse.observations",
            "org",
            null,
            null,
            [InputPath.OfTable("traces", "default.observations")],
            NoKeys
        )
        {
            Database = new(DatabaseTable.ClickHouse, $"env:{Variable}", "default.observations") { Read = DatabaseTable.Push },
        };
        _shards[0]
            .Execute(
                "DROP TABLE IF EXISTS observations",
                "CREATE TABLE observations (id String, trace_id String, project_id String, type String, parent_observation_id String, "
                    + "start_time DateTime, usage_details String, event_ts DateTime, is_deleted UInt8) ENGINE = MergeTree ORDER BY id"
            );
        AssertRefused(new Ingestor(FormatCatalog.BuiltIn).Ingest([source], Quarter, null, default), "found rows below others (parent)");
    }

    private static DatabaseTable Sharded(DatabaseTable table) => table with { Table = "default.everywhere", HasShards = true };

    /// <summary>Rows of which some are versions of others.</summary>
    private static List<string> Some(int rows) =>
        [
            .. Enumerable
                .Range(0, rows)
                .Select(row =>
                    FormattableString.Invariant(
                        $"('r{(rows < 100 ? row : row * 7 % 150)}', 'o', toDateTime('2026-07-{1 + (row % 3):00} 10:00:00', 'UTC'), 'OPENAI', 'gpt-4o', {row}, {row % 40}, 0, 0, '0', {row}, toDateTime({1_782_864_000 + row}))"
                    )
                ),
        ];

    /// <summary>Rows lie where the table sends them.</summary>
    private void Spread(string key, IReadOnlyCollection<string> rows)
    {
        var keyOf = key.Contains("rand", StringComparison.Ordinal) ? "cityHash64(request_id)" : key;
        foreach (var (number, shard) in _shards.Index())
        {
            shard.Execute("DROP TABLE IF EXISTS requests", Of("requests"), "DROP TABLE IF EXISTS everywhere");
            shard.Execute($"CREATE TABLE everywhere AS requests ENGINE = Distributed(two, default, requests, {key})");
            shard.Execute(Of("sent"), $"INSERT INTO sent VALUES {string.Join(", ", rows)}");
            shard.Execute($"INSERT INTO requests SELECT * FROM sent WHERE {keyOf} % 2 = {number}", "DROP TABLE sent");
        }

        Connect([.. _shards.Select(shard => shard.Connection)]);
    }

    private static void AssertRefused(Activity activity, string message)
    {
        Assert.That(activity.Files.Single().IsRead, Is.False);
        Assert.That(activity.Lines, Is.Empty);
        Assert.That(activity.Issues.Select(issue => issue.Message), Has.One.StartsWith(message));
    }

    private static string Of(string table) => Requests.Replace("{0}", table, StringComparison.Ordinal);

    private static void Connect(params string[] connections) =>
        Environment.SetEnvironmentVariable(Variable, string.Join('\n', connections));

    private static void Fill(ClickHouseServer server, params string[] rows)
    {
        if (rows.Length > 0)
            server.Execute($"INSERT INTO requests VALUES {string.Join(", ", rows)}");
    }

    private static void AssertSame(Activity streamed, Activity pushed)
    {
        Assert.That(pushed.Issues.Select(issue => issue.Message), Is.EqualTo(streamed.Issues.Select(issue => issue.Message)));
        Assert.That(Sums(pushed), Is.EqualTo(Sums(streamed)));
        Assert.That(pushed.Lines, Is.EqualTo(streamed.Lines));
        Assert.That(pushed.Coverage, Is.EqualTo(streamed.Coverage));
        Assert.That(pushed.Rows, Is.EqualTo(streamed.Rows));
    }

    private static string Sums(Activity activity) => Encoding.UTF8.GetString(activity.Files.Single().Evidence!.Sums.Span);

    private static Activity Table(string read, Func<DatabaseTable, DatabaseTable>? change = null)
    {
        var table = new DatabaseTable(DatabaseTable.ClickHouse, $"env:{Variable}", "default.requests") { Read = read };
        table = change?.Invoke(table) ?? table;
        var source = new SourceInput(
            "helicone",
            "helicone.requests",
            "org-1",
            null,
            null,
            [InputPath.OfTable("helicone", table.Table)],
            NoKeys
        )
        {
            Database = table,
        };
        return new Ingestor(FormatCatalog.BuiltIn).Ingest([source], Quarter, null, default);
    }

    /// <summary>Rows that have most in common are the ones that are added up.</summary>
    private static Gen<T> Mostly<T>(T value, params T[] others) =>
        Gen.Int[0, others.Length * 6].Select(index => index < others.Length ? others[index] : value);
}
