using System.Text;
using CsCheck;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Databases;

/// <summary>A table of PostgreSQL that the database adds up gives what its rows give, to the byte, or nothing.</summary>
[NonParallelizable]
internal sealed class PushedTableTests
{
    private const string Variable = "LLMENERGY_TEST_PUSH";
    private const string SpendLogs = """
        drop table if exists logs;
        create table logs (request_id text {0}, call_type text, spend double precision, total_tokens integer, prompt_tokens integer,
            completion_tokens integer, "startTime" timestamp(3), model text, custom_llm_provider text, team_id text, organization_id text,
            metadata jsonb, cache_hit text, status text)
        """;

    private static readonly ReportingPeriod Quarter = ReportingPeriod.TryParse("2026-Q3", FiscalYear.Calendar, out var period)
        ? period
        : throw new InvalidOperationException();

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

    [Test]
    public void Rows_of_LiteLLM_are_added_up_by_the_database_as_they_are_here()
    {
        var count = Gen.OneOf(Gen.Long[0, 200_000], Mostly(5_000L, -1L, 0L, 3L, 10_000L, 10_001L, 100_000L, 100_001L, 2_000_000_000L));
        var cached = Gen.Select(
            Mostly("usage_object.cache_read_input_tokens", "additional_usage_values.cache_read_input_tokens"),
            Member()
        );
        var written = Gen.Select(Mostly("usage_object.prompt_tokens_details.cache_creation_tokens", "usage_object.x"), Member());
        var row = Gen.Select(
            Gen.Select(Gen.Int[0, 60], Mostly(0, 1, 91, 92, -1, -7, -8), Gen.Int[0, 2]),
            Gen.Select(count, count, Mostly<int?>(2, null, 0, 1, 3)),
            Mostly("''", "null", "'True'", "'False'"),
            Mostly("'gpt-4o'", "'claude, \"x\"'", "''", "null", "'ünï\u200b'", "E'bad\\tname'", "'it''s \\ a'"),
            Gen.Select(
                cached,
                Gen.Select(written, Member()),
                Mostly("", "\"user_api_key_project_id\": \"p1\", ", "\"user_api_key_project_id\": null, ")
            ),
            Mostly("0.5", "0", "null", "1.25e-9", "-0.5", "0.1234567890123456", "1e-12", "123456789.5", "'NaN'", "1e300"),
            Mostly("acompletion", "aresponses", "aretrieve_batch", "acreate_batch", "health_check"),
            Mostly("'success'", "'failure'", "null")
        );
        Gen.Select(row.Array[1, 120], Gen.Bool)
            .Sample(
                (rows, isUnique) =>
                {
                    Fill(isUnique, rows.Select((it, index) => Text(isUnique ? $"{index}" : $"{it.Item1.Item1 % 50}", it)));
                    AssertSame("litellm.spendlogs", FormatCatalog.BuiltIn);
                },
                iter: 60,
                threads: 1
            );

        static Gen<string> Member() =>
            Mostly(
                "5000",
                "7",
                "null",
                "0",
                "5001",
                "900000",
                "\"12\"",
                "12.0",
                "-4",
                "1e3",
                "true",
                "\"x\"",
                "\"007\"",
                "99999999999999999"
            );

        static string Text(
            string id,
            (
                (int Id, int Day, int Second) At,
                (long Input, long Output, int? Total) Counts,
                string Hit,
                string Model,
                ((string Name, string Value) Cached, ((string Name, string Value), string) Written, string Project) Json,
                string Spend,
                string Call,
                string Status
            ) it
        )
        {
            var time = new DateTime(2026, 7, 1).AddDays(it.At.Day).AddSeconds(it.At.Second).AddMilliseconds(it.At.Id);
            var metadata =
                $"{{{it.Json.Project}\"usage_object\": {{{Of("usage_object.")}}}, \"additional_usage_values\": {{{Of("additional_usage_values.")}}}}}";
            var cached = long.TryParse(it.Json.Cached.Value, out var read) ? Math.Max(read, 0) : 0;
            var total = it.Counts.Total switch
            {
                null => "null",
                0 => "0",
                1 => $"{Math.Clamp(it.Counts.Input + it.Counts.Output, -9, int.MaxValue)}",
                2 => $"{Math.Clamp(it.Counts.Input + it.Counts.Output + cached, -9, int.MaxValue)}",
                _ => "17",
            };
            return FormattableString.Invariant(
                $"('{(id == "0" ? "" : id)}', '{it.Call}', {it.Spend}, {total}, {it.Counts.Input}, {(it.At.Id == 7 ? "null" : $"{it.Counts.Output}")}, '{time:yyyy-MM-dd HH:mm:ss.fff}', {it.Model}, 'OpenAI', {(it.At.Id % 9 != 0 ? "'team'" : "null")}, null, '{metadata}', {it.Hit}, {it.Status})"
            );

            string Of(string parent) =>
                string.Join(
                    ", ",
                    new (string Name, string Value)[]
                    {
                        it.Json.Cached,
                        it.Json.Written.Item1,
                        ("usage_object.completion_tokens_details.reasoning_tokens", it.Json.Written.Item2),
                    }
                        .Where(member => member.Name.StartsWith(parent, StringComparison.Ordinal))
                        .Select(member => Nested(member.Name[parent.Length..].Split('.'), member.Value))
                );

            string Nested(string[] names, string value) =>
                names.Length == 1 ? $"\"{names[0]}\": {value}" : $"\"{names[0]}\": {{{Nested(names[1..], value)}}}";
        }
    }

