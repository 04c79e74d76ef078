using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>What each built-in format makes of a row; headers are those that the vendors' exports have.</summary>
public class BuiltInFormatsTests
{
    private const string ConsoleHeader =
        "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed\n";
    private const string OldConsoleHeader =
        "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write,usage_input_tokens_cache_read,usage_output_tokens,web_search_count\n";
    private const string SpendLogHeader =
        "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,custom_llm_provider,user,metadata,cache_hit,team_id,requester_ip_address,status\n";

    [TestCase(
        ConsoleHeader + "2026-07-01,claude-haiku-4-5-20251001,key,Default,standard,≤ 200k,100,20,10,1000,50,0,us,\n",
        1_130,
        1_000,
        30,
        50,
        "us",
        TestName = "Anthropic Console, 2026"
    )]
    [TestCase(
        ConsoleHeader + "2026-07-01,claude-haiku-4-5-20251001,key,Default,batch,≤ 200k,100,20,10,1000,50,0,not_available,\n",
        1_130,
        1_000,
        30,
        50,
        "",
        TestName = "Anthropic Console, no place of inference"
    )]
    [TestCase(
        OldConsoleHeader + "2025-07-01T00:00:00Z,claude-3-5-haiku-20241022,key,Default,standard,≤ 200k,100,30,1000,50,0\n",
        1_130,
        1_000,
        30,
        50,
        "",
        TestName = "Anthropic Console, 2025: one column of cache writes, times"
    )]
    public void Anthropic_states_cached_tokens_beside_the_input(
        string csv,
        long input,
        long cached,
        long cacheWrite,
        long output,
        string region
    )
    {
        var line = Read("usage.csv", csv).Lines.Single();
        Assert.That(
            (line.Key.Provider, line.Key.Region, line.Usage.Input, line.Usage.Cached, line.Usage.CacheWrite, line.Usage.Output),
            Is.EqualTo(("anthropic", region, input, cached, cacheWrite, output))
        );
        Assert.That(line.Usage.Knows(Known.Requests), Is.False, "requests are not in the export");
    }

    [Test]
    public void Anthropics_admin_report()
    {
        var line = Read(
            "usage.json",
            """
            {"data":[{"starting_at":"2026-07-01T00:00:00Z","ending_at":"2026-07-02T00:00:00Z","results":[
              {"uncached_input_tokens":100,"cache_read_input_tokens":1000,"cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":10},"output_tokens":50,
               "server_tool_use":{"web_search_requests":0},"api_key_id":null,"workspace_id":"wrk","model":"claude-opus-5","service_tier":"batch","context_window":"0-200k","inference_geo":"us"}]}],
             "has_more":false,"next_page":null}
            """
        )
            .Lines.Single();
        Assert.That(
            (
                line.Key.Model,
                line.Key.ServiceTier,
                line.Key.CostKey,
                line.Key.Region,
                line.Usage.Input,
                line.Usage.Cached,
                line.Usage.CacheWrite,
                line.Usage.Output
            ),
            Is.EqualTo(("claude-opus-5", "batch", "wrk", "us", 1_130L, 1_000L, 30L, 50L))
        );
    }

