namespace LlmEnergy.Service.Tests;

/// <summary>Sources of automation.json are fetched by an interval, and what came is drafted.</summary>
public class FetchTests
{
    [Test]
    public async Task A_source_is_fetched_at_once_and_again_after_its_interval()
    {
        using var workspace = Copying(out var mounted);
        File.WriteAllText(Path.Combine(mounted.FullName, "1.json"), Exports.OpenAi(1));
        await workspace.Rounds(3);
        Assert.That(workspace.Tally.Metrics(), Does.Contain("llmenergy_fetched_total 1\n"));
        Assert.That(File.Exists(Path.Combine(workspace.Period, "manifest.json")), "what came is drafted");

        File.WriteAllText(Path.Combine(mounted.FullName, "2.json"), Exports.OpenAi(2));
        await workspace.Rounds(3);
        Assert.That(workspace.Tally.Metrics(), Does.Contain("llmenergy_fetched_total 1\n"), "not before the interval has passed");

        workspace.Time.Pass(TimeSpan.FromHours(24));
        await workspace.Rounds(1);
        Assert.That(workspace.Tally.Metrics(), Does.Contain("llmenergy_fetched_total 2\n"));
    }

    [Test]
    public async Task A_clock_that_jumps_fetches_nothing()
    {
        using var workspace = Copying(out var mounted);
        await workspace.Rounds(2);
        File.WriteAllText(Path.Combine(mounted.FullName, "1.json"), Exports.OpenAi(1));
        workspace.Time.Jump(TimeSpan.FromHours(30));
        await workspace.Rounds(2);
        Assert.That(workspace.Tally.Metrics(), Does.Contain("llmenergy_fetched_total 0\n"));
    }

    [Test]
    public async Task An_automation_that_cannot_be_used_is_a_failed_round_until_it_can()
    {
        using var workspace = Copying(out _);
        var automation = Path.Combine(workspace.Folder.FullName, "automation.json");
        var good = File.ReadAllText(automation);
        File.WriteAllText(automation, "{");
        await workspace.Rounds(1);
        Assert.That((workspace.Tally.IsHealthy, workspace.RoundCount), Is.EqualTo((false, 0)));
        Assert.That(workspace.Log.Lines, Has.Some.StartsWith("The round failed, the next one tries again: automation.json"));
        File.WriteAllText(automation, good);
        await workspace.Rounds(1);
        Assert.That(workspace.Tally.IsHealthy);
    }

    /// <summary>A workspace that fetches from a folder beside it, as from a mounted disk.</summary>
    private static WatchedWorkspace Copying(out DirectoryInfo mounted)
    {
        var workspace = new WatchedWorkspace();
        mounted = workspace.Folder.CreateSubdirectory(".mounted");
        File.WriteAllText(
            Path.Combine(workspace.Folder.FullName, "automation.json"),
            $$"""{ "schema": 1, "fetch": [ { "source": "openai", "copy": "{{mounted.FullName}}/*.json" } ] }"""
        );
        return workspace;
    }
}
