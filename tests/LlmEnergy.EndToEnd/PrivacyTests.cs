using System.IO.Compression;
using System.Text;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// Exports hold people, keys, addresses, prompts and answers; nothing that is printed or written does, whichever column they stand in.
/// </summary>
public class PrivacyTests
{
    private const string Mail = "anna.berg@example.org";
    private const string Key = "sk-proj-A1b2C3d4E5f6G7h8";
    private const string KeyId = "key_Zx81Qw92Er73";
    private const string Address = "203.0.113.77";
    private const string LongAddress = "2001:db8::77";
    private const string User = "user-Pq55Lm66";
    private const string Prompt = "draft the letter of dismissal";
    private const string Answer = "Dear Mr. Holm, with regret";

    private const string UsageHeader =
        "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,user_email,api_key_id,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens\n";
    private const string CostHeader =
        "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,line_item,user_id,api_key_id,project_id,organization_id,project_name,organization_name,user_email,api_source\n";
    private const string LogHeader =
        "request_id,call_type,api_key,spend,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,user,metadata,cache_hit,requester_ip_address,messages,response,status\n";

    private static readonly string[] Planted = [Mail, Key, KeyId, Address, LongAddress, User, Prompt, Answer];

    private static readonly (string Path, string Text)[] Exports =
    [
        (
            "exports/openai/usage.csv",
            UsageHeader
                + $"1782864000,1782950400,,,proj,5,{User},{Mail},{KeyId},gpt-5-mini-2025-08-07,FALSE,default,1000,500,100\n"
                + $"{Mail},1782950400,,,proj,5,{User},,{KeyId},gpt-5-mini-2025-08-07,FALSE,default,1000,500,100\n"
                + $"1782864000,{Key},,,proj,{User},{KeyId},,,gpt-5-mini-2025-08-07,FALSE,default,{Mail},{Key},{Address}\n"
                + $"1782864000,1782950400,,,proj,{Address},,,,gpt-5-mini-2025-08-07,FALSE,default,{LongAddress},{Prompt},{Answer}\n"
                + $"1782864000,1782950400,,,proj,5,{User},\"{Mail},{KeyId},gpt-5-mini-2025-08-07,FALSE,default,1000,500,100\n"
                + $"1782864000,1782950400,,,proj,5,{User},{Mail},{KeyId}\n"
                + $"1782864000,1782950400,,,proj,5,{User},{Mail},{KeyId},,FALSE,default,1000,500,100\n"
        ),
        (
            "exports/openai/cost.csv",
            CostHeader
                + $"1782864000,1782950400,,,0.004,usd,10,tokens,\"gpt-5-mini, input\",{User},{KeyId},proj,org,P,Acme,{Mail},api\n"
                + $"1782864000,1782950400,,,{Mail},{Key},10,tokens,\"gpt-5-mini, input\",{User},{KeyId},proj,org,P,Acme,{Mail},api\n"
                + $"{Address},{LongAddress},,,{Address},usd,10,tokens,\"gpt-5-mini, input\",{User},{KeyId},proj,org,P,Acme,{Mail},api\n"
        ),
        (
            "exports/litellm/logs.csv",
            LogHeader
                + $"r1,acompletion,{Key},0.001,10,20,2026-07-01 09:20:46,gpt-4o,openai,{Mail},\"{{\"\"requester\"\": "
                + $"\"\"{Mail}\"\"}}\",None,{Address},\"[{{\"\"content\"\": \"\"{Prompt}\"\"}}]\",\"{Answer}\",success\n"
                + $"r2,acompletion,0.001,{Key},{Mail},{Address},{Prompt},gpt-4o,openai,{User},{{}},None,,,,success\n"
                + $"r3,acompletion,{Key},0.001,{Address},20,{Address},gpt-4o,openai,{Mail},{{}},None,,,,success\n"
                + $"r4,acompletion,{Key},0.001,10,20,2026-07-01 09:20:46,gpt-4o,openai,{Mail},\"{Prompt}\n"
                + $"r1,acompletion,{Key},0.001,10,20,2026-07-01 09:20:46,gpt-4o,openai,{Mail},{{}},None,{Address},,,success\n"
        ),
        (
            "exports/litellm/logs.jsonl",
            $$$"""{"request_id":"j1","call_type":"acompletion","api_key":"{{{Key}}}","spend":0.001,"prompt_tokens":10,"completion_tokens":20,"startTime":"2026-07-02 09:20:46","model":"gpt-4o","custom_llm_provider":"openai","user":"{{{Mail}}}","requester_ip_address":"{{{Address}}}","messages":[{"role":"user","content":"{{{Prompt}}}"}],"response":{"content":"{{{Answer}}}"},"status":"success"}"""
                + "\n"
                + $$$"""{"request_id":"{{{Mail}}}","call_type":"acompletion","api_key":"{{{Key}}}","spend":"{{{Mail}}}","prompt_tokens":"{{{Address}}}","completion_tokens":"{{{Prompt}}}","startTime":"{{{LongAddress}}}","model":"gpt-4o","custom_llm_provider":"openai"}"""
                + "\n"
                + $$$"""{"request_id":"j3","api_key":"{{{Key}}}","messages":"{{{Prompt}}}"""
                + "\n"
        ),
        (
            "exports/claude/session.jsonl",
            $$$"""{"timestamp":"2026-07-03T10:00:00.000Z","cwd":"{{{User}}}","message":{"role":"assistant","id":"m1","model":"claude-sonnet-4-5-20250929","content":[{"type":"text","text":"{{{Answer}}}"}],"usage":{"input_tokens":100,"output_tokens":50}},"requestId":"q1"}"""
                + "\n"
                + $$$"""{"timestamp":"2026-07-03T10:00:01.000Z","message":{"role":"user","content":"{{{Prompt}}} for {{{Mail}}}"}}"""
                + "\n"
                + $$$"""{"timestamp":"{{{Prompt}}}","message":{"role":"assistant","id":"m2","model":"claude-sonnet-4-5-20250929","usage":{"input_tokens":"{{{Key}}}","output_tokens":"{{{Address}}}"}},"requestId":"q2"}"""
                + "\n"
        ),
        (
            "exports/otel/spans.jsonl",
            $$$"""{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"assistant"}},{"key":"host.ip","value":{"stringValue":"{{{Address}}}"}}]},"scopeSpans":[{"spans":[{{{Span("s1", "7")}}},{{{Span("s2", $"\"{Mail}\"")}}}]}]}]}"""
                + "\n"
        ),
        (
            "exports/unknown/no-header.csv",
            $"{Mail},{KeyId},{Key},{Address},{Prompt},gpt-4o,100,20\n{Mail},{KeyId},{Key},{Address},{Prompt},gpt-4o,200,30\n"
        ),
        (
            "exports/unknown/header.csv",
            $"start_time,end_time,prompt_tokens,completion_tokens,model,{Mail},{Address},{Key}\n2026-07-01 10:00:00,2026-07-01 "
                + $"10:00:01,100,20,gpt-4o,{Mail},{Address},{Key}\n"
        ),
        (
            "exports/unknown/by-user.json",
            $$$"""{"{{{Mail}}}":{"model":"gpt-4o","tokens":{"{{{Key}}}":5}},"{{{Address}}}":[{"model":"gpt-4o","prompt":"{{{Prompt}}}"}]}"""
        ),
    ];

