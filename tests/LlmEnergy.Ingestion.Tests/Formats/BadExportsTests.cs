using System.Text;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>
/// What each built-in format says of a bad row between two good ones; samples/broken has the same for OpenAI's dashboard.
/// </summary>
public class BadExportsTests
{
    private const string Count = "expected a whole number from 0 to 100,000,000,000,000";

    private static readonly Dictionary<string, Export> Exports = new()
    {
        ["dashboard"] = new(
            "usage.csv",
            "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,model,input_tokens,output_tokens\n",
            "1782864000,1782950400,,,p,2,gpt-5,16,1",
            "\n",
            "\n"
        ),
        ["cost"] = new(
            "usage.csv",
            "start_time,end_time,amount_value,amount_currency,line_item,project_id\n",
            "1782864000,1782950400,0.5,usd,\"gpt-5, input\",p",
            "\n",
            "\n"
        ),
        ["console"] = new(
            "usage.csv",
            "usage_date_utc,model_version,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write,usage_input_tokens_cache_read,usage_output_tokens\n",
            "2026-07-01,claude-opus-5,standard,16,0,0,1",
            "\n",
            "\n"
        ),
        ["logs"] = new(
            "usage.csv",
            "call_type,spend,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,cache_hit,request_id\n",
            "acompletion,0.1,16,1,2026-07-01 09:20:46,gpt-4o,openai,None,",
            "\n",
            "\n"
        ),
        ["spend"] = new("usage.csv", "period,provider,amount,currency\n", "2026-07,OpenAI,1.5,EUR", "\n", "\n"),
        ["logs.jsonl"] = new(
            "usage.jsonl",
            "",
            """{"call_type":"acompletion","spend":0.1,"prompt_tokens":16,"completion_tokens":1,"startTime":"2026-07-01 09:20:46","model":"gpt-4o","custom_llm_provider":"openai","request_id":""}""",
            "\n",
            "\n"
        ),
        ["usage api"] = new(
            "usage.json",
            """{"object":"page","data":[""" + "\n",
            """{"object":"bucket","start_time":1782864000,"end_time":1782950400,"results":[{"object":"organization.usage.completions.result","input_tokens":16,"output_tokens":1,"num_model_requests":2,"project_id":"p","model":"gpt-5"}]}""",
            ",\n",
            """],"has_more":false}"""
        ),
        ["costs api"] = new(
            "usage.json",
            """{"object":"page","data":[""" + "\n",
            """{"object":"bucket","start_time":1782864000,"end_time":1782950400,"results":[{"object":"organization.costs.result","amount":{"value":0.5,"currency":"usd"},"line_item":"gpt-5, input","project_id":"p"}]}""",
            ",\n",
            """],"has_more":false}"""
        ),
        ["admin report"] = new(
            "usage.json",
            """{"data":[""" + "\n",
            """{"starting_at":"2026-07-01T00:00:00Z","ending_at":"2026-07-02T00:00:00Z","results":[{"uncached_input_tokens":16,"cache_read_input_tokens":0,"output_tokens":1,"model":"claude-opus-5"}]}""",
            ",\n",
            """],"has_more":false}"""
        ),
        ["spans"] = new(
            "usage.jsonl",
            "",
            """{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"","spanId":"s","startTimeUnixNano":"1782900000000000000","attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"gpt-5"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"16"}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":"1"}}]}]}]}]}""",
            "\n",
            "\n"
        ),
    };

