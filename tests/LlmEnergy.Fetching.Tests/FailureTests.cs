using LlmEnergy.Domain;
using Microsoft.AspNetCore.Http;

namespace LlmEnergy.Fetching.Tests;

/// <summary>Providers and networks that fail: what passes is waited for, what does not is said, and no export is ever half a list.</summary>
public class FailureTests
{
    private const int Pages = 4;

    [Test]
    public async Task An_interruption_at_any_page_ends_with_the_same_bytes([Range(1, Pages)] int page)
    {
        using var whole = new FetchWorkspace();
        using var interrupted = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context => context.Response.WriteAsync(PagingTests.Page(context, Pages)));
        await whole.Fetch(whole.Source(provider, endpoint: "completions"));

        using var stop = new CancellationTokenSource();
        var isBroken = true;
        await using var failing = await FakeProvider.Start(async context =>
        {
            if (isBroken && OpenAiPages.Number(context.Request.Query["page"]) == page)
            {
                await stop.CancelAsync();
                context.Abort();
                return;
            }

            await context.Response.WriteAsync(PagingTests.Page(context, Pages));
        });
        var source = interrupted.Source(failing, endpoint: "completions");
        var oneByOne = FetchWorkspace.Limits with { AtOnce = 1 };
        Assert.That(
            async () => await interrupted.Fetch(source, limits: oneByOne, cancellation: stop.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(interrupted.Exports, Is.Empty, "no export is half a list");

        isBroken = false;
        failing.Asked.Clear();
        await interrupted.Fetch(source, limits: oneByOne);
        Assert.That(interrupted.Exports, Is.EqualTo(whole.Exports));
        Assert.That(interrupted.Hidden, Is.Empty);
        Assert.That(failing.Asked, Has.Count.EqualTo((3 * Pages) - (page - 1)), "it goes on at the page it had");
    }

    [Test]
    public async Task A_page_that_was_changed_on_the_disk_meanwhile_is_asked_for_again()
    {
        using var workspace = new FetchWorkspace();
        var isBroken = true;
        await using var provider = await FakeProvider.Start(context =>
        {
            context.Response.StatusCode = isBroken && context.Request.Query.ContainsKey("page") ? 403 : 200;
            return context.Response.WriteAsync(PagingTests.Page(context, 2));
        });
        var source = workspace.Source(provider, endpoint: "completions");
        await workspace.Fetch(source);
        foreach (var part in workspace.Hidden.Keys.Where(file => file.EndsWith(".part", StringComparison.Ordinal)))
            File.WriteAllText(Path.Combine(workspace.Folder.FullName, part), "{}");
        isBroken = false;
        await workspace.Fetch(source);
        Assert.That(workspace.Exports["exports/given/completions_2026-07.p0001.json"], Is.EqualTo(OpenAiPages.Page(1, 2)));
    }

    [Test]
    public async Task A_cursor_that_no_longer_holds_begins_the_list_anew()
    {
        using var workspace = new FetchWorkspace();
        var status = 403;
        await using var provider = await FakeProvider.Start(context =>
        {
            context.Response.StatusCode = context.Request.Query.ContainsKey("page") ? status : 200;
            if (status == 400)
                status = 200;
            return context.Response.WriteAsync(PagingTests.Page(context, 2));
        });
        var source = workspace.Source(provider, endpoint: "completions");
        await workspace.Fetch(source);
        (status, workspace.Now) = (400, workspace.Now.AddHours(1));
        var result = await workspace.Fetch(source, limits: FetchWorkspace.Limits with { AtOnce = 1 });
        Assert.That((result.Issues, result.Files.Length), Is.EqualTo((Array.Empty<Issue>(), 6)));
    }

    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task What_passes_is_tried_again(int status)
    {
        using var workspace = new FetchWorkspace();
        var failures = 2;
        await using var provider = await FakeProvider.Start(context =>
        {
            if (Interlocked.Decrement(ref failures) >= 0)
            {
                context.Response.StatusCode = status;
                context.Response.Headers.RetryAfter = "0";
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync(PagingTests.Page(context, 1));
        });
        var result = await workspace.Fetch(workspace.Source(provider, endpoint: "completions"));
        Assert.That((result.Issues.Length, result.Files.Length, provider.Asked.Count), Is.EqualTo((0, 3, 5)));
    }

    [Test]
    public async Task A_provider_says_how_long_to_wait()
    {
        using var workspace = new FetchWorkspace();
        var asked = new List<long>();
        await using var provider = await FakeProvider.Start(context =>
        {
            asked.Add(Environment.TickCount64);
            context.Response.StatusCode = asked.Count == 1 ? 429 : 200;
            context.Response.Headers.RetryAfter = "1";
            return context.Response.WriteAsync(PagingTests.Page(context, 1));
        });
        workspace.Now = new(2026, 7, 3, 0, 0, 0, TimeSpan.Zero);
        await workspace.Fetch(workspace.Source(provider, endpoint: "completions"));
        Assert.That(asked[1] - asked[0], Is.GreaterThanOrEqualTo(950));
    }

    [TestCase(401, "found HTTP status 401, expected a key that may read this")]
    [TestCase(404, "found HTTP status 404, expected the list")]
    [TestCase(302, "found HTTP status 302, expected an answer: no redirection is followed")]
    [TestCase(500, "found HTTP status 500, expected an answer: fetch again later")]
    public async Task What_does_not_pass_is_said_and_the_answer_is_not_quoted(int status, string found)
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            return context.Response.WriteAsync($"no, {FetchWorkspace.Key}");
        });
        var result = await workspace.Fetch(workspace.Source(provider, endpoint: "completions"));
        Assert.That(result.Issues.Select(issue => issue.Code), Is.All.EqualTo("LE2091").And.Exactly(3).Items);
        Assert.That(result.Issues[0].Message, Does.StartWith(found).And.Not.Contain(FetchWorkspace.Key));
        Assert.That(workspace.Exports, Is.Empty);
    }

    [Test]
    public async Task A_body_that_breaks_off_is_tried_again()
    {
        using var workspace = new FetchWorkspace();
        var failures = 2;
        await using var provider = await FakeProvider.Start(async context =>
        {
            var page = PagingTests.Page(context, 1);
            context.Response.ContentLength = page.Length;
            if (Interlocked.Decrement(ref failures) >= 0)
            {
                await context.Response.WriteAsync(page[..100]);
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await context.Response.WriteAsync(page);
        });
        await workspace.Fetch(workspace.Source(provider, endpoint: "completions"));
        Assert.That(workspace.Exports.Values, Is.All.EqualTo(OpenAiPages.Page(1, 1)).And.Exactly(3).Items);
    }

    [Test]
    public async Task A_body_that_does_not_end_is_given_up()
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(async context =>
        {
            await context.Response.WriteAsync("{ ");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        workspace.Now = new(2026, 7, 3, 0, 0, 0, TimeSpan.Zero);
        var quick = FetchWorkspace.Limits with { PageTime = TimeSpan.FromMilliseconds(300), Attempts = 1 };
        var result = await workspace.Fetch(workspace.Source(provider, endpoint: "completions"), limits: quick);
        Assert.That(result.Issues.Single().Message, Does.StartWith("found an answer that does not end in time in 2 attempts"));
    }

    [Test]
    public async Task A_page_beyond_its_size_is_refused_and_leaves_no_file()
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context => context.Response.WriteAsync(new string(' ', 1 << 20)));
        workspace.Now = new(2026, 7, 3, 0, 0, 0, TimeSpan.Zero);
        var result = await workspace.Fetch(workspace.Source(provider, endpoint: "completions"));
        Assert.That(result.Issues.Single().Message, Does.StartWith("found more than 0 MiB"));
        Assert.That(workspace.Hidden.Keys.Where(file => file.EndsWith(".part", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_key_appears_nowhere_but_in_the_request()
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context =>
        {
            context.Response.StatusCode = context.Request.Query.ContainsKey("page") ? 500 : 200;
            return context.Response.WriteAsync(PagingTests.Page(context, 2));
        });
        var result = await workspace.Fetch(workspace.Source(provider));
        Assert.That(provider.Asked.Select(asked => asked.Key), Is.All.EqualTo($"Bearer {FetchWorkspace.Key}"));
        Assert.That(provider.Asked.Select(asked => asked.Request), Is.All.Not.Contain(FetchWorkspace.Key));
        Assert.That(
            Directory.EnumerateFiles(workspace.Folder.FullName, "*", SearchOption.AllDirectories).Select(File.ReadAllText),
            Is.Not.Empty.And.All.Not.Contain(FetchWorkspace.Key)
        );
        Assert.That(result.Issues.Select(issue => issue.ToString()), Is.Not.Empty.And.All.Not.Contain(FetchWorkspace.Key));
    }

    [Test]
    public void A_key_in_the_workspace_or_behind_a_link_there_is_refused()
    {
        using var workspace = new FetchWorkspace();
        var inside = Path.Combine(workspace.Folder.FullName, "key");
        File.WriteAllText(inside, FetchWorkspace.Key);
        var link = Path.Combine(workspace.Beside.FullName, "link");
        File.CreateSymbolicLink(link, inside);
        foreach (var place in new[] { inside, link, "env:LLMENERGY_NO_SUCH_VARIABLE" })
            Assert.That(
                () => Secret.Read(place, workspace.Folder),
                Throws.TypeOf<ConfigurationException>().With.Message.Contains("error LE2090").And.Message.Not.Contains(FetchWorkspace.Key)
            );
    }

    [Test]
    public async Task A_source_that_does_not_read_the_folder_is_refused_before_anything_is_asked()
    {
        using var workspace = new FetchWorkspace("""{ "id": "given", "path": "exports/other/**" }""");
        await using var provider = await FakeProvider.Start(_ => Task.CompletedTask);
        Assert.That(
            async () => await workspace.Fetch(workspace.Source(provider)),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("error LE2093")
        );
        Assert.That(provider.Asked, Is.Empty);
    }
}
