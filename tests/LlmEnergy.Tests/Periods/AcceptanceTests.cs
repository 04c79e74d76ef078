using System.Text.Json;
using System.Text.Json.Nodes;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Hashing;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>
/// A quarter of three monthly logs of which one is gone, so that the coverage check fails: what a final report, its sign-off and a
/// restatement make of it.
/// </summary>
public class AcceptanceTests
{
    private const string Q3 = "2026-Q3";
    private const string Header = "check,period,by,date,reason\n";
    private const string Accepted = $"{Header}coverage,{Q3},A. Berg,2026-10-06,the log of August is lost\n";

    [Test]
    public void A_month_whose_log_is_gone_fails_the_check_by_its_days()
    {
        using var workspace = Whole();
        Assert.That(workspace.Report(Q3, isFinal: false).AllChecksPass, Is.True);
        var disclosure = WithoutAugust(workspace).Report(Q3, isFinal: false);
        var check = disclosure.Checks.Single(check => !check.Passed);
        Assert.That(
            (check.Id, check.Expected, check.Actual, disclosure.Gaps),
            Is.EqualTo(("coverage", 92m, (decimal?)61m, ((int, int)?)(31, 92)))
        );
    }

    [Test]
    public void Zero_as_stated_is_no_gap()
    {
        using var workspace = WithoutAugust(Whole()).Configure("", "\"2026-08\"");
        var disclosure = workspace.Report(Q3);
        Assert.That((disclosure.AllChecksPass, disclosure.Gaps), Is.EqualTo((true, ((int, int)?)null)));
    }

    [Test]
    public void One_day_that_nothing_states_is_enough_to_fail()
    {
        using var workspace = WithoutAugust(Whole())
            .Configure("", string.Join(", ", Enumerable.Range(1, 30).Select(day => $"\"2026-08-{day:00}\"")));
        Assert.That(workspace.Report(Q3, isFinal: false).Gaps, Is.EqualTo((1, 92)));
    }

    [Test]
    public void A_final_report_is_refused_with_the_command_that_would_accept_it_and_nothing_is_written()
    {
        using var workspace = WithoutAugust(Whole());
        Refused(
            () => workspace.Report(Q3),
            "2026-Q3: error LE2033: found that check coverage fails (Every day of every source is accounted for: with rows, or without "
                + "usage as stated; 31 of 92 are missing, 33.7%; "
                + "coverage.csv lists them), expected a final report without such a check: run report without --final, which names the "
                + "findings, or accept it: llmenergy accept coverage --period 2026-Q3 --by NAME --reason TEXT"
        );
        Assert.That(Directory.Exists(workspace.Output(Q3, "")), Is.False);
    }

    [Test]
    public void A_draft_that_stands_there_stays_as_it_is()
    {
        using var workspace = WithoutAugust(Whole());
        workspace.Report(Q3, isFinal: false);
        var before = Sha256.Of(workspace.Output(Q3, "manifest.json"));
        Assert.That(() => workspace.Report(Q3), Throws.TypeOf<ConfigurationException>());
        Assert.That(
            (Sha256.Of(workspace.Output(Q3, "manifest.json")), EventLog.Read(workspace.PathOf($"periods/{Q3}")).Events.Length),
            Is.EqualTo((before, 1))
        );
    }

