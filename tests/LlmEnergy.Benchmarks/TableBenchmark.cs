using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;
using Npgsql;
using Activity = LlmEnergy.Domain.Activities.Activity;

namespace LlmEnergy.Benchmarks;

/// <summary>
/// A table of LiteLLM in PostgreSQL, streamed, and added up by the server, against its export as CSV and against the server alone, which
/// sends the same rows to nobody who reads them; in turn, medians of the rounds. All ways must give the same sums, stream and push the same
/// bytes. The table stays for the next run.
/// </summary>
internal static class TableBenchmark
{
    private const string Variable = "LLMENERGY_BENCHMARK_POSTGRES";
    private const string Format = "litellm.spendlogs";

    /// <summary>As LiteLLM's migrations make it, with rows of a quarter.</summary>
    private const string Table = """
        create table if not exists {0} (
            request_id text primary key, call_type text not null, api_key text not null, spend float8 not null, total_tokens int not null,
            prompt_tokens int not null, completion_tokens int not null, "startTime" timestamp(3) not null, "endTime" timestamp(3) not null,
            model text not null, custom_llm_provider text, "user" text, metadata jsonb, cache_hit text, team_id text, organization_id text,
            status text);
        insert into {0} select md5(n::text), 'acompletion', md5((n % 500)::text), (p * 3 + c * 9) / 1e6, p + c, p, c, t, t + interval '3 s',
            (array['gpt-4o-2024-08-06', 'gpt-4o-mini-2024-07-18', 'claude-sonnet-4-5', 'mistral-large-2411', 'gpt-5-2025-08-07'])[1 + n % 5],
            (array['openai', 'openai', 'anthropic', 'mistral', 'openai'])[1 + n % 5], 'user-' || n % 300,
            jsonb_build_object('user_api_key_project_id', 'project-' || n % 40, 'user_api_key_alias', 'alias-' || n % 500, 'usage_object',
                jsonb_build_object('prompt_tokens', p, 'completion_tokens', c, 'prompt_tokens_details', jsonb_build_object('cached_tokens', p / 4),
                    'completion_tokens_details', jsonb_build_object('reasoning_tokens', c / 3))),
            (array['False', 'False', 'False', 'True'])[1 + n % 4], 'team-' || n % 64, null, 'success'
        from (select n, 10 + (hashint8(n) & 4095) p, 1 + (hashint8(n + 7) & 1023) c,
            timestamp '2026-07-01' + n * (interval '92 days' / {1}) t from generate_series(0, {1} - 1) n) rows
        where not exists (select from {0});
        create index if not exists {0}_time on {0} ("startTime");
        analyze {0}
        """;

