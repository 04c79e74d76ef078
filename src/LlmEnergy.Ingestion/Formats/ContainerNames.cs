using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>The kinds of file that rows come in, as profiles name them.</summary>
public static class ContainerNames
{
    public const string Csv = "csv";

    /// <summary>One JSON value a line.</summary>
    public const string JsonLines = "jsonl";

    /// <summary>A JSON document, of any layout.</summary>
    public const string Json = "json";
    public const string Parquet = "parquet";
    public const string Workbook = "xlsx";

    /// <summary>A table of a database.</summary>
    public const string Table = "table";

    public static ImmutableArray<string> All { get; } = [Csv, JsonLines, Json, Parquet, Workbook, Table];
}
