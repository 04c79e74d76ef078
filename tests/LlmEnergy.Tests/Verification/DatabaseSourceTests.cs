using System.Collections.Immutable;
using System.Diagnostics;
using LlmEnergy.Auditing;
using LlmEnergy.Domain;
using LlmEnergy.Factors;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests.Verification;

/// <summary>A report from a table: what is kept of it, and what it is verified by.</summary>
[NonParallelizable]
internal sealed class DatabaseSourceTests
{
    private const string Q3 = "2026-Q3";
    private const string Variable = "LLMENERGY_TEST_GATEWAY";
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
    public void Fill() =>
        _server.Execute(
            """
            drop schema public cascade; create schema public;
            create table logs (request_id text primary key, call_type text, prompt_tokens int, completion_tokens int, "startTime" timestamp,
                spend float8, model text, custom_llm_provider text, cache_hit text);
            insert into logs select 'r' || n, 'acompletion', 250000, 250000, timestamp '2026-07-01 10:00:00' + n * interval '1 day', 5,
                'gpt-4.1-mini', 'openai', 'False' from generate_series(0, 91) n
            """
        );

    [Test]
    public void A_folder_verifies_without_the_database()
    {
        using var workspace = Reported();
        Environment.SetEnvironmentVariable(Variable, "");
        var result = workspace.Verify(Q3);
        Environment.SetEnvironmentVariable(Variable, _server.Connection);
        Assert.That(result.Findings, Is.Empty);
        Assert.That(result.Passed, Is.True);
    }

    [Test]
    public void Sums_that_were_changed_are_a_difference()
    {
        using var workspace = Reported();
        var file = workspace.Output(Q3, "database-gateway.csv");
        File.WriteAllText(file, File.ReadAllText(file).Replace(",250000,", ",250001,", StringComparison.Ordinal));
        Assert.That(workspace.Verify(Q3).Files(VerificationLevel.Hashes), Does.Contain("database-gateway.csv"));
    }

    [Test]
    public void The_database_is_asked_again_where_that_is_wanted()
    {
        using var workspace = Reported();
        _server.Execute("delete from logs where request_id = 'r3'");
        Assert.That(Asked(workspace), Is.EqualTo(new[] { "2026-07-04: 1 row fewer: deleted since" }));
    }

    [Test]
    public void Columns_that_are_others_now_are_a_difference()
    {
        using var workspace = Reported();
        _server.Execute("alter table logs alter column prompt_tokens type text");
        Assert.That(Asked(workspace), Is.EqualTo(new[] { "column prompt_tokens: was integer, is text" }));
    }

    [Test]
    public void A_database_that_cannot_be_asked_is_a_difference()
    {
        using var workspace = Reported();
        _server.Execute("drop table logs");
        Assert.That(Asked(workspace), Has.One.StartsWith("cannot be asked again: found no such table"));
    }

    [Test]
    public void A_period_that_is_closed_and_packed_verifies_without_the_database()
    {
        using var workspace = Reported();
        workspace.Report(Q3);
        workspace.Close(Q3, packsInputs: true);
        _server.Execute("drop table logs");
        var result = workspace.Verify(Q3);
        Assert.That(result.Findings, Is.Empty);
        var events = File.ReadAllText(workspace.Output(Q3, "events.jsonl"));
        Assert.That(events, Does.Contain("gateway at snapshot").And.Not.Contains(PostgresServer.Password));
    }

    [Test]
    public void Lines_are_explained_by_rows_of_the_table_and_without_it_by_why_not()
    {
        using var workspace = Reported();
        var lines = Explained(workspace);
        Assert.That(lines.Select(line => line.WhyNoRows), Has.Exactly(3).Items.And.All.Empty);
        Assert.That(lines.Sum(line => line.Rows!.Rows), Is.EqualTo(92));
        Assert.That(lines.Sum(line => line.Rows!.Usage.Output), Is.EqualTo(92 * 250_000L));
        _server.Execute("drop table logs");
        lines = Explained(workspace);
        Assert.That(lines.Select(line => line.WhyNoRows), Has.All.EqualTo("found no such table, expected it, and a right to see it"));
        Assert.That(lines.Sum(line => line.Rows!.Rows), Is.Zero);
    }

