using System.Text;
using LlmEnergy.Ingestion.Drafting;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Tests;

public class ProfileDraftTests
{
    private const string Pages = """
        { "object": "page", "data": [
          { "start_time": 1767225600, "end_time": 1767312000, "results": [
            { "model_name": "m1", "prompt_tokens": 100, "cached_tokens": 400, "completion_tokens": 20, "request_count": 4, "project_id": "p1" },
            { "model_name": "m2", "prompt_tokens": 50, "cached_tokens": 10, "completion_tokens": 5, "request_count": 2, "project_id": "p1" } ] },
          { "start_time": 1767312000, "end_time": 1767398400, "results": [
            { "model_name": "m1", "prompt_tokens": 10, "cached_tokens": 0, "completion_tokens": 2, "request_count": 1, "project_id": "p2" } ] } ],
          "has_more": false }
        """;

    [Test]
    public void Counts_of_requests_and_responses_are_input_and_output()
    {
        const string Csv =
            "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,ChatGPT,472,18,490,API log\n45,GPT-4,100,30,130,API "
            + "log\n";
        Assert.That(Read("usage.csv", Csv), Is.EqualTo((2L, 2L, 572L, 48L)));
        Assert.That(DraftOf("usage.csv", Csv), Does.Contain("// decide: these numbers are no unix times of this century"));
    }

    [Test]
    public void Times_with_fractions_are_iso_and_need_a_zone()
    {
        const string Csv =
            "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n";
        Assert.That(Read("usage.csv", Csv), Is.EqualTo((2L, 2L, 770L, 153L)));
        Assert.That(
            DraftOf("usage.csv", Csv),
            Does.Contain(
                """
                    "time": "iso",
                    // decide: the zone of the times, UTC or a fixed offset such as +02:00
                    "zone": "UTC"
                """
            )
        );
    }

    [Test]
    public void Json_lines_are_read_by_their_members() =>
        Assert.That(
            Read(
                "usage.jsonl",
                """
                {"timestamp": 0, "input_length": 6758, "output_length": 500, "blocks": [0, 1]}
                {"timestamp": 3000, "input_length": 7322, "output_length": 490, "blocks": [0, 2]}
                """
            ),
            Is.EqualTo((2L, 2L, 14_080L, 990L))
        );

    [Test]
    public void The_rows_of_a_document_are_the_deepest_list_that_counts_tokens()
    {
        // cached input of 410 beside an input of 160 cannot be inside it: 570 in all
        Assert.That(Read("usage.json", Pages), Is.EqualTo((3L, 7L, 570L, 27L)));
        Assert.That(
            DraftOf("usage.json", Pages),
            Does.Contain("\"rows\": \"data[].results[]\"")
                .And.Contain("\"time\": \"../start_time\"")
                .And.Contain("\"more\": \"has_more\"")
                .And.Contain("\"inputIncludesCached\": false")
        );
    }

    [Test]
    public void Days_with_points_and_amounts_with_commas_are_told()
    {
        const string Csv =
            "Datum;Modell;Anfragen;Eingabe-Tokens;Ausgabe-Tokens;Kosten "
            + "EUR;Kostenstelle\n05.01.2026;m;4;100;20;1.234,56;4711\n31.01.2026;m;5;200;30;0,50;4711\n";
        var mapping = Parse(DraftOf("usage.csv", Csv));
        Assert.That(Read("usage.csv", Csv), Is.EqualTo((2L, 9L, 300L, 50L)));
        Assert.That(
            (
                mapping.Separator,
                mapping.Semantics.Times[0].Pattern,
                mapping.Semantics.Mark,
                mapping.Semantics.Currency,
                mapping.Semantics.Grain
            ),
            Is.EqualTo((';', "dd.MM.yyyy", DecimalMark.Comma, "EUR", Grain.Bucket))
        );
    }

