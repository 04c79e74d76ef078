using LlmEnergy.Periods;

namespace LlmEnergy.Service.Tests;

/// <summary>Files come in any order, twice, in halves, unreadable: the end is one.</summary>
public class InboxTests
{
    [Test]
    public async Task A_file_is_taken_put_on_record_and_drafted()
    {
        using var workspace = new WatchedWorkspace();
        workspace.Put("september.json", Exports.OpenAi(1));
        await workspace.Watcher.Look(default);
        Assert.That(workspace.Tally.Accepted, Is.Zero, "it has not stayed as it is for long enough");
        workspace.Time.Pass(TimeSpan.FromSeconds(11));
        await workspace.Watcher.Look(default);
        Assert.That(workspace.Log.Lines, Does.Contain("Accepted: september.json"));
        Assert.That(
            File.ReadAllText(Path.Combine(workspace.Folder.FullName, "exports/openai/september.json")),
            Is.EqualTo(Exports.OpenAi(1))
        );
        Assert.That(Directory.EnumerateFiles(workspace.Inbox), Is.Empty);
        Assert.That(
            File.ReadAllText(Path.Combine(workspace.Folder.FullName, "intake.csv")),
            Does.Contain("exports/openai/september.json").And.Contain("inbox/september.json").And.Contain("2026-10-05,inbox")
        );
        Assert.That(File.Exists(Path.Combine(workspace.Period, "manifest.json")));
        Assert.That(EventLog.Read(workspace.Period).Closing, Is.Null);
    }

    [TestCase(1)]
    [TestCase(2, Category = "Long")]
    [TestCase(3, Category = "Long")]
    public async Task Any_order_with_duplicates_and_half_copies_ends_in_the_folder_of_one_report(int seed)
    {
        using var one = new WatchedWorkspace();
        foreach (var day in Enumerable.Range(1, 4))
        {
            Directory.CreateDirectory(Path.Combine(one.Folder.FullName, "exports/openai"));
            one.Put($"day-{day}.json", Exports.OpenAi(day));
        }

        one.Put("traces.json", Exports.Langfuse);
        await one.Rounds();

        using var many = new WatchedWorkspace();
        var random = new Random(seed);
        var files = Enumerable
            .Range(1, 4)
            .Select(day => ($"day-{day}.json", Exports.OpenAi(day)))
            .Append(("traces.json", Exports.Langfuse))
            .ToArray();
        random.Shuffle(files);
        foreach (var (name, text) in files)
        {
            many.Put(name, text[..random.Next(1, text.Length - 1)]);
            await many.Rounds(random.Next(1, 4));
            many.Put(name, text);
            await many.Rounds();
            if (random.Next(2) == 0)
                many.Put("again-" + name, text);
        }

        await many.Rounds(3);
        Assert.That(Directory.EnumerateFiles(many.Inbox).Select(Path.GetFileName), Is.Empty);
        Assert.That(many.Outputs(), Is.EqualTo(one.Outputs()));

        var workspace = Workspace.Open(many.Folder, null);
        var folder = many.Outputs();
        WatchedWorkspace.Pipeline.Report(
            workspace,
            ReportRequest.Of(workspace, workspace.Period("2026-Q3"), Domain.Figures.ReportStatus.Draft, comparesMethods: false),
            new("tester", many.Time.GetUtcNow()),
            null,
            default
        );
        Assert.That(many.Outputs(), Is.EqualTo(folder), "as report writes it");
    }