    [TestCase(
        "completions",
        """{"object":"organization.usage.completions.result","input_tokens":1000,"input_cached_tokens":400,"input_cache_write_tokens":100,"output_tokens":500,"num_model_requests":5,"project_id":"p","model":"gpt-5","batch":true,"service_tier":"default"}""",
        "completions|batch|5|1000|400|100|500|||"
    )]
    [TestCase(
        "embeddings",
        """{"object":"organization.usage.embeddings.result","input_tokens":16,"num_model_requests":2,"project_id":"p","model":"text-embedding-3-small"}""",
        "embeddings||2|16|||0|||"
    )]
    [TestCase(
        "moderations",
        """{"object":"organization.usage.moderations.result","input_tokens":16,"num_model_requests":2,"project_id":"p","model":"omni-moderation"}""",
        "moderations||2|16|||0|||"
    )]
    [TestCase(
        "images",
        """{"object":"organization.usage.images.result","images":2,"num_model_requests":2,"size":"1024x1024","source":"image.generation","project_id":"p","model":"gpt-image-1"}""",
        "images||2|||||2||"
    )]
    [TestCase(
        "speeches",
        """{"object":"organization.usage.audio_speeches.result","characters":45,"num_model_requests":1,"project_id":"p","model":"tts-1"}""",
        "audio.speeches||1||||||45|"
    )]
    [TestCase(
        "transcriptions",
        """{"object":"organization.usage.audio_transcriptions.result","seconds":20,"num_model_requests":1,"project_id":"p","model":"whisper-1"}""",
        "audio.transcriptions||1|||||||20000"
    )]
    public void Each_result_of_OpenAIs_usage_api(string _, string result, string expected)
    {
        var page =
            $$"""{"object":"page","data":[{"object":"bucket","start_time":1782864000,"end_time":1782950400,"results":[{{result}}]}],"has_more":false,"next_page":null}""";
        foreach (var file in new[] { page, $"[{page}]", page + "\n" + """{"object":"page","data":[],"has_more":false}""" })
        {
            var line = Read("usage.json", file).Lines.Single();
            string If(Known quantity, long value) =>
                line.Usage.Knows(quantity) ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
            Assert.That(
                string.Join(
                    '|',
                    line.Key.Operation,
                    line.Key.ServiceTier == "default" ? "" : line.Key.ServiceTier,
                    If(Known.Requests, line.Usage.Requests),
                    If(Known.Input, line.Usage.Input),
                    If(Known.Cached, line.Usage.Cached),
                    If(Known.CacheWrite, line.Usage.CacheWrite),
                    If(Known.Output, line.Usage.Output),
                    If(Known.Images, line.Usage.Images),
                    If(Known.Characters, line.Usage.Characters),
                    If(Known.Audio, line.Usage.AudioMilliseconds)
                ),
                Is.EqualTo(expected),
                file
            );
        }
    }

    [TestCase(
        "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,organization_id,organization_name\n1782864000,1782950400,2026-07-01T00:00:00+00:00,2026-07-02T00:00:00+00:00,0.003835980000000000000000000000,usd,\"gpt-5-nano, input_tokens\",p,org,Acme\n"
    )]
    [TestCase(
        "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,line_item,user_id,api_key_id,project_id,organization_id,project_name,organization_name,user_email,api_source\n1782864000,1782950400,,,0.00383598,usd,10,tokens,\"gpt-5-nano, input_tokens\",u,k,p,org,P,Acme,anna.berg@example.org,api\n"
    )]
    public void Each_generation_of_OpenAIs_cost_export(string csv) =>
        Assert.That(
            Read("cost.csv", csv).Lines.Single()
                is { Cost: { Amount: 0.00383598m, Currency: "USD" }, Key: { CostKey: "p", Model: "gpt-5-nano, input_tokens" } },
            Is.True
        );

    [Test]
    public void An_embeddings_export_has_no_output_by_nature()
    {
        var usage = Read(
            "embeddings.csv",
            "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,input_tokens\n1782864000,1782950400,,,p,2,u,k,text-embedding-3-small,16\n"
        )
            .Lines.Single();
        Assert.That((usage.Key.Operation, usage.Usage.Output, usage.Usage.Knows(Known.Output)), Is.EqualTo(("embeddings", 0L, true)));
    }

    [Test]
    public void A_completions_export_with_an_empty_output_is_not_taken_for_one() =>
        Assert.That(
            Read(
                "usage.csv",
                "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,model,input_tokens,output_tokens\n1782864000,1782950400,,,p,2,gpt-5,16,\n1782864000,1782950400,,,p,2,gpt-5,16,1\n"
            ).Rows,
            Is.EqualTo(new RowCounts(2, 1, 0, 0, 1))
        );

