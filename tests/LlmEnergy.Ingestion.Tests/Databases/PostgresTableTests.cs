using System.Globalization;
using System.Text;
using CsCheck;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

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
        var table = new DatabaseTable($"env:{Variable}", "public.LiteLLM_SpendLogs");
        table = change?.Invoke(table) ?? table;
        var source = new SourceInput(
            "gateway",
            "litellm.spendlogs",
            "org-1",
            null,
            null,
            [InputPath.OfTable("gateway", table.Table)],
            NoKeys
        )
        {
            Database = table,
        };
        return new Ingestor(FormatCatalog.BuiltIn).Ingest([source], Quarter, null, cancellation);
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