    [Test, Category("Long")]
    public async Task A_quarter_of_the_sample_in_any_order_with_half_copies_ends_in_the_folder_of_one_report([Range(1, 2)] int seed)
    {
        using var one = WatchedWorkspace.OfAcme(out var quarter);
        Assert.That(quarter, Has.Count.EqualTo(4));
        foreach (var file in quarter)
            one.Put(file.Name, File.ReadAllText(file.FullName));
        await one.Rounds();

        using var many = WatchedWorkspace.OfAcme(out _);
        var random = new Random(seed);
        var files = quarter.ToArray();
        random.Shuffle(files);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file.FullName);
            many.Put(file.Name, text[..random.Next(text.Length / 3, text.Length - 10)]);
            await many.Rounds(random.Next(1, 3));
            many.Put(file.Name, text);
            await many.Rounds();
            many.Put("again-" + file.Name, text);
            await many.Rounds();
        }

        Assert.That(Directory.EnumerateFiles(many.Inbox).Select(Path.GetFileName), Is.Empty, string.Join('\n', many.Log.Lines));
        Assert.That(many.Outputs(), Is.EqualTo(one.Outputs()));
        Assert.That(File.ReadAllText(Path.Combine(many.Period, "figures.json")), Does.Contain("94.2639"), "kg, the total of the sample");
    }

    [TestCase("nonsense.bin", "\u0001\u0002\u0003", "found a file of no known format")]
    [TestCase(
        "half.json",
        """{ "object": "page", "data": [ { "object": "buck""",
        "found a file of no known format, or one that ends early"
    )]
    [TestCase("other.csv", "date,model,input_tokens,output_tokens\n2026-09-01,gpt-5,1,1\n", "found a file")]
    public async Task A_file_that_is_not_taken_stays_and_is_said_once(string name, string text, string found)
    {
        using var workspace = new WatchedWorkspace();
        workspace.Put(name, text);
        await workspace.Rounds(4);
        Assert.That(workspace.Log.Lines.Where(line => line.Contains("LE2095", StringComparison.Ordinal)), Has.Exactly(1).Contains(found));
        Assert.That(File.Exists(Path.Combine(workspace.Inbox, name)));
    }

    [Test]
    public async Task Another_file_of_the_same_name_is_refused_and_the_first_one_stays()
    {
        using var workspace = new WatchedWorkspace();
        workspace.Put("usage.json", Exports.OpenAi(1));
        await workspace.Rounds();
        workspace.Put("usage.json", Exports.OpenAi(2));
        await workspace.Rounds();
        Assert.That(workspace.Log.Lines, Has.Some.Contains("found another file as exports/openai/usage.json"));
        Assert.That(File.ReadAllText(Path.Combine(workspace.Folder.FullName, "exports/openai/usage.json")), Is.EqualTo(Exports.OpenAi(1)));
    }

    [Test]
    public async Task A_half_copy_that_was_taken_gives_way_to_the_whole_file()
    {
        using var workspace = new WatchedWorkspace();
        var (first, second) = (Exports.OpenAi(1).ReplaceLineEndings(" ") + "\n", Exports.OpenAi(2).ReplaceLineEndings(" ") + "\n");
        workspace.Put("usage.jsonl", first);
        await workspace.Rounds();
        workspace.Put("usage.jsonl", first + second);
        await workspace.Rounds();
        Assert.That(File.ReadAllText(Path.Combine(workspace.Folder.FullName, "exports/openai/usage.jsonl")), Is.EqualTo(first + second));
    }

    [Test]
    public async Task Names_of_unfinished_files_and_links_are_left()
    {
        using var workspace = new WatchedWorkspace();
        workspace.Put("usage.json.part", Exports.OpenAi(1));
        workspace.Put(".usage.json", Exports.OpenAi(1));
        File.CreateSymbolicLink(Path.Combine(workspace.Inbox, "link.json"), "/etc/hostname");
        await workspace.Rounds(3);
        Assert.That((workspace.Tally.Accepted, Directory.EnumerateFiles(workspace.Inbox).Count()), Is.EqualTo((0L, 3)));
    }

    /// <summary>Its usage would change what the closed period was made from.</summary>
    [Test]
    public async Task Usage_of_a_closed_period_is_refused_by_name()
    {
        using var workspace = new WatchedWorkspace();
        Directory.CreateDirectory(Path.Combine(workspace.Folder.FullName, "periods"));
        File.WriteAllText(Path.Combine(workspace.Folder.FullName, "periods", ".2026-Q3.closed"), "");
        workspace.Put("usage.json", Exports.OpenAi(1));
        await workspace.Rounds(3);
        Assert.That(
            workspace.Log.Lines,
            Has.Exactly(1)
                .Contains("found usage of 2026-09-01 to 2026-09-01, of which 2026-Q3 is closed, expected days of open periods alone")
        );
        Assert.That(File.Exists(Path.Combine(workspace.Inbox, "usage.json")));
        Assert.That(Directory.Exists(Path.Combine(workspace.Folder.FullName, "exports")), Is.False);
    }
}