    [Test]
    public void LiteLLMs_spend_logs_ignore_cache_hits_and_failures_and_count_a_request_once()
    {
        var row =
            "{0},acompletion,hash,{1},30,10,20,2026-07-01 09:20:46.847371,2026-07-01 "
            + "09:20:47,gpt-4o,openai,anna,\"{{\"\"user_api_key_project_id\"\": \"\"proj\"\", \"\"usage_object\"\": "
            + "{{\"\"prompt_tokens_details\"\": {{\"\"cached_tokens\"\": 4}}, \"\"completion_tokens_details\"\": {{\"\"reasoning_tokens\"\": 7}}}}}}\",{2},,10.0.0.1,{3}\n";
        string Row(string id, string hit, string status) =>
            string.Format(
                System.Globalization.CultureInfo.InvariantCulture,
                row,
                id,
                status == "failure" ? "0" : "0.00022500000000000002",
                hit,
                status
            );
        var activity = Read(
            "logs.csv",
            SpendLogHeader
                + Row("a", "None", "success")
                + Row("b", "True", "success")
                + Row("c", "False", "failure").Replace(",30,10,20,", ",10,10,0,", StringComparison.Ordinal)
                + Row("a", "None", "success")
        );
        Assert.Multiple(() =>
        {
            var line = activity.Lines.Single();
            Assert.That(
                (line.Key.CostKey, line.Usage.Input, line.Usage.Cached, line.Usage.Output, line.Usage.Reasoning),
                Is.EqualTo(("proj", 10L, 4L, 20L, 7L))
            );
            Assert.That(
                activity.NotAccepted.Select(run => (run.Outcome, run.Rule, run.KeptLine)),
                Is.EqualTo(
                    new[]
                    {
                        (RowOutcome.Ignored, "cache-hit", 0L),
                        (RowOutcome.Ignored, "failed-request", 0L),
                        (RowOutcome.Duplicate, "same-identity", 2L),
                    }
                )
            );
        });
    }

    [TestCase("spend.csv", "provider,period,amount,currency\nOpenAI,2026-07,1234.56,EUR\n", 1234.56, TestName = "A point")]
    [TestCase("spend.csv", "provider;period;amount;currency\nOpenAI;2026-07;1.234,56;EUR\n", 1234.56, TestName = "A comma, and groups")]
    [TestCase(
        "spend.csv",
        "provider;period;amount;currency\nOpenAI;2026-07;1234,5;EUR\nOpenAI;2026-07;1.000;EUR\n",
        2234.5,
        TestName = "A comma that another amount shows"
    )]
    [TestCase(
        "spend.csv",
        "provider;period;amount;currency\nOpenAI;2026-07;\"1,234,567.89\";EUR\n",
        1234567.89,
        TestName = "A point, and groups"
    )]
    [TestCase(
        "spend.csv",
        "provider;start;end;amount;currency\nOpenAI;2026-07-01;2026-07-31;12;EUR\n",
        12,
        TestName = "Start and end, no decimals"
    )]
    [TestCase(
        "spend.csv",
        "provider;period;amount;currency\nOpenAI;2026-07;1 234,56;EUR\n",
        1234.56,
        TestName = "A comma, and a space that does not break"
    )]
    [TestCase("spend.csv", "provider;period;amount;currency\nOpenAI;2026-07;-12,50;EUR\n", -12.50, TestName = "A credit")]
    public void Spend_is_read_as_people_write_it(string name, string csv, decimal amount)
    {
        var activity = Read(name, csv);
        Assert.That(activity.Issues, Is.Empty);
        Assert.That(activity.Lines.Single() is { Key: { Provider: "openai", Currency: "EUR" }, Usage.Known: Known.Cost }, Is.True);
        Assert.That(activity.Lines.Single().Cost!.Value.Amount, Is.EqualTo(amount));
    }

    [TestCase(
        "provider;period;amount;currency\nOpenAI;2026-07;1.234;EUR\n",
        "found only amounts that can be read with a decimal point or a decimal comma, such as 1.234"
    )]
    [TestCase(
        "provider;period;amount;currency\nOpenAI;2026-07;1,5;EUR\nOpenAI;2026-07;1.5;EUR\n",
        "found amounts with a decimal point and amounts with a decimal comma"
    )]
    public void An_amount_that_can_be_read_in_two_ways_is_asked_about_and_not_guessed(string csv, string message)
    {
        var activity = Read("spend.csv", csv);
        Assert.That(activity.Issues.Single().ToString(), Does.StartWith("spend.csv: error LE1005: " + message));
        Assert.That(activity.Lines, Is.Empty);
    }

    [Test]
    public void The_decimal_mark_is_that_of_the_whole_file_whatever_the_period()
    {
        using var folder = new ExportFolder { Period = ReportingPeriod.Spanning(new(2026, 8, 1), new(2026, 8, 31)) }.With(
            "spend.csv",
            "provider;period;amount;currency\nOpenAI;2026-05;0,50;EUR\nOpenAI;2026-08;1.234;EUR\n"
        );
        Assert.That(folder.Ingest().Lines.Single().Cost?.Amount, Is.EqualTo(1234m));
    }