    public static int Run(string[] arguments)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } connection)
        {
            Console.Error.WriteLine($"found no connection string in {Variable}, expected that of a database that may be written to");
            return 2;
        }

        var rows = IngestBenchmark.Option(arguments, "--rows", 1_000_000);
        var rounds = (int)IngestBenchmark.Option(arguments, "--rounds", 3);
        var table = string.Create(CultureInfo.InvariantCulture, $"llmenergy_benchmark_{rows}");
        using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = 0 }.ConnectionString);
        Execute(source, Table.Replace("{0}", table, StringComparison.Ordinal).Replace("{1}", $"{rows}", StringComparison.Ordinal));
        var path = Path.Combine(Path.GetTempPath(), $"llmenergy-benchmark-{Environment.ProcessId}.csv");
        try
        {
            using var self = Process.GetCurrentProcess();
            var (streamed, _) = Timed(() => Read(table, DatabaseTable.Stream));
            self.Refresh();
            var peak = self.PeakWorkingSet64 / 1e6;
            var statement = Statements(streamed)[0];
            var bytes = Copy(source, statement, path);
            var (pushed, _) = Timed(() => Read(table, DatabaseTable.Push));
            var pushedBytes = Statements(pushed).Sum(sql => Copy(source, sql, path: null));
            if (!Sums(pushed).SequenceEqual(Sums(streamed)))
                throw new InvalidOperationException("the server gives other sums");
            var (server, stream, csv, processor) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            var (push, pushing) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                server.Add(Timed(() => Copy(source, statement, path: null)).Seconds);
                var before = self.TotalProcessorTime;
                stream.Add(Timed(() => Read(table, DatabaseTable.Stream)).Seconds);
                self.Refresh();
                processor.Add((self.TotalProcessorTime - before).TotalSeconds);
                before = self.TotalProcessorTime;
                push.Add(Timed(() => Read(table, DatabaseTable.Push)).Seconds);
                self.Refresh();
                pushing.Add((self.TotalProcessorTime - before).TotalSeconds);
                var (read, seconds) = Timed(() => File(path));
                csv.Add(seconds);
                if (read.Total != streamed.Total || read.Rows != streamed.Rows)
                    throw new InvalidOperationException($"the sums differ: {read.Total} and {streamed.Total}");
            }

            Console.WriteLine(
                "| rows | MB sent | server alone | stream | rows/s | its export as CSV | rows/s | server + CSV | own CPU | peak |"
            );
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {rows:N0} | {bytes / 1e6:N0} | {Median(server):0.0} s | {Median(stream):0.0} s | {rows / Median(stream) / 1e6:0.00} million "
                        + $"| {Median(csv):0.0} s | {rows / Median(csv) / 1e6:0.00} million | {Median(server) + Median(csv):0.0} s "
                        + $"| {Median(processor) / rows * 1e6:0.0} us a row | {peak:0} MB |"
                )
            );
            Console.WriteLine("\n| rows | MB sent | push | rows/s | own CPU |\n|---|---|---|---|---|");
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {rows:N0} | {pushedBytes / 1e6:N1} | {Median(push):0.0} s | {rows / Median(push) / 1e6:0.00} million "
                        + $"| {Median(pushing):0.0} s |"
                )
            );
            return 0;
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    private static Activity Read(string table, string read)
    {
        var of = new DatabaseTable(DatabaseTable.PostgreSql, $"env:{Variable}", $"public.{table}") { Read = read };
        return Ingest(Source(InputPath.OfTable("gateway", of.Table)) with { Database = of });
    }

    private static Activity File(string path) => Ingest(Source(new("spend.csv", path)));

    private static SourceInput Source(InputPath path) => new("gateway", Format, "", null, null, [path], new Dictionary<string, string>());

    private static Activity Ingest(SourceInput source)
    {
        var quarter = ReportingPeriod.TryParse("2026-Q3", FiscalYear.Calendar, out var period) ? period : throw new FormatException();
        var activity = new Ingestor(FormatCatalog.BuiltIn).Ingest([source], quarter, null, CancellationToken.None);
        return activity.Files.Single() is { IsRead: false } refused ? throw new InvalidOperationException(refused.Why) : activity;
    }

    private static ReadOnlySpan<byte> Sums(Activity activity) => activity.Files.Single().Evidence!.Sums.Span;

    private static List<string> Statements(Activity activity)
    {
        using var facts = JsonDocument.Parse(activity.Files.Single().Evidence!.Facts);
        return [.. facts.RootElement.GetProperty("statements").EnumerateArray().Select(sql => sql.GetString()!)];
    }

    /// <summary>What the server takes to send the rows; they are written to a file, or nowhere.</summary>
    private static long Copy(NpgsqlDataSource source, string statement, string? path)
    {
        using var connection = source.OpenConnection();
        using var command = new NpgsqlCommand("set jit = off; set timezone = 'UTC'", connection);
        command.ExecuteNonQuery();
        using var rows = (NpgsqlCopyTextReader)connection.BeginTextExport($"COPY ({statement}) TO STDOUT (FORMAT csv, HEADER)");
        using var file = path is null ? System.IO.Stream.Null : System.IO.File.Create(path);
        var (buffer, bytes) = (new byte[1 << 18], 0L);
        for (var read = rows.BaseStream.Read(buffer); read > 0; read = rows.BaseStream.Read(buffer))
        {
            file.Write(buffer, 0, read);
            bytes += read;
        }

        return bytes;
    }

    private static void Execute(NpgsqlDataSource source, string sql)
    {
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    private static (T Result, double Seconds) Timed<T>(Func<T> run)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var result = run();
        return (result, watch.Elapsed.TotalSeconds);
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);
}
