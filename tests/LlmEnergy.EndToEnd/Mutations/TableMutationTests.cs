namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>
/// Faults compiled into the program, which then has a database add its rows up: the sums are other ones than those that the program without
/// a fault makes of the rows that are sent.
/// </summary>
[Category("Mutation")]
[Category("Long")]
[NonParallelizable]
public class TableMutationTests
{
    private const string Variable = "LLMENERGY_TEST_MUTANTS";

    /// <summary>Few texts and many numbers, so that rows that differ in one thing stand beside each other.</summary>
    private const string Rows = """
        create table logs (request_id text, call_type text, spend float8, total_tokens int, prompt_tokens int, completion_tokens int,
            "startTime" timestamp(3), model text, custom_llm_provider text, team_id text, metadata jsonb, cache_hit text, status text);
        insert into logs select 'r' || n % 2900, (array['acompletion', 'acompletion', 'aresponses'])[1 + n % 3],
            (array[0.5, 0.1234567, 0, -0.25, null])[1 + n % 5],
            case n / 192 % 4 when 0 then null when 1 then p + o when 2 then p + c + o else 17 end, p, o,
            timestamp '2026-07-01 00:00:00' + n % 2 * interval '1 day' + n * interval '2.3 s', 'gpt-4o', 'openai', 'team',
            jsonb_build_object('usage_object', jsonb_build_object('cache_read_input_tokens', c, 'prompt_tokens_details',
                jsonb_build_object('cached_tokens', c), 'completion_tokens_details', jsonb_build_object('reasoning_tokens', r))), 'False', 'success'
        from (select n, (array[40, 0, 10000, 10001, 100000, 100001, 60000, -1])[1 + n % 8] p, (array[20, 0, 50])[1 + n / 8 % 3] o,
            (array[0, 30, 50000, 7])[1 + n / 24 % 4] c, (array[0, 30])[1 + n / 96 % 2] r from generate_series(0, 2999) n) numbers
        """;

    private MutantCompiler _compiler;
    private PostgresServer _server;
    private string _sums;

    private static IEnumerable<Mutation> Faults => TableMutants.All;

    [OneTimeSetUp]
    public void Create()
    {
        _server = PostgresServer.Start()!;
        _server.Execute(Rows);
        Environment.SetEnvironmentVariable(Variable, _server.Connection);
        _compiler = new(MutantCompiler.Reading);
        _sums = Sums("stream", _compiler.Compile(null)).Sums;
    }

    [OneTimeTearDown]
    public void Stop()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _server?.Dispose();
    }

    [TestCaseSource(nameof(Faults))]
    public void The_sums_of_the_database_are_other_ones(Mutation mutation)
    {
        var (sums, said) = Sums("push", _compiler.Compile(mutation));
        Assert.That(sums, Is.Not.EqualTo(_sums));
        if (mutation.Check.StartsWith("LE", StringComparison.Ordinal))
            Assert.That(said, Does.Contain(mutation.Check));
        else
            Assert.That(sums, Is.Not.Empty, said);
    }

    [Test]
    public void Without_a_fault_they_are_those_of_the_rows()
    {
        var (sums, said) = Sums("push", _compiler.Compile(null));
        Assert.That(sums, Is.EqualTo(_sums).And.Not.Empty, said);
    }

    /// <returns>Empty where the table was refused.</returns>
    private static (string Sums, string Said) Sums(string read, byte[] assembly)
    {
        using var program = new MutantProgram();
        program.Put(assembly, MutantCompiler.Reading);
        var workspace = Directory.CreateTempSubdirectory("llmenergy-table-").FullName;
        try
        {
            File.WriteAllText(
                Path.Combine(workspace, "llmenergy.json"),
                $$"""
                { "schema": 1, "undertaking": "Acme A/S", "sources": [ { "id": "gateway", "region": "GB", "format": "litellm.spendlogs",
                  "database": { "connection": "env:{{Variable}}", "table": "public.logs", "read": "{{read}}" } } ] }
                """
            );
            var report = program.Run("report", workspace, "--period", "2026-Q3");
            var file = Directory.EnumerateFiles(workspace, "database-gateway.csv", SearchOption.AllDirectories).FirstOrDefault();
            return (file is null ? "" : File.ReadAllText(file), report.Output + report.Error);
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }
}
