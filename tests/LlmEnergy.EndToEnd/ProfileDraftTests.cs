using System.Text.Json;

namespace LlmEnergy.EndToEnd;

/// <summary>From a file of no known format to its rows: the draft of a profile, given back.</summary>
public class ProfileDraftTests
{
    private const string Log =
        "requested;engine;prompt_tokens;completion_tokens;who\n2026-07-01 10:00:00;gpt-4o;100;20;alice@example.com\n2026-07-02 "
        + "11:00:00;gpt-4o;200;30;alice@example.com\n";
    private string _folder = null!;

    [SetUp]
    public void Create() =>
        File.WriteAllText(Path.Combine(_folder = Directory.CreateTempSubdirectory("llmenergy-test-").FullName, "gateway.csv"), Log);

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_draft_reads_the_file_that_it_was_made_for()
    {
        var draft = Run("formats", "--draft", "gateway.csv");
        Assert.That(draft.ExitCode, Is.EqualTo(0), draft.Error);
        Assert.That(draft.Output, Does.StartWith("{").And.Not.Contain("alice"));
        Assert.That(draft.Error, Does.Match("^left to decide: [0-9]+, each marked \"decide\" in the draft\\s*$"));
        File.WriteAllText(Path.Combine(_folder, "gateway.profile.json"), draft.Output);
        var read = Run("ingest", "gateway.csv", "--profile", "gateway.profile.json");
        Assert.That(read.ExitCode, Is.EqualTo(0), read.Error);
        Assert.That(read.Error, Does.Contain("warning: found my.format to be a draft").And.Contain("(LE1038"));
        Assert.That(read.Output, Does.Contain("Rows   2 read = 2 accepted + 0 duplicate + 0 ignored + 0 rejected"));
    }

    [TestCase("input", 2, "with the columns that it maps, comes before a built-in format")]
    [TestCase("none", 0, "without one of them, leaves the file to it")]
    public void A_profile_that_names_no_columns_to_be_recognised_by(string input, int ofProfile, string then)
    {
        const string LiteLlm =
            "request_id,call_type,prompt_tokens,completion_tokens,startTime,model,spend,custom_llm_provider,input\n"
            + "a,acompletion,100,20,2026-07-01 10:00:00,gpt-4o,0.1,openai,7\nb,acompletion,200,30,2026-07-02 10:00:00,gpt-4o,0.1,openai,8\n";
        File.WriteAllText(Path.Combine(_folder, "log.csv"), LiteLlm);
        File.WriteAllText(
            Path.Combine(_folder, "own.profile.json"),
            $$"""
            { "id": "own.log", "title": "own log", "container": "csv",
              "fields": { "time": "startTime", "model": "model", "input": "{{input}}", "output": "completion_tokens" },
              "constants": { "provider": "openai" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd HH:mm:ss", "zone": "UTC" } }
            """
        );
        var read = Run("ingest", "log.csv", "--profile", "own.profile.json", "--format", "json");
        Assert.That(read.ExitCode, Is.EqualTo(0), read.Error);
        var format = read.Json.GetProperty("files")[0].GetProperty("format").GetString();
        Assert.That(format, Is.EqualTo(ofProfile > 0 ? "own.log" : "litellm.spendlogs"), then);
        Assert.That(read.Json.GetProperty("activity").GetProperty("inputTokens").GetInt64(), Is.EqualTo(ofProfile > 0 ? 15 : 300));
    }

    [Test]
    public void A_profile_of_alternatives_alone_is_recognised_by_any_of_them()
    {
        File.WriteAllText(
            Path.Combine(_folder, "own.profile.json"),
            """
            { "id": "own.log", "title": "own log", "container": "csv",
              "fields": { "time": ["requested", "at"], "model": ["engine", "model"], "input": ["prompt_tokens", "in"], "output": ["completion_tokens", "out"] },
              "constants": { "provider": "openai" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd HH:mm:ss", "zone": "UTC" } }
            """
        );
        var read = Run("ingest", "gateway.csv", "--profile", "own.profile.json", "--format", "json");
        Assert.That(read.Json.GetProperty("activity").GetProperty("inputTokens").GetInt64(), Is.EqualTo(300), read.Error);
    }

    [Test]
    public void A_file_of_no_known_format_is_pointed_to_the_draft()
    {
        var result = Run("formats", "gateway.csv", "--format", "json");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Json[0].GetProperty("why").GetString(), Does.EndWith("; to draft a profile: formats --draft FILE"));
    }

    [TestCase(2, "LE1001", "none.csv")]
    [TestCase(2, "LE2001", "gateway.csv", "gateway.csv")]
    [TestCase(2, "LE2001", "gateway.csv", "--format", "json")]
    [TestCase(2, "LE2001", "gateway.csv", "--show", "spend")]
    [TestCase(3, "LE1013", "empty.csv")]
    public void What_cannot_be_drafted_is_said_on_stderr_alone(int exitCode, string code, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_folder, "empty.csv"), "");
        var result = Run(["formats", "--draft", .. arguments]);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((exitCode, "")));
        Assert.That(result.Error, Does.Contain("error: ").And.Contain($"({code})"));
    }

    [Test]
    public void What_a_draft_reads_fails_a_check()
    {
        File.WriteAllText(Path.Combine(_folder, "gateway.profile.json"), Run("formats", "--draft", "gateway.csv").Output);
        var estimate = Run("estimate", "gateway.csv", "--profile", "gateway.profile.json", "--format", "json");
        Assert.That(estimate.ExitCode, Is.EqualTo(3));
        Assert.That(
            estimate
                .Json.GetProperty("checks")
                .EnumerateArray()
                .Where(check => !check.GetProperty("passed").GetBoolean())
                .Select(check => check.GetProperty("id").GetString()),
            Is.EqualTo(new[] { "drafts-settled" })
        );
    }

    [Test]
    public void A_built_in_profile_is_printed_and_an_unknown_one_is_refused()
    {
        var shown = Run("formats", "--show", "litellm.spendlogs");
        // profiles may hold comments
        using var profile = JsonDocument.Parse(shown.Output, new() { CommentHandling = JsonCommentHandling.Skip });
        Assert.That((shown.ExitCode, profile.RootElement.GetProperty("id").GetString()), Is.EqualTo((0, "litellm.spendlogs")));
        var unknown = Run("formats", "--show", "none");
        Assert.That((unknown.ExitCode, unknown.Output), Is.EqualTo((2, "")));
        Assert.That(
            unknown.Error,
            Does.Contain("error: found no built-in format or decode table 'none', expected one of anthropic.batch.results")
                .And.Contain("(LE2001")
        );
    }

    [Test]
    public void The_list_of_formats_is_a_json_list()
    {
        var spendLogs = Run("formats", "--format", "json")
            .Json.EnumerateArray()
            .Single(format => format.GetProperty("format").GetString() == "litellm.spendlogs");
        Assert.That(
            (
                spendLogs.GetProperty("row").GetString(),
                spendLogs.GetProperty("zone").GetString(),
                spendLogs.GetProperty("gives").GetString()
            ),
            Is.EqualTo(("request", "in the time, else UTC", "requests, input, cached, cache write, output, reasoning, cost, identity"))
        );
    }

    private Result Run(params IEnumerable<string> arguments) => Cli.Run(_folder, new Dictionary<string, string>(), arguments);
}