    [Test]
    public void A_table_of_ClickHouse_is_reported_verified_asked_again_and_its_secret_is_in_no_output()
    {
        const string Traces = "LLMENERGY_TEST_TRACES";
        using var server = ClickHouseServer.Start(shards: 1)[0];
        server.Execute(
            "CREATE TABLE spans (Timestamp DateTime, TraceId String, SpanId String, ParentSpanId String, ServiceName String, "
                + "SpanAttributes String) ENGINE = MergeTree ORDER BY (ServiceName, Timestamp)",
            "INSERT INTO spans SELECT toDateTime(1782864000 + number * 86400), toString(number), 'a', '', 'shop', "
                + "'{\"gen_ai.system\":\"openai\",\"gen_ai.request.model\":\"gpt-4.1-mini\",\"gen_ai.usage.input_tokens\":\"250000\","
                + "\"gen_ai.usage.output_tokens\":\"250000\"}' FROM (SELECT number FROM system.numbers LIMIT 92)"
        );
        Environment.SetEnvironmentVariable(Traces, server.Connection);
        using var workspace = Configured($"env:{Traces}", "\"id\": \"gateway\"", "default.spans", "clickhouse", "otel.traces");
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That(disclosure.Inventory.Activity.Total.Output, Is.EqualTo(92 * 250_000L));
        Assert.That(Asked(workspace), Is.Empty);
        Assert.That(Explained(workspace).Sum(line => line.Rows!.Rows), Is.EqualTo(92));
        server.Execute(
            "INSERT INTO spans SELECT Timestamp, TraceId, 'late', '', ServiceName, SpanAttributes FROM spans WHERE TraceId = '3'"
        );
        Assert.That(Asked(workspace), Is.EqualTo(new[] { "2026-07-04: 1 row more: come since" }));
        var sums = workspace.Output(Q3, "database-gateway.csv");
        var kept = File.ReadAllText(sums);
        File.WriteAllText(sums, kept.Replace(",250000,", ",250001,", StringComparison.Ordinal));
        Assert.That(workspace.Verify(Q3).Files(VerificationLevel.Hashes), Does.Contain("database-gateway.csv"));
        File.WriteAllText(sums, kept);
        Environment.SetEnvironmentVariable(Traces, "");
        Assert.That(workspace.Verify(Q3).Findings, Is.Empty);
        foreach (var file in workspace.Folder.EnumerateFiles("*", SearchOption.AllDirectories))
            Assert.That(File.ReadAllText(file.FullName), Does.Not.Contain(ClickHouseServer.Password), file.Name);
    }

    [TestCase("push")]
    [TestCase("auto")]
    public void What_the_database_adds_up_is_reported_verified_asked_again_and_explained(string read)
    {
        using var streamed = Reported();
        using var workspace = Configured($"env:{Variable}", "\"id\": \"gateway\"", more: $", \"read\": \"{read}\"");
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That(disclosure.Inventory.Activity.Total.Output, Is.EqualTo(92 * 250_000L));
        Assert.That(
            File.ReadAllText(workspace.Output(Q3, "database-gateway.csv")),
            Is.EqualTo(File.ReadAllText(streamed.Output(Q3, "database-gateway.csv"))),
            "whoever adds up, the sums are the same bytes"
        );
        Assert.That(
            File.ReadAllText(workspace.Output(Q3, "database-gateway.json")),
            read == "push" ? Does.Contain("GROUP BY") : Does.Contain("streamed: 92 rows, up to 50,000,000")
        );
        Assert.That(Asked(workspace), Is.Empty);
        Assert.That(Explained(workspace).Sum(line => line.Rows!.Rows), Is.EqualTo(92));
        _server.Execute("insert into logs select 'late', call_type, 7, 7, \"startTime\", spend, model from logs where request_id = 'r3'");
        Assert.That(Asked(workspace), Is.EqualTo(new[] { "2026-07-04: 1 row more: come since" }));
        Environment.SetEnvironmentVariable(Variable, "");
        var result = workspace.Verify(Q3);
        Environment.SetEnvironmentVariable(Variable, _server.Connection);
        Assert.That(result.Findings, Is.Empty);
    }

    [Test]
    public void Sums_that_the_database_made_and_somebody_changed_are_a_difference()
    {
        using var workspace = Configured($"env:{Variable}", "\"id\": \"gateway\"", more: ", \"read\": \"push\"");
        workspace.Report(Q3, isFinal: false);
        var file = workspace.Output(Q3, "database-gateway.csv");
        File.WriteAllText(file, File.ReadAllText(file).Replace(",250000,", ",250001,", StringComparison.Ordinal));
        Assert.That(workspace.Verify(Q3).Files(VerificationLevel.Hashes), Does.Contain("database-gateway.csv"));
        Assert.That(Asked(workspace), Is.Not.Empty, "the database does not give them");
    }

    [TestCase("\"read\": \"aggregate\"", "LE2006")]
    [TestCase("\"read\": \"push\", \"shards\": \"list\"", "LE2085", Description = "of PostgreSQL")]
    [TestCase("\"kind\": \"clickhouse\", \"shards\": \"list\"", "LE2085", Description = "that are streamed")]
    public void Ways_of_reading_that_there_are_not_are_refused(string keys, string code)
    {
        using var workspace = Configured(
            $"env:{Variable}",
            "\"id\": \"gateway\"",
            more: $", {keys}",
            kind: keys.Contains("kind") ? null : "postgresql"
        );
        var issues = Assert.Throws<ConfigurationException>(() => workspace.Open()).Issues;
        Assert.That(issues.Select(issue => issue.Code), Is.EqualTo(new[] { code }));
    }

