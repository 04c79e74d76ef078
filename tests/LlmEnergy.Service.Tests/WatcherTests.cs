using LlmEnergy.Periods;

namespace LlmEnergy.Service.Tests;

/// <summary>Restarts, clocks, two services, disks that fail: the next round goes on.</summary>
public class WatcherTests
{
    [Test]
    public async Task What_a_killed_service_had_not_drafted_the_next_one_drafts()
    {
        using var workspace = new WatchedWorkspace();
        workspace.Put("usage.json", Exports.OpenAi(1));
        await workspace.Rounds();
        Directory.Delete(workspace.Period, recursive: true);
        File.WriteAllText(Path.Combine(workspace.Folder.FullName, ".watch.pending"), "");
        workspace.Start();
        await workspace.Watcher.Look(default);
        Assert.That(File.Exists(Path.Combine(workspace.Period, "manifest.json")));
        Assert.That(File.Exists(Path.Combine(workspace.Folder.FullName, ".watch.pending")), Is.False);
    }

    [Test]
    public async Task A_file_that_was_moved_and_not_put_on_record_before_a_kill_is_put_on_record()
    {
        using var workspace = new WatchedWorkspace();
        Directory.CreateDirectory(Path.Combine(workspace.Folder.FullName, "exports/openai"));
        File.WriteAllText(Path.Combine(workspace.Folder.FullName, "exports/openai/usage.json"), Exports.OpenAi(1));
        workspace.Put("usage.json", Exports.OpenAi(1));
        await workspace.Rounds();
        Assert.That(File.ReadAllText(Path.Combine(workspace.Folder.FullName, "intake.csv")), Does.Contain("exports/openai/usage.json"));
        Assert.That(Directory.EnumerateFiles(workspace.Inbox), Is.Empty);
    }

    [Test]
    public async Task Nothing_is_drafted_where_nothing_has_changed()
    {
        using var workspace = new WatchedWorkspace();
        workspace.Put("usage.json", Exports.OpenAi(1));
        await workspace.Rounds(2);
        var drafts = workspace.Tally.Drafts;
        await workspace.Rounds(5);
        Assert.That(workspace.Tally.Drafts, Is.EqualTo(drafts));
    }

    [Test]
    public async Task A_period_is_told_once_on_its_day_also_where_the_clock_jumps_back()
    {
        using var workspace = new WatchedWorkspace();
        var told = Path.Combine(workspace.Folder.FullName, "told.jsonl");
        File.WriteAllText(
            Path.Combine(workspace.Folder.FullName, "watch.json"),
            $$"""{ "schema": 1, "day": 7, "notify": { "file": "{{told}}" } }"""
        );
        workspace.Start();
        await workspace.Rounds();
        Assert.That(File.Exists(told), Is.False, "5 October");
        workspace.Time.Jump(TimeSpan.FromDays(2));
        await workspace.Rounds();
        Assert.That(workspace.Log.Lines, Has.Some.StartsWith("The clock jumped from"));
        workspace.Time.Jump(TimeSpan.FromDays(-2));
        await workspace.Rounds();
        workspace.Time.Jump(TimeSpan.FromDays(3));
        workspace.Start();
        await workspace.Rounds();
        Assert.That(File.ReadAllLines(told).Count(line => line.Contains("2026-Q3", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_disk_that_fails_is_a_failed_round_and_the_next_one_goes_on()
    {
        using var workspace = new WatchedWorkspace();
        workspace.Put("usage.json", Exports.OpenAi(1));
        // a file in the place of the folder: every write below it fails
        File.WriteAllText(Path.Combine(workspace.Folder.FullName, "periods"), "");
        await workspace.Rounds(3);
        Assert.That((workspace.Tally.IsHealthy, workspace.Tally.Drafts), Is.EqualTo((false, 0L)));
        File.Delete(Path.Combine(workspace.Folder.FullName, "periods"));
        await workspace.Rounds(1);
        Assert.That((workspace.Tally.IsHealthy, File.Exists(Path.Combine(workspace.Period, "manifest.json"))), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_second_service_is_refused()
    {
        using var workspace = new WatchedWorkspace();
        using var first = PeriodLock.Take(workspace.Folder, "watch", new("somebody", workspace.Time.GetUtcNow()));
        Assert.That(
            async () => await WatchService.Run(workspace.Folder, new RoundProcess("none"), TimeProvider.System, default),
            Throws.InstanceOf<IOException>().With.Message.StartsWith("Another run is writing watch (somebody")
        );
    }

    [Test]
    public async Task A_closed_period_is_not_drafted()
    {
        using var workspace = new WatchedWorkspace();
        Directory.CreateDirectory(Path.Combine(workspace.Folder.FullName, "periods"));
        File.WriteAllText(Path.Combine(workspace.Folder.FullName, "periods", ".2026-Q3.closed"), "");
        workspace.Put("usage.json", Exports.OpenAi(1));
        await workspace.Rounds(3);
        Assert.That(Directory.Exists(workspace.Period), Is.False);
    }

    [Test]
    public async Task A_notification_that_fails_is_said_without_its_address()
    {
        using var workspace = new WatchedWorkspace();
        var secret = Path.Combine(Path.GetTempPath(), $"llmenergy-hook-{Guid.NewGuid():N}");
        File.WriteAllText(secret, "http://127.0.0.1:9/T000/SECRET");
        try
        {
            File.WriteAllText(
                Path.Combine(workspace.Folder.FullName, "watch.json"),
                $$"""{ "schema": 1, "day": 4, "notify": { "webhook": "{{secret}}" } }"""
            );
            workspace.Start();
            await workspace.Rounds(2);
            Assert.That(workspace.Log.Lines, Has.Exactly(1).Contains("LE2096: found no delivery by webhook"));
            Assert.That(workspace.Log.Lines, Has.None.Contains("SECRET"));
        }
        finally
        {
            File.Delete(secret);
        }
    }
}
