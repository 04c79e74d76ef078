using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Sources;

/// <summary>A table of a database in the place of files.</summary>
/// <param name="Kind"><see cref="PostgreSql"/> or <see cref="ClickHouse"/>.</param>
/// <param name="Connection">Where the connection string is, <c>env:NAME</c> or <c>file:PATH</c>: never the string itself.</param>
/// <param name="Table">Schema and table, such as <c>public.LiteLLM_SpendLogs</c>.</param>
public sealed record DatabaseTable(string Kind, string Connection, string Table)
{
    public const string PostgreSql = "postgresql";
    public const string ClickHouse = "clickhouse";

    /// <summary>Rows are sent, and added up here.</summary>
    public const string Stream = "stream";

    /// <summary>The database adds them up and sends sums.</summary>
    public const string Push = "push";

    /// <summary>The database adds up more rows than <see cref="MostStreamed"/>, where it can; fewer are sent.</summary>
    public const string Auto = "auto";

    public static ImmutableArray<string> Reads { get; } = [Stream, Push, Auto];

    /// <summary>Rows of the days that are read; some gigabytes, and minutes of a connection.</summary>
    public const long MostStreamed = 50_000_000;

    /// <summary>One of <see cref="Reads"/>.</summary>
    public string Read { get; init; } = Stream;

    /// <summary>One server answers for all of the table.</summary>
    public const string One = "one";

    /// <summary>Each server of a list adds up what it holds of the table.</summary>
    public const string List = "list";

    /// <summary>Whether the connection holds a line for each shard, all of which are asked.</summary>
    public bool HasShards { get; init; }

    /// <summary>What it gave when a report was made, in the place of the database; null: it is asked.</summary>
    public TableEvidence? Recorded { get; init; }
}
