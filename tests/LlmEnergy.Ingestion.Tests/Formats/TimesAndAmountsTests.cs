using System.Globalization;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>Times and amounts of built-in formats as providers, databases and spreadsheets write them.</summary>
public class TimesAndAmountsTests
{
    private const string ConsoleHeader =
        "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,"
        + "usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed\n";

    private const string Hours =
        ConsoleHeader
        + "2026-03-30 02:00,claude-haiku-4-5-20251001,key-one,Default,standard,≤ 200k,1100000,2000,0,40000,250000,0,not_available,\n"
        + "2026-03-30 03:00,claude-haiku-4-5-20251001,key-one,Default,standard,≤ 200k,500000,0,3000,60000,110000,2,not_available,\n"
        + "2026-03-30 03:00,claude-sonnet-4-5-20250929,key-two,\"Acme, Legal\",batch,> 200k,210000,0,0,0,9000,0,eu,\n";

    private const string DashboardHeader =
        "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,"
        + "input_cached_tokens,input_uncached_tokens\n";

    [Test]
    public void The_console_exports_hours()
    {
        var activity = Read(("hours.csv", Hours));
        Assert.Multiple(() =>
        {
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 3, 0, 0, 0)));
            Assert.That(TotalOf(activity, "claude-haiku-4-5-20251001"), Is.EqualTo((1_705_000L, 100_000L, 5_000L, 360_000L)));
            Assert.That(TotalOf(activity, "claude-sonnet-4-5-20250929"), Is.EqualTo((210_000L, 0L, 0L, 9_000L)));
            Assert.That(
                activity.Lines.Single(line => line.Key.Model.Contains("sonnet", StringComparison.Ordinal)).Key.ServiceTier,
                Is.EqualTo("batch")
            );
            Assert.That(activity.Total.Knows(Known.Requests), Is.False);
            Assert.That(activity.Coverage.Select(day => day.Day), Is.EqualTo(new[] { new DateOnly(2026, 3, 30) }));
        });
    }

    [Test]
    public void Hours_are_not_added_to_the_day_that_the_month_has()
    {
        var month =
            ConsoleHeader
            + "2026-03-29,claude-haiku-4-5-20251001,key-one,Default,standard,≤ 200k,1000,0,0,0,100,0,not_available,\n"
            + "2026-03-30,claude-haiku-4-5-20251001,key-one,Default,standard,≤ 200k,2000000,2000,3000,100000,400000,2,not_available,\n"
            + "2026-03-30,claude-sonnet-4-5-20250929,key-two,\"Acme, Legal\",batch,> 200k,210000,0,0,0,9000,0,eu,\n";
        var activity = Read(("hours.csv", Hours), ("month.csv", month));
        Assert.That(
            (activity.Rows, activity.Total.Input, activity.Total.Output),
            Is.EqualTo((new RowCounts(6, 3, 3, 0, 0), 2_316_000L, 409_100L))
        );
    }

    [Test]
    public void All_hours_of_a_day_stand_for_it_where_they_were_obtained_later()
    {
        var hours = string.Concat(Enumerable.Range(0, 24).Select(hour => $"2026-03-30 {hour:00}:00,m,k,w,standard,,10,0,0,0,1,0,,\n"));
        using var folder = new ExportFolder()
            .With("day.csv", ConsoleHeader + "2026-03-30,m,k,w,standard,,200,0,0,0,20,0,,\n")
            .With("hours.csv", ConsoleHeader + hours);
        folder.Source = folder.Source with
        {
            Intake = new Dictionary<string, Sources.Intake> { ["day.csv"] = On(30), ["hours.csv"] = On(31) },
        };
        var activity = folder.Ingest();
        Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(25, 24, 1, 0, 0), 240L)));
        Assert.That(activity.Issues, Is.Empty);

        static Sources.Intake On(int day) => new(new(2026, 3, day), null, null, "");
    }

    [Test]
    public void A_day_that_was_exported_twice_while_it_ran_counts_once()
    {
        const string Row = "2026-03-31,claude-haiku-4-5-20251001,key-one,Default,standard,≤ 200k,";
        var activity = Read(
            ("claude_api_tokens_2026_03.csv", ConsoleHeader + Row + "1800000,0,0,0,414000,0,not_available,\n"),
            ("claude_api_tokens_2026_03 (1).csv", ConsoleHeader + Row + "1950000,0,0,0,452000,0,not_available,\n")
        );
        Assert.That(
            (activity.Rows, activity.Total.Input, activity.Total.Output),
            Is.EqualTo((new RowCounts(2, 1, 1, 0, 0), 1_950_000L, 452_000L))
        );
        Assert.That(activity.Issues.Select(issue => issue.Code), Is.EqualTo(new[] { "LE1024" }), "nothing says that they are no parts");
    }

    [Test]
    public void Two_exports_with_their_rows_in_another_order_are_the_same_rows()
    {
        const string A =
            "1785628800,1785715200,2026-08-02T00:00:00+00:00,2026-08-03T00:00:00+00:00,proj_A,10.0,,key_A,gpt-5-mini-2025-08-07,False,default,5000.0,900.0,1000.0,4000.0\n";
        const string B =
            "1785628800,1785715200,2026-08-02T00:00:00+00:00,2026-08-03T00:00:00+00:00,proj_B,3.0,,key_B,gpt-5-mini-2025-08-07,False,default,700.0,80.0,0.0,700.0\n";
        const string Next =
            "1785715200,1785801600,2026-08-03T00:00:00+00:00,2026-08-04T00:00:00+00:00,proj_A,1.0,,key_A,gpt-5-mini-2025-08-07,False,default,100.0,10.0,0.0,100.0\n";
        var activity = Read(("usage.csv", DashboardHeader + A + B + Next), ("usage-2.csv", DashboardHeader + B + A + Next));
        Assert.That(
            (activity.Rows, activity.Total.Requests, activity.Total.Input, activity.Total.Cached, activity.Total.Output),
            Is.EqualTo((new RowCounts(6, 3, 3, 0, 0), 14L, 5_800L, 1_000L, 990L))
        );
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void A_german_spreadsheet_keeps_the_numbers_and_the_tier()
    {
        const string Rows =
            "1785628800;1785715200;2026-08-02T00:00:00+00:00;2026-08-03T00:00:00+00:00;proj_A;10;;key_A;gpt-5-mini-2025-08-07;FALSCH;default;5000;900;1000;4000\n"
            + "1785715200;1785801600;2026-08-03T00:00:00+00:00;2026-08-04T00:00:00+00:00;proj_A;1;;key_A;gpt-5-mini-2025-08-07;WAHR;default;100;10;0;100\n";
        var activity = Read(("usage.csv", "\uFEFF" + DashboardHeader.Replace(',', ';') + Rows));
        Assert.That(
            (activity.Rows.Accepted, activity.Total.Requests, activity.Total.Input, activity.Total.Output),
            Is.EqualTo((2L, 11L, 5_100L, 910L))
        );
        Assert.That(activity.Lines.Single(line => line.Usage.Requests == 1).Key.ServiceTier, Is.EqualTo("batch"));
        Assert.That(activity.Lines.Single(line => line.Usage.Requests == 10).Key.ServiceTier, Is.EqualTo("default"));
    }

    [TestCase("31.03.2026")]
    [TestCase("31.03.2026 02:00")]
    public void A_german_spreadsheet_writes_days_with_points(string time)
    {
        var activity = Read(
            (
                "tokens.csv",
                ConsoleHeader.Replace(',', ';')
                    + time
                    + ";claude-haiku-4-5-20251001;key-one;Default;standard;≤ 200k;1809463;0;0;0;414908;0;not_available;\n"
            )
        );
        Assert.That((activity.Rows.Accepted, activity.Total.Input, activity.Total.Output), Is.EqualTo((1L, 1_809_463L, 414_908L)));
        Assert.That(activity.Coverage.Single().Day, Is.EqualTo(new DateOnly(2026, 3, 31)));
    }

    [Test]
    public void Costs_are_texts_with_exponents()
    {
        const string Page = """
            {"object":"page","has_more":false,"next_page":null,"data":[{"object":"bucket","start_time":1782518400,"end_time":1782604800,"results":[
            {"object":"organization.costs.result","amount":{"value":"0E-6176","currency":"usd"},"line_item":"gpt-5.4-2026-03-05, cached input","project_id":null},
            {"object":"organization.costs.result","amount":{"value":"0.003210","currency":"usd"},"line_item":"gpt-5.4-2026-03-05, input","project_id":null},
            {"object":"organization.costs.result","amount":{"value":"0.0084900000000000000000000000000000","currency":"usd"},"line_item":"gpt-5.4-2026-03-05, output","project_id":null},
            {"object":"organization.costs.result","amount":{"value":0.02,"currency":"usd"},"line_item":"web search tool calls","project_id":null},
            {"object":"organization.costs.result","amount":{"value":1.5E-5,"currency":"usd"},"line_item":"gpt-5.4-2026-03-05, input","project_id":"proj_EX"}]}]}
            """;
        var activity = Read(("costs.json", Page));
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(5, 5, 0, 0, 0)));
        Assert.That(activity.Files.Single().AcceptedCost.Values, Is.EqualTo(new[] { 0.031715m }));
    }

    [TestCase("2026-09-01 00:15:00.123", "2026-09-01")]
    [TestCase("2026-09-01 00:15:00", "2026-09-01")]
    [TestCase("2026-09-01 00:15:00.123+00", "2026-09-01")]
    [TestCase("2026-09-01 00:15:00.123456+00:00", "2026-09-01")]
    [TestCase("2026-09-01T00:15:00.123Z", "2026-09-01")]
    [TestCase("2026-09-01 01:15:00.123+02", "2026-08-31")]
    [TestCase("2026-09-01 01:15:00+02:00", "2026-08-31")]
    [TestCase("2026-09-01 00:15", "2026-09-01")]
    public void A_database_writes_the_times_of_logs_in_its_way(string time, string day) =>
        Assert.That(
            Read(("spend.csv", SpendLog(time))).Coverage.Single().Day,
            Is.EqualTo(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))
        );

    [Test]
    public void Whether_the_day_or_the_month_comes_first_is_never_guessed()
    {
        var activity = Read(("spend.csv", SpendLog("01/09/2026 00:15")));
        Assert.That((activity.Rows, activity.Issues.Single().Code), Is.EqualTo((new RowCounts(1, 0, 0, 0, 1), "LE1002")));
    }

    private static string SpendLog(string time) =>
        $"request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,cache_hit,status\nt0,acompletion,0.001,100,10,{time},gpt-4.1,openai,False,success\n";

    private static (long Input, long Cached, long CacheWrite, long Output) TotalOf(Activity activity, string model)
    {
        var total = activity.Lines.Where(line => line.Key.Model == model).Aggregate(Usage.None, (sum, line) => sum + line.Usage);
        return (total.Input, total.Cached, total.CacheWrite, total.Output);
    }

    private static Activity Read(params ReadOnlySpan<(string Name, string Text)> files)
    {
        using var folder = new ExportFolder();
        foreach (var (name, text) in files)
            folder.With(name, text);
        return folder.Ingest();
    }
}