    [Test]
    public void Generated_mappings_of_generated_rows_are_added_up_by_the_database_as_they_are_here()
    {
        var place = OneOf("true", "false", "\"by-size\"", "\"by-total\"");
        var input = OneOf(
            "\"a\"",
            "[\"a\", \"b\"]",
            "{ \"sum\": [\"a\", \"b\"] }",
            "{ \"difference\": [\"a\", \"b\"] }",
            "{ \"largest\": [\"b\", \"a\"] }"
        );
        var mapping = Gen.Select(
            Gen.Select(place, place, place),
            input,
            OneOf("", "\"identity\": [\"id\"],", "\"identity\": [\"id\", \"m\"],"),
            OneOf("first", "largest"),
            OneOf("", ", \"totalIs\": [[\"input\", \"output\"], [\"input\", \"cached\", \"output\", \"reasoning\"]]"),
            OneOf(
                "",
                "\"variants\": [{ \"when\": { \"m\": { \"matches\": \"^e\" } }, \"without\": [\"output\", \"reasoning\"], \"semantics\": { \"holdsNone\": [\"output\"], \"inputIncludesCached\": false } }],",
                "\"variants\": [{ \"when\": { \"m\": { \"matches\": \"^e\" } }, \"without\": [\"output\"], \"semantics\": { \"holdsNone\": [\"output\"] } }],",
                "\"variants\": [{ \"when\": { \"m\": { \"matches\": \"^e\" } }, \"without\": [\"reasoning\"] }],"
            ),
            OneOf("timestamp", "timestamptz", "date"),
            Gen.Select(OneOf("int", "bigint", "text", "numeric"), OneOf("numeric", "numeric(20,4)", "double precision", "integer"))
        );
        var number = Mostly("40", "0", "null", "10000", "10001", "100000", "100001", "50", "90", "-1");
        var row = Gen.Select(
            Gen.Int[0, 50],
            Mostly("2026-07-01", "2026-07-02", "2026-06-30", "2026-06-22", "2026-10-07"),
            Gen.Select(number, number, number, number),
            Gen.Select(number, number, Mostly("80", "0", "null", "120", "160", "200")),
            Mostly("'m1'", "'e1'", "''", "null", "E'c\\x01'", "'ignored'", "'doubted'"),
            Mostly("2", "-1", "0", "null", "0.125"),
            Mostly("'p'", "null", "''", "'q'"),
            Mostly("'k'", "null", "'l'")
        );
        Gen.Select(mapping, row.Array[1, 100])
            .Sample(
                (it, rows) =>
                {
                    var ((cached, written, reasoning), from, identity, duplicates, total, variants, time, (count, cost)) = it;
                    _server.Execute(
                        $"""
                        drop table if exists logs;
                        create table logs (id text, at {time}, a {count}, b {count}, c {count}, w {count}, o {count}, r {count}, t {count}, m text, cost {cost},
                            p text, k text);
                        insert into logs values {string.Join(',', rows.Select(Values))}
                        """
                    );
                    var profile = $$"""
                        { "id": "own", "title": "", "container": ["table"], {{identity}} {{variants}}
                          "fields": { "time": "at", "model": "m", "provider": ["p", "k"], "costKey": "k", "input": {{from}}, "cached": "c", "cacheWrite": "w",
                            "output": "o", "reasoning": "r", "total": "t", "cost": "cost" },
                          "constants": { "provider": "someone", "operation": "chat" },
                          "cases": [{ "when": { "k": "l" }, "set": { "operation": "other" } }],
                          "ignore": [{ "rule": "ignored", "when": { "m": { "matches": "^ign" } } }, { "rule": "free", "when": { "cost": { "atMost": 0 }, "o": ["0", ""] } }],
                          "warn": [{ "rule": "doubted", "when": { "m": "doubted", "c": { "above": 0 } }, "say": "look" }],
                          "semantics": { "grain": "request", "inputIncludesCached": {{cached}}, "inputIncludesCacheWrite": {{written}},
                            "outputIncludesReasoning": {{reasoning}}, "duplicates": "{{duplicates}}", "currency": "EUR",
                            "time": ["yyyy-MM-dd", "iso"], "zone": "UTC" {{total}} } }
                        """;
                    AssertSame("own", FormatCatalog.BuiltIn.With(Mapping.Parse(Encoding.UTF8.GetBytes(profile), "own.profile.json")));
                },
                iter: 200,
                threads: 1
            );

        static string Values(
            (
                int Id,
                string Day,
                (string A, string B, string C, string W) Inputs,
                (string O, string R, string T) Outputs,
                string Model,
                string Cost,
                string P,
                string K
            ) it,
            int index
        ) =>
            $"('{(it.Id == 0 ? "" : it.Id == 1 ? "same" : $"{it.Id}.{index % 2}")}', '{it.Day}', {it.Inputs.A}, {it.Inputs.B}, {it.Inputs.C}, {it.Inputs.W}, "
            + $"{it.Outputs.O}, {it.Outputs.R}, {it.Outputs.T}, {it.Model}, {it.Cost}, {it.P}, {it.K})";
    }