    [Test]
    public void An_accepted_check_stays_failed_and_says_who_accepted_it()
    {
        using var workspace = WithoutAugust(Whole()).Write("acceptances.csv", Accepted);
        Assert.That(workspace.Report(Q3).AllChecksPass, Is.False);
        var check = workspace
            .Parsed(Q3, "checks.json")
            .GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("id").GetString() == "coverage");
        Assert.That(
            (check.GetProperty("passed").GetBoolean(), JsonSerializer.Serialize(check.GetProperty("acceptance"))),
            Is.EqualTo((false, """{"by":"A. Berg","date":"2026-10-06","reason":"the log of August is lost"}"""))
        );
        Assert.That(
            workspace
                .Parsed(Q3, "manifest.json")
                .GetProperty("settings")
                .EnumerateArray()
                .Select(file => file.GetProperty("path").GetString()),
            Does.Contain("acceptances.csv")
        );
    }

    [Test]
    public void With_an_acceptance_it_is_written_signed_closed_verified_and_restated()
    {
        using var workspace = WithoutAugust(Whole()).Write("acceptances.csv", Accepted);
        workspace.Report(Q3);
        workspace.Close(Q3);
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
        Assert.That(workspace.Restate(Q3).Status, Is.EqualTo(ReportStatus.Restated));
    }

    [TestCase("coverage,2026-Q2,A. Berg,2026-10-06,lost", TestName = "of another period")]
    [TestCase("rows,2026-Q3,A. Berg,2026-10-06,lost", TestName = "of another check")]
    [TestCase("LE1026,2026-Q3,A. Berg,2026-10-06,lost", TestName = "of a finding")]
    public void Another_acceptance_does_not_do(string row)
    {
        using var workspace = WithoutAugust(Whole()).Write("acceptances.csv", $"{Header}{row}\n");
        Assert.That(
            () => workspace.Report(Q3),
            Throws.TypeOf<ConfigurationException>().With.Message.StartsWith("2026-Q3: error LE2033: found that check coverage fails")
        );
    }

    [Test]
    public void An_acceptance_of_what_neither_failed_nor_was_found_is_a_finding()
    {
        using var workspace = Whole()
            .Write(
                "acceptances.csv",
                $"{Header}coverage,{Q3},A. Berg,2026-10-06,lost\nLE1026,{Q3},A. Berg,2026-10-06,lost\nno-such-check,{Q3},A. "
                    + $"Berg,2026-10-06,x\nrows,2026-Q2,A. Berg,2026-10-06,x\n"
            );
        var disclosure = workspace.Report(Q3);
        Assert.That(
            disclosure.Issues.Where(issue => issue.Code == "LE2023").Select(issue => issue.ToString()),
            Is.EqualTo(
                new[]
                {
                    "acceptances.csv:2:1: warning LE2023: found an acceptance of coverage, which is no failed check and no finding of "
                        + "2026-Q3, expected one that is: it accepts nothing",
                    "acceptances.csv:3:1: warning LE2023: found an acceptance of LE1026, which is no failed check and no finding of "
                        + "2026-Q3, expected one that is: it accepts nothing",
                    "acceptances.csv:4:1: warning LE2023: found an acceptance of no-such-check, which is no failed check and no finding "
                        + "of 2026-Q3, expected one that is: it accepts nothing",
                }
            )
        );
        Assert.That(disclosure.Acceptances, Is.Empty);
    }

    [Test]
    public void A_finding_is_accepted_by_its_code()
    {
        using var workspace = WithoutAugust(Whole()).Write("acceptances.csv", $"{Accepted}LE1026,{Q3},B. Holm,2026-10-07,see coverage\n");
        var disclosure = workspace.Report(Q3);
        Assert.That(disclosure.AcceptanceOf(disclosure.Issues.Single(issue => issue.Code == "LE1026"))?.By, Is.EqualTo("B. Holm"));
        Assert.That(
            File.ReadAllText(workspace.Output(Q3, "disclosure.html")),
            Does.Contain("accepted by B. Holm on 7 October 2026: see coverage")
        );
    }

    [Test]
    public void A_restatement_of_what_is_incomplete_now_needs_an_acceptance_too()
    {
        using var workspace = Whole();
        workspace.Report(Q3);
        workspace.Close(Q3);
        WithoutAugust(workspace);
        Assert.That(
            () => workspace.Restate(Q3),
            Throws.TypeOf<ConfigurationException>().With.Message.StartsWith("2026-Q3: error LE2033: found that check coverage fails")
        );
        Assert.That(Directory.Exists(workspace.Output("2026-Q3~r1", "")), Is.False);
        Assert.That(workspace.Write("acceptances.csv", Accepted).Restate(Q3).Acceptances.Single().Of, Is.EqualTo("coverage"));
    }

    [TestCase(EventKind.Prepared)]
    [TestCase(EventKind.Closed)]
    public void A_folder_with_a_failed_check_that_nobody_accepts_is_not_signed(EventKind kind)
    {
        // as an earlier version of the program wrote it: final, with a failed check, and without a word of acceptances
        using var workspace = Whole();
        workspace.Report(Q3);
        var checks = JsonNode.Parse(File.ReadAllBytes(workspace.Output(Q3, RecordedChecks.FileName)))!;
        foreach (var check in checks["checks"]!.AsArray())
        {
            check!.AsObject().Remove("acceptance");
            check["passed"] = check["id"]!.GetValue<string>() is not ("rows" or "files-unread");
        }

        File.WriteAllText(workspace.Output(Q3, RecordedChecks.FileName), checks.ToJsonString());
        workspace.Forge(Q3);
        if (kind == EventKind.Closed)
            SignedByAnEarlierVersion(workspace);
        Refused(
            () => workspace.Sign(Q3, kind, "D. Friis"),
            "2026-Q3: error LE2031: found failed checks that nobody accepts: files-unread, rows, expected none: accept them "
                + "(llmenergy accept files-unread --period 2026-Q3 --by NAME --reason TEXT and llmenergy accept rows --period 2026-Q3 "
                + "--by NAME --reason TEXT), then run the report again"
        );
    }

    private static void SignedByAnEarlierVersion(PeriodWorkspace workspace)
    {
        var folder = workspace.PathOf($"periods/{Q3}");
        var log = EventLog.Read(folder);
        foreach (
            var (step, by) in new[] { (EventKind.Prepared, "A. Berg"), (EventKind.Reviewed, "B. Holm"), (EventKind.Approved, "C. Dahl") }
        )
            log = log.With(new(step, log.Events[0].Time, by, "", "", log.Events[0].Manifest, ""));
        using var file = File.Create(Path.Combine(folder, EventLog.FileName));
        log.WriteTo(file);
    }

    /// <summary>One request a day, a log a month; nothing is attested.</summary>
    private static PeriodWorkspace Whole()
    {
        var workspace = new PeriodWorkspace().Configure("", "");
        for (var month = 7; month <= 9; month++)
        {
            var days = Enumerable
                .Range(1, DateTime.DaysInMonth(2026, month))
                .Select(day => FormattableString.Invariant($"2026-{month:00}-{day:00}"));
            workspace.Write($"exports/{month}.csv", PeriodWorkspace.Header + string.Concat(days.Select(Row)));
        }

        return workspace;
    }

    private static string Row(string day) => $"{day},acompletion,2000,500,{day} 10:00:00,0.01,gpt-4.1-mini,openai,False\n";

    private static PeriodWorkspace WithoutAugust(PeriodWorkspace workspace)
    {
        File.Delete(workspace.PathOf("exports/8.csv"));
        return workspace;
    }

    private static void Refused(Action action, string message) =>
        Assert.That(action, Throws.TypeOf<ConfigurationException>().With.Message.EqualTo(message));
}
