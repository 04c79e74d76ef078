using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Ingestion.Databases;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests.Databases;

/// <summary>The statements by which databases add up tables, in the words of each.</summary>
[TestFixture]
internal sealed class PushQueryTests
{
    private static readonly (DateOnly, DateOnly) Window = (new(2026, 7, 1), new(2026, 10, 1));

    [Test]
    public void PostgreSQL_is_asked_for_groups_and_for_rows_that_others_may_be_the_same_as()
    {
        var query = Of(
            new PostgresDialect(),
            """
            "fields": { "time": "at", "model": "m", "input": "meta.tokens.in", "output": "o" }, "identity": ["id"],
            "semantics": { "grain": "request", "time": "iso", "zone": "UTC" }
            """,
            new("id", "text"),
            new("at", "timestamp without time zone"),
            new("m", "text"),
            new("meta", "jsonb"),
            new("o", "integer")
        );
        AssertGolden("push-postgresql.sql", query);
    }

    [Test]
    public void ClickHouse_is_asked_for_groups_of_the_newest_versions_with_keys_of_its_map()
    {
        var query = Of(
            new ClickHouseDialect(),
            """
            "fields": { "time": "start_time", "model": "m", "input": "usage_details['input']", "output": "usage_details['output']",
              "cost": "total_cost" },
            "identity": ["id"], "semantics": { "grain": "request", "time": "iso", "zone": "UTC", "version": "event_ts", "currency": "USD" }
            """,
            new("id", "String"),
            new("start_time", "DateTime64(3)"),
            new("m", "LowCardinality(Nullable(String))"),
            new("usage_details", "Map(LowCardinality(String), UInt64)"),
            new("total_cost", "Nullable(Decimal(18, 12))"),
            new("event_ts", "DateTime64(3)")
        );
        AssertGolden("push-clickhouse.sql", query);
    }

    [TestCase("it's \\ so", "'it''s \\ so'", "'it\\'s \\\\ so'")]
    [TestCase("'; DROP TABLE t; --", "'''; DROP TABLE t; --'", "'\\'; DROP TABLE t; --'")]
    public void Values_of_a_profile_stay_values(string value, string postgres, string clickHouse)
    {
        Assert.That(new PostgresDialect().Literal(value), Is.EqualTo(postgres));
        Assert.That(new ClickHouseDialect().Literal(value), Is.EqualTo(clickHouse));
    }

    [TestCase("Distributed(c, d, t, cityHash64(id))", null)]
    [TestCase("Distributed('c', 'd', 't', sipHash64(`id`, project))", null)]
    [TestCase("Distributed(c, d, t, id, 'policy')", null)]
    [TestCase("Distributed(c, d, t)", "rows that are spread by nothing that rows state")]
    [TestCase("Distributed(c, d, t, rand())", "rows that are spread by rand")]
    [TestCase("Distributed(c, d, t, cityHash64(id, day))", "rows that are spread by day")]
    [TestCase("Distributed(c, d, t, cityHash64('id', 'other, )'))", "rows that are spread by nothing that rows state")]
    [TestCase("Distributed(c, d, t, cityHash64(id) + randConstant())", "rows that are spread by randConstant")]
    public void Rows_of_one_identity_lie_on_one_shard_where_the_key_says_so(string engine, string? why)
    {
        var found = DistributedEngine.Of(engine)!;
        Assert.That((found.Cluster, found.Database, found.Table), Is.EqualTo(("c", "d", "t")));
        Assert.That(found.WhySpread(["id", "project"]), Is.EqualTo(why));
        Assert.That(found.WhySpread([]), Is.Null, "rows without a name may lie anywhere");
    }

    [Test]
    public void Other_engines_are_not_distributed() => Assert.That(DistributedEngine.Of("ReplacingMergeTree(v) ORDER BY id"), Is.Null);

    /// <summary>A level on each line.</summary>
    private static void AssertGolden(string name, PushQuery query)
    {
        var path = Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.Ingestion.Tests", "Databases", name);
        var written = string.Concat(query.Statements.Select(sql => $"{sql.Replace(" FROM (", "\nFROM (", StringComparison.Ordinal)};\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, written);
        Assert.That(File.ReadAllText(path).ReplaceLineEndings("\n"), Is.EqualTo(written), "UPDATE_GOLDEN=1 writes it");
    }

    private static PushQuery Of(SqlDialect dialect, string profile, params ImmutableArray<TableColumn> columns)
    {
        var mapping = Mapping.Parse(
            Encoding.UTF8.GetBytes($"{{ \"id\": \"own\", \"title\": \"\", \"container\": [\"table\"], {profile} }}"),
            "own.profile.json"
        );
        var schema = new TableSchema("\"t\"", columns, IsUnique: false);
        var query = TableQuery.Of(mapping, schema, dialect, Window, isOrdered: true, "own:t");
        return PushQuery.Of(mapping, schema, query, dialect, isUnique: !mapping.Semantics.Version.IsEmpty, "own:t");
    }
}
