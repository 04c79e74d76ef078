using LlmEnergy.Domain;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>
/// A closed version is not written over, whatever became of its events: where its closing can be known, and where nobody can know that
/// there was none.
/// </summary>
public class OverwritingTests
{
    private const string Q3 = "2025-Q3";
    private const string Q4 = "2025-Q4";

    [TestCase(true)]
    [TestCase(false)]
    public void A_closing_that_was_cut_off_is_known_from_the_next_period(bool isFinal)
    {
        using var workspace = Closed();
        workspace.Report(Q4, isFinal: false);
        workspace.ForgeEvents(Q3, events => events.SkipLast(1));
        Refused(
            workspace,
            () => workspace.Report(Q3, isFinal),
            $"{Q3}: error LE2030: found that {Q4} rests on it as closed, and no closing in its events.jsonl, expected it as it was "
                + $"closed: put it back from a copy"
        );
    }

    [Test]
    public void It_is_not_closed_anew_either()
    {
        using var workspace = Closed();
        workspace.Report(Q4);
        workspace.ForgeEvents(Q3, events => events.SkipLast(1));
        Refused(
            workspace,
            () => workspace.Sign(Q3, EventKind.Closed, "D. Friis"),
            $"{Q3}: error LE2030: found that {Q4} rests on it as closed, and no closing in its events.jsonl, expected it as it was "
                + $"closed: put it back from a copy"
        );
    }

    [Test]
    public void A_closing_that_was_cut_off_is_known_from_a_restatement()
    {
        using var workspace = Closed();
        workspace.Restate(Q3);
        workspace.ForgeEvents(Q3, events => events.SkipLast(1));
        Refused(
            workspace,
            () => workspace.Report(Q3),
            $"{Q3}: error LE2030: found that {Q3}~r1 rests on it as closed, and no closing in its events.jsonl, expected it as it was "
                + $"closed: put it back from a copy"
        );
    }

    [Test]
    public void A_folder_that_is_gone_is_not_written_anew()
    {
        using var workspace = Closed();
        workspace.Report(Q4);
        Directory.Delete(workspace.PathOf($"periods/{Q3}"), recursive: true);
        Refused(
            workspace,
            () => workspace.Report(Q3),
            $"{Q3}: error LE2030: found that {Q4} rests on it as closed, and no folder of it, expected it as it was closed: put it back "
                + $"from a copy"
        );
    }

    [TestCase(null, "no event in events.jsonl beside a final report", TestName = "events that are gone")]
    [TestCase("", "no event in events.jsonl beside a final report", TestName = "events that are empty")]
    [TestCase(
        "{}\n",
        "events.jsonl: line 1 is not as it was written, or does not follow the line before",
        TestName = "events that cannot be read"
    )]
    public void A_final_report_is_not_written_over_without_its_events(string? events, string found)
    {
        using var workspace = Closed().Unmarked(Q3);
        if (events is null)
            File.Delete(workspace.Output(Q3, EventLog.FileName));
        else
            workspace.Write($"periods/{Q3}/{EventLog.FileName}", events);
        Refused(
            workspace,
            () => workspace.Report(Q3),
            $"{Q3}: error LE2030: found {found}, so that nobody can know whether it is closed, expected the folder as it was written: put "
                + $"it back from a copy, or move it away"
        );
    }

    [Test]
    public void Nor_is_a_folder_with_neither_events_nor_a_manifest()
    {
        using var workspace = Closed().Unmarked(Q3);
        File.Delete(workspace.Output(Q3, EventLog.FileName));
        File.Delete(workspace.Output(Q3, Manifest.FileName));
        Refused(
            workspace,
            () => workspace.Report(Q3),
            $"{Q3}: error LE2030: found no event in events.jsonl beside a final report, so that nobody can know whether it is closed, "
                + $"expected the folder as it was written: put it back from a copy, or move it away"
        );
    }

    [Test]
    public void Nor_a_final_report_on_which_a_manifest_may_rest_that_cannot_be_read()
    {
        using var workspace = Closed().Unmarked(Q3);
        workspace.Report(Q4);
        workspace.ForgeEvents(Q3, events => events.SkipLast(1)).Write($"periods/{Q4}/{Manifest.FileName}", "{");
        Refused(
            workspace,
            () => workspace.Report(Q3),
            $"{Q3}: error LE2030: found {Q4}/manifest.json that cannot be read and may rest on it, so that nobody can know whether it is "
                + $"closed, expected the folder as it was written: put it back from a copy, or move it away"
        );
    }

