using System.Text;
using DuckDB.NET.Data;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Benchmarks;

/// <summary>A kind of file, read and summed by month, model, provider and team by this library and by DuckDB.</summary>
/// <param name="CountsOnce">Whether each request id counts once.</param>
/// <param name="Bar">How many times DuckDB's speed this should at least be; 0 where the bar is another case.</param>
internal sealed record IngestCase(string Name, string Container, bool CountsOnce, double Bar)
{
    public static IngestCase[] All { get; } =
    [
        new("csv", "csv", false, 1.5),
        new("csv-identities", "csv", true, 3),
        new("csv-hashed", "csv", false, 1.2) { IsHashed = true },
        new("litellm", "csv", true, 3) { IsProgram = true },
        new("jsonl", "jsonl", false, 1),
        new("parquet", "parquet", false, 0),
        new("bill", "csv", false, 1.5) { IsBill = true },
        new("bill-parquet", "parquet", false, 0.4) { IsBill = true },
    ];

    /// <summary>Files are hashed in the pass that reads them, as for a report.</summary>
    public bool IsHashed { get; init; }

    /// <summary>The published program as a process, with the format for LiteLLM that it has built in.</summary>
    public bool IsProgram { get; init; }

    /// <summary>A bill of Azure of which few rows are language models, with the format that is built in.</summary>
    public bool IsBill { get; init; }

    public string Profile =>
        $$"""
            { "id": "benchmark.gateway", "title": "gateway log", "container": ["csv", "jsonl", "parquet"], {{(
                CountsOnce ? "\"identity\": \"request_id\"," : ""
            )}}
              "fields": { "time": "startTime", "provider": "custom_llm_provider", "model": "model", "costKey": "team_id",
                          "input": "prompt_tokens", "output": "completion_tokens", "cost": "spend" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd HH:mm:ss", "zone": "UTC", "currency": "USD" } }
            """;

    public Sums Ingest(string path)
    {
        if (IsProgram)
            return PublishedProgram.Ingest(path);
        var formats = FormatCatalog.BuiltIn.With(Mapping.Parse(Encoding.UTF8.GetBytes(Profile), "benchmark.profile.json"));
        var source = new SourceInput(
            "benchmark",
            IsBill ? SourceInput.DetectFormat : "benchmark.gateway",
            "",
            null,
            null,
            [new(IsBill ? "bill" : "usage", path)],
            new Dictionary<string, string>()
        );
        var activity = new Ingestor(formats) { Hashes = IsHashed }.Ingest([source], ReportingPeriod.Always, null, CancellationToken.None);
        return new(
            activity.Rows.Accepted,
            activity.Total.Input,
            activity.Total.Output,
            activity.Lines.Sum(line => line.Cost?.Amount ?? 0m)
        );
    }

