using System.Text;
using System.Text.RegularExpressions;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Drafting;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>
/// A profile drafted from a sample of each built-in format, also under names that the format does not know, gives the tokens of the format;
/// or it says what is open of them; or there is none, with the reason. It never gives other tokens in silence.
/// </summary>
[TestFixture]
internal sealed partial class DraftedFormatsTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Samples, "formats");

    /// <summary>What is open in nearly all drafts, and moves no token.</summary>
    private static readonly string[] OfOthers =
    [
        "a name of the format",
        "the provider, here as",
        "the zone of",
        "the currency of",
        "costKey",
    ];

    [TestCaseSource(nameof(Samples))]
    public void A_draft_gives_the_tokens_of_the_format_or_says_what_is_open(string file, bool isRenamed)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        using var known = new ExportFolder().With(file, text);
        using var folder = new ExportFolder().With(file, isRenamed ? Renamed(file, text) : text);
        var draft = ProfileDraft.Draft(folder.Paths[0]);
        if (draft.Text is null)
        {
            Assert.That(draft.Refused!.Message, Does.StartWith("found no column that counts tokens or other usage, expected one"));
            return;
        }

        var decisions = draft
            .Text.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("// decide:", StringComparison.Ordinal) && !OfOthers.Any(line.Contains))
            .ToList();
        if (Drafted(folder, draft.Text) != Tokens(known))
            Assert.That(decisions, Is.Not.Empty, draft.Text);
    }

    [TestCase("anthropic.claude-code.analytics.json")]
    [TestCase("azure.apim.llm-log.jsonl")]
    [TestCase("ccusage.json")]
    [TestCase("cloudflare.ai-gateway.jsonl")]
    [TestCase("github.copilot.credits.csv")]
    [TestCase("github.copilot.metrics.jsonl")]
    [TestCase("langdock.csv")]
    [TestCase("litellm.activity.json")]
    [TestCase("litellm.daily.user.csv")]
    [TestCase("litellm.ui.daily.csv")]
    [TestCase("mlflow.traces.json")]
    [TestCase("openai.legacy.usage.json")]
    [TestCase("openrouter.activity.json")]
    [TestCase("openrouter.daily.csv")]
    [TestCase("openrouter.generations.csv")]
    [TestCase("otel.logs.jsonl")]
    public void These_drafts_give_the_tokens_as_they_stand(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        using var known = new ExportFolder().With(file, text);
        using var folder = new ExportFolder().With(file, text);
        Assert.That(Drafted(folder, ProfileDraft.Draft(folder.Paths[0]).Text!), Is.EqualTo(Tokens(known)));
    }

    [TestCase("day,user,prompts,model\n2026-09-01,u,5,gpt\n2026-09-02,v,7,gpt\n")]
    [TestCase("day,model,prompt_count\n2026-09-01,gpt,5\n2026-09-02,gpt,7\n")]
    [TestCase("day,model,prompt_chars\n2026-09-01,gpt,5\n2026-09-02,gpt,7\n")]
    public void Prompts_and_their_characters_are_no_tokens(string csv)
    {
        using var folder = new ExportFolder().With("usage.csv", csv);
        Assert.That(ProfileDraft.Draft(folder.Paths[0]).Text ?? "", Does.Not.Contain("\"input\": \"prompt"));
    }

    [Test]
    public void Counts_that_rise_from_row_to_row_are_left_to_decide()
    {
        static string Csv(params int[] counts) =>
            "time,model,input_tokens,output_tokens\n"
            + string.Concat(counts.Select((count, row) => $"2026-09-0{row + 1}T10:00:00Z,m,{count},{count / 2}\n"));

        using var rising = new ExportFolder().With("usage.csv", Csv(100, 250, 300, 900, 950, 1200));
        Assert.That(ProfileDraft.Draft(rising.Paths[0]).Text, Does.Contain("// decide: whether \"input_tokens\" counts up"));
        using var other = new ExportFolder().With("usage.csv", Csv(100, 250, 90, 900, 950, 1200));
        Assert.That(ProfileDraft.Draft(other.Paths[0]).Text, Does.Not.Contain("counts up"));
    }

    [TestCase("100,20,10,130", "[\"input\", \"cached\", \"output\"]", TestName = "The total has the cache beside the input")]
    [TestCase("100,20,10,110", "[\"input\", \"output\"]", TestName = "The total leaves the cache out")]
    public void A_total_that_rows_add_up_to_holds_them_from_then_on(string row, string sum)
    {
        using var folder = new ExportFolder().With(
            "usage.csv",
            $"time,model,input_tokens,cached_tokens,output_tokens,total_tokens\n2026-09-01T10:00:00Z,m,{row}\n2026-09-01T11:00:00Z,m,50,0,5,55\n"
        );
        var draft = ProfileDraft.Draft(folder.Paths[0]).Text!;
        Assert.That(draft, Does.Contain("\"total\": \"total_tokens\"").And.Contain($"\"totalIs\": [{sum}]"));
        Assert.That(Drafted(folder, draft), Is.Not.Null);
    }

    [Test]
    public void A_total_that_is_no_sum_is_left_to_decide()
    {
        using var folder = new ExportFolder().With(
            "usage.csv",
            "time,model,input_tokens,output_tokens,total_tokens\n2026-09-01T10:00:00Z,m,100,10,117\n2026-09-01T11:00:00Z,m,50,5,58\n"
        );
        var draft = ProfileDraft.Draft(folder.Paths[0]).Text!;
        Assert.That(draft, Does.Contain("decide: \"total_tokens\" is no sum of input, output and their parts in all rows"));
        Assert.That(draft, Does.Not.Contain("totalIs"));
    }

    [Test]
    public void A_last_row_of_sums_counts_nothing_and_holds_the_rows()
    {
        const string Rows = "day,model,input_tokens,output_tokens\n2026-09-01,m,100,10\n2026-09-02,m,50,5\n";
        using var folder = new ExportFolder().With("usage.csv", Rows + "Total,,150,15\n");
        var draft = ProfileDraft.Draft(folder.Paths[0]).Text!;
        Assert.That(Drafted(folder, draft), Is.EqualTo((150L, 0L, 0L, 15L)));
        Assert.That(folder.Ingest().Rows.Rejected, Is.Zero);
        using var cut = new ExportFolder { Formats = folder.Formats, Source = folder.Source }.With(
            "usage.csv",
            "day,model,input_tokens,output_tokens\n2026-09-01,m,100,10\nTotal,,150,15\n"
        );
        Assert.That(cut.Ingest().Issues.Select(issue => issue.Code), Does.Contain("LE1040"));
        using var usage = new ExportFolder().With("usage.csv", Rows);
        Assert.That(ProfileDraft.Draft(usage.Paths[0]).Text, Does.Not.Contain("controlTotals"));
    }

    /// <summary>Null where a draft cannot be read before something is decided.</summary>
    private static (long, long, long, long)? Drafted(ExportFolder folder, string text)
    {
        try
        {
            folder.Formats = FormatCatalog.BuiltIn.With(Mapping.Parse(Encoding.UTF8.GetBytes(text), "draft.profile.json"));
        }
        catch (ConfigurationException)
        {
            return null;
        }

        folder.Source = folder.Source with { Format = "my.format" };
        return Tokens(folder);
    }

    private static (long, long, long, long)? Tokens(ExportFolder folder)
    {
        var total = folder.Ingest().Total;
        return (total.Input, total.Cached, total.CacheWrite, total.Output);
    }

    /// <summary>Columns and members under names that no format asks for.</summary>
    public static string Renamed(string file, string text)
    {
        if (!file.EndsWith(".csv", StringComparison.Ordinal))
            return Member().Replace(text, "\"$1_v2\":");
        var lines = text.TrimStart('\uFEFF').Split('\n', 2);
        var separator = lines[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var names = lines[0].TrimEnd('\r').Split(separator).Select(name => name.EndsWith('"') ? name[..^1] + "_v2\"" : name + "_v2");
        return string.Join(separator, names) + "\n" + lines[1];
    }

    private static IEnumerable<TestCaseData> Samples() =>
        Directory
            .EnumerateFiles(Folder)
            .Select(file => Path.GetFileName(file)!)
            .Where(file => file != "README.md")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => new[] { new TestCaseData(file, false), new TestCaseData(file, true) });

    [GeneratedRegex("\"([A-Za-z0-9_.()-]+)\" *:")]
    private static partial Regex Member();
}
