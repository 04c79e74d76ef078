using LlmEnergy.Domain;
using LlmEnergy.Periods;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests.Periods;

public class ClosedPeriodTests
{
    private static readonly Writer Writer = new("tester", new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero));

    [Test]
    public void A_closed_period_is_not_written_again()
    {
        using var temporary = new TemporaryFolder();
        var folder = new PeriodFolder(temporary.Folder, "2026-Q3");
        Report(folder);
        folder.Append(Writer, log => Event(EventKind.Closed, log.Events[^1].Manifest));
        Assert.That(
            () => Report(folder),
            Throws
                .InstanceOf<ConfigurationException>()
                .With.Message.StartsWith("2026-Q3: error LE2030: found a period that tester closed on 2026-10-05, expected an open one")
        );
    }

    [Test]
    public void What_was_not_reported_is_not_signed()
    {
        using var temporary = new TemporaryFolder().With("llmenergy.json", """{ "schema": 1, "undertaking": "A", "sources": [] }""");
        var workspace = Workspace.Open(temporary.Folder);
        Assert.That(
            () => Closing.Sign(workspace, "2026-Q3", EventKind.Prepared, "A", "", "", Writer),
            Throws.InstanceOf<ConfigurationException>().With.Message.StartsWith("2026-Q3: error LE2031: found no report")
        );
    }

    [Test]
    public void A_folder_without_a_manifest_is_not_verified()
    {
        using var temporary = new TemporaryFolder();
        Assert.That(
            () => new Verifier(new(new(() => Factors.FactorPack.BuiltIn))).Verify(temporary.Folder, new(), null, CancellationToken.None),
            Throws.InstanceOf<ConfigurationException>().With.Message.Contains("error LE2032: found no manifest.json")
        );
    }

    private static void Report(PeriodFolder folder) =>
        folder.Replace(Writer, files => files.Write(Manifest.FileName, _ => { }), manifest => Event(EventKind.Reported, manifest));

    private static PeriodEvent Event(EventKind kind, string manifest) => new(kind, Writer.Now, "tester", "", "", manifest, "");
}
