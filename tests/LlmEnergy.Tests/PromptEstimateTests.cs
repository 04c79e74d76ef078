using LlmEnergy.Domain;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests;

/// <summary>
/// 50 messages of ChatGPT Enterprise in July 2026. A prompt is assumed to have 1,200 tokens of input and 500 of output, of which half to
/// three times as many.
/// </summary>
public class PromptEstimateTests
{
    private const string Q3 = "2026-Q3";
    private const string Columns = "product,model,input,output,low,high,source,by,on,from,to\n";
    private const string Assumption =
        "chatgpt-enterprise,gpt-4.1-mini,1200,500,0.5,3,pilot of May,A. Berg,2026-10-01,2026-07-01,2026-09-30\n";
    private const string Users =
        "cadence,period_start,period_end,account_id,name,email,department,messages,model_to_messages\n"
        + "Monthly,2026-07-01,2026-07-31,acc,Anna,anna@acme.example,Sales,45,\"{'gpt-5-2': 40, 'o3': 5}\"\n"
        + "Monthly,2026-07-01,2026-07-31,acc,Bo,bo@acme.example,Sales,5,{'o3': 5}\n";

    [Test]
    public void Without_the_key_the_file_is_refused_with_what_would_do()
    {
        using var workspace = WithUsers("");
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That(disclosure.Inventory.Lines, Is.Empty);
        Assert.That(
            disclosure.Issues.Where(issue => issue.Code == "LE1010").Select(issue => issue.ToString()),
            Is.EqualTo(
                new[]
                {
                    "exports/users.csv: error LE1010: found users of ChatGPT Enterprise, which says no tokens: messages by person and model "
                        + "(model_to_messages, period_start, messages), which no figure can be made of, expected an export with tokens; or, of "
                        + "the lowest data quality, tokens per prompt of chatgpt-enterprise in assumptions.csv, and \"prompts\": \"estimate\" "
                        + "in llmenergy.json",
                }
            )
        );
        Assert.That(
            File.ReadAllText(workspace.Output(Q3, "manifest.json")),
            Does.Not.Contain("assumptions.csv\"").And.Not.Contain("\"prompts\"")
        );
    }

    [Test]
    public void Without_a_row_of_the_product_the_file_is_refused_too()
    {
        using var workspace = WithUsers()
            .Write("assumptions.csv", Columns + Assumption.Replace("chatgpt-enterprise", "other", StringComparison.Ordinal));
        Assert.That(workspace.Report(Q3, isFinal: false).Issues.Select(issue => issue.Code), Does.Contain("LE1010"));
    }