    [TestCase("\"parent\": [\"up\"], \"identity\": [\"id\"],", "", "int", "rows below others (parent)")]
    [TestCase("\"identity\": [[\"id\"], [\"up\"]],", "", "int", "several ways of naming a request (identity)")]
    [TestCase("", ", \"scale\": 1000", "int", "counts in thousands (scale)")]
    [TestCase("", ", \"decimal\": \",\"", "int", "amounts with a comma (decimal)")]
    [TestCase("", ", \"costScale\": 0.01", "int", "a cost of the type numeric in cost")]
    [TestCase("", "", "int[]", "the column input of integer[]")]
    [TestCase("", "", "int", "times such as 2026-07-01 10:00:00.5, which the mapping does not read, in at", "yyyy-MM-dd HH:mm:ss")]
    [TestCase(
        "\"ignore\": [{ \"rule\": \"r\", \"when\": { \"input\": { \"above\": 5 } } }],",
        "",
        "int",
        "a rule about another limit than 0 of input"
    )]
    [TestCase("\"ignore\": [{ \"rule\": \"r\", \"when\": { \"input\": \"7\" } }],", "", "int", "a rule about values of input")]
    [TestCase(
        "\"ignore\": [{ \"rule\": \"r\", \"when\": { \"input\": { \"matches\": \"7\" } } }],",
        "",
        "int",
        "a regular expression over input"
    )]
    [TestCase("\"ignore\": [{ \"rule\": \"r\", \"when\": { \"at\": { \"matches\": \"7\" } } }],", "", "int", "a rule about the time in at")]
    [TestCase(
        "\"variants\": [{ \"when\": { \"up\": \"x\" }, \"fields\": { \"input\": \"other\" } }],",
        "",
        "int",
        "a variant with other columns of counts, cost or time"
    )]
    public void What_the_database_cannot_add_up_exactly_is_refused_by_its_name(
        string keys,
        string semantics,
        string type,
        string found,
        string time = "iso"
    )
    {
        _server.Execute(
            $"drop table if exists logs; create table logs (id text, up text, at timestamp, m text, input {type}, output int, other int, cost numeric)"
        );
        var activity = Table(DatabaseTable.Push, "own", Own(keys, semantics, time));
        Assert.That(activity.Files.Single().IsRead, Is.False);
        Assert.That(
            activity.Issues.Where(issue => issue.Code == "LE1064").Select(issue => issue.Message),
            Is.EqualTo(new[] { $"found {found}, expected what the database can add up exactly: read it with \"read\": \"stream\"" })
        );
    }