    [TestCase("1767225600", "unix-seconds")]
    [TestCase("1767225600000", "unix-milliseconds")]
    [TestCase("1767225600000000000", "unix-nanoseconds")]
    [TestCase("2026-01-31", "yyyy-MM-dd")]
    [TestCase("2026-01-31 05:06:07", "yyyy-MM-dd HH:mm:ss")]
    [TestCase("2026-01-31T05:06:07.5Z", "iso")]
    [TestCase("2026-01", "yyyy-MM")]
    [TestCase("01/31/2026", "MM/dd/yyyy")]
    [TestCase("31/01/2026", "dd/MM/yyyy")]
    public void The_form_of_times_is_told_by_the_first_values(string time, string form) =>
        Assert.That(
            Parse(DraftOf("usage.csv", $"created_at,model,input_tokens,output_tokens\n{time},m,1,2\n"))
                .Semantics.Times.Select(found => found.Pattern),
            Is.EqualTo(new[] { form })
        );

    [Test]
    public void Days_and_months_that_may_be_either_are_left_to_decide() =>
        Assert.That(
            DraftOf("usage.csv", "date,input_tokens,output_tokens\n05/01/2026,1,2\n"),
            Does.Contain("// decide: days and months of these times may be either way round: dd/MM/yyyy or MM/dd/yyyy")
        );

    [Test]
    public void A_part_that_the_sum_has_beside_the_whole_is_not_in_it_and_others_are_left_to_decide()
    {
        const string Csv =
            "time,prompt_tokens,cached_tokens,completion_tokens,reasoning_tokens,total_tokens\n2026-01-05 10:00:00,100,40,20,7,127\n";
        var draft = DraftOf("usage.csv", Csv);
        Assert.That(
            draft,
            Does.Contain("\"outputIncludesReasoning\": false").And.Contain("// decide: look up whether input includes cached tokens")
        );
        Assert.That(Read("usage.csv", Csv), Is.EqualTo((1L, 1L, 100L, 27L)));
    }

    [Test]
    public void An_identity_and_a_team_and_a_cost_have_their_place()
    {
        var mapping = Parse(
            DraftOf(
                "usage.csv",
                "request_id,started_at,vendor,engine,region,team,user_email,input_tokens,output_tokens,cost_usd\nr1,2026-01-05T00:00:00Z,openai,m,eu,t,a@b.dk,1,2,0.5\nr2,2026-01-05T00:00:01Z,openai,m,eu,t,a@b.dk,1,2,0.5\n"
            )
        );
        Assert.Multiple(() =>
        {
            Assert.That(mapping.Identity.Single(), Is.EqualTo(new[] { "request_id" }));
            Assert.That(
                mapping.Fields.Select(field => $"{FieldNames.Of(field.Key)}={field.Value.Described}"),
                Is.EqualTo(
                    new[]
                    {
                        "time=started_at",
                        "provider=vendor",
                        "model=engine",
                        "region=region",
                        "costKey=team",
                        "input=input_tokens",
                        "output=output_tokens",
                        "cost=cost_usd",
                    }
                )
            );
            Assert.That((mapping.Semantics.Currency, mapping.Semantics.Grain), Is.EqualTo(("USD", Grain.Request)));
        });
    }

    [Test]
    public void Attributes_of_spans_are_read_by_their_keys()
    {
        const string Spans = """
            {"spans": [{"callId": "c1", "startTimeUnixNano": "1767225600000000000", "attributes": [{"key": "llm.input_tokens", "value": {"intValue": "100"}}, {"key": "llm.output_tokens", "value": {"intValue": "20"}}]}]}
            {"spans": [{"callId": "c2", "startTimeUnixNano": "1767225601000000000", "attributes": [{"key": "llm.input_tokens", "value": {"intValue": "200"}}, {"key": "llm.output_tokens", "value": {"intValue": "30"}}]}]}
            """;
        Assert.That(
            DraftOf("usage.jsonl", Spans),
            Does.Contain("\"input\": \"attributes[llm.input_tokens]\"").And.Contain("\"time\": \"startTimeUnixNano\"")
        );
        Assert.That(Read("usage.jsonl", Spans), Is.EqualTo((2L, 2L, 300L, 50L)));
    }