    [Test]
    public void What_is_no_amount_shows_nothing_of_the_decimal_mark() =>
        Assert.That(
            Read("spend.csv", "provider;period;amount;currency\nOpenAI;2026-07;€ 5.000;EUR\nOpenAI;2026-08;1.234;EUR\n")
                .Issues.Single()
                .ToString(),
            Does.Contain("found only amounts that can be read with a decimal point or a decimal comma")
        );

    [Test]
    public void A_table_without_the_time_of_its_declared_format_is_refused()
    {
        using var folder = new ExportFolder().With("usage.csv", "ts,model_name,tokens_in\n2026-07-01,gpt-5,5\n");
        folder.Source = folder.Source with { Format = "openai.dashboard.usage.csv" };
        Assert.That(
            folder.Ingest().Issues.Single().ToString(),
            Is.EqualTo(
                "usage.csv: error LE1010: found no column start_time or start_time_iso, expected the time of openai.dashboard.usage.csv"
            )
        );
    }

    [Test]
    public void A_span_does_not_repeat_one_below_it_that_states_no_tokens()
    {
        static string Span(string id, string parent, int tokens) =>
            $$"""{"traceId":"t","spanId":"{{id}}","parentSpanId":"{{parent}}","startTimeUnixNano":"1782900000000000000","attributes":[{"key":"gen_ai.usage.input_tokens","value":{"intValue":"{{tokens}}"} },{"key":"gen_ai.usage.output_tokens","value":{"intValue":"{{tokens}}"} }]}""";

        var spans = Span("a", "", 500) + "," + Span("b", "a", 0);
        Assert.That(
            Read("spans.jsonl", $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{spans}}]}]}]}""" + "\n").Total.Input,
            Is.EqualTo(500)
        );
    }

    [Test]
    public void Spans_of_models_count_and_those_that_repeat_them_do_not()
    {
        static string Span(string id, string parent, string operation, int input, int output, string extra = "") =>
            $$"""
                {"traceId":"t1","spanId":"{{id}}","parentSpanId":"{{parent}}","startTimeUnixNano":"1782900000000000000","attributes":[
                 {"key":"gen_ai.operation.name","value":{"stringValue":"{{operation}}"} },{"key":"gen_ai.provider.name","value":{"stringValue":"openai"} },{"key":"gen_ai.request.model","value":{"stringValue":"gpt-5"} },
                 {"value":{"intValue":"{{input}}"},"key":"gen_ai.usage.input_tokens"},{"key":"gen_ai.usage.output_tokens","value":{"intValue":"{{output}}"} }{{extra}}]}
                """;
        var spans = string.Join(
            ',',
            """{"traceId":"t1","spanId":"root","startTimeUnixNano":"1782900000000000000","attributes":[]}""",
            Span("agent", "root", "invoke_agent", 30, 3),
            Span("tool", "agent", "execute_tool", 0, 0),
            Span("wrapper", "agent", "chat", 20, 2),
            Span("inner", "wrapper", "chat", 20, 2, """,{"key":"gen_ai.usage.cache_read.input_tokens","value":{"intValue":5}}"""),
            Span("second", "tool", "chat", 10, 1)
        );
        var line =
            $$"""{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"assistant"} }]},"scopeSpans":[{"spans":[{{spans.ReplaceLineEndings("")}}]}]}]}""";
        var activity = Read("traces.jsonl", line + "\n" + line.Replace("\"t1\"", "\"t2\"", StringComparison.Ordinal) + "\n");
        Assert.Multiple(() =>
        {
            Assert.That((activity.Total.Requests, activity.Total.Input, activity.Total.Output), Is.EqualTo((4L, 60L, 6L)));
            Assert.That(
                activity.Lines.Select(line => (line.Key.CostKey, line.Key.Provider, line.Key.Model)).Distinct(),
                Is.EqualTo(new[] { ("assistant", "openai", "gpt-5") })
            );
            Assert.That(
                activity.NotAccepted.Where(run => run.FirstLine == 1).Select(run => (run.Rule, run.Rows)),
                Is.EquivalentTo(new[] { ("no-token-usage", 1L), ("agent-span", 1L), ("repeats-children", 1L), ("repeats-children", 1L) })
            );
        });
    }

    private static Activity Read(string name, string text)
    {
        using var folder = new ExportFolder().With(name, Encoding.UTF8.GetBytes(text));
        return folder.Ingest();
    }
}