    [TestCase(
        "dashboard",
        "1782864000",
        "2026-07-01",
        "3:1: error LE1002: found start_time '2026-07-01', expected a time of the form unix-seconds or iso"
    )]
    [TestCase("dashboard", "1782950400", "1782777600", "3:2: error LE1002: found end_time 10 digits, expected an end after the start")]
    [TestCase("dashboard", ",2,", ",many,", "3:6: error LE1003: found num_model_requests text, " + Count)]
    [TestCase(
        "cost",
        "0.5",
        "half",
        "3:3: error LE1005: found no amount in amount_value, expected a decimal number with a point, up to 28 digits and 1,000,000,000"
    )]
    [TestCase("cost", "0.5", "", "3:3: error LE1009: found an empty amount_value, expected an amount")]
    [TestCase("cost", "usd", "", "3:3: error LE1005: found a cost without a currency in amount_value, expected a currency beside it")]
    [TestCase(
        "cost",
        "1782864000",
        "01/07/2026",
        "3:1: error LE1002: found start_time '01/07/2026', expected a time of the form unix-seconds or iso; day and month may stand "
            + "either way round: name the form as semantics.time in a profile"
    )]
    [TestCase(
        "console",
        "2026-07-01",
        "01/07/2026",
        "3:1: error LE1002: found usage_date_utc '01/07/2026', expected a time of the form yyyy-MM-dd or yyyy-MM-dd HH:00 or iso or "
            + "dd.MM.yyyy or dd.MM.yyyy HH:00; day and month may stand either way round: name the form as semantics.time in a profile"
    )]
    [TestCase(
        "console",
        "2026-07-01",
        "2026-7-1",
        "3:1: error LE1002: found usage_date_utc '2026-7-1', expected a time of the form yyyy-MM-dd or yyyy-MM-dd HH:00 or iso or "
            + "dd.MM.yyyy or dd.MM.yyyy HH:00"
    )]
    [TestCase("console", "claude-opus-5", "", "3:2: error LE1009: found an empty model_version, expected a model: export again by model")]
    [TestCase("console", ",16,", ",-16,", "3:4: error LE1003: found usage_input_tokens_no_cache '-16', " + Count)]
    [TestCase("console", ",0,0,", ",0.5,0,", "3:5: error LE1003: found usage_input_tokens_cache_write '0.5', " + Count)]
    [TestCase("console", ",16,", ",,", "3:4: error LE1009: found an empty usage_input_tokens_no_cache, expected a value")]
    [TestCase(
        "logs",
        "2026-07-01 09:20:46",
        "1782864000",
        "3:5: error LE1002: found startTime 10 digits, expected a time of the form yyyy-MM-dd HH:mm:ss or iso"
    )]
    [TestCase("logs", ",16,", ",16.5,", "3:3: error LE1003: found prompt_tokens '16.5', " + Count)]
    [TestCase("logs", ",1,", ",9223372036854775808,", "3:4: error LE1003: found completion_tokens 19 digits, " + Count)]
    [TestCase(
        "logs",
        "0.1",
        "free",
        "3:2: error LE1005: found no amount in spend, expected a decimal number with a point, up to 28 digits and 1,000,000,000"
    )]
    [TestCase(
        "spend",
        "2026-07",
        "07/2026",
        "3:1: error LE1002: found period '07/2026', expected a time of the form yyyy-MM or yyyy-MM-dd or yyyy-MM-dd HH:mm:ss or "
            + "dd.MM.yyyy; day and month may stand either way round: name the form as semantics.time in a profile"
    )]
    [TestCase("spend", "OpenAI", "", "3:2: error LE1009: found an empty provider, expected who was paid")]
    [TestCase("spend", "1.5", "", "3:3: error LE1009: found an empty amount, expected an amount without VAT")]
    [TestCase(
        "spend",
        "1.5",
        "on request",
        "3:3: error LE1005: found no amount in amount, expected a decimal number with a point, up to 28 digits and 1,000,000,000"
    )]
    [TestCase(
        "logs.jsonl",
        "2026-07-01 09:20:46",
        "01/07/2026",
        "2: error LE1002: found startTime '01/07/2026', expected a time of the form yyyy-MM-dd HH:mm:ss or iso; day and month may stand "
            + "either way round: name the form as semantics.time in a profile"
    )]
    [TestCase("logs.jsonl", ":16,", ":-16,", "2: error LE1003: found prompt_tokens '-16', " + Count)]
    [TestCase("logs.jsonl", ":16,", ":\"many\",", "2: error LE1003: found prompt_tokens text, " + Count)]
    [TestCase("logs.jsonl", ":16,", ":null,", "2: error LE1009: found an empty prompt_tokens, expected a value")]
    [TestCase("logs.jsonl", ":16,", ":[16],", "2: error LE1009: found an empty prompt_tokens, expected a value")]
    [TestCase(
        "usage api",
        "1782864000",
        "\"2026-07-01\"",
        "3: error LE1002: found ../start_time '2026-07-01', expected a time of the form unix-seconds"
    )]
    [TestCase("usage api", ":16,", ":1.5,", "3: error LE1003: found input_tokens '1.5', " + Count)]
    [TestCase(
        "usage api",
        "\"gpt-5\"",
        "null",
        "3: error LE1009: found an empty model, expected usage grouped by model: ask for it again with group_by=model"
    )]
    [TestCase(
        "costs api",
        ":0.5,",
        ":\"half\",",
        "3: error LE1005: found no amount in amount.value, expected a decimal number with a point, up to 28 digits and 1,000,000,000"
    )]
    [TestCase(
        "costs api",
        "{\"value\":0.5,\"currency\":\"usd\"}",
        "null",
        "3: error LE1009: found an empty amount.value, expected an amount"
    )]
    [TestCase(
        "admin report",
        "2026-07-01T00:00:00Z",
        "2026-07-01",
        "3: error LE1002: found ../starting_at '2026-07-01', expected a time of the form iso"
    )]
    [TestCase("admin report", ":16,", ":-16,", "3: error LE1003: found uncached_input_tokens '-16', " + Count)]
    [TestCase(
        "admin report",
        "\"claude-opus-5\"",
        "null",
        "3: error LE1009: found an empty model, expected usage grouped by model: ask for it again with group_by[]=model"
    )]
    [TestCase(
        "spans",
        "1782900000000000000",
        "2026-07-01T10:00:00Z",
        "2: error LE1002: found startTimeUnixNano '2026-07-01T10:00:00Z', expected a time of the form unix-nanoseconds"
    )]
    [TestCase("spans", "\"16\"", "-16", "2: error LE1003: found attributes[gen_ai.usage.input_tokens] '-16', " + Count)]
    [TestCase(
        "spans",
        "\"16\"",
        "\"99999999999999999999\"",
        "2: error LE1003: found attributes[gen_ai.usage.input_tokens] 20 digits, " + Count
    )]
    public void A_bad_row_is_told_at_its_place_and_the_rows_beside_it_count(string format, string good, string bad, string issue)
    {
        var export = Exports[format];
        Assert.That(export.Row, Does.Contain(good));
        var activity = Read(export.Name, export.Of(export.Row, Replaced(export.Row, good, bad), export.Row));
        Assert.Multiple(() =>
        {
            Assert.That(
                activity.Issues.Where(found => found.Severity == Domain.Severity.Error).Select(found => found.ToString()),
                Is.EqualTo(new[] { $"{export.Name}:{issue}" })
            );
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 2, 0, 0, 1)));
            Assert.That(activity.Lines.Concat(activity.Bills).Sum(line => line.Rows), Is.EqualTo(2));
        });
    }

    [TestCase("dashboard", "end_time_iso")]
    [TestCase("cost", "amount_value")]
    [TestCase("console", "usage_output_tokens")]
    [TestCase("logs", "prompt_tokens")]
    [TestCase("spend", "currency")]
    [TestCase("logs.jsonl", "completion_tokens")]
    [TestCase("usage api", "end_time")]
    [TestCase("costs api", "value")]
    [TestCase("admin report", "uncached_input_tokens")]
    [TestCase("spans", "spanId")]
    public void An_export_without_a_column_that_tells_its_format_is_not_guessed(string format, string column)
    {
        var export = Exports[format];
        foreach (var name in new[] { $"new_{column}", column.ToUpperInvariant() })
        {
            var text = export.Of(export.Row, export.Row);
            var (old, renamed) = export.Name.EndsWith("csv", StringComparison.Ordinal) ? (column, name) : ($"\"{column}\"", $"\"{name}\"");
            var activity = Read(export.Name, text.Replace(old, renamed, StringComparison.Ordinal));
            Assert.That(
                activity.Issues.Single().ToString(),
                Does.StartWith($"{export.Name}:1: error LE1010: found ").And.Contain(column),
                name
            );
            Assert.That((activity.Files.Single().IsRead, activity.Lines.Length), Is.EqualTo((false, 0)));
        }
    }

    [TestCase("dashboard")]
    [TestCase("cost")]
    [TestCase("console")]
    [TestCase("logs")]
    [TestCase("spend")]
    public void A_further_column_changes_nothing_and_one_that_stands_twice_refuses_the_file(string format)
    {
        var export = Exports[format];
        string With(string column) => export.Head.TrimEnd('\n') + column + "\n" + string.Concat(Enumerable.Repeat(export.Row + ",x\n", 2));
        Assert.That(Read(export.Name, With(",note")).Rows, Is.EqualTo(new RowCounts(2, 2, 0, 0, 0)));
        var names = export.Head.TrimEnd('\n').Split(',');
        Assert.That(
            Read(export.Name, With("," + names[0])).Issues.Single().ToString(),
            Is.EqualTo($"usage.csv:1:{names.Length + 1}: error LE1012: found the column name of 1 again, expected each name once")
        );
    }

    /// <summary>Around midnight of the first of August, UTC: the first two rows are July's, the others August's.</summary>
    [TestCase("logs", "2026-07-01 09:20:46")]
    [TestCase("logs.jsonl", "2026-07-01 09:20:46")]
    [TestCase("console", "2026-07-01")]
    [TestCase("admin report", "2026-07-01T00:00:00Z")]
    public void Times_of_several_zones_in_one_file_fall_on_their_days_in_UTC(string format, string time)
    {
        var export = Exports[format];
        string[] times = ["2026-07-31T23:59:59Z", "2026-08-01T01:59:59+02:00", "2026-07-31T22:00:00-02:00", "2026-08-01T00:00:00"];
        var rows = times.Select(
            (stamp, index) =>
                Replaced(
                    Replaced(Replaced(export.Row, time, stamp), "2026-07-02T00:00:00Z", "2026-08-02T00:00:00Z"),
                    "16",
                    (16 << index).ToString(System.Globalization.CultureInfo.InvariantCulture)
                )
        );
        var activity = Read(export.Name, export.Of([.. rows]));
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(4, 4, 0, 0, 0)));
        Assert.That(
            activity.Lines.GroupBy(line => line.Key.Month.Month).Select(month => (month.Key, month.Sum(line => line.Usage.Input))),
            Is.EqualTo(new[] { (7, 16L + 32), (8, 64L + 128) })
        );
        Assert.That(
            activity.Coverage.Where(day => day.Rows > 0).Select(day => (day.Day, day.Rows)),
            Is.EqualTo(new[] { (new DateOnly(2026, 7, 31), 2L), (new DateOnly(2026, 8, 1), 2L) })
        );
    }

    private static string Replaced(string row, string old, string value)
    {
        var at = row.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? row : row[..at] + value + row[(at + old.Length)..];
    }

    private static Activity Read(string name, string text)
    {
        using var folder = new ExportFolder().With(name, Encoding.UTF8.GetBytes(text));
        return folder.Ingest();
    }

    private sealed record Export(string Name, string Head, string Row, string Separator, string Tail)
    {
        public string Of(params string[] rows) => Head + string.Join(Separator, rows) + Tail;
    }
}
