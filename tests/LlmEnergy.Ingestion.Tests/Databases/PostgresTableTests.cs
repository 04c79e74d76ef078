using System.Globalization;
using System.Text;
using CsCheck;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Ingestion.Tracing;

namespace LlmEnergy.Ingestion.Tests.Databases;

/// <summary>A table of PostgreSQL gives what its export gives, or nothing.</summary>
[NonParallelizable]
internal sealed class PostgresTableTests
{
    private const string Variable = "LLMENERGY_TEST_POSTGRES";
    private const string SpendLogs = """
        create table "LiteLLM_SpendLogs" (
            request_id text {0}, call_type text, api_key text, spend double precision, total_tokens integer, prompt_tokens integer,
            completion_tokens integer, "startTime" timestamp(3), model text, custom_llm_provider text, team_id text, organization_id text,
            metadata jsonb, cache_hit text, status text, messages jsonb)
        """;

    private static readonly ReportingPeriod Quarter = ReportingPeriod.TryParse("2026-Q3", FiscalYear.Calendar, out var period)
        ? period
        : throw new InvalidOperationException();

    private PostgresServer _server;

    [OneTimeSetUp]
    public void Start()
    {
        _server = PostgresServer.Start()!;
        Environment.SetEnvironmentVariable(Variable, _server.Connection);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _server?.Dispose();
    }

    [SetUp]
    public void Empty() => _server.Execute("drop schema public cascade; create schema public");