    [Test]
    public void A_draft_without_events_is_written_over()
    {
        using var workspace = PeriodWorkspace.WithLog("2025-07-01");
        workspace.Report(Q3, isFinal: false);
        File.Delete(workspace.Output(Q3, EventLog.FileName));
        workspace.Report(Q3);
        Assert.That(EventLog.Read(workspace.PathOf($"periods/{Q3}")).Events.Select(made => made.Detail), Is.EqualTo(new[] { "final" }));
    }

    [TestCase(true, "no closing in its events.jsonl")]
    [TestCase(false, "no folder of it")]
    public void A_closing_that_was_cut_off_is_known_from_the_mark_beside_it(bool isThere, string found)
    {
        using var workspace = Closed().WithoutAddendum(Q3);
        workspace.ForgeEvents(Q3, events => events.SkipLast(1));
        Assert.That(workspace.Verify(Q3).Text(), Is.EqualTo($"1 events.jsonl: has no closing, and by periods/.{Q3}.closed it was closed"));
        if (!isThere)
            Directory.Delete(workspace.PathOf($"periods/{Q3}"), recursive: true);
        Refused(
            workspace,
            () => workspace.Report(Q3),
            $"{Q3}: error LE2030: found .{Q3}.closed, by which it was closed, and {found}, expected it as it was closed: put it back "
                + "from a copy"
        );
    }

    /// <summary>Only the code that close printed tells such a folder from an open one, where the mark beside it is gone too.</summary>
    [Test]
    public void A_closing_that_was_cut_off_and_that_nothing_knows_of_is_written_over()
    {
        using var workspace = Closed();
        var code = workspace.Verify(Q3).Code;
        workspace.Unmarked(Q3).ForgeEvents(Q3, events => events.SkipLast(1)).Report(Q3);
        Assert.That((workspace.Verify(Q3).Passed, workspace.Verify(Q3, code).Passed), Is.EqualTo((true, false)));
    }

    /// <summary>It named no closed period when it was written, and cannot be signed before it does.</summary>
    [Test]
    public void A_later_period_that_was_reported_before_the_closing_does_not_know_of_it()
    {
        using var workspace = PeriodWorkspace.WithLog("2025-07-01", "2025-10-01");
        workspace.Report(Q3);
        workspace.Report(Q4);
        workspace.Close(Q3);
        Assert.That(
            () => workspace.Sign(Q4, EventKind.Prepared, "A. Berg"),
            Throws.InstanceOf<ConfigurationException>().With.Message.Contains($"found {Q3}, which was closed after the report")
        );
        workspace.Unmarked(Q3).ForgeEvents(Q3, events => events.SkipLast(1));
        Assert.That(workspace.Verify(Q3).Text(), Does.Contain("sign-off.pdf: is not a file of the report"));
        Assert.That(workspace.WithoutAddendum(Q3).Verify(Q3).Text(), Is.Empty);
    }

    [Test]
    public void A_clock_that_stands_before_the_last_event_signs_and_reports_nothing()
    {
        using var workspace = PeriodWorkspace.WithLog("2025-07-01");
        workspace.Report(Q3);
        workspace.ForgeEvents(Q3, events => events.Select(made => made with { Time = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) }));
        const string Early = $"{Q3}: error LE2031: found the time 2026-10-01 08:00:0";
        const string Later =
            " UTC, expected none before that of the event before it, 2030-01-01 00:00:00 UTC: set the clock of this machine right";
        Refused(workspace, () => workspace.Sign(Q3, EventKind.Prepared, "A. Berg"), $"{Early}2{Later}");
        Refused(workspace, () => workspace.Report(Q3), $"{Early}3{Later}");
    }

    private static PeriodWorkspace Closed() =>
        Beginnings.Copy(
            nameof(OverwritingTests),
            () =>
            {
                var workspace = PeriodWorkspace.WithLog("2025-07-01", "2025-10-01");
                workspace.Report(Q3);
                return workspace.Close(Q3);
            }
        );

    private static void Refused(PeriodWorkspace workspace, Action action, string message)
    {
        var before = Entries(workspace);
        Assert.That(action, Throws.InstanceOf<ConfigurationException>().With.Message.EqualTo(message));
        Assert.That(Entries(workspace), Is.EqualTo(before));
    }

    private static List<string> Entries(PeriodWorkspace workspace) =>
        [
            .. workspace
                .Folder.EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => $"{file.FullName} {file.Length} {Hashing.Sha256.Of(file.FullName)}")
                .Order(StringComparer.Ordinal),
        ];
}
