using LlmEnergy.Domain;
using LlmEnergy.Fetching.Providers;
using Microsoft.AspNetCore.Http;

namespace LlmEnergy.Fetching.Tests;

/// <summary>Pages come as they are, are put on record, and are a whole or no export.</summary>
public class PagingTests
{
    private const string July = "exports/given/completions_2026-07";

    [Test]
    public async Task Pages_are_saved_as_they_came_and_read_as_one_export()
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context => context.Response.WriteAsync(Page(context, 3)));
        workspace.Now = new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);
        await workspace.Fetch(workspace.Source(provider, endpoint: "completions"), "2026-Q3");
        Assert.That(
            workspace.Exports.Where(file => file.Key.StartsWith(July, StringComparison.Ordinal)),
            Is.EqualTo(Enumerable.Range(1, 3).Select(page => KeyValuePair.Create($"{July}.p000{page}.json", OpenAiPages.Page(page, 3))))
        );
        Assert.That(workspace.Hidden, Is.Empty);

        Assert.That(workspace.Read().Select(issue => issue.Code), Does.Not.Contain("LE1023"));
        File.Delete(Path.Combine(workspace.Folder.FullName, $"{July}.p0002.json"));
        Assert.That(
            workspace.Read().Where(issue => issue.Code == "LE1023").Select(issue => issue.At.File),
            Is.EqualTo(new[] { $"{July}.p0001.json" })
        );
    }

    [Test]
    public async Task A_row_of_the_register_says_how_each_page_was_obtained()
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context => context.Response.WriteAsync(Page(context, 2)));
        var result = await workspace.Fetch(workspace.Source(provider, endpoint: "completions"));
        var (first, second) = (result.Files[0], result.Files[1]);
        Assert.That(first.ObtainedBy, Is.EqualTo("tester (llmenergy fetch)"));
        Assert.That(
            (first.Intake.ObtainedOn, first.Intake.From, first.Intake.To),
            Is.EqualTo((new DateOnly(2026, 10, 5), new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 31)))
        );
        Assert.That(
            first.Source,
            Is.EqualTo(
                $"GET {provider.Address}v1/organization/usage/completions?start_time=1782864000&end_time=1785542400&bucket_width=1d&limit=31"
                    + "&group_by=model&group_by=project_id&group_by=api_key_id&group_by=batch&group_by=service_tier at 2026-10-05T07:00:00Z, "
                    + "page 1 of 2"
            )
        );
        Assert.That(second.Source, Does.EndWith($"page 2 of 2 after {first.Sha256[..12]}").And.Contain("&page=page_2 at "));
        Assert.That(workspace.Intake, Does.Contain(first.Sha256).And.Contain(second.Sha256));
    }

    [Test]
    public async Task What_no_longer_changes_is_not_asked_for_again_and_the_running_month_is()
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context => context.Response.WriteAsync(Page(context, 1)));
        var source = workspace.Source(provider, endpoint: "completions");
        await workspace.Fetch(source, "2026");
        Assert.That(provider.Asked, Has.Count.EqualTo(10), "January to October");
        provider.Asked.Clear();
        workspace.Now = workspace.Now.AddDays(1);
        var result = await workspace.Fetch(source, "2026");
        Assert.That((result.Settled, provider.Asked.Count), Is.EqualTo((9, 1)));
        Assert.That(result.Files.Single().Intake.To, Is.EqualTo(new DateOnly(2026, 10, 5)), "yesterday");
        await workspace.Fetch(source, "2026", again: true);
        Assert.That(provider.Asked, Has.Count.EqualTo(11));
    }

    [Test]
    public async Task A_list_that_became_shorter_leaves_no_page_of_the_longer_one()
    {
        using var workspace = new FetchWorkspace();
        var pages = 3;
        await using var provider = await FakeProvider.Start(context => context.Response.WriteAsync(Page(context, pages)));
        var source = workspace.Source(provider, endpoint: "completions");
        await workspace.Fetch(source, "2026-Q3");
        pages = 1;
        await workspace.Fetch(source, "2026-Q3", again: true);
        Assert.That(
            workspace.Exports.Keys,
            Is.EqualTo(new[] { "07", "08", "09" }.Select(month => $"exports/given/completions_2026-{month}.p0001.json"))
        );
        Assert.That(workspace.Intake, Does.Not.Contain("p0002"));
    }

    [TestCase("""{ "data": [], "has_more": true, "next_page": null }""", "found has_more true without next_page")]
    [TestCase("""{ "data": [] }""", "found no has_more")]
    [TestCase("""{ "data": [], "has_more": fal""", "found an answer that is no JSON or ends early")]
    [TestCase("""<html>Sign in</html>""", "found an answer that is no JSON")]
    [TestCase("""{ "data": [], "has_more": true, "next_page": "same" }""", "found a page that leads back to one before")]
    public async Task A_list_that_is_no_whole_is_an_error_and_no_export(string page, string found)
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context => context.Response.WriteAsync(page));
        var result = await workspace.Fetch(workspace.Source(provider, endpoint: "costs"));
        Assert.That(
            result.Issues.Select(issue => (issue.Code, issue.Severity)).Distinct(),
            Is.EqualTo(new[] { ("LE2092", Severity.Error) })
        );
        Assert.That(result.Issues[0].Message, Does.StartWith(found));
        Assert.That(workspace.Exports, Is.Empty);
    }

    [Test]
    public async Task Numbered_pages_and_links_are_followed_to_their_end()
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context =>
        {
            var number = int.TryParse(context.Request.Query["page"], out var asked) ? asked : 1;
            if (context.Request.Path == "/linked" && number < 3)
                context.Response.Headers.Link = $"</linked?page={number + 1}>; rel=\"next\", </linked?page=3>; rel=\"last\"";
            return context.Response.WriteAsync($$"""{ "meta": { "pages": 2 }, "number": {{number}} }""");
        });
        var own = workspace.Source(provider).Provider! with
        {
            Endpoints =
            [
                new("numbered", "/numbered", [], false, new(PagedBy.Number, Total: "meta.pages", Parameter: "page")),
                new("linked", "/linked", [], false, new(PagedBy.Link)),
            ],
        };
        workspace.Now = new(2026, 8, 10, 0, 0, 0, TimeSpan.Zero);
        await workspace.Fetch(workspace.Source(provider) with { Provider = own }, "2026-Q3");
        Assert.That(
            workspace.Exports.Keys.Where(file => file.Contains("2026-07", StringComparison.Ordinal)).Select(Path.GetFileName),
            Is.EqualTo(
                new[]
                {
                    "linked_2026-07.p0001.json",
                    "linked_2026-07.p0002.json",
                    "linked_2026-07.p0003.json",
                    "numbered_2026-07.p0001.json",
                    "numbered_2026-07.p0002.json",
                }
            )
        );
    }

    [Test]
    public async Task Files_that_an_answer_lists_get_no_key_and_their_signatures_stand_nowhere()
    {
        using var workspace = new FetchWorkspace();
        await using var storage = await FakeProvider.Start(context =>
            context.Response.WriteAsync($"{{\"file\":\"{context.Request.Path}\"}}\n")
        );
        await using var provider = await FakeProvider.Start(context =>
            context.Response.WriteAsync(
                $$"""{ "download_links": ["{{storage.Address}}a?sig=SIGNED", "{{storage.Address}}b?sig=SIGNED"], "report_day": "2026-09-30" }"""
            )
        );
        workspace.Now = new(2026, 7, 2, 1, 0, 0, TimeSpan.Zero);
        await workspace.Fetch(workspace.Source(provider, "github-copilot"));
        Assert.That(
            workspace.Exports,
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["exports/given/users_2026-07-01.p0001.jsonl"] = "{\"file\":\"/a\"}\n",
                    ["exports/given/users_2026-07-01.p0002.jsonl"] = "{\"file\":\"/b\"}\n",
                }
            )
        );
        Assert.That(storage.Asked.Select(asked => asked.Key), Is.All.Empty);
        Assert.That(provider.Asked.Single().Key, Is.EqualTo($"Bearer {FetchWorkspace.Key}"));
        Assert.That(workspace.Intake, Does.Contain($"GET {storage.Address}a at").And.Not.Contain("SIGNED"));
    }

    [Test]
    public async Task Days_that_a_provider_gives_no_more_are_said_once()
    {
        using var workspace = new FetchWorkspace();
        await using var provider = await FakeProvider.Start(context => context.Response.WriteAsync("""{ "data": [] }"""));
        var result = await workspace.Fetch(workspace.Source(provider, "openrouter"));
        Assert.That(provider.Asked, Has.Count.EqualTo(26), "5 to 30 September");
        Assert.That(result.Issues.Single().Code, Is.EqualTo("LE2094"));
        Assert.That(result.Issues.Single().Message, Does.StartWith("found 66 days from 2026-07-01 to 2026-09-04"));
    }

    [Test]
    public void Built_in_lists_of_usage_are_grouped_by_model_project_and_key()
    {
        var queries = ProviderReader
            .BuiltIn.Where(provider => provider.Id is "openai" or "anthropic")
            .SelectMany(provider => provider.Endpoints)
            .Where(endpoint => endpoint.Id != "costs")
            .Select(endpoint => string.Join('&', endpoint.Query));
        Assert.That(queries, Has.Exactly(5).Items);
        Assert.That(
            queries,
            Is.All.Matches<string?>(query =>
                query!.Contains("=model", StringComparison.Ordinal)
                && query.Contains("=api_key_id", StringComparison.Ordinal)
                && (query.Contains("=project_id", StringComparison.Ordinal) || query.Contains("=workspace_id", StringComparison.Ordinal))
            )
        );
    }

    internal static string Page(HttpContext context, int count) =>
        OpenAiPages.Page(OpenAiPages.Number(context.Request.Query["page"]), count);
}
