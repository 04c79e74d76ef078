using LlmEnergy.Hashing;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>What the closing adds to a report that it does not change.</summary>
public class SignOffAddendumTests
{
    private const string Q3 = "2026-Q3";

    [Test]
    public void The_closing_adds_who_signed_in_what_role_and_what_by_hash()
    {
        using var workspace = Closed();
        var page = File.ReadAllText(workspace.Output(Q3, ClosingFiles.Html));
        foreach (var name in new[] { "A. Berg", "B. Holm", "C. Dahl", "prepared", "reviewed", "approved", "closed" })
            Assert.That(page, Does.Contain(name));
        foreach (var file in new[] { "disclosure.pdf", "figures.json", "manifest.json" })
            Assert.That(page, Does.Contain(Sha256.Of(workspace.Output(Q3, file))), file);
        Assert.That(File.ReadAllBytes(workspace.Output(Q3, ClosingFiles.Pdf))[..5], Is.EqualTo("%PDF-"u8.ToArray()));
    }

    [Test]
    public void The_report_that_is_closed_does_not_change()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        workspace.Report(Q3);
        var before = Directory.GetFiles(workspace.PathOf($"periods/{Q3}")).Where(IsOfReport).ToDictionary(file => file, Sha256.Of);
        Sign(workspace);
        Assert.That(before.Select(file => (file.Key, Sha256.Of(file.Key))), Is.EqualTo(before.Select(file => (file.Key, file.Value))));
    }

    [Test]
    public void The_event_of_the_closing_binds_it_and_verification_knows_it()
    {
        using var workspace = Closed();
        var closing = EventLog.Read(workspace.PathOf($"periods/{Q3}")).Closing!;
        Assert.That(
            closing.Detail,
            Is.EqualTo(
                $"sign-off.html sha256:{Sha256.Of(workspace.Output(Q3, ClosingFiles.Html))}; "
                    + $"sign-off.pdf sha256:{Sha256.Of(workspace.Output(Q3, ClosingFiles.Pdf))}"
            )
        );
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
    }

    [TestCase(ClosingFiles.Html)]
    [TestCase(ClosingFiles.Pdf)]
    public void A_changed_addendum_is_a_difference(string name)
    {
        using var workspace = Closed();
        File.AppendAllText(workspace.Output(Q3, name), " ");
        Assert.That(workspace.Verify(Q3).Text(), Does.Contain($"{name}: has other bytes than events.jsonl records for the closing"));
    }

    [Test]
    public void A_missing_addendum_is_a_difference()
    {
        using var workspace = Closed();
        File.Delete(workspace.Output(Q3, ClosingFiles.Pdf));
        Assert.That(workspace.Verify(Q3).Text(), Does.Contain($"{ClosingFiles.Pdf}: is missing"));
    }

    private static bool IsOfReport(string file) => Path.GetFileName(file) != EventLog.FileName;

    private static PeriodWorkspace Closed()
    {
        var workspace = PeriodWorkspace.WithLog("2026-07-01");
        workspace.Report(Q3);
        Sign(workspace);
        return workspace;
    }

    private static void Sign(PeriodWorkspace workspace)
    {
        workspace.Sign(Q3, EventKind.Prepared, "A. Berg");
        workspace.Sign(Q3, EventKind.Reviewed, "B. Holm");
        workspace.Sign(Q3, EventKind.Approved, "C. Dahl");
        workspace.Sign(Q3, EventKind.Closed, "A. Berg");
    }
}
