using System.Globalization;
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
        var source = new SourceInput("helicone", "helicone.requests", "org-1", null, null, [InputPath.OfTable("helicone", table.Table)], NoKeys)
        {
            Database = table,
        };
        return new Ingestor(FormatCatalog.BuiltIn).Ingest([source], Quarter, null, default);
    }

    /// <summary>Rows that have most in common are the ones that are added up.</summary>
    private static Gen<T> Mostly<T>(T value, params T[] others) =>
        Gen.Int[0, others.Length * 6].Select(index => index < others.Length ? others[index] : value);
}