    public Sums DuckDb(string path)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var table = IsBill ? BillTable(Container, path) : Table(Container, path);
        var sums =
            IsBill ? BillSums(table)
            : IsProgram ? SumsByRules(table)
            : Sums(table);
        command.CommandText = "set threads = 2; " + sums;
        using var reader = command.ExecuteReader();
        reader.Read();
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetDecimal(3));
    }

    private string Sums(string table) =>
        $"""
            select sum(n)::bigint, sum(i)::bigint, sum(o)::bigint, sum(s)::decimal(28, 8) from (
              select date_trunc('month', startTime) m, model, custom_llm_provider, team_id,
                count(*) n, sum(prompt_tokens) i, sum(completion_tokens) o, sum(spend) s
              from {(CountsOnce ? $"(select distinct on (request_id) * from {table})" : table)} group by all)
            """;

    /// <summary>
    /// What the format for LiteLLM does: each request id once, rows left out by rule with their tokens and cost, totals that are not the
    /// sum of their parts. Calls that two interfaces logged are looked for by ours alone.
    /// </summary>
    private static string SumsByRules(string table) =>
        $"""
            with marked as (
              select *, case
                when cache_hit in ('True', 'true', 'TRUE') then 'cache-hit'
                when call_type in ('aget_responses', 'get_responses', 'adelete_responses', 'delete_responses', 'acancel_responses',
                  'cancel_responses', 'alist_input_items', 'list_input_items') then 'retrieved-response'
                when regexp_matches(call_type,
                    '^a?((create|retrieve|cancel|list)_batch(es)?|(create_)?file(_(content|create|retrieve|delete|list))?)$')
                  and not coalesce(prompt_tokens > 0, false) and not coalesce(completion_tokens > 0, false) then 'no-usage'
                when regexp_matches(call_type, 'health') then 'health-check'
                when status = 'failure'
                  and not coalesce(spend > 0, false) and not coalesce(completion_tokens > 0, false) then 'failed-request'
              end as rule
              from {table}),
            once as (select distinct on (rule, request_id) * from marked),
            lines as (
              select rule, date_trunc('month', startTime) m, model, custom_llm_provider, call_type, team_id, count(*) n,
                sum(prompt_tokens) i, sum(completion_tokens) o, sum(spend) s,
                count(*) filter (where total_tokens <> prompt_tokens + completion_tokens) contradicted
              from once group by all)
            select sum(n) filter (where rule is null)::bigint, sum(i) filter (where rule is null)::bigint,
              sum(o) filter (where rule is null)::bigint, (sum(s) filter (where rule is null))::decimal(28, 8),
              sum(n) filter (where rule is not null), sum(contradicted)
            from lines
            """;

    /// <summary>
    /// What the format for Azure does: rows that are no usage and no language model are left out by rule, with their cost; the rest is told
    /// apart by what it is, and tokens are summed by day, meter, place and account. Ours also checks each unit against the price.
    /// Amounts are decimals of 18 digits, which DuckDB reads several times as fast as those of more.
    /// </summary>
    private static string BillSums(string table) =>
        $$"""
            with ruled as (
              select *, case
                when lower(ChargeType) <> 'usage' then 'not-usage'
                when lower(MeterCategory) not in ('foundry models', 'azure openai', 'azure openai service')
                  and not (lower(MeterCategory) in ('cognitive services', 'foundry tools')
                    and regexp_matches(lower(concat_ws(' | ', MeterSubCategory, MeterName)),
                      'openai|gpt|models|phi|llama|mistral|deepseek|grok|provisioned'))
                  then 'not-llm'
              end as rule
              from {{table}}),
            named as (
              select *, case when rule is null then regexp_replace(lower(MeterName), '[ \t_/-]+', ' ', 'g') end as meter from ruled),
            classed as (
              select *, case
                when rule is not null then rule
                when regexp_matches(meter, 'provisioned (managed|throughput)|\bptu\b') then 'capacity'
                when regexp_matches(meter, '\b(trng|training|grader)\b') then 'training'
                when regexp_matches(meter, '\btokens?$') then 'tokens'
                else 'unknown'
              end as class
              from named),
            kinds as (
              select *, case
                when class <> 'tokens' then null
                when regexp_matches(meter, '\b(cd|cchd|cached|cach|ccchd)\b') then 'cached'
                when regexp_matches(meter, '\b(outp|outpt|output|out|opt)\b') then 'output'
                when regexp_matches(meter, '\b(inp|inpt|input|in)\b') then 'input'
              end as kind,
              case when class = 'tokens' then Quantity::decimal(38, 9) * case UnitOfMeasure when '1M' then 1000000 else 1000 end end as tokens
              from classed),
            lines as (
              select class, kind, case when class in ('tokens', 'capacity') then "Date" end as day,
                case when kind is not null then meter end as meter, case when kind is not null then ResourceLocation end as place,
                case when kind is not null then SubscriptionId end as account, case when kind is not null then CostCenter end as costKey,
                count(*) n, sum(tokens) t, sum(Cost::decimal(18, 9)) c
              from kinds group by all)
            select sum(n) filter (where class in ('tokens', 'capacity'))::bigint,
              sum(t) filter (where kind in ('input', 'cached'))::bigint, sum(t) filter (where kind = 'output')::bigint,
              (sum(c) filter (where class in ('tokens', 'capacity')))::decimal(28, 9), sum(c) filter (where class = 'not-llm')
            from lines
            """;

    private static string BillTable(string container, string path)
    {
        var columns = AzureBill.Columns.Select(name =>
            name switch
            {
                "Quantity" or "Cost" or "EffectivePrice" or "UnitPrice" or "PayGPrice" => $"'{name}': 'decimal(18, 9)'",
                _ => $"'{name}': 'varchar'",
            }
        );
        return container == "csv"
            ? $$"""read_csv('{{path}}', header = true, delim = ',', quote = '"', escape = '"', columns = {{{string.Join(", ", columns)}}})"""
            : $"read_parquet('{path}')";
    }

    /// <summary>As Azure exports it: days as times, numbers as doubles.</summary>
    private static string BillAsParquet(string table) =>
        $"""
            select * replace (strptime("Date", '%m/%d/%Y') as "Date", Quantity::double as Quantity, Cost::double as Cost,
              EffectivePrice::double as EffectivePrice, UnitPrice::double as UnitPrice, PayGPrice::double as PayGPrice)
            from {table}
            """;

    /// <summary>Writes the file of the case; Parquet is made of the CSV by DuckDB.</summary>
    public void Write(string path, long rows)
    {
        switch (Container)
        {
            case "csv":
                WriteCsv(path, rows);
                break;
            case "jsonl":
                GatewayLog.WriteJsonLines(path, rows);
                break;
            default:
                WriteCsv(path + ".csv", rows);
                using (var connection = new DuckDBConnection("Data Source=:memory:"))
                {
                    connection.Open();
                    using var command = connection.CreateCommand();
                    var select = IsBill ? BillAsParquet(BillTable("csv", path + ".csv")) : $"select * from {Table("csv", path + ".csv")}";
                    command.CommandText = $"copy ({select}) to '{path}' (format parquet)";
                    command.ExecuteNonQuery();
                }

                File.Delete(path + ".csv");
                break;
        }
    }

    private void WriteCsv(string path, long rows)
    {
        if (IsBill)
            AzureBill.WriteCsv(path, rows);
        else
            GatewayLog.WriteCsv(path, rows);
    }

    /// <summary>With all types stated, so that DuckDB need not look for them.</summary>
    private static string Table(string container, string path)
    {
        const string Columns =
            "'request_id': 'varchar', 'call_type': 'varchar', 'api_key': 'varchar', 'spend': 'decimal(18, 8)', 'total_tokens': 'bigint', "
            + "'prompt_tokens': 'bigint', 'completion_tokens': 'bigint', 'startTime': 'timestamp', 'endTime': 'timestamp', 'model': "
            + "'varchar', 'model_id': 'varchar', 'custom_llm_provider': 'varchar', 'user': 'varchar', 'team_id': 'varchar', 'cache_hit': 'varchar', 'status': 'varchar'";
        return container switch
        {
            "csv" => $$"""read_csv('{{path}}', header = true, delim = ',', quote = '"', columns = {{{Columns}}})""",
            "jsonl" => $$"""read_ndjson('{{path}}', columns = {{{Columns}}})""",
            _ => $"read_parquet('{path}')",
        };
    }
}

/// <summary>What both must find.</summary>
internal readonly record struct Sums(long Rows, long Input, long Output, decimal Cost);