    private string _workspace = null!;
    private Result _report = null!;

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        foreach (var (path, text) in Exports)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_workspace, path))!);
            File.WriteAllText(Path.Combine(_workspace, path), text);
        }

        File.WriteAllText(
            Path.Combine(_workspace, "llmenergy.json"),
            """
            {
              "schema": 1, "undertaking": "Acme A/S",
              "sources": [
                { "id": "openai", "path": "exports/openai/*" }, { "id": "litellm", "path": "exports/litellm/*" }, { "id": "claude", "path": "exports/claude/*" },
                { "id": "otel", "path": "exports/otel/*" }, { "id": "unknown", "path": "exports/unknown/*" }
              ]
            }
            """
        );
        _report = Run("report", _workspace, "--period", "2026-Q3");
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void The_exports_are_read_so_that_there_is_something_to_leak()
    {
        Assert.That(_report.ExitCode, Is.EqualTo(3), _report.Error);
        Assert.That(
            Run("ingest", _workspace, "--format", "json").Json.Number("activity.rowsAccepted"),
            Is.EqualTo(6),
            "one row of each export that is of a known format"
        );
    }

    [Test]
    public void The_report_prints_none_of_it() => HasNone(_report);

    [Test]
    public void No_file_of_the_period_holds_any_of_it()
    {
        var files = Directory.GetFiles(Path.Combine(_workspace, "periods", "2026-Q3"));
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(11));
        Assert.Multiple(() =>
        {
            foreach (var file in files.Where(file => !file.EndsWith(".xlsx", StringComparison.Ordinal)))
                HasNone(Encoding.UTF8.GetString(File.ReadAllBytes(file)), Path.GetFileName(file));
        });
    }

    [Test]
    public void No_part_of_the_workbook_holds_any_of_it()
    {
        using var archive = ZipFile.OpenRead(Path.Combine(_workspace, "periods", "2026-Q3", "disclosure.xlsx"));
        Assert.Multiple(() =>
        {
            foreach (var part in archive.Entries)
            {
                using var reader = new StreamReader(part.Open());
                HasNone(reader.ReadToEnd(), part.FullName);
            }
        });
    }

    [Test]
    public void The_text_of_the_pdf_holds_none_of_it()
    {
        var pdf = Path.Combine(_workspace, "periods", "2026-Q3", "disclosure.pdf");
        HasNone(Tool.Run(Tool.Require("pdftotext"), "-layout", pdf, "-").Output, "disclosure.pdf");
    }

    [TestCase("text")]
    [TestCase("json")]
    public void Ingest_prints_none_of_it(string format) => HasNone(Run("ingest", _workspace, "--format", format));

    [Test]
    public void Telling_what_files_are_prints_none_of_it() =>
        HasNone(Run(["formats", .. Paths().Select(path => Path.Combine(_workspace, path))]));

    [TestCaseSource(nameof(Paths))]
    public void The_draft_of_a_profile_holds_none_of_it(string path) =>
        HasNone(Run("formats", "--profile-for", Path.Combine(_workspace, path)));

    [Test]
    public void What_is_put_on_record_holds_none_of_it()
    {
        Assert.Multiple(() =>
        {
            foreach (var path in Paths().Where(path => !path.Contains("unknown", StringComparison.Ordinal)))
                HasNone(Run("ingest", _workspace, "--accept", path, "--on", "2026-10-02"));
        });
        HasNone(File.ReadAllText(Path.Combine(_workspace, "intake.csv")), "intake.csv");
        File.Delete(Path.Combine(_workspace, "intake.csv"));
    }

    private static IEnumerable<string> Paths() => Exports.Select(export => export.Path);

    private static string Span(string id, string output) =>
        $$$"""
            {"traceId":"t1","spanId":"{{{id}}}","startTimeUnixNano":"1782900000000000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},{"key":"gen_ai.request.model","value":{"stringValue":"gpt-5"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":10}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":{{{output}}}}},{"key":"gen_ai.prompt","value":{"stringValue":"{{{Prompt}}}"}},{"key":"gen_ai.completion","value":{"stringValue":"{{{Answer}}}"}},{"key":"enduser.id","value":{"stringValue":"{{{Mail}}}"}}]}
            """;

    private static Result Run(params IEnumerable<string> arguments) => Cli.Run(arguments);

    private static void HasNone(Result result)
    {
        HasNone(result.Output, "stdout");
        HasNone(result.Error, "stderr");
    }

    private static void HasNone(string text, string where) =>
        Assert.That(Planted.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty, where);
}
