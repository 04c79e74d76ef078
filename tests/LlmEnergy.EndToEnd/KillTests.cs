using System.Diagnostics;
using LlmEnergy.Periods;

namespace LlmEnergy.EndToEnd;

/// <summary>The program, killed as by kill -9 while it reports over an older report.</summary>
[Category("Long")]
public class KillTests
{
    private const int Kills = 50;

    /// <remarks>
    /// Asserted after each: (a) as things lie, the old or the new folder is there, all files with their bytes, and the log is the old one
    /// or that and one event; (b) a repair changes nothing of that and leaves nothing beside the folder. After every seventh, instead of
    /// (b): (c) the
    /// next report says "repaired" when there was something to repair, else not, writes the new folder and leaves nothing beside it.
    /// </remarks>
    [Test]
    public void A_report_that_is_killed_at_any_moment_leaves_the_old_or_the_new_folder()
    {
        using var workspace = new ReportedWorkspace();
        var (whole, writing, exit) = Measure(workspace);
        var made = workspace.Found;
        Assert.That(made.Outputs, Is.Not.EqualTo(workspace.Old.Outputs), "the input was changed, so that the two can be told apart");
        var random = new Random(20261002);
        var (inParts, old, @new) = (0, 0, 0);
        for (var kill = 1; kill <= Kills; kill++)
        {
            workspace.Restore();
            // of five, three anywhere between start and end, one while it writes and one while it swaps
            var at =
                $"kill {kill}: "
                + (kill % 5) switch
                {
                    0 => KillWhileWriting(workspace, writing * random.NextDouble()),
                    1 => KillWhileSwapping(workspace, random.Next(4)),
                    _ => Kill(workspace, whole * random.NextDouble()),
                };

            var found = workspace.Found;
            AssertOldOrNew(workspace, found, made, at);
            var hasParts = workspace.HasParts;
            if (hasParts)
                inParts++;
            if (found.Outputs == made.Outputs)
                @new++;
            else
                old++;

            if (kill % 7 == 6)
                AssertNextReport(workspace, hasParts, found, made, exit, at);
            else
            {
                new PeriodFolder(new(workspace.Periods), ReportedWorkspace.Period).Repair(new Writer("test", DateTimeOffset.UnixEpoch));
                Assert.That(
                    (workspace.Found, workspace.HasParts, Directory.Exists(workspace.Target)),
                    Is.EqualTo((found, false, true)),
                    at
                );
            }
        }

        TestContext.Out.WriteLine($"{Kills} kills: {old} left the old folder, {@new} the new one; {inParts} left something to repair");
        Assert.That(
            (inParts >= Kills / 10, @new > 0),
            Is.EqualTo((true, true)),
            "kills that hit the writing, and that came after the swap"
        );
    }

    private static void AssertOldOrNew(ReportedWorkspace workspace, PeriodContent found, PeriodContent made, string at)
    {
        Assert.That(found.IsOfManifest, Is.True, at);
        if (found == workspace.Old)
            return;
        Assert.That(found.Outputs, Is.EqualTo(made.Outputs), at);
        Assert.That(found.Events, Does.StartWith(workspace.Old.Events), at);
        Assert.That(found.Events[workspace.Old.Events.Length..].Count(c => c == '\n'), Is.EqualTo(1), at);
    }

    private static void AssertNextReport(
        ReportedWorkspace workspace,
        bool hasParts,
        PeriodContent found,
        PeriodContent made,
        int exit,
        string at
    )
    {
        var next = workspace.Report();
        Assert.That(
            (next.ExitCode, next.Error.Contains($"repaired {ReportedWorkspace.Period}: ", StringComparison.Ordinal)),
            Is.EqualTo((exit, hasParts)),
            at + next.Error
        );
        Assert.That(
            (workspace.Found.Outputs, workspace.Found.Events.StartsWith(found.Events, StringComparison.Ordinal)),
            Is.EqualTo((made.Outputs, true)),
            at
        );
        Assert.That(workspace.Entries, Is.EqualTo(new[] { ReportedWorkspace.Period }), at);
    }

    /// <summary>A run that nobody disturbs: how long it takes, how long of that it writes, and its exit code.</summary>
    private static (TimeSpan Whole, TimeSpan Writing, int Exit) Measure(ReportedWorkspace workspace)
    {
        using var process = Cli.Start("report", workspace.Folder, "--period", ReportedWorkspace.Period);
        var clock = Stopwatch.StartNew();
        WaitForWriting(workspace, process);
        var writes = clock.Elapsed;
        var result = Cli.Finish(process);
        return (clock.Elapsed, clock.Elapsed - writes, result.ExitCode);
    }

    private static string Kill(ReportedWorkspace workspace, TimeSpan afterStart)
    {
        using var process = Cli.Start("report", workspace.Folder, "--period", ReportedWorkspace.Period);
        process.WaitForExit(afterStart);
        End(process);
        return $"{afterStart.TotalMilliseconds:0} ms after the start";
    }

    private static string KillWhileWriting(ReportedWorkspace workspace, TimeSpan afterBegin)
    {
        using var process = Cli.Start("report", workspace.Folder, "--period", ReportedWorkspace.Period);
        WaitForWriting(workspace, process);
        process.WaitForExit(afterBegin);
        End(process);
        return $"{afterBegin.TotalMilliseconds:0} ms after it began to write";
    }

    private static string KillWhileSwapping(ReportedWorkspace workspace, int milliseconds)
    {
        using var process = Cli.Start("report", workspace.Folder, "--period", ReportedWorkspace.Period);
        WaitForWriting(workspace, process);
        while (Directory.Exists(Next(workspace)) && Directory.Exists(workspace.Target) && !process.HasExited)
            Thread.Yield();
        process.WaitForExit(milliseconds);
        End(process);
        return $"{milliseconds} ms after it began to swap";
    }

    private static void End(Process process)
    {
        process.Kill();
        process.WaitForExit();
    }

    private static string Next(ReportedWorkspace workspace) => Path.Combine(workspace.Periods, $".{ReportedWorkspace.Period}.new");

    private static void WaitForWriting(ReportedWorkspace workspace, Process process)
    {
        while (!Directory.Exists(Next(workspace)) && !process.WaitForExit(1))
        {
            // it reads
        }
    }
}
