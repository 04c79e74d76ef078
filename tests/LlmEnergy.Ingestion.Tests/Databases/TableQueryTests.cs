using System.Collections.Immutable;
using LlmEnergy.Ingestion.Databases;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests.Databases;

/// <summary>The statements that tables are asked by, as current versions of their writers make them.</summary>
[TestFixture]
internal sealed class TableQueryTests
{
    /// <summary>As of Langfuse 3.</summary>
    private static readonly ImmutableArray<TableColumn> Observations =
    [
        new("id", "String"),
        new("trace_id", "String"),
        new("project_id", "String"),
        new("type", "LowCardinality(String)"),
        new("parent_observation_id", "Nullable(String)"),
        new("start_time", "DateTime64(3)"),
        new("input", "Nullable(String)"),
        new("provided_model_name", "Nullable(String)"),
        new("usage_details", "Map(LowCardinality(String), UInt64)"),
        new("total_cost", "Nullable(Decimal(18, 12))"),
        new("event_ts", "DateTime64(3)"),
        new("is_deleted", "UInt8"),
    ];

    private static readonly (DateOnly, DateOnly) Window = (new(2026, 6, 24), new(2026, 10, 8));

    [Test]
    public void Langfuse_is_asked_for_the_newest_versions_with_its_map_as_JSON()
    {
        var query = Of("langfuse.observations", "\"default\".\"observations\"", Observations, new ClickHouseDialect());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                query.Rows,
                Is.EqualTo(
                    """
                    SELECT toString("id"), toString("project_id"), toString("type"), ifNull(toString("parent_observation_id"), ''),
                     toString("start_time", 'UTC'), ifNull(toString("provided_model_name"), ''), toJSONString("usage_details"),
                     ifNull(toString("total_cost"), ''), toString("is_deleted") FROM "default"."observations"
                     WHERE "start_time" >= toDateTime('2026-06-24 00:00:00', 'UTC') AND "start_time" < toDateTime('2026-10-08 00:00:00', 'UTC')
                     ORDER BY "project_id", "id", "event_ts" DESC NULLS LAST, "is_deleted" DESC NULLS LAST, "id" DESC, "project_id" DESC, "type" DESC,
                     "parent_observation_id" DESC, "start_time" DESC, "provided_model_name" DESC, toJSONString("usage_details") DESC,
                     "total_cost" DESC LIMIT 1 BY "project_id", "id"
                    """.Replace("\n", "", StringComparison.Ordinal)
                )
            );
            Assert.That(query.Count, Does.EndWith("GROUP BY \"project_id\", \"id\") AS told"));
            Assert.That(query.Unnamed, Does.EndWith("\"id\" IS NULL OR toString(\"id\") = ''"));
        }
    }

    [Test]
    public void Spans_of_a_collector_are_asked_for_in_order_since_writers_try_again()
    {
        ImmutableArray<TableColumn> columns =
        [
            new("Timestamp", "DateTime64(9)"),
            new("TraceId", "String"),
            new("SpanId", "String"),
            new("ParentSpanId", "String"),
            new("ServiceName", "LowCardinality(String)"),
            new("ResourceAttributes", "Map(LowCardinality(String), String)"),
            new("SpanAttributes", "Map(LowCardinality(String), String)"),
        ];
        Assert.That(
            Of("otel.traces", "\"otel\".\"otel_traces\"", columns, new ClickHouseDialect()).Rows,
            Is.EqualTo(
                """
                SELECT toString("Timestamp", 'UTC'), toString("TraceId"), toString("SpanId"), toString("ParentSpanId"), toString("ServiceName"),
                 toJSONString("SpanAttributes") FROM "otel"."otel_traces"
                 WHERE "Timestamp" >= toDateTime('2026-06-24 00:00:00', 'UTC') AND "Timestamp" < toDateTime('2026-10-08 00:00:00', 'UTC')
                 ORDER BY "Timestamp", "TraceId", "SpanId", "ParentSpanId", "ServiceName", toJSONString("SpanAttributes")
                """.Replace("\n", "", StringComparison.Ordinal)
            )
        );
    }

    [Test]
    public void LiteLLM_is_asked_for_in_the_order_of_its_time_which_an_index_gives()
    {
        ImmutableArray<TableColumn> columns =
        [
            new("request_id", "text"),
            new("startTime", "timestamp(3) without time zone"),
            new("call_type", "text"),
            new("model", "text"),
            new("metadata", "jsonb"),
            new("messages", "jsonb"),
        ];
        var schema = new TableSchema("\"public\".\"LiteLLM_SpendLogs\"", columns, IsUnique: true);
        var litellm = FormatCatalog.BuiltIn.Find("litellm.spendlogs")!;
        Assert.That(
            TableQuery.Of(litellm, schema, new PostgresDialect(), Window, isOrdered: true, "t:t").Rows,
            Is.EqualTo(
                """
                SELECT "request_id", "startTime", "call_type", "model", "metadata" FROM "public"."LiteLLM_SpendLogs"
                 WHERE "startTime" >= '2026-06-24' AND "startTime" < '2026-10-08' ORDER BY "startTime", "request_id"::text COLLATE "C"
                """.Replace("\n", "", StringComparison.Ordinal)
            )
        );
    }

    [Test]
    public void PostgreSQL_is_asked_for_the_newest_versions_too()
    {
        ImmutableArray<TableColumn> columns =
        [
            new("id", "uuid"),
            new("at", "timestamp with time zone"),
            new("m", "text"),
            new("v", "bigint"),
        ];
        var mapping = Mapping.Parse(
            """
            { "id": "own", "title": "", "container": ["table"], "fields": { "time": "at", "model": "m" }, "identity": ["id"],
              "semantics": { "grain": "request", "time": "iso", "zone": "UTC", "version": "v" } }
            """u8.ToArray(),
            "own.profile.json"
        );
        var query = TableQuery.Of(mapping, new("\"public\".\"t\"", columns, false), new PostgresDialect(), Window, false, "own:t");
        Assert.That(
            query.Rows,
            Is.EqualTo(
                """
                SELECT DISTINCT ON ("id") "id", "at", "m" FROM "public"."t" WHERE "at" >= '2026-06-24' AND "at" < '2026-10-08'
                 ORDER BY "id", "v" DESC NULLS LAST, "id"::text COLLATE "C" DESC, "at" DESC, "m"::text COLLATE "C" DESC
                """.Replace("\n", "", StringComparison.Ordinal)
            )
        );
    }

    [Test]
    public void A_column_that_versions_are_told_by_has_to_be_there()
    {
        var refused = Assert.Throws<RefusedFileException>(() =>
            Of("langfuse.observations", "o", [.. Observations.Where(column => column.Name != "event_ts")], new ClickHouseDialect())
        );
        Assert.That(
            (refused.Issue.Code, refused.Issue.Message),
            Is.EqualTo(("LE1058", "found no column event_ts, expected the version of langfuse.observations"))
        );
    }

    [TestCase("a\"b", "\"a\"\"b\"", "\"a\\\"b\"")]
    [TestCase("a\\\"; drop", "\"a\\\"\"; drop\"", "\"a\\\\\\\"; drop\"")]
    public void Names_stay_names(string name, string postgres, string clickHouse)
    {
        Assert.That(new PostgresDialect().Name(name), Is.EqualTo(postgres));
        Assert.That(new ClickHouseDialect().Name(name), Is.EqualTo(clickHouse));
    }

    [TestCase("\"csv\", \"table\"", "\"identity\": [\"id\"],", "", "semantics.version")]
    [TestCase("\"table\"", "", "", "semantics.version")]
    [TestCase(
        "\"table\"",
        "\"identity\": [\"id\"],",
        ", \"twins\": [{ \"rule\": \"r\", \"when\": { \"m\": \"*\" }, \"same\": \"m\" }]",
        "twins"
    )]
    public void Versions_are_of_tables_that_name_their_rows(string containers, string identity, string twins, string key)
    {
        var problems = Assert.Throws<LlmEnergy.Domain.ConfigurationException>(() =>
            Mapping.Parse(
                System.Text.Encoding.UTF8.GetBytes(
                    $$"""
                    { "id": "own", "title": "", "container": [{{containers}}], "fields": { "time": "at", "model": "m" }, {{identity}}
                      "semantics": { "grain": "request", "time": "iso", "zone": "UTC", "version": "v" }{{twins}} }
                    """
                ),
                "own.profile.json"
            )
        );
        Assert.That(problems.Issues.Select(issue => issue.Message), Has.One.StartsWith(key));
    }

    private static TableQuery Of(string format, string from, ImmutableArray<TableColumn> columns, SqlDialect dialect) =>
        TableQuery.Of(FormatCatalog.BuiltIn.Find(format)!, new(from, columns, IsUnique: false), dialect, Window, isOrdered: true, "t:t");
}
