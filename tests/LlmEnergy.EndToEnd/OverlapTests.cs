using System.Globalization;
using System.Text;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// A gateway's log and the provider's own export of the same requests: 5 a day, in the shape of a report to the makers of LiteLLM.
/// </summary>
public class OverlapTests
{
    private const int Days = 30;
    private string _folder = null!;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("llmenergy-overlap-").FullName;
        File.WriteAllText(Path.Combine(_folder, "gateway.csv"), Gateway());
        File.WriteAllText(Path.Combine(_folder, "openai.csv"), Provider());
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Traffic_in_two_sources_is_an_error_that_names_both_and_its_size()
    {
        var result = Ingest("");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(Failed(result), Does.Contain("sources-once"));
        Assert.That(
            Messages(result, "LE4010").Single(),
            Does.StartWith(
                "found that gateway (litellm.spendlogs) and openai (openai.dashboard.usage.csv) state the same tokens of 'gpt-5-mini' on "
                    + "30 days, from 2026-09-01 to 2026-09-30 (16,500 tokens, 100% of the former, about "
            )
        );
    }

    [Test]
    public void Precedence_counts_the_first_source_by_day_and_model()
    {
        var result = Ingest(", \"precedence\": [\"openai\", \"gateway\"]");
        Assert.That(Failed(result), Has.No.Member("sources-once").And.No.Member("coverage"), "what counts elsewhere is no gap");
        Assert.That(Activity(result), Is.EqualTo((150L, 15_000L, 1_500L, 150L)));
    }

    [Test]
    public void A_part_of_another_source_counts_there()
    {
        var result = Ingest("", gateway: ", \"partOf\": \"openai\"");
        Assert.That(Failed(result), Has.No.Member("coverage"));
        Assert.That(Activity(result), Is.EqualTo((150L, 15_000L, 1_500L, 150L)));
    }

    [Test]
    public void Disjoint_sources_both_count()
    {
        var result = Ingest(", \"disjoint\": [{ \"sources\": [\"gateway\", \"openai\"], \"reason\": \"two teams, two accounts\" }]");
        Assert.That(Failed(result), Has.No.Member("sources-once"));
        Assert.That(Activity(result), Is.EqualTo((300L, 30_000L, 3_000L, 0L)));
    }

    [TestCase(", \"precedence\": [\"openai\", \"nobody\"]", "precedence")]
    [TestCase(", \"precedence\": [\"openai\"]", "precedence")]
    [TestCase(", \"disjoint\": [{ \"sources\": [\"gateway\"], \"reason\": \"one\" }]", "disjoint")]
    public void A_rule_about_no_two_sources_is_wrong_configuration(string rule, string key)
    {
        var result = Ingest(rule);
        Assert.That((result.ExitCode, result.Error.Contains(key, StringComparison.Ordinal)), Is.EqualTo((2, true)), result.Error);
    }

    private Result Ingest(string rules, string gateway = "")
    {
        File.WriteAllText(
            Path.Combine(_folder, "llmenergy.json"),
            $$"""
            { "schema": 1, "undertaking": "Twice A/S"{{rules}}, "sources": [
              { "id": "gateway", "path": "gateway.csv", "attestedZero": ["2026-07", "2026-08"]{{gateway}} },
              { "id": "openai", "path": "openai.csv", "attestedZero": ["2026-07", "2026-08"] } ] }
            """
        );
        return Cli.Run("report", _folder, "--period", "2026-Q3", "--format", "json");
    }

    private static (long Requests, long Input, long Output, long Duplicates) Activity(Result result)
    {
        var activity = result.Json.At("activity");
        return (
            activity.At("requests").GetInt64(),
            activity.At("inputTokens").GetInt64(),
            activity.At("outputTokens").GetInt64(),
            activity.At("rowsDuplicate").GetInt64()
        );
    }

    private static List<string> Failed(Result result) =>
        [
            .. result
                .Json.At("checks")
                .EnumerateArray()
                .Where(check => !check.At("passed").GetBoolean())
                .Select(check => check.At("id").GetString()!),
        ];

    private static List<string> Messages(Result result, string code) =>
        [
            .. result
                .Json.At("issues")
                .EnumerateArray()
                .Where(issue => issue.At("code").GetString() == code)
                .Select(issue => issue.At("message").GetString()!),
        ];

    /// <summary>Five requests a day of 100 + 10 tokens.</summary>
    private static string Gateway()
    {
        var csv = new StringBuilder(
            "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,cache_hit,status\n"
        );
        for (var row = 0; row < 5 * Days; row++)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"r{row},acompletion,0.001,100,10,2026-09-{(row / 5) + 1:00} 08:00:00,gpt-5-mini,openai,False,success\n"
            );
        return csv.ToString();
    }

    private static string Provider()
    {
        var csv = new StringBuilder(
            "start_time,end_time,start_time_iso,end_time_iso,num_model_requests,model,input_tokens,output_tokens,input_cached_tokens\n"
        );
        for (var day = new DateOnly(2026, 9, 1); day.Month == 9; day = day.AddDays(1))
        {
            var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{start},{start + 86_400},{day:yyyy-MM-dd}T00:00:00+00:00,{day.AddDays(1):yyyy-MM-dd}T00:00:00+00:00,5,gpt-5-mini-2025-08-07,500,50,0\n"
            );
        }

        return csv.ToString();
    }
}
