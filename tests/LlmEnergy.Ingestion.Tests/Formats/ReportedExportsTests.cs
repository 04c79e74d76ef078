namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>
/// Small invented exports in the shape of those that people reported trouble with; the totals were computed by hand from the files.
/// Data/README.md says more.
/// </summary>
[TestFixture]
internal sealed class ReportedExportsTests
{
    [TestCase("azure-export-german-headers", 29_872, 17_970)]
    [TestCase("focus-versions", 1_485_067, 0, Description = "one bill as FOCUS 1.2 and 1.4: it counts once")]
    [TestCase("openai-batch", 200, 50)]
    [TestCase("bedrock-invocation-log", 9_360, 300, Description = "the cache of Claude stands beside its input")]
    [TestCase("openrouter", 78_165_158, 3_305_092)]
    [TestCase("openai-legacy-usage", 732, 384)]
    [TestCase("codex-fork-replay", 6_200, 380, Description = "a fork repeats the lines of the session that it began in")]
    [TestCase("gemini-cli", 33_146, 1_349, Description = "prompts of tools are input, thoughts are output")]
    [TestCase("opencode", 78_236, 292)]
    [TestCase("cursor-usage-events", 180_200, 1_220)]
    [TestCase("langfuse-blob-jsonl", 30_131, 1_230, Description = "reasoning beside the output, as the total says")]
    [TestCase("langfuse-blob-csv", 30_131, 1_230)]
    [TestCase("langfuse-nested-generation", 300, 30)]
    [TestCase("helicone", 12_850, 160)]
    [TestCase("openrouter-generations", 14_687, 915)]
    [TestCase("kong", 512, 80)]
    [TestCase("litellm-ui-usage", 28_000, 2_500)]
    [TestCase("otel-python-json-spans", 300, 30)]
    [TestCase("anthropic-compaction", 157_100, 3_550, Description = "what a compaction took stands in the iterations alone")]
    [TestCase("litellm-daily-activity", 50, 506, Description = "models are keys of an object")]
    public void Gives_the_tokens_that_it_states_once(string name, long input, long output)
    {
        var root = Path.Combine(RepositoryRoot.Path, "tests/LlmEnergy.Ingestion.Tests/Data/reported", name);
        using var folder = new ExportFolder();
        folder.Source = folder.Source with { Currency = "EUR" };
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            folder.With(Path.GetRelativePath(root, file).Replace('/', '-'), File.ReadAllBytes(file));

        var activity = folder.Ingest();

        Assert.That((activity.Total.Input, activity.Total.Output, activity.Rows.Rejected), Is.EqualTo((input, output, 0L)));
    }
}