    [Test]
    public void Hostile_names_cannot_leave_their_text()
    {
        var longest = new string('x', 288) + " input tokens";
        var csv =
            $"\"start\n\"\"time\"\"\u2028\",\"*/ output // tokens\u001b[31m\",\"{longest}\",\"model\\\",\u202Eteam\n2026-01-05 "
            + $"10:00:00,20,100,m,t\n";
        var draft = DraftOf("usage.csv", csv);
        Assert.That(
            draft.Where(character => character != '\n' && (character < ' ' || character is '\u2028' or '\u202E' or '\u007F')),
            Is.Empty
        );
        Assert.That(Parse(draft).Fields[Field.Input].Names, Is.EqualTo(new[] { longest }));
        Assert.That(Read("usage.csv", csv), Is.EqualTo((1L, 1L, 100L, 20L)));
    }

    [Test]
    public void Values_are_never_in_a_draft()
    {
        const string Csv =
            "time,model,api_key,email,prompt,input_tokens,output_tokens,date\n2026-01-05,secret-model,sk-live-12345,alice@example.com,the "
            + "start time of my date,1,2,bob\n";
        const string Json =
            """{"created_at": "2026-01-05", "users": {"alice@example.com": {"input_tokens": 5}, "sk1234567890abcdef": {"output_tokens": 6}}, "prompt": "the start time", "input_tokens": 1, "model": "secret-model"}""";
        const string NoHeader =
            "2026-01-05,alice@example.com,sk-live-12345,the start time of my date,1,2,secret-model\n2026-01-06,b,c,d,3,4,e\n";
        foreach (var draft in new[] { DraftOf("usage.csv", Csv), DraftOf("usage.jsonl", Json + "\n"), DraftOf("none.csv", NoHeader) })
            Assert.That(
                draft,
                Does.Not.Contain("alice")
                    .And.Not.Contain("sk")
                    .And.Not.Contain("start time")
                    .And.Not.Contain("secret")
                    .And.Not.Contain("bob")
            );
    }

    [TestCase("""{"anna.berg@example.org":[{"input_tokens":1,"output_tokens":2}]}""", "anna", TestName = "Mail")]
    [TestCase("""{"203.0.113.77":[{"input_tokens":1,"output_tokens":2}]}""", "203.0", TestName = "Address of a network")]
    [TestCase("""{"2001:db8::77":[{"input_tokens":1,"output_tokens":2}]}""", "2001", TestName = "Long address of a network")]
    [TestCase("""{"skA1b2C3d4E5f6G7":[{"input_tokens":1,"output_tokens":2}]}""", "skA1", TestName = "Key")]
    public void A_list_that_is_named_by_a_value_is_not_where_the_rows_are(string json, string value) =>
        Assert.That(RefusalOf("usage.json", json), Does.Not.Contain(value));

    [Test]
    public void A_column_that_is_named_by_an_address_of_a_network_is_not_in_a_draft() =>
        Assert.That(
            DraftOf("usage.csv", "time,input tokens of 203.0.113.77,output_tokens\n2026-01-05,1,2\n"),
            Does.Not.Contain("203.0").And.Contain("output_tokens")
        );

    [Test]
    public void A_column_of_failures_is_left_to_decide() =>
        Assert.That(
            DraftOf("usage.csv", "time,input_tokens,output_tokens,status\n2026-01-05,1,2,error\n"),
            Does.Contain("// decide: rows that are no usage, by \"status\"").And.Not.Contain("error")
        );

    [Test]
    public void A_file_without_a_header_says_so() =>
        Assert.That(
            DraftOf("usage.csv", "2026-01-05,m,100,20\n2026-01-06,m,100,20\n"),
            Does.Contain("// decide: the first line holds values, not names")
        );

