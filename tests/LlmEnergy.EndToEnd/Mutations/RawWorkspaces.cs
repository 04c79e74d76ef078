using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlmEnergy.Ingestion.Tests;
using Parquet.Serialization;

namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>
/// Workspaces without a fault: usage of every day of 2026-Q3, in one export of each container, and in exports that a rule speaks of. Text
/// is long enough for two threads.
/// </summary>
internal static class RawWorkspaces
{
    public const string Period = "2026-Q3";

    /// <summary>Usage with its invoices, ledger, prices, balances and entities, all of which agree to the last decimal.</summary>
    public const string Accounts = "accounts";
    private const int Days = 92;
    private const int RowsOfDay = 40;
    private const string Model = "gpt-4o-2024-08-06";

    private const string SheetProfile = """
        { "id": "test.workbook", "title": "requests", "container": ["xlsx"],
          "fields": { "time": "day", "model": "model", "provider": "provider", "input": "input", "output": "output" },
          "semantics": { "grain": "bucket", "time": ["yyyy-MM-dd"], "zone": "UTC" } }
        """;

    /// <summary>Counts of thousands.</summary>
    private const string ThousandsProfile = """
        { "id": "test.thousands", "title": "sums of a day", "container": ["csv"],
          "fields": { "time": "day", "model": "model", "provider": "provider", "requests": "requests",
            "input": "input", "output": "output" },
          "semantics": { "grain": "bucket", "time": ["yyyy-MM-dd"], "zone": "UTC", "scale": 1000 } }
        """;

    private const string TotalsProfile = """
        { "id": "test.totals", "title": "sums of a day, with a last row", "container": ["csv"],
          "fields": { "time": "day", "model": "model", "provider": "provider", "requests": "requests",
            "input": "input", "output": "output" },
          "semantics": { "grain": "bucket", "time": ["yyyy-MM-dd"], "zone": "UTC" },
          "controlTotals": { "when": { "day": "Total" }, "fields": { "input": "input", "output": "output" } } }
        """;

    private const string Expected = "provider,from,account\nopenai,2026-01-01,a-1\nopenai,2026-01-01,a-2\n";

    private const string OneSource = """{ "id": "main", "path": "exports/*" }""";

    private const string TwoSources = """
        { "id": "one", "path": "exports/one.csv", "account": "a-1" }, { "id": "two", "path": "exports/two.csv", "account": "a-2"
        """;

    /// <summary>By name: what writes the exports into a folder.</summary>
    public static readonly IReadOnlyDictionary<string, Action<string>> All = new Dictionary<string, Action<string>>
    {
        ["csv"] = folder => File.WriteAllText(Path.Combine(folder, "gateway.csv"), Csv),
        ["csv-gzip"] = folder => WriteGzip(Path.Combine(folder, "gateway.csv.gz"), Csv),
        ["json-lines"] = folder => File.WriteAllLines(Path.Combine(folder, "gateway.jsonl"), Requests.Select(Json)),
        ["json-list"] = folder => File.WriteAllText(Path.Combine(folder, "gateway.json"), $"[{string.Join(",\n", Requests.Select(Json))}]"),
        ["json-pages"] = folder => File.WriteAllText(Path.Combine(folder, "usage.json"), Pages),
        ["xlsx"] = folder => File.WriteAllBytes(Path.Combine(folder, "usage.xlsx"), Workbook.Of(Sheet)),
        ["parquet"] = folder => WriteParquet(Path.Combine(folder, "gateway.parquet")),
        ["thousands"] = folder => File.WriteAllText(Path.Combine(folder, "usage.csv"), Sums("300", "50")),
        ["totals"] = folder =>
            File.WriteAllText(Path.Combine(folder, "usage.csv"), $"{Sums("30101", "5707")}Total,,,,{Days * 30_101},{Days * 5_707}\n"),
        ["bill"] = folder => File.WriteAllText(Path.Combine(folder, "part_0_0001.csv"), Bill),
        [Accounts] = folder => File.WriteAllText(Path.Combine(folder, "gateway.csv"), Csv),
        ["two-accounts"] = folder => WriteTwo(folder, row => row % 4 != 0, row => row % 4 == 0),
        ["ranked"] = folder => WriteTwo(folder, _ => true, _ => true),
        ["part-of"] = folder => WriteTwo(folder, _ => true, _ => true),
    };

