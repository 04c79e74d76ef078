using LlmEnergy.Domain;
using LlmEnergy.Hashing;

namespace LlmEnergy.Tests.Periods;

public class ReportOptionsTests
{
    [Test]
    public void A_summary_is_written_where_it_is_asked_for_and_verifies()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        workspace.Report("2026-Q3");
        Assert.That(File.Exists(workspace.Output("2026-Q3", "disclosure-summary.pdf")), Is.False);
        workspace.Report("2026-Q3", with: request => request with { WritesSummary = true });
        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(workspace.Output("2026-Q3", "disclosure-summary.pdf")), Is.True);
            Assert.That(workspace.Parsed("2026-Q3", "manifest.json").GetProperty("writesSummary").GetBoolean(), Is.True);
            Assert.That(workspace.Verify("2026-Q3").Findings, Is.Empty);
        });
    }

    [TestCase("ESRS-2026", "ESRS-2026")]
    [TestCase("VSME", "VS-2026", Description = "its former name, with a finding")]
    public void A_rule_set_is_recorded_and_verifies(string asked, string name)
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        workspace.Report("2026-Q3");
        var (by, without) = (
            Sha256.Of(workspace.Output("2026-Q3", "disclosure.pdf")),
            workspace.Parsed("2026-Q3", "manifest.json").GetProperty("ruleSet").GetString()
        );
        workspace.Report("2026-Q3", with: request => request.With(asked));
        Assert.Multiple(() =>
        {
            Assert.That(
                (without, workspace.Parsed("2026-Q3", "manifest.json").GetProperty("ruleSet").GetString()),
                Is.EqualTo(("ESRS-2023", name))
            );
            Assert.That(Sha256.Of(workspace.Output("2026-Q3", "disclosure.pdf")), Is.Not.EqualTo(by));
            Assert.That(workspace.Verify("2026-Q3").Findings, Is.Empty);
        });
    }

    [Test]
    public void An_unknown_rule_set_is_named_with_those_there_are()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Assert.That(
            () => workspace.Report("2026-Q3", with: request => request.With("GRI")),
            Throws
                .InstanceOf<ConfigurationException>()
                .With.Message.Contains(
                    "--ruleset: error LE2001: found 'GRI', expected one of ESRS-2023, ESRS-2023-reliefs, ESRS-2026, VS-2026"
                )
        );
    }
}
