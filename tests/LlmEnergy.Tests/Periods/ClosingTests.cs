using LlmEnergy.Domain;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

public class ClosingTests
{
    [TestCase(EventKind.Reviewed, "found it not prepared, expected that before it is reviewed: close --step prepared")]
    [TestCase(EventKind.Approved, "found it not reviewed, expected that before it is approved: close --step reviewed")]
    [TestCase(EventKind.Closed, "found it not approved, expected that before it is closed: close --step approved")]
    public void A_step_comes_after_the_one_before(EventKind kind, string message)
    {
        using var workspace = Reported("2026-Q3");
        Refused(() => workspace.Sign("2026-Q3", kind, "A. Berg"), $"2026-Q3: error LE2031: {message}");
    }

    [Test]
    public void A_step_is_done_once()
    {
        using var workspace = Reported("2026-Q3");
        workspace.Sign("2026-Q3", EventKind.Prepared, "A. Berg");
        Refused(
            () => workspace.Sign("2026-Q3", EventKind.Prepared, "B. Holm"),
            "2026-Q3: error LE2031: found it prepared already, expected it once"
        );
    }

    [Test]
    public void A_draft_is_not_signed()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        workspace.Report("2026-Q3", isFinal: false);
        Refused(
            () => workspace.Sign("2026-Q3", EventKind.Prepared, "A. Berg"),
            "2026-Q3: error LE2031: found a draft, expected a final report: run report --final first"
        );
    }

    [Test]
    public void What_was_never_reported_is_not_signed()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Refused(
            () => workspace.Sign("2026-Q3", EventKind.Prepared, "A. Berg"),
            "2026-Q3: error LE2031: found no report, expected one: run report --period 2026-Q3 --final first"
        );
        Assert.That(Directory.Exists(workspace.PathOf("periods")), Is.False);
    }

    [TestCase("2026-07-02", TestName = "Sign-offs of an earlier report count no more: it has other bytes now")]
    [TestCase(null, TestName = "Sign-offs of an earlier report count no more: it has the same bytes")]
    public void Sign_offs_of_an_earlier_report_count_no_more(string? day)
    {
        using var workspace = Reported("2026-Q3");
        workspace.Sign("2026-Q3", EventKind.Prepared, "A. Berg");
        if (day is not null)
            workspace.Write("exports/more.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("b", day));
        workspace.Report("2026-Q3");
        Refused(
            () => workspace.Sign("2026-Q3", EventKind.Reviewed, "B. Holm"),
            "2026-Q3: error LE2031: found it not prepared, expected that before it is reviewed: close --step prepared"
        );
        workspace.Close("2026-Q3");
        Assert.That(
            EventLog.Read(workspace.PathOf("periods/2026-Q3")).Events.Select(made => made.Kind),
            Is.EqualTo(
                new[]
                {
                    EventKind.Reported,
                    EventKind.Prepared,
                    EventKind.Reported,
                    EventKind.Prepared,
                    EventKind.Reviewed,
                    EventKind.Approved,
                    EventKind.Closed,
                }
            )
        );
    }

    [TestCase("issues.csv")]
    [TestCase("manifest.json")]
    public void A_folder_that_was_changed_is_not_signed(string file)
    {
        using var workspace = Reported("2026-Q3");
        File.AppendAllText(workspace.Output("2026-Q3", file), "\n");
        Refused(
            () => workspace.Sign("2026-Q3", EventKind.Prepared, "A. Berg"),
            $"2026-Q3: error LE2031: found {file} changed since the report, expected it as it was written: run the report again"
        );
    }

    [Test]
    public void Nobody_approves_what_they_prepared()
    {
        using var workspace = Reported("2026-Q3");
        workspace.Sign("2026-Q3", EventKind.Prepared, "A. Berg");
        workspace.Sign("2026-Q3", EventKind.Reviewed, "B. Holm");
        Refused(
            () => workspace.Sign("2026-Q3", EventKind.Approved, "A. BERG"),
            "2026-Q3: error LE2031: found 'A. BERG', who prepared it (2026-10-01), expected somebody else: nobody reviews or approves "
                + "their own work"
        );
    }

    [Test]
    public void Nothing_is_signed_or_closed_after_the_closing()
    {
        using var workspace = Reported("2026-Q3").Close("2026-Q3");
        foreach (var kind in Enum.GetValues<EventKind>()[1..])
            Refused(
                () => workspace.Sign("2026-Q3", kind, "D. Friis"),
                "2026-Q3: error LE2030: found a period that A. Berg closed on 2026-10-01, expected an open one: a closed period never "
                    + "changes; restate --period 2026-Q3 writes a new version beside it"
            );
    }

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(true, true)]
    public void A_closed_period_is_not_reported_again(bool isFinal, bool comparesMethods)
    {
        using var workspace = Reported("2026-Q3").Close("2026-Q3");
        var before = Entries(workspace);
        Refused(
            () => workspace.Report("2026-Q3", isFinal, comparesMethods),
            "2026-Q3: error LE2030: found a period that A. Berg closed on 2026-10-01, expected an open one: a closed period never "
                + "changes; restate --period 2026-Q3 writes a new version beside it"
        );
        Assert.That(Entries(workspace), Is.EqualTo(before));
    }

    [TestCase("2026-Q2", "2026-Q3", "")]
    [TestCase("2025-Q4", "2026-Q1", "")]
    [TestCase("2026-H1", "2026-H2", "")]
    [TestCase("2025", "2026", "")]
    [TestCase("FY2026-Q1", "FY2026-Q2", "\"fiscalYear\": { \"start\": \"07-01\" },")]
    [TestCase("FY2025", "FY2026", "\"fiscalYear\": { \"start\": \"07-01\" },")]
    public void A_period_is_closed_after_the_one_before(string before, string period, string settings)
    {
        using var workspace = PeriodWorkspace
            .WithLog("2024-09-01", "2025-08-01", "2025-11-01", "2026-02-01", "2026-05-01", "2026-08-01")
            .Configure(settings);
        workspace.Report(before);
        workspace.Report(period);
        workspace.Sign(period, EventKind.Prepared, "A. Berg");
        workspace.Sign(period, EventKind.Reviewed, "B. Holm");
        workspace.Sign(period, EventKind.Approved, "C. Dahl");
        Refused(
            () => workspace.Sign(period, EventKind.Closed, "A. Berg"),
            $"{period}: error LE2031: found {before}, the period before, open, expected it closed: close --period {before} first"
        );
        workspace.Close(before);
        // its report does not name what was closed since, and would not tell of a closing that was cut off
        Refused(() => workspace.Sign(period, EventKind.Closed, "A. Berg"), ClosedSince(before, period));
        workspace.Report(period);
        workspace.Close(period);
        Assert.That(
            workspace.Parsed(period, "manifest.json").GetProperty("previousClosed").GetProperty("folder").GetString(),
            Is.EqualTo(before)
        );
    }

    [Test]
    public void A_report_is_not_signed_that_rests_on_a_version_restated_since()
    {
        using var workspace = Reported("2026-Q2").Close("2026-Q2");
        workspace.Report("2026-Q3");
        workspace.Restate("2026-Q2");
        workspace.Close("2026-Q2~r1");
        Refused(() => workspace.Sign("2026-Q3", EventKind.Prepared, "A. Berg"), ClosedSince("2026-Q2~r1", "2026-Q3"));
        workspace.Report("2026-Q3");
        workspace.Close("2026-Q3");
    }

    [Test]
    public void A_year_is_not_signed_that_does_not_name_a_quarter_closed_since()
    {
        using var workspace = Reported("2026");
        workspace.Report("2026-Q3");
        workspace.Close("2026-Q3");
        Refused(() => workspace.Sign("2026", EventKind.Prepared, "A. Berg"), ClosedSince("2026-Q3", "2026"));
    }

    [TestCase("--name", "Ann\u200B Aa", "the invisible character U+200B")]
    [TestCase("--name", "\u202EaA nnA", "the invisible character U+202E")]
    [TestCase("--name", "Ann HALF", "half of a surrogate pair U+D800")]
    [TestCase("--name", "Ann\nAa", "a line break or another control character")]
    [TestCase("--role", "Control\u00ADler", "the invisible character U+00AD")]
    [TestCase("--email", "a@acme.example\uFEFF", "the invisible character U+FEFF")]
    public void What_a_reader_does_not_see_is_not_signed_with(string option, string text, string found)
    {
        using var workspace = Reported("2026-Q3");
        // an attribute cannot hold half of a pair
        string Of(string of, string otherwise) => of == option ? text.Replace("HALF", "\uD800", StringComparison.Ordinal) : otherwise;
        Refused(
            () =>
                Closing.Sign(
                    workspace.Open(),
                    "2026-Q3",
                    EventKind.Prepared,
                    Of("--name", "Ann Aa"),
                    Of("--role", ""),
                    Of("--email", ""),
                    new("tester", new(2026, 10, 2, 8, 0, 0, TimeSpan.Zero))
                ),
            $"{option}: error LE2001: found {found}, expected text of one line that a reader sees as it is"
        );
        Assert.That(EventLog.Read(workspace.PathOf("periods/2026-Q3")).Events, Has.Length.EqualTo(1));
    }

    [Test]
    public void What_a_reader_does_not_see_explains_no_restatement()
    {
        using var workspace = Reported("2026-Q3").Close("2026-Q3");
        Refused(
            () => workspace.Restate("2026-Q3", explanation: "grid factors \u2066are out"),
            "--explanation: error LE2001: found the invisible character U+2066, expected text of one line that a reader sees as it is"
        );
        Assert.That(Directory.Exists(workspace.PathOf("periods/2026-Q3~r1")), Is.False);
    }

    [TestCase("2026-Q3")]
    [TestCase("2026")]
    [TestCase("2026-YTD3")]
    public void A_period_without_one_before_is_closed(string period)
    {
        using var workspace = Reported(period).Close(period);
        Assert.That(EventLog.Read(workspace.PathOf($"periods/{period}")).Closing?.By, Is.EqualTo("A. Berg"));
    }

    [Test]
    public void A_restatement_that_is_open_is_the_period_before_that_is_open()
    {
        using var workspace = Reported("2026-Q2").Close("2026-Q2");
        workspace.Restate("2026-Q2");
        workspace.Report("2026-Q3");
        Assert.That(
            () => workspace.Close("2026-Q3"),
            Throws
                .InstanceOf<ConfigurationException>()
                .With.Message.Contains("found 2026-Q2~r1, the period before, open, expected it closed: close --period 2026-Q2~r1 first")
        );
    }

    [Test]
    public void A_period_is_restated_again_after_its_restatement_is_closed()
    {
        using var workspace = Reported("2026-Q3").Close("2026-Q3");
        Assert.That(workspace.Restate("2026-Q3").Restatement?.Of, Is.EqualTo("2026-Q3"));
        Refused(
            () => workspace.Restate("2026-Q3"),
            "2026-Q3~r1: error LE2031: found an open restatement, expected a closed one: close it first, or delete its folder"
        );
        workspace.Close("2026-Q3~r1");
        Assert.That(workspace.Restate("2026-Q3").Restatement?.Of, Is.EqualTo("2026-Q3~r1"));
        Assert.That(
            Directory.EnumerateDirectories(workspace.PathOf("periods")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "2026-Q3", "2026-Q3~r1", "2026-Q3~r2" })
        );
    }

    [Test]
    public void An_open_period_is_reported_again_and_not_restated()
    {
        using var workspace = Reported("2026-Q3");
        Refused(
            () => workspace.Restate("2026-Q3"),
            "2026-Q3: error LE2031: found an open period, expected a closed one: run report --period 2026-Q3 again instead"
        );
    }

    [Test]
    public void What_was_never_reported_is_not_restated()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Refused(
            () => workspace.Restate("2026-Q3"),
            "2026-Q3: error LE2031: found no report, expected a closed one: there is nothing to restate; run report --period 2026-Q3"
        );
    }

    [Test]
    public void A_restatement_says_why()
    {
        using var workspace = Reported("2026-Q3").Close("2026-Q3");
        Refused(
            () => workspace.Restate("2026-Q3", explanation: " "),
            "2026-Q3: error LE2031: found no explanation, expected --explanation in a sentence"
        );
    }

    [TestCase("")]
    [TestCase("../x")]
    [TestCase("2026-Q3/../..")]
    [TestCase("2026-Q3/")]
    [TestCase("2026-Q3\n")]
    [TestCase("2026-Q5")]
    [TestCase("2026-Q3~")]
    [TestCase("2026-Q3~r0")]
    [TestCase("2026-Q3~r01")]
    [TestCase("2026-Q3~r-1")]
    [TestCase("2026-Q3~r1/../../victim")]
    [TestCase("2026-Q3~/../../victim")]
    [TestCase("2026-Q3~r99999999999")]
    public void A_name_that_is_none_of_a_version_leads_nowhere(string version)
    {
        using var workspace = Reported("2026-Q3");
        // what a repair of such a name would take for the rest of a run that was stopped
        workspace.Write("victim/manifest.json", "{}").Write("victim.new/file", "").Write("victim.old/file", "").Write(".2026-Q3~r1/x", "");
        var before = Entries(workspace);
        Assert.That(
            () => workspace.Sign(version, EventKind.Prepared, "A. Berg"),
            Throws.InstanceOf<ConfigurationException>().With.Message.StartsWith("--period: error LE2001: found '")
        );
        Assert.That(Entries(workspace), Is.EqualTo(before));
    }

    [TestCase("2026-Q3~r9")]
    [TestCase("2026-Q4")]
    public void A_version_that_there_is_not_is_not_made(string version)
    {
        using var workspace = Reported("2026-Q3");
        var before = Entries(workspace);
        Assert.That(
            () => workspace.Sign(version, EventKind.Prepared, "A. Berg"),
            Throws.InstanceOf<ConfigurationException>().With.Message.Contains("error LE2031: found no report, expected one")
        );
        Assert.That(Entries(workspace), Is.EqualTo(before));
    }

    private static PeriodWorkspace Reported(string period) =>
        Beginnings.Copy(
            (nameof(ClosingTests), period),
            () =>
            {
                var workspace = PeriodWorkspace.WithLog("2026-04-01", "2026-07-01");
                workspace.Report(period);
                return workspace;
            }
        );

    private static string ClosedSince(string closed, string period) =>
        $"{period}: error LE2031: found {closed}, which was closed after the report, expected the inputs as the report read them: run "
        + $"report --period {period} --final again";

    private static void Refused(Action action, string message) =>
        Assert.That(action, Throws.InstanceOf<ConfigurationException>().With.Message.EqualTo(message));

    private static List<string> Entries(PeriodWorkspace workspace) =>
        [
            .. Directory
                .EnumerateFileSystemEntries(workspace.Folder.FullName, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal),
        ];
}