    /// <summary>By name of the workspace, where they are not one.</summary>
    private static readonly Dictionary<string, string> Sources = new()
    {
        ["xlsx"] = """{ "id": "main", "path": "exports/*", "format": "test.workbook" }""",
        ["thousands"] = """{ "id": "main", "path": "exports/*", "format": "test.thousands" }""",
        ["totals"] = """{ "id": "main", "path": "exports/*", "format": "test.totals" }""",
        ["two-accounts"] = TwoSources + " }",
        ["ranked"] = TwoSources + """, "attestedZero": ["2026-07", "2026-08", "2026-09"] }""",
        ["part-of"] = TwoSources + """, "partOf": "one", "attestedZero": ["2026-07", "2026-08", "2026-09"] }""",
    };

    /// <summary>A thousand tokens are a unit, which the price tells too.</summary>
    private static string Bill =>
        "Date,MeterCategory,MeterSubCategory,MeterName,Quantity,EffectivePrice,Cost,BillingCurrency,UnitOfMeasure,ChargeType,SubscriptionId\n"
        + string.Concat(
            Enumerable
                .Range(0, Days)
                .Select(day =>
                    $"{DayOf(day):yyyy-MM-dd},Foundry Models,Azure OpenAI,gpt-4o-0806-Inp-glbl Tokens,4000,0.0025,10,EUR,1K,Usage,s\n"
                    + $"{DayOf(day):yyyy-MM-dd},Foundry Models,Azure OpenAI,gpt-4o-0806-Outp-glbl Tokens,500,0.01,5,EUR,1K,Usage,s\n"
                )
        );

    private static IEnumerable<Request> Requests =>
        Enumerable
            .Range(0, Days * RowsOfDay)
            .Select(row => new Request
            {
                Id = $"request-{row:00000}",
                Time = $"{DayOf(row / RowsOfDay):yyyy-MM-dd} {row % 24:00}:15:00",
                Input = 1_000 + row,
                Output = 100 + (row % 7),
            });

    /// <summary>Some with line breaks and quotes in a column that nobody asks for.</summary>
    private static string Csv => CsvOf(_ => true);

    private static string CsvOf(Func<int, bool> which) =>
        "request_id,call_type,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,cache_hit,messages\n"
        + string.Concat(Requests.Index().Where(row => which(row.Index)).Select(row => RowOf(row.Item, row.Index)));

    private static string RowOf(Request row, int index) =>
        $"{row.Id},{row.CallType},{row.Input},{row.Output},{row.Time},{row.Model},{row.Provider},{row.CacheHit},"
        + (index % 5 == 0 ? "\"a \"\"text\"\"\n,of\n\nlines\"\n" : "text\n");

    private static string Sums(string input, string output) =>
        "day,model,provider,requests,input,output\n"
        + string.Concat(Enumerable.Range(0, Days).Select(day => $"{DayOf(day):yyyy-MM-dd},{Model},openai,100,{input},{output}\n"));