    [Test]
    public void Prompts_times_tokens_are_a_line_of_its_own_with_its_range_and_the_poorest_quality()
    {
        using var workspace = WithUsers().Write("exports/log.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("r1", "2026-07-05"));
        var lines = workspace.Report(Q3).Inventory.Lines;
        Assert.That(
            lines.Select(line =>
                (
                    line.Activity.Key.Operation,
                    line.Activity.Usage.Requests,
                    line.Activity.Usage.Input,
                    line.Activity.Usage.Output,
                    line.Rate!.Tier
                )
            ),
            Is.EqualTo(new[] { ("acompletion", 1L, 0L, 2_500_000L, 4), ("prompts of chatgpt-enterprise", 50L, 60_000L, 25_000L, 5) })
        );
        var (measured, estimated) = (lines[0].Rate!.Energy!.Terms[^1], lines[1].Rate!.Energy!.Terms[^1]);
        Assert.That(
            (estimated.Low, estimated.Central, estimated.High),
            Is.EqualTo((measured.Low * 0.5m, measured.Central, measured.High * 3m))
        );
    }

    [Test]
    public void Files_tell_assumed_from_measured_lines()
    {
        using var workspace = WithUsers();
        workspace.Report(Q3);
        foreach (var file in new[] { "activity.csv", "inventory.csv" })
        {
            Assert.That(
                File.ReadAllLines(workspace.Output(Q3, file)).Select(row => string.Join(',', row.Split(',')[^4..])),
                Is.EqualTo(new[] { "assumed_prompts,assumed_low,assumed_high,assumption", "50,0.5,3,assumptions.csv:2" }),
                file
            );
        }

        foreach (var file in Directory.EnumerateFiles(workspace.PathOf($"periods/{Q3}")))
            Assert.That(File.ReadAllText(file), Does.Not.Contain("anna@acme").And.Not.Contain("Anna,"), file);
    }

    [Test]
    public void Checks_hold_the_prompts_and_leave_the_tokens_out()
    {
        using var workspace = WithUsers().Write("exports/log.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("r1", "2026-07-05"));
        var disclosure = workspace.Report(Q3);
        Assert.That(disclosure.Checks.Where(check => !check.Passed), Is.Empty);
        Assert.That(
            disclosure
                .Checks.Where(check => check.Id is "assumed-prompts" or "requests" or "output-tokens")
                .Select(check => (check.Id, check.Expected, check.Actual)),
            Is.EquivalentTo(
                new[] { ("assumed-prompts", 50m, (decimal?)50m), ("requests", 1m, 1m), ("output-tokens", 2_500_000m, 2_500_000m) }
            )
        );
    }

    [Test]
    public void A_finding_and_the_report_state_the_assumption_with_its_source()
    {
        using var workspace = WithUsers();
        var disclosure = workspace.Report(Q3);
        Assert.That(
            disclosure.Issues.Where(issue => issue.Code == "LE4029").Select(issue => issue.ToString()),
            Is.EqualTo(
                new[]
                {
                    "assumptions.csv:2: warning LE4029: found 50 prompts of chatgpt-enterprise, whose tokens nobody measured, expected an "
                        + "export with tokens: 60,000 input and 25,000 output tokens are assumed (1200 and 500 per prompt of gpt-4.1-mini, 0.5 "
                        + "to 3 times as many)",
                }
            )
        );
        Assert.That(
            System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(workspace.Output(Q3, "disclosure.html")), "<[^>]*>", ""),
            Does.Contain(
                "50 prompts of chatgpt-enterprise, which state no tokens: each is assumed to have 1,200 input and 500 output tokens of gpt-4.1-mini, "
                    + "and as the range a multiple of 0.50 to 3.00 (assumed by A. Berg on 1 October 2026; source: pilot of May)."
            )
        );
    }

    [Test]
    public void All_levels_verify_and_another_assumption_is_found()
    {
        using var workspace = WithUsers();
        workspace.Report(Q3);
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
        workspace.Write("assumptions.csv", Columns + Assumption.Replace(",500,", ",900,", StringComparison.Ordinal));
        Assert.That(workspace.Verify(Q3).Text(), Does.Contain("assumptions.csv"));
    }

    [Test]
    public void Tokens_that_are_not_those_of_the_assumption_are_found_by_reading_again()
    {
        using var workspace = WithUsers();
        workspace.Report(Q3);
        var path = workspace.Output(Q3, "activity.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace(",60000,", ",30000,", StringComparison.Ordinal));
        workspace.Forge(Q3);
        Assert.That(workspace.Verify(Q3).Files(VerificationLevel.Rerun), Does.Contain("activity.csv"));
    }

    [Test]
    public void A_row_of_another_quarter_is_no_input()
    {
        using var workspace = WithUsers();
        workspace.Report(Q3);
        var next = Assumption.Replace("2026-07-01,2026-09-30", "2026-10-01,", StringComparison.Ordinal);
        workspace.Write("assumptions.csv", Columns + Assumption + next);
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
    }

    [Test]
    public void Prompts_of_a_month_without_an_assumption_are_an_error_and_no_zero()
    {
        using var workspace = WithUsers()
            .Write("assumptions.csv", Columns + Assumption.Replace("2026-07-01", "2026-08-01", StringComparison.Ordinal));
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That(
            disclosure.Issues.Where(issue => issue.Code == "LE4030").Select(issue => issue.ToString()),
            Is.EqualTo(
                new[]
                {
                    "source all: error LE4030: found 50 prompts in 2026-07 without tokens, expected a row of assumptions.csv for these months: "
                        + "they are in no figure",
                }
            )
        );
        Assert.That(disclosure.Inventory.Lines.Single().Total, Is.Null);
        Assert.That(disclosure.Checks.Single(check => check.Id == "assumed-prompts").Passed, Is.False);
    }

    [Test]
    public void Prompts_beside_tokens_of_the_same_product_fail_a_check_until_a_rule_is_stated()
    {
        using var workspace = new PeriodWorkspace()
            .Configure("\"prompts\": \"estimate\",")
            .Write("assumptions.csv", Columns + Assumption.Replace("chatgpt-enterprise", "github-copilot", StringComparison.Ordinal))
            .Write("exports/metrics.jsonl", """{"day":"2026-07-05","user_login":"a","user_initiated_interaction_count":30}""" + "\n")
            .Write(
                "exports/credits.csv",
                "date,username,product,sku,model,quantity,unit_type,aic_quantity,gross_amount,input,output,cache_read,cache_write\n"
                    + "2026-07-06,a,copilot,copilot_ai_credit,Claude Sonnet 4.6,5,ai-credits,5,0.05,1000,200,0,0\n"
            );
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That(disclosure.Checks.Single(check => check.Id == "sources-once").Passed, Is.False);
        Assert.That(
            disclosure.Issues.Single(issue => issue.Code == "LE4010").ToString(),
            Does.Contain(
                "found that all (github.copilot.prompts) counts prompts of github-copilot whose tokens all (github.copilot.credits) states, from "
                    + "2026-07-05 to 2026-07-05 (30 prompts, 100% of the former), expected each request once: declare the two kinds of export as "
                    + "two sources, and say in llmenergy.json that one is part of the other (partOf), or"
            )
        );
    }

    [TestCase("chatgpt-enterprise,m,0,0,0.5,3,s,b,2026-10-01,2026-07-01,", "assumptions.csv:2:4: error LE2020: found no tokens at all")]
    [TestCase("chatgpt-enterprise,m,1,1,1.5,3,s,b,2026-10-01,2026-07-01,", "assumptions.csv:2:5: error LE2020: ")]
    [TestCase("chatgpt-enterprise,m,1,1,0.5,0.9,s,b,2026-10-01,2026-07-01,", "assumptions.csv:2:6: error LE2020: ")]
    [TestCase("chatgpt-enterprise,m,1,1,0.5,3,,b,2026-10-01,2026-07-01,", "assumptions.csv:2:7: error LE2020: ")]
    [TestCase(
        "chatgpt-enterprise,m,1,1,0.5,3,s,b,2026-10-01,2026-07-02,",
        "assumptions.csv:2:10: error LE2020: found another day, expected the first of a month"
    )]
    [TestCase(
        "chatgpt-enterprise,m,1,1,0.5,3,s,b,2026-10-01,2026-07-01,2026-07-30",
        "assumptions.csv:2:11: error LE2020: found another day, expected the last of a month"
    )]
    [TestCase(
        "p,m,1,1,0.5,3,s,b,2026-10-01,2026-07-01,\np,m,2,1,0.5,3,s,b,2026-10-01,2026-08-01,",
        "assumptions.csv:3:10: error LE2020: found days that line 2 states for the same product, expected one assumption for a month"
    )]
    public void A_slip_in_the_register_is_named(string rows, string expected)
    {
        using var workspace = WithUsers().Write("assumptions.csv", $"{Columns}{rows}\n");
        Assert.That(Assert.Throws<ConfigurationException>(() => workspace.Open())!.Issues[0].ToString(), Does.StartWith(expected));
    }

    [Test]
    public void Prompts_of_a_rolling_window_are_of_the_days_that_are_on_record()
    {
        using var workspace = new PeriodWorkspace()
            .Configure("\"prompts\": \"estimate\",")
            .Write("assumptions.csv", Columns + Assumption.Replace("chatgpt-enterprise", "microsoft-365-copilot", StringComparison.Ordinal))
            .Write(
                "exports/users.csv",
                "Report Refresh Date,User Principal Name,Report Period,Prompts submitted for all apps\n2026-09-30,A1,30,120\n2026-09-30,B1,30,0\n"
            );
        Assert.That(
            workspace.Report(Q3, isFinal: false).Issues.Select(issue => issue.Message),
            Has.Some.Contains("--accept FILE --from DAY --to DAY")
        );
        workspace.Write("intake.csv", "file,from,to\nexports/users.csv,2026-09-01,2026-09-30\n");
        Assert.That(
            workspace.Report(Q3, isFinal: false).Inventory.Lines.Select(line => (line.Activity.Key.Month.Month, line.Activity.Usage.Input)),
            Is.EqualTo(new[] { (9, 144_000L) })
        );
    }

    private static PeriodWorkspace WithUsers(string settings = "\"prompts\": \"estimate\",") =>
        new PeriodWorkspace().Configure(settings).Write("exports/users.csv", Users).Write("assumptions.csv", Columns + Assumption);
}