    [Test]
    public void Rows_of_a_table_count_as_those_of_its_export()
    {
        Fill(
            "primary key",
            Row("a", "2026-07-01 10:00:00", 120, 30),
            Row("b", "2026-09-30 23:59:59.999", 5, 1),
            Row("c", "2026-10-01", 9, 9)
        );
        var activity = Table();
        var file = activity.Files.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(activity.Total.Input, Is.EqualTo(125));
            Assert.That(activity.Total.Output, Is.EqualTo(31));
            Assert.That(file.Path, Is.EqualTo("gateway:public.LiteLLM_SpendLogs"));
            Assert.That(file.Rows, Is.EqualTo(new RowCounts(2, 2, 0, 0, 0)), "the table is not read outside of the period");
            Assert.That(Lines(activity), Is.EqualTo(Lines(Export())));
        }
    }

    [Test]
    public void What_is_on_record_gives_the_same_without_a_database()
    {
        Fill(
            "primary key",
            Row("a", "2026-07-01 10:00:00", 120, 30),
            Row("b", "2026-08-01 10:00:00", -5, 1),
            Row("c", "2026-08-02", 9, 9, cacheHit: "True")
        );
        var asked = Table();
        var evidence = asked.Files.Single().Evidence!;
        var again = Table(table => table with { Connection = "env:NOT_SET", Recorded = evidence });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Lines(again), Is.EqualTo(Lines(asked)));
            Assert.That(Fates(again), Is.EqualTo(Fates(asked)));
            Assert.That(again.Issues, Is.EqualTo(asked.Issues));
            Assert.That(again.Files.Single().Rows, Is.EqualTo(new RowCounts(3, 1, 0, 1, 1)));
            Assert.That(Codes(asked), Is.EqualTo(new[] { "LE1003" }));
        }
    }

    [Test]
    public void Rows_of_one_identity_count_once_where_no_index_keeps_them_apart()
    {
        Fill("", Row("a", "2026-07-01 10:00:00", 120, 30), Row("a", "2026-07-01 10:00:01", 7, 7), Row("a", "2026-06-30 10:00:00", 1, 1));
        var activity = Table();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(activity.Total.Input, Is.Zero, "the request counts in the quarter before");
            Assert.That(activity.Rows.Duplicate, Is.EqualTo(2));
        }
    }

    [Test]
    public void Generated_rows_count_as_those_of_their_export()
    {
        var count = Gen.OneOf(Gen.Long[0, 200_000], OneOf(-1L, 10_000L, 10_001L, 100_000L, 100_001L, 0L));
        var row = Gen.Select(
            Gen.Int[0, 400],
            Gen.Int[-3, 95],
            count,
            count,
            OneOf("", "True", "False"),
            OneOf("gpt-4o", "claude, \"x\"", "", "ünï\u200b", "bad\tname"),
            OneOf(
                "null",
                "{}",
                """{"usage_object":{"cache_read_input_tokens":7}}""",
                """{"usage_object":{"cache_read_input_tokens":900000}}"""
            ),
            OneOf("0", "null", "1.25e-9", "-0.5", "0.1234567890123456")
        );
        Gen.Select(row.Array[1, 200], Gen.Bool)
            .Sample(
                (rows, isUnique) =>
                {
                    Empty();
                    var texts = rows.Select(
                            (it, index) =>
                                Row(
                                    isUnique ? $"{index}" : $"{it.Item1}",
                                    new DateTime(2026, 7, 1)
                                        .AddDays(it.Item2)
                                        .AddSeconds(index)
                                        .ToString("s", CultureInfo.InvariantCulture),
                                    it.Item3,
                                    it.Item4,
                                    it.Item5,
                                    it.Item6,
                                    it.Item7,
                                    it.Item8
                                )
                        )
                        .ToArray();
                    Fill(isUnique ? "primary key" : "", texts);
                    var (table, export) = (
                        Table(),
                        Export(isUnique ? "where \"startTime\" >= '2026-07-01' and \"startTime\" < '2026-10-01'" : "")
                    );
                    Assert.That(Lines(table), Is.EqualTo(Lines(export)));
                    Assert.That(Days(table), Is.EqualTo(Days(export)));
                    Assert.That(Fates(table), Is.EqualTo(Fates(export)));
                },
                iter: 20,
                threads: 1
            );
    }

    [TestCase("drop table \"LiteLLM_SpendLogs\"", "LE1058", Description = "the table is gone")]
    [TestCase("alter table \"LiteLLM_SpendLogs\" drop column \"startTime\"", "LE1058", Description = "its time is")]
    [TestCase("alter table \"LiteLLM_SpendLogs\" rename to other", "LE1058", Description = "it has another name")]
    public void A_schema_that_changed_counts_nothing_and_says_so(string change, string code)
    {
        Fill("primary key", Row("a", "2026-07-01 10:00:00", 120, 30));
        _server.Execute(change);
        AssertRefused(Table(), code);
    }

    [Test]
    public void A_query_that_is_killed_counts_nothing_and_says_so()
    {
        Slow();
        var reading = Task.Run(() => Table(table => table with { Table = "public.slow" }));
        Await("select count(*) from pg_stat_activity where application_name = 'llmenergy' and query like 'COPY%'", 1);
        _server.Execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'llmenergy'");
        AssertRefused(reading.Result, "LE1057");
    }

    [Test]
    public void A_server_that_is_gone_in_the_middle_counts_nothing_and_says_so()
    {
        using var other = PostgresServer.Start()!;
        other.Execute(
            """
            create table slow as select n::text as request_id, 'c' as call_type, 1 as prompt_tokens, 1 as completion_tokens,
            timestamp '2026-07-01' as "startTime", 'm' as model from generate_series(1, 2000) n;
            create view slower as select slow.* from slow, lateral (select pg_sleep(0.01 * slow.prompt_tokens)) s
            """
        );
        Environment.SetEnvironmentVariable("LLMENERGY_TEST_OTHER", other.Connection);
        var reading = Task.Run(() => Table(table => table with { Connection = "env:LLMENERGY_TEST_OTHER", Table = "public.slower" }));
        Assert.That(
            () => (long)other.Scalar("select count(*) from pg_stat_activity where application_name = 'llmenergy' and query like 'COPY%'")!,
            Is.EqualTo(1).After(30).Seconds.PollEvery(50).MilliSeconds
        );
        other.Stop();
        AssertRefused(reading.Result, "LE1057");
    }

    [Test]
    public void A_user_without_a_right_to_the_table_says_so()
    {
        Fill("primary key", Row("a", "2026-07-01 10:00:00", 120, 30));
        _server.Execute("drop role if exists stranger; create role stranger login password 'planted-secret-9dk3'");
        var connection = _server.Connection.Replace("=reader", "=stranger", StringComparison.Ordinal);
        Environment.SetEnvironmentVariable("LLMENERGY_TEST_OTHER", connection);
        AssertRefused(Table(table => table with { Connection = "env:LLMENERGY_TEST_OTHER" }), "LE1057");
    }

    [Test]
    public void A_wrong_password_says_so_and_is_not_repeated()
    {
        Environment.SetEnvironmentVariable(
            "LLMENERGY_TEST_OTHER",
            _server.Connection.Replace(PostgresServer.Password, "planted-wrong", StringComparison.Ordinal)
        );
        var activity = Table(table => table with { Connection = "env:LLMENERGY_TEST_OTHER" });
        AssertRefused(activity, "LE1056");
        Assert.That(activity.Issues.Select(issue => issue.Message), Has.All.Not.Contains("planted").And.All.Not.Contains("reader"));
    }

    [TestCase("alter table {0} alter column prompt_tokens type numeric", Description = "another number")]
    [TestCase("alter table {0} alter column prompt_tokens type text", Description = "a text")]
    [TestCase("alter table {0} alter column \"startTime\" type timestamptz using \"startTime\" at time zone 'UTC'")]
    [TestCase("alter table {0} alter column \"startTime\" type text using to_char(\"startTime\", 'YYYY-MM-DD HH24:MI:SS')")]
    [TestCase("alter table {0} alter column metadata type text")]
    [TestCase("alter table {0} alter column spend type numeric(20, 10)")]
    public void Columns_of_another_type_that_say_the_same_count_the_same(string change)
    {
        Fill("primary key", Row("a", "2026-07-01 10:00:00", 120, 30, metadata: """{"usage_object":{"cache_read_input_tokens":7}}"""));
        var before = Lines(Table()).ToList();
        _server.Execute(change.Replace("{0}", "\"LiteLLM_SpendLogs\"", StringComparison.Ordinal));
        Assert.That(Lines(Table()), Is.EqualTo(before));
    }

    [Test]
    public void A_view_whose_counts_became_words_rejects_its_rows()
    {
        Fill("primary key", Row("a", "2026-07-01 10:00:00", 120, 30));
        _server.Execute("create view v as select * from \"LiteLLM_SpendLogs\"");
        Assert.That(Table(table => table with { Table = "public.v" }).Total.Input, Is.EqualTo(120));
        _server.Execute(
            """
            drop view v;
            create view v as select request_id, call_type, 'many' as prompt_tokens, completion_tokens, "startTime", model from "LiteLLM_SpendLogs"
            """
        );
        var activity = Table(table => table with { Table = "public.v" });
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(1, 0, 0, 0, 1)));
        Assert.That(Codes(activity), Is.EqualTo(new[] { "LE1003" }));
    }

    [TestCase("primary key")]
    [TestCase("")]
    public void Twins_are_found_as_in_the_export(string key)
    {
        Fill(
            key,
            Row("a", "2026-07-01 10:00:00.1", 120, 30),
            Row("c", "2026-07-01 10:00:05", 120, 30),
            Row("b", "2026-07-01 10:00:00.2", 120, 30).Replace("acompletion", "aresponses", StringComparison.Ordinal)
        );
        var asked = Table();
        var again = Table(table => table with { Recorded = asked.Files.Single().Evidence });
        var twins = Export().Issues.Where(issue => issue.Code == "LE1044").Select(issue => issue.Message).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(twins, Has.Count.EqualTo(1));
            Assert.That(asked.Issues.Where(issue => issue.Code == "LE1044").Select(issue => issue.Message), Is.EqualTo(twins));
            Assert.That(again.Issues, Is.EqualTo(asked.Issues));
        }
    }

    [TestCase("primary key")]
    [TestCase("")]
    public void The_same_requests_in_a_table_and_in_files_are_an_overlap(string key)
    {
        Fill(key, Row("a", "2026-07-01 10:00:00", 120, 30), Row("b", "2026-07-02 10:00:00", 9, 9));
        using var folder = new ExportFolder { Period = Quarter }.With(
            "spend.csv",
            "request_id,call_type,prompt_tokens,completion_tokens,startTime,model,cache_hit\n"
                + "a,acompletion,500,1,2026-07-01 10:00:00,gpt-4o,False\nz,acompletion,7,7,2026-07-01 10:00:00,gpt-4o,False\n"
        );
        folder.Source = folder.Source with { Id = "log", Format = "litellm.spendlogs", Files = [.. folder.Paths] };
        var table = Source();
        var asked = Overlaps(table);
        var evidence = Table().Files.Single().Evidence;
        var again = Overlaps(table with { Database = table.Database! with { Connection = "env:NOT_SET", Recorded = evidence } });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked, Is.EqualTo(new[] { ("gateway", "log", 0.5m) }));
            Assert.That(again, Is.EqualTo(asked));
        }

        IEnumerable<(string, string, decimal)> Overlaps(SourceInput source) =>
            new Ingestor(FormatCatalog.BuiltIn)
                .Ingest([source, folder.Source], Quarter, null, default)
                .Overlaps.Where(found => found.ByIds)
                .Select(found => (found.One.Source, found.Other.Source, found.Share));
    }

    [Test]
    public void Rows_without_a_name_are_counted_and_said()
    {
        Fill("", Row("", "2026-07-01 10:00:00", 120, 30), Row("", "2026-07-01 10:00:00", 120, 30));
        var activity = Table();
        Assert.That(activity.Total.Input, Is.EqualTo(240));
        Assert.That(
            activity.Issues.Single(issue => issue.Code != "LE1026").Message,
            Does.StartWith("found 2 rows with an empty request_id")
        );
    }

    [Test]
    public void The_newest_version_of_each_row_counts()
    {
        _server.Execute(
            """
            create table own (id int, at timestamptz, m text, tokens int, v bigint);
            insert into own values (1, '2026-07-01 10:00Z', 'a', 5, 9), (1, '2026-07-02 10:00Z', 'a', 70, 10), (1, '2026-07-03 10:00Z', 'a', 6, null),
                (2, '2026-07-01 10:00Z', 'a', 800, 1)
            """
        );
        var formats = FormatCatalog.BuiltIn.With(
            Mapping.Parse(
                """
                { "id": "own", "title": "", "container": ["table"], "identity": ["id"],
                  "fields": { "time": "at", "model": "m", "input": "tokens", "output": "tokens" },
                  "semantics": { "grain": "request", "time": "yyyy-MM-dd HH:mm:sszzz", "version": "v" } }
                """u8.ToArray(),
                "own.profile.json"
            )
        );
        var source = Source(new(DatabaseTable.PostgreSql, $"env:{Variable}", "public.own")) with { Format = "own" };
        var activity = new Ingestor(formats).Ingest([source], Quarter, null, default);
        Assert.That((activity.Total.Input, activity.Rows), Is.EqualTo((870L, new RowCounts(2, 2, 0, 0, 0))));
    }

    [Test]
    public void Rows_behind_a_line_are_asked_for_again()
    {
        Fill(
            "",
            Row("a", "2026-07-01 10:00:00", 120, 30),
            Row("a", "2026-07-01 10:00:01", 500, 30),
            Row("b", "2026-07-02 10:00:00", 9, 9),
            Row("c", "2026-07-03 10:00:00", 300, 1),
            Row("d", "2026-07-03 10:00:00", 800, 1, cacheHit: "True"),
            Row("e", "2026-07-03 10:00:00", 7, 7, model: "claude")
        );
        var line = Table().Lines.Single(line => line.Key.Model == "gpt-4o");
        var (source, finder) = (Source(), new RowFinder(FormatCatalog.BuiltIn, Quarter, most: 2));
        var rows = finder.Find(source, source.Files[0], [], new HashSet<LineKey> { line.Key }, default)[line.Key];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((rows.Rows, rows.Usage.Input), Is.EqualTo((3L, 429L)));
            Assert.That(
                rows.Largest.Select(row => (row.Day, row.Usage.Input)),
                Is.EqualTo(new[] { ((DateOnly?)new DateOnly(2026, 7, 1), 120L), (new DateOnly(2026, 7, 3), 300L) })
            );
            Assert.That(rows.Largest.SelectMany(row => row.Cells), Is.Empty, "nothing but sums and days is told of a row");
        }
    }

    [Test]
    public void What_is_cancelled_leaves_no_query_behind()
    {
        Slow();
        using var cancelled = new CancellationTokenSource();
        var reading = Task.Run(() => Table(table => table with { Table = "public.slow" }, cancelled.Token));
        Await("select count(*) from pg_stat_activity where application_name = 'llmenergy' and query like 'COPY%'", 1);
        cancelled.Cancel();
        Assert.That(async () => await reading, Throws.InstanceOf<OperationCanceledException>());
        Await("select count(*) from pg_stat_activity where application_name = 'llmenergy'", 0);
    }

    [TestCase("Host=127.0.0.1;Port=1;Username=u;Password=planted-secret-9dk3", "LE1057", Description = "nobody listens")]
    [TestCase("Host=db.example.org;Username=u;Password=planted-secret-9dk3", "LE1056", Description = "on another machine, without proof")]
    [TestCase("Passwort=planted-secret-9dk3", "LE1056", Description = "no connection string")]
    [TestCase("", "LE1056", Description = "nothing")]
    public void A_server_that_is_not_there_says_so_and_never_its_secret(string connection, string code)
    {
        Environment.SetEnvironmentVariable("LLMENERGY_TEST_OTHER", connection);
        var activity = Table(table => table with { Connection = "env:LLMENERGY_TEST_OTHER" });
        AssertRefused(activity, code);
        Assert.That(activity.Issues.Select(issue => issue.ToString()), Has.None.Contains("planted"));
    }

    [Test]
    public void Evidence_has_the_query_and_neither_secret_nor_user_nor_what_nobody_asked_for()
    {
        Fill("primary key", Row("a", "2026-07-01 10:00:00", 120, 30));
        var evidence = Table().Files.Single().Evidence!;
        var (facts, sums) = (Encoding.UTF8.GetString(evidence.Facts.Span), Encoding.UTF8.GetString(evidence.Sums.Span));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(facts, Does.Contain("SELECT").And.Contain("PostgreSQL").And.Contain($"env:{Variable}"));
            Assert.That(facts + sums, Does.Not.Contain(PostgresServer.Password).And.Not.Contain("reader").And.Not.Contain("messages"));
            Assert.That(facts, Does.Not.Contain("api_key"));
            Assert.That(evidence.Snapshot, Is.Not.Empty);
        }
    }

    [TestCase("accepted,", "counted,", "LE1001")]
    [TestCase(",1,1,120,", ",2,1,120,", "LE1059")]
    public void Sums_that_were_changed_are_not_used(string find, string replace, string code)
    {
        Fill("primary key", Row("a", "2026-07-01 10:00:00", 120, 30));
        var evidence = Table().Files.Single().Evidence!;
        var changed = Encoding.UTF8.GetString(evidence.Sums.Span);
        Assert.That(changed, Does.Contain(find));
        changed = changed.Replace(find, replace, StringComparison.Ordinal);
        var again = Table(table => table with { Recorded = evidence with { Sums = Encoding.UTF8.GetBytes(changed) } });
        Assert.That(again.Files.Single().IsRead, Is.False);
        Assert.That(Codes(again), Is.EqualTo(new[] { code }));
    }

    private void Slow()
    {
        Fill("primary key", Row("a", "2026-07-01 10:00:00", 120, 30));
        _server.Execute(
            """
            create view slow as select request_id, call_type, spend, total_tokens, prompt_tokens, completion_tokens, "startTime", model
            from "LiteLLM_SpendLogs", generate_series(1, 1000), lateral (select pg_sleep(0.1)) s
            """
        );
    }

    private void Await(string sql, long expected) =>
        Assert.That(() => (long)_server.Scalar(sql)!, Is.EqualTo(expected).After(30).Seconds.PollEvery(50).MilliSeconds);

    private void Fill(string key, params string[] rows) =>
        _server.Execute(
            SpendLogs.Replace("{0}", key, StringComparison.Ordinal) + $";insert into \"LiteLLM_SpendLogs\" values {string.Join(',', rows)}"
        );

    private static string Row(
        string id,
        string time,
        long input,
        long output,
        string cacheHit = "",
        string model = "gpt-4o",
        string metadata = "{}",
        string spend = "0.5"
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"('{id}', 'acompletion', 'sk-1', {spend}, null, {input}, {output}, '{time}', '{model}', 'OpenAI', 'team', null, "
                + $"'{metadata}', '{cacheHit}', 'success', '[]')"
        );

    private static Activity Table(Func<DatabaseTable, DatabaseTable>? change = null, CancellationToken cancellation = default)
    {
        var table = new DatabaseTable(DatabaseTable.PostgreSql, $"env:{Variable}", "public.LiteLLM_SpendLogs");
        return new Ingestor(FormatCatalog.BuiltIn).Ingest([Source(change?.Invoke(table) ?? table)], Quarter, null, cancellation);
    }

    private static SourceInput Source(DatabaseTable? table = null)
    {
        table ??= new DatabaseTable(DatabaseTable.PostgreSql, $"env:{Variable}", "public.LiteLLM_SpendLogs");
        var path = InputPath.OfTable("gateway", table.Table);
        return new SourceInput("gateway", "litellm.spendlogs", "org-1", null, null, [path], NoKeys) { Database = table };
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static readonly Dictionary<string, string> NoKeys = [];

    /// <summary>The same rows as a file, in the order in which the first of two counts.</summary>
    private Activity Export(string where = "")
    {
        using var folder = new ExportFolder { Period = Quarter }.With(
            "spend.csv",
            _server.Export($"select * from \"LiteLLM_SpendLogs\" {where} order by \"startTime\", request_id, call_type, spend")
        );
        folder.Source = folder.Source with { Id = "gateway", Format = "litellm.spendlogs" };
        return folder.Ingest();
    }

    /// <summary>Amounts by their value: zeros at their end mean nothing.</summary>
    private static IEnumerable<string> Lines(Activity activity) =>
        activity.Lines.Select(line =>
            $"{line with { Number = 0, Cost = line.Cost is { } cost ? cost with { Amount = cost.Amount / 1.0000000000000000000000000000m } : null }}"
        );

    private static IEnumerable<string> Days(Activity activity) => activity.Coverage.Select(day => $"{day}");

    /// <summary>A table has no rows outside of the period where its identities are its own.</summary>
    private static IEnumerable<string> Fates(Activity activity) =>
        activity.Fates.Where(fate => fate.Rule != "outside-period").Select(fate => $"{fate with { Cost = null! }}");

    /// <summary>Without those of days that lie between the few rows of a test.</summary>
    private static IEnumerable<string> Codes(Activity activity) =>
        activity.Issues.Select(issue => issue.Code).Where(code => code != "LE1026");

    private static void AssertRefused(Activity activity, string code)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(activity.Files.Single().IsRead, Is.False);
            Assert.That(activity.Lines, Is.Empty);
            Assert.That(Codes(activity), Is.EqualTo(new[] { code }));
        }
    }
}