    /// <summary>As the usage API of OpenAI: buckets of a day, with results in each.</summary>
    private static string Pages =>
        JsonSerializer.Serialize(
            new
            {
                @object = "page",
                has_more = false,
                data = Enumerable
                    .Range(0, Days)
                    .Select(day => new
                    {
                        @object = "bucket",
                        start_time = SecondsOf(day),
                        end_time = SecondsOf(day + 1),
                        results = Enumerable
                            .Range(0, RowsOfDay)
                            .Select(row => new
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
            }
        );

    /// <summary>Titles above the names, and an empty row after every day.</summary>
    private static string Sheet =>
        Workbook.Row(1, "Usage")
        + Workbook.Row(3, "day", "model", "provider", "input", "output")
        + string.Concat(
            Enumerable
                .Range(0, Days)
                .Select(day =>
                    Workbook.Row(4 + (2 * day), $"{DayOf(day):yyyy-MM-dd}", Model, "openai", $"{1_000 + day}", "100")
                    + $"<row r=\"{5 + (2 * day)}\"><c/></row>"
                )
        );

    /// <summary>Writes a workspace into a new folder.</summary>
    public static string Write(string name)
    {
        var folder = Directory.CreateTempSubdirectory("llmenergy-raw-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "exports"));
        All[name](Path.Combine(folder, "exports"));
        string[] profiles = [SheetProfile, ThousandsProfile, TotalsProfile];
        foreach (var (number, profile) in profiles.Index())
            File.WriteAllText(Path.Combine(folder, $"{number}.profile.json"), profile);
        if (name == Accounts)
            WriteAccounts(folder);
        if (name == "two-accounts")
            File.WriteAllText(Path.Combine(folder, "expected.csv"), Expected);
        File.WriteAllText(
            Path.Combine(folder, "llmenergy.json"),
            $$"""
            { "schema": 1, "undertaking": "Mutants", "profiles": [ "0.profile.json", "1.profile.json", "2.profile.json" ],
              {{(name == "ranked" ? "\"precedence\": [ \"one\", \"two\" ]," : "")}}
              "reconciliation": { "performanceMateriality": 100, "currency": "USD" },
              "sources": [ {{Sources.GetValueOrDefault(name, OneSource)}} ] }
            """
        );
        return folder;
    }

    /// <summary>A million tokens cost USD 1,000; what is used in a month is invoiced and booked in it.</summary>
    private static void WriteAccounts(string folder)
    {
        var months = Requests
            .Index()
            .GroupBy(row => DayOf(row.Index / RowsOfDay).Month)
            .Select(month => (month.Key, Amount: month.Sum(row => row.Item.Input + row.Item.Output) / 1_000m))
            .Select(month => (First: new DateOnly(2026, month.Key, 1), month.Amount))
            .ToList();
        void Put(string name, string head, IEnumerable<FormattableString> rows) =>
            File.WriteAllText(
                Path.Combine(folder, name),
                string.Concat(rows.Select(FormattableString.Invariant).Prepend(head).Select(row => row + "\n"))
            );
        Put(
            "invoices.csv",
            "provider,invoice,from,to,net,currency,gl_account",
            months.Select(month =>
                (FormattableString)
                    $"openai,I{month.First.Month},{month.First:yyyy-MM-dd},{month.First.AddMonths(1).AddDays(-1):yyyy-MM-dd},{month.Amount},USD,6540"
            )
        );
        Put(
            "gl.csv",
            "date,account,text,amount,currency",
            months.Select(month => (FormattableString)$"{month.First:yyyy-MM-dd},6540,OpenAI Ireland Ltd,{month.Amount},USD")
        );
        Put(
            "prices.csv",
            "model,kind,from,to,price,currency,source",
            [$"{Model},input,2026-01-01,,1000,USD,list of prices", $"{Model},output,2026-01-01,,1000,USD,list of prices"]
        );
        Put(
            "balances.csv",
            "provider,currency,on,source,unbilled",
            [$"openai,USD,2026-06-30,statement,7", $"openai,USD,2026-09-30,statement,7"]
        );
        Put("entities.csv", "entity,consolidation,from", [$"Acme,full,2020-01-01"]);
        Put("allocation.csv", "entity,share,from", [$"Acme,1,2026-07-01"]);
    }

    private static DateOnly DayOf(int day) => new DateOnly(2026, 7, 1).AddDays(day);

    private static long SecondsOf(int day) => new DateTimeOffset(DayOf(day), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    private static string Json(Request request) => JsonSerializer.Serialize(request);

    /// <summary>Two exports of some of the requests; the bytes of the second are never those of the first.</summary>
    private static void WriteTwo(string folder, Func<int, bool> first, Func<int, bool> second)
    {
        File.WriteAllText(Path.Combine(folder, "one.csv"), CsvOf(first));
        File.WriteAllText(Path.Combine(folder, "two.csv"), CsvOf(second) + "\n");
    }

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