    [Test]
    public void A_file_without_times_is_refused_until_they_are_named()
    {
        var draft = DraftOf("usage.csv", "model,input_tokens,output_tokens\nm,1,2\n");
        Assert.That(draft, Does.Contain("// decide: no column of times was found"));
        Assert.That(() => Parse(draft), Throws.TypeOf<Domain.ConfigurationException>());
    }

    [TestCase("2026-03-30 02:00", "yyyy-MM-dd HH:00", Grain.Bucket)]
    [TestCase("2026-03-30 02:15", "iso", Grain.Request)]
    [TestCase("31.08.2026 02:15", "dd.MM.yyyy HH:mm", Grain.Request)]
    public void Full_hours_are_buckets(string time, string form, Grain grain)
    {
        var semantics = Parse(DraftOf("usage.csv", $"time,model,input_tokens,output_tokens\n{time},m,5,2\n")).Semantics;
        Assert.That((semantics.Times[0].Pattern, semantics.Grain), Is.EqualTo((form, grain)));
    }

    [Test]
    public void A_form_that_only_later_records_show_is_seen()
    {
        var rows = string.Concat(
            Enumerable.Range(0, 1_000).Select(row => $"2026-01-05,{(row < 900 ? "01/02/2026" : "31/01/2026")},m,5,2\n")
        );
        Assert.That(
            Parse(DraftOf("usage.csv", "x,date,model,input_tokens,output_tokens\n" + rows)).Semantics.Times[0].Pattern,
            Is.EqualTo("dd/MM/yyyy")
        );
    }

    [Test]
    public void What_repeats_with_other_numbers_or_never_changes_is_no_identity()
    {
        const string Csv =
            "time,trace_id,event_id,message_id,input_tokens,output_tokens\n2026-01-05 10:00:00,t1,e,m1,10,1\n2026-01-05 "
            + "10:00:01,t1,e,m2,20,2\n2026-01-05 10:00:01,t1,e,m2,20,2\n";
        Assert.That(
            DraftOf("usage.csv", Csv),
            Does.Contain("\"identity\": [\"message_id\"]").And.Contain("decide: the identity stands on several rows with the same numbers")
        );
        const string Traces =
            "time,trace_id,input_tokens,output_tokens\n2026-01-05 10:00:00,t1,10,1\n2026-01-05 10:00:01,t1,20,2\n2026-01-05 "
            + "10:00:01,t2,20,2\n";
        Assert.That(
            DraftOf("usage.csv", Traces),
            Does.Not.Contain("\"identity\": [").And.Contain("decide: \"trace_id\" stands on several rows that differ")
        );
    }

    [Test]
    public void A_name_that_repeats_with_the_same_numbers_is_left_to_decide_beside_one_that_never_does() =>
        Assert.That(
            DraftOf(
                "usage.csv",
                "time,uuid,message_id,input_tokens,output_tokens\n2026-01-05 10:00:00,u1,m1,10,1\n2026-01-05 "
                    + "10:00:00,u2,m1,10,1\n2026-01-05 10:00:00,u3,m2,30,1\n"
            ),
            Does.Contain("\"identity\": [\"uuid\"]").And.Contain("decide: \"message_id\" stands on several rows with the same numbers")
        );

    [Test]
    public void What_few_rows_with_tokens_state_is_not_their_time()
    {
        const string Lines = """
            {"session": "s", "start_time": "2026-01-05T10:00:00Z"}
            {"timestamp": "2026-01-05T10:00:05Z", "model": "m", "prompt": null, "input_tokens": 10, "output_tokens": 1}
            {"timestamp": "2026-01-05T10:00:06Z", "model": "m", "prompt": null, "input_tokens": 20, "output_tokens": 2}
            {"timestamp": "2026-01-05T10:00:07Z", "model": "m", "prompt": null, "input_tokens": 20, "output_tokens": 2}
            {"timestamp": "2026-01-05T10:00:08Z", "model": "m", "prompt": null}

            """;
        Assert.That(
            DraftOf("usage.jsonl", Lines),
            Does.Contain("\"time\": \"timestamp\"")
                .And.Not.Contain("\"prompt\"")
                .And.Contain(
                    "decide: rows without tokens are rejected; where they are no requests: \"ignore\": [{ \"rule\": \"no-usage\", "
                        + "\"when\": { \"input_tokens\": \"\", \"output_tokens\": \"\" } }]"
                )
        );
    }