    [Test]
    public void The_secret_and_the_user_are_in_no_output()
    {
        using var workspace = Reported();
        foreach (var file in workspace.Folder.EnumerateFiles("*", SearchOption.AllDirectories))
            Assert.That(File.ReadAllText(file.FullName), Does.Not.Contain(PostgresServer.Password), file.Name);
    }

    [Test]
    public void The_secret_is_neither_printed_nor_in_the_list_of_processes()
    {
        using var workspace = Configured($"env:{Variable}", "\"id\": \"gateway\"", "public.slow");
        _server.Execute("create view slow as select logs.* from logs, lateral (select pg_sleep(0.02 + 0 * logs.prompt_tokens)) s");
        var program = Path.Combine(AppContext.BaseDirectory, "LlmEnergy.Cli.dll");
        var start = new ProcessStartInfo("dotnet", [program, "report", workspace.Folder.FullName, "--period", Q3])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.That(
            () => (long)_server.Scalar("select count(*) from pg_stat_activity where application_name = 'llmenergy'")!,
            Is.EqualTo(1).After(30).Seconds.PollEvery(20).MilliSeconds
        );
        var processes = Directory.GetDirectories("/proc").Select(folder => Path.Combine(folder, "cmdline")).Where(File.Exists);
        var lines = processes.Select(Read).ToList();
        process.WaitForExit();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Some.Contains(workspace.Folder.FullName), "it was read while it ran");
            Assert.That(lines, Has.None.Contains(PostgresServer.Password));
            Assert.That(output.Result, Does.Contain("92 read = 92 accepted").And.Not.Contains(PostgresServer.Password));
            Assert.That(error.Result, Does.Not.Contain(PostgresServer.Password));
        }

        // a process may end meanwhile
        static string Read(string path)
        {
            try
            {
                return File.ReadAllText(path);
            }
            catch (IOException)
            {
                return "";
            }
        }
    }

    [TestCase("Host=h;Password=planted", "\"id\": \"gateway\"")]
    [TestCase("env:", "\"id\": \"gateway\"")]
    [TestCase("file:secret.txt", "\"id\": \"gateway\"")]
    [TestCase("env:NAME", "\"id\": \"a/b\"")]
    [TestCase("env:NAME", "\"id\": \"gateway\", \"path\": \"exports\"")]
    public void A_secret_in_the_settings_or_a_source_of_two_kinds_is_refused_and_not_repeated(string connection, string keys)
    {
        using var workspace = Configured(connection, keys);
        var issues = Assert.Throws<ConfigurationException>(() => workspace.Open()).Issues;
        Assert.That(issues.Select(issue => issue.Code), Is.EqualTo(new[] { "LE2085" }));
        Assert.That(issues[0].Message, Does.Not.Contain("planted"));
    }

    /// <summary>What a database that is asked once more says otherwise.</summary>
    private static IEnumerable<string> Asked(PeriodWorkspace workspace)
    {
        var request = new VerificationRequest { Workspace = workspace.Folder, AsksDatabases = true };
        var result = PeriodWorkspace.Verify(Path.GetDirectoryName(workspace.Output(Q3, "manifest.json"))!, request);
        return result.Findings.Select(finding => finding.Message);
    }

    private static ImmutableArray<LineStep> Explained(PeriodWorkspace workspace)
    {
        var period = AuditedPeriod.Read(new(Path.GetDirectoryName(workspace.Output(Q3, "manifest.json"))!));
        return new Explainer(period, workspace.Open(), FactorPack.BuiltIn).Lines(period.Inventory.Lines, default);
    }

    private static PeriodWorkspace Reported()
    {
        var workspace = Configured($"env:{Variable}", "\"id\": \"gateway\"");
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That(disclosure.Inventory.Activity.Total.Output, Is.EqualTo(92 * 250_000L));
        return workspace;
    }

    private static PeriodWorkspace Configured(
        string connection,
        string keys,
        string table = "public.logs",
        string? kind = "postgresql",
        string format = "litellm.spendlogs",
        string more = ""
    ) =>
        new PeriodWorkspace().Write(
            "llmenergy.json",
            $$"""
            { "schema": 1, "undertaking": "Acme A/S", "sources": [ { {{keys}}, "region": "GB", "format": "{{format}}",
              "database": { {{(
                kind is null ? "" : $"\"kind\": \"{kind}\", "
            )}}"connection": "{{connection}}", "table": "{{table}}"{{more}} } } ] }
            """
        );
}