    [TestCase("""{"usage_object": "{\"cache_read_input_tokens\": 7}"}""", Description = "JSON in a text")]
    [TestCase("""{"usage_object": [{"cache_read_input_tokens": 7}]}""", Description = "a list")]
    [TestCase("""{"usage_object": {"cache_read_input_tokens": {"a": 7}}}""", Description = "an object where a number is asked for")]
    [TestCase("""{"usage_object.cache_read_input_tokens": 7}""", Description = "a name with points")]
    public void JSON_that_the_database_reads_otherwise_counts_nothing_and_says_so(string metadata)
    {
        Fill(isUnique: true, [Row("a", "2026-07-01", metadata), Row("b", "2026-07-01", "{}")]);
        var activity = Table(DatabaseTable.Push, "litellm.spendlogs", FormatCatalog.BuiltIn);
        Assert.That(activity.Files.Single().IsRead, Is.False);
        Assert.That(
            activity.Issues.Select(issue => issue.Message),
            Has.One.StartsWith("found 1 row with lists, objects or JSON in a text where a value of JSON is asked for")
        );
    }

    [TestCase(1, "push", "added up by the database: 2 rows, more than 1")]
    [TestCase(2, "stream", "streamed: 2 rows, up to 2")]
    public void Of_many_rows_the_database_adds_them_up_and_it_is_said(long mostStreamed, string read, string why)
    {
        Fill(isUnique: true, [Row("a", "2026-07-01", "{}"), Row("b", "2026-07-01", "{}")]);
        var activity = Table(DatabaseTable.Auto, "litellm.spendlogs", FormatCatalog.BuiltIn, mostStreamed);
        Assert.That(Facts(activity), Is.EqualTo((read, why)));
        Assert.That(activity.Total.Input, Is.EqualTo(20));
    }

    [Test]
    public void Of_many_rows_that_the_database_cannot_add_up_it_is_said_why_they_are_streamed()
    {
        _server.Execute(
            """
            drop table if exists logs; create table logs (id text, up text, at timestamp, m text, input int, output int, cost numeric);
            insert into logs values ('a', '', '2026-07-01 10:00:00', 'm', 5, 1, 0), ('b', '', '2026-07-01 10:00:00', 'm', 6, 1, 0)
            """
        );
        var activity = Table(DatabaseTable.Auto, "own", Own("", ", \"scale\": 1000", "iso"), mostStreamed: 1);
        Assert.That(activity.Total.Input, Is.EqualTo(11_000));
        Assert.That(
            Facts(activity),
            Is.EqualTo(
                (
                    "stream",
                    "streamed: 2 rows, more than 1, but found counts in thousands (scale), expected what the database can add up exactly: "
                        + "read it with \"read\": \"stream\""
                )
            )
        );
    }

