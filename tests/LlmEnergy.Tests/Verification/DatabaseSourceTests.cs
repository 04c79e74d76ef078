using LlmEnergy.Domain;
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
            insert into logs select 'r' || n, 'acompletion', 0, 2500000, timestamp '2026-07-01 10:00:00' + n * interval '1 day', 5,
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
        File.WriteAllText(file, File.ReadAllText(file).Replace(",2500000,", ",2500001,", StringComparison.Ordinal));
        Assert.That(workspace.Verify(Q3).Files(VerificationLevel.Hashes), Does.Contain("database-gateway.csv"));
    }

    [Test]
    public void The_database_is_asked_again_where_that_is_wanted()
    {
        using var workspace = Reported();
        _server.Execute("delete from logs where request_id = 'r3'");
        var request = new VerificationRequest { Workspace = workspace.Folder, AsksDatabases = true };
        var result = PeriodWorkspace.Verify(Path.GetDirectoryName(workspace.Output(Q3, "manifest.json"))!, request);
        Assert.That(result.Findings.Select(finding => finding.Message), Is.EqualTo(new[] { "2026-07-04: 1 row fewer: deleted since" }));
    }

    [Test]
    public void The_secret_and_the_user_are_in_no_output()
    {
        using var workspace = Reported();
        foreach (var file in workspace.Folder.EnumerateFiles("*", SearchOption.AllDirectories))
            Assert.That(File.ReadAllText(file.FullName), Does.Not.Contain(PostgresServer.Password), file.Name);
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

    private static PeriodWorkspace Reported()
    {
        var workspace = Configured($"env:{Variable}", "\"id\": \"gateway\"");
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That(disclosure.Inventory.Activity.Total.Output, Is.EqualTo(92 * 2_500_000L));
        return workspace;
    }

    private static PeriodWorkspace Configured(string connection, string keys) =>
        new PeriodWorkspace().Write(
            "llmenergy.json",
            $$"""
            { "schema": 1, "undertaking": "Acme A/S", "sources": [ { {{keys}}, "region": "GB", "format": "litellm.spendlogs",
              "database": { "connection": "{{connection}}", "table": "public.logs" } } ] }
            """
        );
}
