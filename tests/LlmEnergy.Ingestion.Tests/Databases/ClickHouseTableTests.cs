using System.Globalization;
using System.Text;
using CsCheck;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Databases;

/// <summary>
/// A table of ClickHouse gives what its export gives, or nothing; on one server, and on two shards. The server is 18.16, which knows neither
/// Map nor DateTime64: what is a map today is a text of JSON here.
/// </summary>
[NonParallelizable]
internal sealed class ClickHouseTableTests
{
    private const string Variable = "LLMENERGY_TEST_CLICKHOUSE";
    private const string Other = "LLMENERGY_TEST_CLICKHOUSE_OTHER";
    private const string Observations = """
        CREATE TABLE {0} (id String, trace_id String, project_id String, type String, parent_observation_id Nullable(String),
            start_time DateTime, name String, input Nullable(String), provided_model_name Nullable(String), usage_details String,
            total_cost Nullable(Decimal64(12)), event_ts DateTime, is_deleted UInt8)
        ENGINE = ReplacingMergeTree(event_ts) PARTITION BY toYYYYMM(start_time) ORDER BY (project_id, type, toDate(start_time), id)
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
        Environment.SetEnvironmentVariable(Variable, _shards[0].Connection);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Environment.SetEnvironmentVariable(Other, null);
        foreach (var shard in _shards ?? [])
            shard.Dispose();
    }

    [SetUp]
    public void Empty()
    {
        foreach (var shard in _shards)
        {
            foreach (var table in shard.Execute("SELECT name FROM system.tables WHERE database = 'default'").Split('\n'))
            {
                if (table.Length > 0)
                    shard.Execute($"DROP TABLE default.{table}");
            }

            shard.Execute(Observations.Replace("{0}", "observations", StringComparison.Ordinal));
        }
    }

    [Test]
    public void The_newest_version_of_each_row_counts()
    {
        Fill(
            _shards[0],
            Row("a", "2026-07-01 10:00:00", input: 5, version: 1),
            Row("a", "2026-07-02 10:00:00", input: 120, version: 2),
            Row("b", "2026-07-01 10:00:00", input: 9, version: 1),
            Row("b", "2026-07-01 10:00:00", input: 9, version: 2, isDeleted: 1),
            Row("c", "2026-07-01 10:00:00", input: 30, version: 7, isDeleted: 0),
            Row("c", "2026-07-01 10:00:00", input: 31, version: 7, isDeleted: 1),
            Row("d", "2026-06-28 10:00:00", input: 70, version: 1),
            Row("d", "2026-07-01 10:00:00", input: 71, version: 2),
            Row("e", "2026-07-01 10:00:00", input: 1_000, version: 1),
            Row("e", "2026-06-30 21:59:59", input: 1_001, version: 2)
        );
        var activity = Table();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(activity.Total.Input, Is.EqualTo(120 + 71));
            Assert.That(activity.Files.Single().Rows, Is.EqualTo(new RowCounts(5, 2, 0, 3, 0)));
            Assert.That(
                activity.Fates.Where(fate => fate.Rows > 0 && fate.Rule.Length > 0).Select(fate => (fate.Rule, fate.Rows)),
                Is.EquivalentTo(new[] { ("deleted", 2L), ("outside-period", 1L) })
            );
            Assert.That(activity.Lines.Select(line => line.Key.CostKey).Distinct(), Is.EqualTo(new[] { "p1" }));
        }
    }

    [Test]
    public void Times_are_of_UTC_whatever_the_zone_of_the_server()
    {
        // the server is in Copenhagen, two hours before UTC
        Fill(_shards[0], Row("a", "2026-07-01 00:30:00", input: 5), Row("b", "2026-09-30 23:30:00", input: 7));
        Assert.That(
            Table().Coverage.Where(day => day.Rows > 0).Select(day => day.Day),
            Is.EqualTo(new[] { new DateOnly(2026, 7, 1), new DateOnly(2026, 9, 30) })
        );
    }

    [Test]
    public void A_distributed_table_gives_what_one_server_gives_however_its_rows_are_spread()
    {
        var random = new Random(4711);
        var rows = Enumerable
            .Range(0, 500)
            .Select(number =>
                Row($"r{number % 200}", $"2026-0{7 + (number % 3)}-1{number % 10} 10:00:00", input: number, version: random.Next(1, 5))
            )
            .ToList();
        Fill(_shards[0], [.. rows]);
        var one = Table();
        Empty();
        Fill(_shards[0], [.. rows.Where((_, index) => index % 3 == 0)]);
        Fill(_shards[1], [.. rows.Where((_, index) => index % 3 != 0)]);
        _shards[0].Execute("CREATE TABLE everywhere AS observations ENGINE = Distributed(two, default, observations, rand())");
        var both = Table(table => table with { Table = "default.everywhere" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(one.Rows.Read, Is.EqualTo(200));
            Assert.That(Lines(both), Is.EqualTo(Lines(one)));
            Assert.That(both.Rows, Is.EqualTo(one.Rows));
        }
    }

    [Test]
    public void Generated_rows_count_as_the_newest_of_them_do_as_a_file()
    {
        var count = Gen.OneOf(Gen.Long[0, 200_000], OneOf(10_000L, 10_001L, 100_000L, 100_001L, 0L));
        var row = Gen.Select(
            Gen.Int[0, 40],
            Gen.Int[-3, 95],
            count,
            count,
            Gen.Int[1, 9],
            OneOf("gpt-4o", "claude, \"x\"", "", "ünï\u200b", "bad\tname", "back\\\\slash", "Code: 395", "\\N"),
            OneOf("GENERATION", "SPAN", "EMBEDDING"),
            OneOf("0", "NULL", "0.000000001", "-0.5", "0.123456789012")
        );
        row.Array[1, 100]
            .Sample(
                rows =>
                {
                    Empty();
                    var versions = rows.Select(
                            (it, index) =>
                                new
                                {
                                    Id = it.Item1,
                                    // versions differ, so that it is told apart from the order of writing which one is the newest
                                    Version = (it.Item5 * 1_000) + index,
                                    Text = Row(
                                        $"r{it.Item1}",
                                        new DateTime(2026, 7, 1)
                                            .AddDays(it.Item2)
                                            .AddSeconds(index)
                                            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                                        input: it.Item3,
                                        output: it.Item4,
                                        version: (it.Item5 * 1_000) + index,
                                        model: it.Item6,
                                        type: it.Item7,
                                        cost: it.Item8
                                    ),
                                }
                        )
                        .ToList();
                    Fill(_shards[0], [.. versions.Select(version => version.Text)]);
                    _shards[0].Execute(Observations.Replace("{0}", "newest", StringComparison.Ordinal));
                    var newest = versions.GroupBy(version => version.Id).Select(same => same.MaxBy(version => version.Version)!.Text);
                    _shards[0].Execute($"INSERT INTO newest VALUES {string.Join(", ", newest)}");
                    var (table, export) = (Table(), Export("newest"));
                    Assert.That(Lines(table), Is.EqualTo(Lines(export)));
                    Assert.That(table.Coverage.Select(day => $"{day}"), Is.EqualTo(export.Coverage.Select(day => $"{day}")));
                    Assert.That(Fates(table), Is.EqualTo(Fates(export)));
                },
                iter: 15,
                threads: 1
            );
    }

    [Test]
    public void What_is_on_record_gives_the_same_without_a_database()
    {
        Fill(_shards[0], Row("a", "2026-07-01 10:00:00", input: 5), Row("b", "2026-07-01 10:00:00", input: 9, model: "bad\\tname"));
        var asked = Table();
        var again = Table(table => table with { Connection = "env:NOT_SET", Recorded = asked.Files.Single().Evidence });
        Assert.That(Lines(again), Is.EqualTo(Lines(asked)));
        Assert.That(again.Issues, Is.EqualTo(asked.Issues));
        Assert.That(asked.Files.Single().Evidence!.Snapshot, Is.Empty);
    }

    [Test]
    public void Evidence_has_the_query_and_neither_secret_nor_user_nor_what_nobody_asked_for()
    {
        Fill(_shards[0], Row("a", "2026-07-01 10:00:00", input: 5));
        var evidence = Table().Files.Single().Evidence!;
        var facts = Encoding.UTF8.GetString(evidence.Facts.Span);
        Assert.That(facts, Does.Contain("LIMIT 1 BY").And.Contain("ClickHouse 18.16.1").And.Contain($"env:{Variable}"));
        Assert.That(facts, Does.Not.Contain(ClickHouseServer.Password).And.Not.Contain("reader").And.Not.Contain("\\\"input\\\""));
    }

    [Test]
    public void Rows_without_what_versions_are_told_by_are_not_made_one()
    {
        Fill(_shards[0], Row("", "2026-07-01 10:00:00", input: 5), Row("", "2026-07-02 10:00:00", input: 9));
        var activity = Table();
        AssertRefused(activity, "LE1060");
        Assert.That(activity.Issues[0].Message, Does.StartWith("found 2 rows with an empty project_id + id"));
    }

    [Test]
    public void Rows_that_come_while_a_table_is_read_are_not_half_counted()
    {
        // each statement sees other rows, as of a table that somebody writes to
        _shards[0]
            .Execute(
                """
                CREATE VIEW written AS SELECT toUInt64(1) AS prompt_tokens, toUInt64(1) AS completion_tokens,
                toDateTime('2026-07-01 10:00:00') AS startTime, 'm' AS model FROM (SELECT number FROM system.numbers LIMIT 100000)
                WHERE rand() % 2 = 0
                """
            );
        AssertRefused(Table(table => table with { Table = "default.written" }, "unordered", Unordered), "LE1059");
    }

    [Test]
    public void An_error_after_the_first_rows_counts_nothing_and_says_so()
    {
        _shards[0]
            .Execute(
                """
                CREATE VIEW broken AS SELECT toString(number) AS request_id, 'c' AS call_type, toUInt64(1) + throwIf(number = 300000) AS prompt_tokens,
                toUInt64(1) AS completion_tokens, toDateTime('2026-07-01 10:00:00') AS startTime, 'm' AS model
                FROM (SELECT number FROM system.numbers LIMIT 400000)
                """
            );
        AssertRefused(Table(table => table with { Table = "default.broken" }, "unordered", Unordered), "LE1057");
    }

    [Test]
    public void A_query_that_is_killed_counts_nothing_and_says_so()
    {
        Slow();
        var reading = Task.Run(() => Table(table => table with { Table = "default.slow" }, "unordered", Unordered));
        Await(Running, "1\n");
        _shards[0].Execute("KILL QUERY WHERE query LIKE '%slow%FORMAT CSVWithNames' SYNC");
        var activity = reading.Result;
        AssertRefused(activity, "LE1057");
        Assert.That(activity.Issues[0].Message, Does.Contain("ended by the server or its operator"));
    }

    [Test]
    public void What_is_cancelled_leaves_no_query_behind()
    {
        Slow();
        using var cancelled = new CancellationTokenSource();
        var reading = Task.Run(() => Table(table => table with { Table = "default.slow" }, "unordered", Unordered, cancelled.Token));
        Await(Running, "1\n");
        cancelled.Cancel();
        Assert.That(async () => await reading, Throws.InstanceOf<OperationCanceledException>());
        Await(Running, "0\n");
    }

    [Test]
    public void A_server_that_is_gone_in_the_middle_counts_nothing_and_says_so()
    {
        using var other = ClickHouseServer.Start(shards: 1)[0];
        Environment.SetEnvironmentVariable(Other, other.Connection);
        Slow(other);
        var reading = Task.Run(() =>
            Table(table => table with { Connection = $"env:{Other}", Table = "default.slow" }, "unordered", Unordered)
        );
        Assert.That(() => other.Execute(Running), Is.EqualTo("1\n").After(30).Seconds.PollEvery(50).MilliSeconds);
        other.Stop();
        AssertRefused(reading.Result, "LE1057");
    }

    [TestCase("DROP TABLE observations", Description = "the table is gone")]
    [TestCase("ALTER TABLE observations DROP COLUMN is_deleted", Description = "a part of the version is")]
    [TestCase("RENAME TABLE observations TO other", Description = "it has another name")]
    public void A_schema_that_changed_counts_nothing_and_says_so(string change)
    {
        _shards[0].Execute(change);
        AssertRefused(Table(), "LE1058");
    }

    [TestCase("Host=127.0.0.1;Port=1;Protocol=http;Username=u;Password=planted-secret-4mx7", "LE1057", Description = "nobody listens")]
    [TestCase("Host=db.example.org;Protocol=http;Username=u;Password=planted-secret-4mx7", "LE1056", Description = "without proof")]
    [TestCase("Host=127.0.0.1;Passwort=planted-secret-4mx7", "LE1056", Description = "a key that there is not")]
    [TestCase("https://u:planted-secret-4mx7@db.example.org", "LE1056", Description = "no connection string")]
    public void A_server_that_is_not_there_says_so_and_never_its_secret(string connection, string code)
    {
        Environment.SetEnvironmentVariable(Other, connection);
        var activity = Table(table => table with { Connection = $"env:{Other}" });
        AssertRefused(activity, code);
        Assert.That(activity.Issues.Select(issue => issue.ToString()), Has.None.Contains("planted"));
    }

    [Test]
    public void A_wrong_password_says_so_and_is_not_repeated()
    {
        Environment.SetEnvironmentVariable(
            Other,
            _shards[0].Connection.Replace(ClickHouseServer.Password, "planted-wrong", StringComparison.Ordinal)
        );
        var activity = Table(table => table with { Connection = $"env:{Other}" });
        AssertRefused(activity, "LE1056");
        Assert.That(activity.Issues.Select(issue => issue.Message), Has.All.Not.Contains("planted").And.All.Not.Contains("reader"));
    }

    [Test]
    public void A_user_who_may_set_nothing_reads_the_same()
    {
        Fill(_shards[0], Row("a", "2026-07-01 10:00:00", input: 5));
        Environment.SetEnvironmentVariable(Other, _shards[0].Connection.Replace("=reader", "=guest", StringComparison.Ordinal));
        Assert.That(Lines(Table(table => table with { Connection = $"env:{Other}" })), Is.EqualTo(Lines(Table())));
    }

    [Test]
    public void Costs_of_Helicone_are_billionths_of_a_dollar_and_what_its_cache_answered_is_not_counted()
    {
        _shards[0]
            .Execute(
                """
                CREATE TABLE request_response_rmt (request_id UUID, organization_id UUID, request_created_at DateTime, provider String,
                    model String, status Int64, prompt_tokens Nullable(Int64), completion_tokens Nullable(Int64),
                    prompt_cache_read_tokens Int64, prompt_cache_write_tokens Int64, cache_reference_id UUID, cost UInt64, updated_at DateTime)
                ENGINE = ReplacingMergeTree(updated_at) ORDER BY (organization_id, provider, model, request_created_at, request_id)
                """,
                """
                INSERT INTO request_response_rmt VALUES
                ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000ff', '2026-07-01 10:00:00', 'OPENAI', 'gpt-4o', 200,
                    100, 20, 40, 2, '00000000-0000-0000-0000-000000000000', 1500000000, '2026-07-01 10:00:01'),
                ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-0000000000ff', '2026-07-01 10:00:00', 'OPENAI', 'gpt-4o', 200,
                    100, 20, 0, 0, '00000000-0000-0000-0000-00000000000a', 7, '2026-07-01 10:00:01'),
                ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-0000000000ff', '2026-07-01 10:00:00', 'OPENAI', 'gpt-4o', 429,
                    NULL, NULL, 0, 0, '00000000-0000-0000-0000-000000000000', 0, '2026-07-01 10:00:01')
                """
            );
        var activity = Table(table => table with { Table = "default.request_response_rmt" }, "helicone.requests");
        var line = activity.Lines.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((line.Usage.Input, line.Usage.Cached, line.Usage.CacheWrite, line.Usage.Output), Is.EqualTo((142L, 40L, 2L, 20L)));
            Assert.That((line.Cost!.Value.Amount, line.Cost.Value.Currency), Is.EqualTo((1.5m, "USD")));
            Assert.That(line.Key.Provider, Is.EqualTo("openai"));
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 1, 0, 2, 0)));
        }
    }

    [Test]
    public void Spans_of_a_collector_count_once_and_not_with_their_children()
    {
        const string Usage =
            """{"gen_ai.system":"openai","gen_ai.request.model":"gpt-4o","gen_ai.usage.input_tokens":"100","gen_ai.usage.output_tokens":"20"}""";
        _shards[0]
            .Execute(
                "CREATE TABLE otel_traces (Timestamp DateTime, TraceId String, SpanId String, ParentSpanId String, SpanName String, "
                    + "ServiceName String, SpanAttributes String) ENGINE = MergeTree PARTITION BY toDate(Timestamp) ORDER BY (ServiceName, Timestamp)",
                "INSERT INTO otel_traces VALUES "
                    + $"('2026-07-01 10:00:00', 't', 'a', '', 'agent', 'shop', '{Usage}'), ('2026-07-01 10:00:01', 't', 'b', 'a', 'chat', 'shop', '{Usage}'), "
                    + $"('2026-07-01 10:00:01', 't', 'b', 'a', 'chat', 'shop', '{Usage}'), ('2026-07-01 10:00:01', 't', 'c', 'a', 'GET', 'shop', '{{}}')"
            );
        var activity = Table(table => table with { Table = "default.otel_traces" }, "otel.traces");
        var line = activity.Lines.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((line.Usage.Requests, line.Usage.Input, line.Usage.Output, line.Key.CostKey), Is.EqualTo((1L, 100L, 20L, "shop")));
            Assert.That(activity.Rows.Read, Is.EqualTo(4));
            Assert.That(activity.Rows.Accepted, Is.EqualTo(1));
        }
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private const string Running = "SELECT count() FROM system.processes WHERE query LIKE '%slow%FORMAT CSVWithNames'";

    private const string Unordered = """
        { "id": "unordered", "title": "", "container": ["table"], "fields": { "time": "startTime", "model": "model", "input": "prompt_tokens",
          "output": "completion_tokens" }, "semantics": { "grain": "request", "time": "iso", "zone": "UTC" } }
        """;

    private void Slow(ClickHouseServer? server = null) =>
        (server ?? _shards[0]).Execute(
            """
            CREATE VIEW slow AS SELECT toUInt64(1) + sleep(1) AS prompt_tokens, toUInt64(1) AS completion_tokens,
            toDateTime('2026-07-01 10:00:00') AS startTime, toString(number) AS model FROM (SELECT number FROM system.numbers LIMIT 3000000)
            """
        );

    private void Await(string sql, string expected) =>
        Assert.That(() => _shards[0].Execute(sql), Is.EqualTo(expected).After(30).Seconds.PollEvery(50).MilliSeconds);

    private static void Fill(ClickHouseServer server, params string[] rows) =>
        server.Execute($"INSERT INTO observations VALUES {string.Join(", ", rows)}");

    /// <param name="time">In UTC; it is written as the server's zone has it.</param>
    private static string Row(
        string id,
        string time,
        long input = 1,
        long output = 1,
        int version = 1,
        int isDeleted = 0,
        string model = "gpt-4o",
        string type = "GENERATION",
        string cost = "0.5"
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            ('{{id}}', 't', 'p1', '{{type}}', NULL, toDateTime('{{time}}', 'UTC'), 'n', 'a prompt', {{(
                model.Length == 0 ? "NULL" : $"'{model}'"
            )}},
            '{"input":{{input}},"output":{{output}},"total":{{input + output}}}', {{cost}}, toDateTime({{1_782_864_000
                + version}}), {{isDeleted}})
            """
        );

    private static Activity Table(
        Func<DatabaseTable, DatabaseTable>? change = null,
        string format = "langfuse.observations",
        string? profile = null,
        CancellationToken cancellation = default
    )
    {
        var table = new DatabaseTable(DatabaseTable.ClickHouse, $"env:{Variable}", "default.observations");
        table = change?.Invoke(table) ?? table;
        var path = InputPath.OfTable("traces", table.Table);
        var source = new SourceInput("traces", format, "org-1", null, null, [path], NoKeys) { Database = table };
        var formats = profile is null
            ? FormatCatalog.BuiltIn
            : FormatCatalog.BuiltIn.With(Mapping.Parse(Encoding.UTF8.GetBytes(profile), "p.profile.json"));
        return new Ingestor(formats).Ingest([source], Quarter, null, cancellation);
    }

    /// <summary>The same rows as a file, by the format with what only tables have taken out of it.</summary>
    private Activity Export(string table)
    {
        var columns =
            "id, project_id, type, toString(start_time, 'UTC') AS at, ifNull(provided_model_name, '') AS model, usage_details, "
            + "ifNull(toString(total_cost), '') AS cost, toString(is_deleted) AS deleted";
        var csv = _shards[0].Execute($"SELECT {columns} FROM {table} ORDER BY id FORMAT CSVWithNames");
        csv = csv.Replace("\"at\"", "\"start_time\"", StringComparison.Ordinal)
            .Replace("\"model\"", "\"provided_model_name\"", StringComparison.Ordinal)
            .Replace("\"cost\"", "\"total_cost\"", StringComparison.Ordinal)
            .Replace("\"deleted\"", "\"is_deleted\"", StringComparison.Ordinal);
        var profile = FormatCatalog
            .BuiltInText("langfuse.observations")!
            .Replace("[\"table\"]", "[\"csv\"]", StringComparison.Ordinal)
            .Replace("\"version\": [\"event_ts\", \"is_deleted\"],", "", StringComparison.Ordinal);
        using var folder = new ExportFolder { Period = Quarter }
            .As(profile)
            .With("observations.csv", csv);
        folder.Source = folder.Source with { Id = "traces" };
        return folder.Ingest();
    }

    /// <summary>Amounts by their value: zeros at their end mean nothing.</summary>
    private static IEnumerable<string> Lines(Activity activity) =>
        activity.Lines.Select(line =>
            $"{line with { Number = 0, Cost = line.Cost is { } cost ? cost with { Amount = cost.Amount / 1.0000000000000000000000000000m } : null }}"
        );

    /// <summary>A table is not read far from the period.</summary>
    private static IEnumerable<string> Fates(Activity activity) =>
        activity.Fates.Where(fate => fate.Rule != "outside-period").Select(fate => $"{fate with { Cost = null! }}");

    private static void AssertRefused(Activity activity, string code)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(activity.Files.Single().IsRead, Is.False);
            Assert.That(activity.Lines, Is.Empty);
            Assert.That(activity.Issues.Select(issue => issue.Code).Where(found => found != "LE1026"), Is.EqualTo(new[] { code }));
        }
    }
}