    [Test]
    public void Parents_that_name_rows_by_their_identity_are_proposed()
    {
        const string Csv =
            "start_time,span_id,parent_span_id,input_tokens,output_tokens\n2026-01-05 10:00:00,s1,,30,3\n2026-01-05 "
            + "10:00:01,s2,s1,10,1\n2026-01-05 10:00:02,s3,s1,20,2\n";
        Assert.That(DraftOf("usage.csv", Csv), Does.Contain("\"identity\": [\"span_id\"]").And.Contain("\"parent\": [\"parent_span_id\"]"));
        using var folder = new ExportFolder().As(DraftOf("usage.csv", Csv)).With("usage.csv", Csv);
        Assert.That((folder.Ingest().Total.Input, folder.Ingest().Rows.Ignored), Is.EqualTo((30L, 1L)));
        Assert.That(
            DraftOf(
                "usage.csv",
                Csv.Replace(",s1,1", ",x1,1", StringComparison.Ordinal).Replace(",s1,2", ",x1,2", StringComparison.Ordinal)
            ),
            Does.Not.Contain("\"parent\""),
            "another name than that of any row"
        );
    }

    [Test]
    public void Cache_reads_have_many_names()
    {
        foreach (
            var name in new[]
            {
                "cache_read",
                "cacheReads",
                "prompt_cache_hit_tokens",
                "cached_content_token_count",
                "input_cache_read_tokens",
                "cached",
            }
        )
            Assert.That(
                Parse(
                    DraftOf(
                        "usage.csv",
                        $"time,input_tokens,output_tokens,{name}\n2026-01-05 10:00:00,10,1,7\n2026-01-05 10:00:00,10,1,3\n"
                    )
                )
                    .Fields[Field.Cached]
                    .Names,
                Is.EqualTo(new[] { name })
            );
    }

    [TestCase("127,100,40,20,7", "inputIncludesCached\": true", "outputIncludesReasoning\": false", TestName = "Reasoning beside")]
    [TestCase("160,100,40,20,7", "inputIncludesCached\": false", "outputIncludesReasoning\": true", TestName = "Cached beside")]
    [TestCase("167,100,40,20,7", "inputIncludesCached\": false", "outputIncludesReasoning\": false", TestName = "Both beside")]
    [TestCase("120,100,40,20,7", "inputIncludesCached\": true", "outputIncludesReasoning\": true", TestName = "Neither is told")]
    [TestCase(
        "500,100,140,20,7",
        "inputIncludesCached\": false",
        "outputIncludesReasoning\": true",
        TestName = "Larger than its whole in one row"
    )]
    public void Totals_tell_which_parts_are_beside(string row, string cached, string reasoning)
    {
        const string Header = "time,total_tokens,prompt_tokens,cached_tokens,completion_tokens,reasoning_tokens\n";
        var other = row.StartsWith('5') ? "2026-01-05 10:00:00,5000,5000,0,20,0\n" : "2026-01-05 10:00:00,1020,1000,0,20,0\n";
        var draft = DraftOf("usage.csv", $"{Header}{other}2026-01-05 10:00:00,{row}\n");
        Assert.That(draft, Does.Contain(cached).And.Contain(reasoning));
        Assert.That(
            draft.Contains("the totals of the file leave it out", StringComparison.Ordinal),
            Is.EqualTo(row[0] == '1' && row[..3] != "167")
        );
    }

