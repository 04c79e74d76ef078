using LlmEnergy.Domain.Figures;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>A quarter that begins unlike the closed quarter before it ended: 100 requests a month, of 1,600 tokens and of 16,000.</summary>
public class HistoryTests
{
    private const string Jump =
        "source all: error LE4012: model 'gpt-4.1-mini' of openai in 2025-10: found 1,600,000 tokens after 160,000 the month before, "
        + "with 100 requests after 100; expected at most 5 times as many, or as few";

    [Test]
    public void A_jump_from_the_closed_quarter_is_found_and_fails_the_check()
    {
        using var workspace = Closed();
        var disclosure = workspace.Report("2025-Q4", isFinal: false);
        Assert.That(Jumps(disclosure), Is.EqualTo(new[] { Jump }));
        Assert.That(disclosure.Checks.Single(check => check.Id == "plausible").Passed, Is.False);
    }

    [Test]
    public void A_quarter_that_is_not_closed_is_not_compared_with()
    {
        using var workspace = Reported();
        Assert.That(Jumps(workspace.Report("2025-Q4", isFinal: false)), Is.Empty);
    }

    [Test]
    public void A_second_run_finds_the_same()
    {
        using var workspace = Closed();
        workspace.Report("2025-Q4", isFinal: false);
        Assert.That(workspace.Verify("2025-Q4", workspace: workspace.Folder).Text(), Is.Empty);
    }

    [Test]
    public void Usage_of_the_closed_quarter_that_was_changed_since_is_refused()
    {
        using var workspace = Closed();
        File.AppendAllText(workspace.Output("2025-Q3", "activity.csv"), "\n");
        Assert.That(
            () => workspace.Report("2025-Q4", isFinal: false),
            Throws.InstanceOf<RecordedFileException>().With.Message.EqualTo("periods/2025-Q3/activity.csv is not that of the closed period")
        );
    }

    private static PeriodWorkspace Closed() => Reported().Close("2025-Q3");

    private static PeriodWorkspace Reported()
    {
        static string Month(string month, int input, int output) =>
            string.Concat(
                Enumerable
                    .Range(0, 100)
                    .Select(row => $"{month}-{row},acompletion,{input},{output},{month}-15 10:00:00,0.05,gpt-4.1-mini,openai,False\n")
            );
        var workspace = new PeriodWorkspace().Write(
            "exports/log.csv",
            PeriodWorkspace.Header + Month("2025-09", 1_000, 600) + Month("2025-10", 10_000, 6_000)
        );
        workspace.Report("2025-Q3");
        return workspace;
    }

    private static IEnumerable<string> Jumps(Disclosure disclosure) =>
        disclosure
            .Issues.Where(issue => issue.Code == "LE4012" && issue.Message.Contains("requests after", StringComparison.Ordinal))
            .Select(issue => issue.ToString());
}
