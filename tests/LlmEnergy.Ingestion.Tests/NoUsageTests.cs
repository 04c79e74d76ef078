using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>A file that gives nothing passes for a time without usage only where the file itself or somebody says so.</summary>
public class NoUsageTests
{
    private const string Header =
        "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,model,input_tokens,output_tokens\n";
    private const string Wanted = "expected some, or a span that says so: from and to in intake.csv, or attestedZero";
    private static readonly ReportingPeriod August = ReportingPeriod.Spanning(new(2026, 8, 1), new(2026, 8, 31));

    [TestCase("""{"data":{"spans":[{"trace_id":"a"}]}}""", TestName = "An object in the place of the list")]
    [TestCase("""{"data":null}""", TestName = "Nothing in the place of the list")]
    [TestCase("""{"data":[]}""", TestName = "An empty list, and nothing that tells whose")]
    [TestCase("""{"info":{"trace_id":"tr-1"},"data":{"spans":[]}}""", TestName = "A trace without spans")]
    [TestCase("""{"data":{"id":"gen-1","model":"m","tokens_prompt":10}}""", TestName = "One generation")]
    public void A_document_is_not_taken_for_an_empty_page_by_an_empty_place(string json)
    {
        var activity = Read("usage.json", json);
        Assert.That((activity.Files.Single().IsRead, activity.Issues.Single().Code), Is.EqualTo((false, "LE1010")));
    }

    [TestCase("""{"object":"page","data":[],"has_more":false,"next_page":null}""")]
    [TestCase("""{"data":[],"has_more":false,"next_page":null}""")]
    [TestCase("""{"data":[{"starting_at":"2026-07-01T00:00:00Z","ending_at":"2026-07-02T00:00:00Z","results":[]}],"has_more":false}""")]
    public void A_page_that_says_that_it_is_empty_is_one(string json)
    {
        var activity = Read("usage.json", json);
        Assert.That(activity.Files.Single() is { IsRead: true, Rows.Read: 0 }, Is.True);
        Assert.That(activity.Issues, Is.Empty);
    }

    [TestCase("""{"data":{"starting_at":"2026-07-01T00:00:00Z"}}""")]
    [TestCase("""{"data":null,"has_more":false}""")]
    public void A_declared_format_does_not_make_an_empty_place_an_empty_page(string json)
    {
        using var folder = new ExportFolder().With("usage.json", json);
        folder.Source = folder.Source with { Format = "anthropic.usage.json" };
        Assert.That(
            folder.Ingest().Issues.Single().ToString(),
            Is.EqualTo("usage.json: error LE1010: found no list data[].results[], expected the rows of anthropic.usage.json there")
        );
    }

    [Test]
    public void A_table_without_rows_is_an_error() =>
        Assert.That(Read("usage.csv", Header).Issues.Single().ToString(), Is.EqualTo($"usage.csv: error LE1035: found no rows, {Wanted}"));

    [Test]
    public void A_table_without_rows_is_none_where_its_days_are_declared()
    {
        using var folder = new ExportFolder { Period = August }.With("usage.csv", Header);
        folder.Source = folder.Source with
        {
            Intake = new Dictionary<string, Intake> { ["usage.csv"] = new(null, new(2026, 8, 1), new(2026, 8, 31), "") },
        };
        Assert.That(folder.Ingest().Issues, Is.Empty);
    }

    [TestCase(8, 0)]
    [TestCase(7, 1)]
    public void A_table_without_rows_is_none_where_days_of_the_period_are_attested(int month, int errors)
    {
        using var folder = new ExportFolder { Period = August }.With("usage.csv", Header);
        folder.Source = folder.Source with { AttestedZero = [(new(2026, month, 1), new(2026, month, 31))] };
        Assert.That(folder.Ingest().Issues.Count(issue => issue.Code == "LE1035"), Is.EqualTo(errors));
    }

    [Test]
    public void A_file_whose_rows_are_all_ignored_is_an_error_that_names_what_it_may_hold()
    {
        var activity = Read("spans.jsonl", Spans("my.tokens.in") + Spans("my.tokens.in"));
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "spans.jsonl: error LE1035: found 2 rows that are all ignored (2 by no-token-usage), expected usage: it has my.tokens.in, "
                    + "which otel.genai.spans does not read"
            )
        );
    }

    [Test]
    public void Rows_that_state_that_there_was_nothing_are_no_error()
    {
        var activity = Read("usage.csv", Header + "1782864000,1782950400,,,,,,,\n");
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(1, 0, 0, 1, 0)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void Rows_of_another_period_are_no_error()
    {
        using var folder = new ExportFolder { Period = August }.With("usage.csv", Header + "1782864000,1782950400,,,p,1,gpt-5,10,1\n");
        Assert.That(folder.Ingest().Issues.Select(issue => issue.Code), Has.None.EqualTo("LE1035"));
    }

    [Test]
    public void A_page_that_others_follow_is_complete_where_the_next_file_begins_at_its_end()
    {
        static string Page(int start, string more) =>
            $$"""{"object":"page","data":[{"object":"bucket","start_time":{{start}},"end_time":{{start + 86_400}},"results":[{"object":"organization.usage.completions.result","input_tokens":10,"output_tokens":1,"num_model_requests":1,"model":"gpt-5"}]}],"has_more":{{more}}}""";

        using var whole = new ExportFolder().With("1.json", Page(1_782_864_000, "true")).With("2.json", Page(1_782_950_400, "false"));
        Assert.That(whole.Ingest().Issues, Is.Empty);
        using var gap = new ExportFolder().With("1.json", Page(1_782_864_000, "true")).With("3.json", Page(1_783_036_800, "false"));
        Assert.That(
            gap.Ingest().Issues.Single().ToString(),
            Is.EqualTo(
                "1.json: error LE1023: found has_more on the last page, which says that more follow, expected none: pages are missing, export "
                    + "them too, and put all pages of an export into one file"
            )
        );
    }

    [TestCase(
        """{"object":"page","data":[{"object":"bucket","start_time":1782950400,"end_time":1783036800,"results":[]}],"has_more":false}"""
    )]
    [TestCase(
        """{"object":"page","data":[{"object":"bucket","start_time":1782950400,"end_time":1783036800,"results":[]},{"object":"bucket","start_time":1783036800,"end_time":1783123200,"results":[{"object":"organization.usage.completions.result","input_tokens":7,"output_tokens":1,"num_model_requests":1,"model":"gpt-5"}]}],"has_more":false}"""
    )]
    public void A_page_may_begin_or_end_with_a_day_without_usage(string second)
    {
        const string First =
            """{"object":"page","data":[{"object":"bucket","start_time":1782777600,"end_time":1782864000,"results":[{"object":"organization.usage.completions.result","input_tokens":10,"output_tokens":1,"num_model_requests":1,"model":"gpt-5"}]},{"object":"bucket","start_time":1782864000,"end_time":1782950400,"results":[]}],"has_more":true}""";
        using var folder = new ExportFolder().With("1.json", First).With("2.json", second);
        Assert.That(folder.Ingest().Issues.Select(issue => issue.Code), Has.None.EqualTo("LE1023"));
    }

    private static string Spans(string attribute) =>
        $$$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"s","startTimeUnixNano":"1782900000000000000","attributes":[{"key":"{{{attribute}}}","value":{"intValue":"5"}}]}]}]}]}"""
        + "\n";

    private static Activity Read(string name, string text)
    {
        using var folder = new ExportFolder().With(name, text);
        return folder.Ingest();
    }
}