    [TestCase("0.12 USD", "cost", "0.12", "USD")]
    [TestCase("$0.34", "cost", "0.34", "USD")]
    [TestCase("-$0.34", "cost", "-0.34", "USD")]
    [TestCase("1.234,56 €", "cost", "1234.56", "EUR")]
    [TestCase("12.5", "cost_usd_cents", "0.125", "USD")]
    [TestCase("12.5", "amount_minor_eur", "0.125", "EUR")]
    [TestCase("1250000", "spend_micros_usd", "1.25", "USD")]
    public void An_amount_is_read_in_its_unit(string amount, string column, string value, string currency)
    {
        var csv = $"time;input_tokens;output_tokens;{column}\n2026-01-05 10:00:00;10;1;{amount}\n";
        using var folder = new ExportFolder().As(DraftOf("usage.csv", csv)).With("usage.csv", csv);
        Assert.That(
            folder.Ingest().Lines.Single().Cost,
            Is.EqualTo(new Domain.Quantities.Money(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), currency))
        );
    }

    [Test]
    public void An_amount_in_another_currency_than_the_format_s_is_rejected()
    {
        const string Csv = "time,input_tokens,output_tokens,cost\n2026-01-05 10:00:00,10,1,0.12 USD\n";
        var activity = ExportFolder.Of(DraftOf("usage.csv", Csv), Csv.Replace("USD", "EUR", StringComparison.Ordinal));
        Assert.That(
            activity.Issues.Where(issue => issue.Severity == Domain.Severity.Error).Select(issue => issue.Code),
            Is.EqualTo(new[] { "LE1005" })
        );
    }

    [TestCase("cache_hit", "True", "False", 1)]
    [TestCase("cached", "1", "0", 1)]
    [TestCase("is_error", "t", "f", 1)]
    [TestCase("success", "FALSCH", "WAHR", 1)]
    [TestCase("error_count", "1", "0", 0)]
    [TestCase("cache_enabled", "true", "false", 0)]
    [TestCase("cache_hit", "true", "true", 0)]
    public void A_column_of_true_and_false_proposes_the_rule_that_ignores(string column, string ignored, string counted, long rows)
    {
        var csv = $"time,input_tokens,output_tokens,{column}\n2026-01-05 10:00:00,10,1,{ignored}\n2026-01-05 10:00:01,20,2,{counted}\n";
        Assert.That(ExportFolder.Of(DraftOf("usage.csv", csv), csv).Rows.Ignored, Is.EqualTo(rows));
    }

    [Test]
    public void Json_in_a_cell_has_columns_of_its_own()
    {
        const string Csv =
            "created_at,model,metadata\n2026-01-05 10:00:00,m,\"{\"\"usage\"\": {\"\"prompt_tokens\"\": 100, \"\"completion_tokens\"\": "
            + "20}, \"\"messages\"\": [{\"\"input_tokens\"\": 9}]}\"\n";
        var draft = DraftOf("usage.csv", Csv);
        Assert.That(
            draft,
            Does.Contain("\"input\": \"metadata.usage.prompt_tokens\"").And.Contain("\"all\": [\"created_at\", \"model\", \"metadata\"]")
        );
        Assert.That(Read("usage.csv", Csv), Is.EqualTo((1L, 1L, 100L, 20L)));
    }

    [Test]
    public void Json_in_a_text_of_json_too() =>
        Assert.That(
            Read(
                "usage.jsonl",
                """{"created_at":"2026-01-05T10:00:00Z","model":"m","response":"{\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20}}"}"""
                    + "\n"
            ),
            Is.EqualTo((1L, 1L, 100L, 20L))
        );

    [TestCase(
        "ResourceId,MeterCategory,MeterName,BilledCost,BillingCurrency,ServiceName,Date\nr,Foundry,GPT,1.5,EUR,OpenAI,2026-01-05\n",
        "a cloud bill (\"MeterCategory\", \"MeterName\", \"BilledCost\")"
    )]
    [TestCase(
        "user_login,assigned_at,seat_type,last_activity_at\nanna,2026-01-05,business,2026-01-06\n",
        "a seat report (\"user_login\", \"assigned_at\", \"seat_type\")"
    )]
    [TestCase("timestamp,metric,value,instance\n1767225600,llm_calls,5,a\n", "metrics (\"metric\", \"value\", \"instance\")")]
    [TestCase(
        "trace_id,span_id,parent_span_id,start_time,duration_ms\nt,s,,2026-01-05 10:00:00,5\n",
        "traces (\"trace_id\", \"span_id\", \"parent_span_id\")"
    )]
    [TestCase("date,city,temperature\n2026-01-05,Aarhus,3\n", "a table of something else")]
    public void A_file_that_counts_no_usage_is_named_and_refused(string csv, string kind) =>
        Assert.That(
            RefusalOf("usage.csv", csv),
            Does.StartWith(
                "usage.csv: error LE1010: found no column that counts tokens or other usage, expected one: the file seems to be "
                    + kind
                    + ";"
            )
        );

    [TestCase("empty.csv", "", "LE1013")]
    [TestCase("nul.csv", "a\0b,c\n", "LE1014")]
    public void A_file_that_cannot_be_read_is_refused(string name, string text, string code)
    {
        using var folder = new ExportFolder().With(name, text);
        var draft = ProfileDraft.Draft(new(name, folder.PathOf(name)));
        Assert.That((draft.Text, draft.Refused?.Code), Is.EqualTo(((string?)null, code)));
    }

    [Test]
    public void Names_alone_are_enough_where_a_container_gives_no_values()
    {
        var mapping = Parse(
            ProfileDraft.Write(
                Drafting.FileSample.Take(FileShape.Of("parquet", ["created_at", "model", "prompt_tokens", "completion_tokens"]))
            )
        );
        Assert.That((mapping.Containers[0], mapping.Fields.Count), Is.EqualTo(("parquet", 4)));
    }

    [Test]
    public void A_file_that_is_read_by_a_draft_says_so_until_the_line_is_taken_out()
    {
        const string Csv = "date,model,input_tokens,output_tokens\n2026-01-05,m,1,2\n";
        var draft = DraftOf("usage.csv", Csv);
        var activity = ExportFolder.Of(draft, Csv);
        Assert.That((activity.Files[0].IsDraft, activity.Issues.Single().Code), Is.EqualTo((true, "LE1038")));
        var settled = ExportFolder.Of(draft.Replace("\"draft\": true,", "", StringComparison.Ordinal), Csv);
        Assert.That((settled.Files[0].IsDraft, settled.Issues), Is.EqualTo((false, activity.Issues.Clear())));
    }

    private static string RefusalOf(string name, string text)
    {
        using var folder = new ExportFolder().With(name, text);
        var draft = ProfileDraft.Draft(new(name, folder.PathOf(name)));
        Assert.That(draft.Text, Is.Null);
        return draft.Refused!.ToString();
    }

    private static string DraftOf(string name, string text)
    {
        using var folder = new ExportFolder().With(name, text);
        var draft = ProfileDraft.Draft(new(name, folder.PathOf(name)));
        Assert.That(draft.Refused, Is.Null);
        return draft.Text!;
    }

    private static Mapping Parse(string draft) => Mapping.Parse(Encoding.UTF8.GetBytes(draft), "draft.profile.json");

    /// <summary>What the file holds when it is read by its own draft.</summary>
    private static (long Accepted, long Requests, long Input, long Output) Read(string name, string text)
    {
        using var folder = new ExportFolder().As(DraftOf(name, text)).With(name, text);
        var activity = folder.Ingest();
        Assert.That(activity.Rows.Read, Is.EqualTo(activity.Rows.Accepted), string.Join('\n', activity.Issues));
        Assert.That(FormatRecognition.Recognise(folder.Formats, new(name, folder.PathOf(name))).Mapping?.Id, Is.EqualTo("my.format"));
        return (activity.Rows.Accepted, activity.Total.Requests, activity.Total.Input, activity.Total.Output);
    }
}