    [Test]
    public void Sums_that_a_long_cannot_hold_are_no_sums()
    {
        Fill(isUnique: true, Enumerable.Range(0, 120).Select(id => Row($"{id}", "2026-07-01", "{}")));
        _server.Execute("alter table logs alter prompt_tokens type bigint; update logs set prompt_tokens = 999999999999");
        var activity = Table(DatabaseTable.Push, "litellm.spendlogs", FormatCatalog.BuiltIn);
        Assert.That(activity.Issues.Select(issue => issue.Code), Does.Contain("LE1017"));
        Assert.That(activity.Lines, Is.Empty);
    }

    private static FormatCatalog Own(string keys, string semantics, string time) =>
        FormatCatalog.BuiltIn.With(
            Mapping.Parse(
                Encoding.UTF8.GetBytes(
                    $$"""
                    { "id": "own", "title": "", "container": ["table"], {{keys}}
                      "fields": { "time": "at", "model": "m", "input": "input", "output": "output", "cost": "cost" },
                      "semantics": { "grain": "request", "currency": "EUR", "time": "{{time}}", "zone": "UTC"{{semantics}} } }
                    """
                ),
                "own.profile.json"
            )
        );

    private static string Row(string id, string day, string metadata) =>
        $"('{id}', 'acompletion', 0.5, 11, 10, 1, '{day} 10:00:00', 'gpt-4o', 'OpenAI', 'team', null, '{metadata}', '', 'success')";

    private static (string Read, string Why) Facts(Activity activity)
    {
        using var facts = System.Text.Json.JsonDocument.Parse(activity.Files.Single().Evidence!.Facts);
        return (facts.RootElement.GetProperty("read").GetString()!, facts.RootElement.GetProperty("whyRead").GetString()!);
    }

    private void Fill(bool isUnique, IEnumerable<string> rows) =>
        _server.Execute(
            SpendLogs.Replace("{0}", isUnique ? "primary key" : "", StringComparison.Ordinal)
                + $";insert into logs values {string.Join(',', rows)}"
        );

    /// <summary>Sums, findings and accounts of a table that is streamed, of one that is pushed, and of the first without a database.</summary>
    private static void AssertSame(string format, FormatCatalog formats)
    {
        var (streamed, pushed) = (Table(DatabaseTable.Stream, format, formats), Table(DatabaseTable.Push, format, formats));
        Assert.That(pushed.Issues.Select(issue => issue.Message), Is.EqualTo(streamed.Issues.Select(issue => issue.Message)));
        var (of, by) = (streamed.Files.Single().Evidence!, pushed.Files.Single().Evidence!);
        Assert.That(Encoding.UTF8.GetString(by.Sums.Span), Is.EqualTo(Encoding.UTF8.GetString(of.Sums.Span)));
        Assert.That(pushed.Lines, Is.EqualTo(streamed.Lines));
        Assert.That(pushed.Coverage, Is.EqualTo(streamed.Coverage));
        Assert.That(pushed.Identities, Is.EqualTo(streamed.Identities));
        Assert.That(pushed.Rows, Is.EqualTo(streamed.Rows));
    }

    private static Activity Table(string read, string format, FormatCatalog formats, long mostStreamed = DatabaseTable.MostStreamed)
    {
        var table = new DatabaseTable(DatabaseTable.PostgreSql, $"env:{Variable}", "public.logs") { Read = read };
        var source = new SourceInput("gateway", format, "org-1", null, null, [InputPath.OfTable("gateway", table.Table)], NoKeys)
        {
            Database = table,
        };
        return new Ingestor(formats) { MostStreamed = mostStreamed }.Ingest([source], Quarter, null, default);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>Rows that have most in common are the ones that are added up.</summary>
    private static Gen<T> Mostly<T>(T value, params T[] others) =>
        Gen.Int[0, others.Length * 6].Select(index => index < others.Length ? others[index] : value);

    private static readonly Dictionary<string, string> NoKeys = [];
}
