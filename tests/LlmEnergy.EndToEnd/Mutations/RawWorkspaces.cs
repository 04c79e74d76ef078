using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlmEnergy.Ingestion.Tests;
using Parquet.Serialization;

namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>
/// Workspaces of one export each, of all containers: usage of every day of 2026-Q3, without a fault. Text is long enough for two threads.
/// </summary>
internal static class RawWorkspaces
{
    public const string Period = "2026-Q3";
    private const int Days = 92;
    private const int RowsOfDay = 40;
    private const string Model = "gpt-4o-2024-08-06";

    private const string SheetProfile = """
        { "id": "test.workbook", "title": "requests", "container": ["xlsx"],
          "fields": { "time": "day", "model": "model", "provider": "provider", "input": "input", "output": "output" },
          "semantics": { "grain": "bucket", "time": ["yyyy-MM-dd"], "zone": "UTC" } }
        """;

    /// <summary>By name: what writes the export into a folder.</summary>
    public static readonly IReadOnlyDictionary<string, Action<string>> All = new Dictionary<string, Action<string>>
    {
        ["csv"] = folder => File.WriteAllText(Path.Combine(folder, "gateway.csv"), Csv),
        ["csv-gzip"] = folder => WriteGzip(Path.Combine(folder, "gateway.csv.gz"), Csv),
        ["json-lines"] = folder => File.WriteAllLines(Path.Combine(folder, "gateway.jsonl"), Requests.Select(Json)),
        ["json-list"] = folder => File.WriteAllText(Path.Combine(folder, "gateway.json"), $"[{string.Join(",\n", Requests.Select(Json))}]"),
        ["json-pages"] = folder => File.WriteAllText(Path.Combine(folder, "usage.json"), Pages),
        ["xlsx"] = folder => File.WriteAllBytes(Path.Combine(folder, "usage.xlsx"), Workbook.Of(Sheet)),
        ["parquet"] = folder => WriteParquet(Path.Combine(folder, "gateway.parquet")),
    };

    private static IEnumerable<Request> Requests => Enumerable.Range(0, Days * RowsOfDay).Select(row => new Request
    {
        Id = $"request-{row:00000}",
        Time = $"{DayOf(row / RowsOfDay):yyyy-MM-dd} {row % 24:00}:15:00",
        Input = 1_000 + row,
        Output = 100 + (row % 7),
    });

    /// <summary>Some with line breaks and quotes in a column that nobody asks for.</summary>
    private static string Csv =>
        "request_id,call_type,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,cache_hit,messages\n"
        + string.Concat(Requests.Select((row, index) =>
            $"{row.Id},{row.CallType},{row.Input},{row.Output},{row.Time},{row.Model},{row.Provider},{row.CacheHit},"
            + (index % 5 == 0 ? "\"a \"\"text\"\"\n,of\n\nlines\"\n" : "text\n")));

    /// <summary>As the usage API of OpenAI: buckets of a day, with results in each.</summary>
    private static string Pages => JsonSerializer.Serialize(new
    {
        @object = "page",
        has_more = false,
        data = Enumerable.Range(0, Days).Select(day => new
        {
            @object = "bucket",
            start_time = SecondsOf(day),
            end_time = SecondsOf(day + 1),
            results = Enumerable.Range(0, RowsOfDay).Select(row => new
            {
                @object = "organization.usage.completions.result",
                input_tokens = 1_000 + row,
                output_tokens = 100 + day,
                num_model_requests = 1 + row,
                project_id = $"project-{row}",
                model = Model,
                batch = false,
            }),
        }),
    });

    /// <summary>Titles above the names, and an empty row after every day.</summary>
    private static string Sheet =>
        Workbook.Row(1, "Usage") + Workbook.Row(3, "day", "model", "provider", "input", "output")
        + string.Concat(Enumerable.Range(0, Days).Select(day =>
            Workbook.Row(4 + (2 * day), $"{DayOf(day):yyyy-MM-dd}", Model, "openai", $"{1_000 + day}", "100")
            + $"<row r=\"{5 + (2 * day)}\"><c/></row>"));

    /// <summary>Writes a workspace into a new folder.</summary>
    public static string Write(string name)
    {
        var folder = Directory.CreateTempSubdirectory("llmenergy-raw-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "exports"));
        All[name](Path.Combine(folder, "exports"));
        File.WriteAllText(Path.Combine(folder, "test.profile.json"), SheetProfile);
        File.WriteAllText(Path.Combine(folder, "llmenergy.json"), $$"""
            { "schema": 1, "undertaking": "Mutants", "profiles": [ "test.profile.json" ],
              "sources": [ { "id": "main", "path": "exports/*"{{(name == "xlsx" ? ", \"format\": \"test.workbook\"" : "")}} } ] }
            """);
        return folder;
    }

    private static DateOnly DayOf(int day) => new DateOnly(2026, 7, 1).AddDays(day);

    private static long SecondsOf(int day) => new DateTimeOffset(DayOf(day), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    private static string Json(Request request) => JsonSerializer.Serialize(request);

    private static void WriteGzip(string path, string text)
    {
        using var stream = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private static void WriteParquet(string path)
    {
        using var stream = File.Create(path);
        ParquetSerializer.SerializeAsync(Requests, stream, new() { RowGroupSize = 1_000 }).GetAwaiter().GetResult();
    }

    /// <summary>A row of a gateway's log.</summary>
    private sealed class Request
    {
        [JsonPropertyName("request_id")]
        public string Id { get; set; } = "";

        [JsonPropertyName("call_type")]
        public string CallType { get; set; } = "acompletion";

        [JsonPropertyName("prompt_tokens")]
        public int Input { get; set; }

        [JsonPropertyName("completion_tokens")]
        public int Output { get; set; }

        [JsonPropertyName("startTime")]
        public string Time { get; set; } = "";

        [JsonPropertyName("model")]
        public string Model { get; set; } = RawWorkspaces.Model;

        [JsonPropertyName("custom_llm_provider")]
        public string Provider { get; set; } = "openai";

        [JsonPropertyName("cache_hit")]
        public string CacheHit { get; set; } = "False";
    }
}
