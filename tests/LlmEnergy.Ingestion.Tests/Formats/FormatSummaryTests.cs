using System.Text;
using System.Text.RegularExpressions;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests.Formats;

public partial class FormatSummaryTests
{
    private static readonly string Readme = Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy.Ingestion", "README.md");

    [Test]
    public void The_table_of_the_readme_is_written_from_the_formats()
    {
        var text = File.ReadAllText(Readme).ReplaceLineEndings("\n");
        var table = string.Concat(
            FormatCatalog
                .BuiltIn.Mappings.Select(FormatSummary.Of)
                .Select(format =>
                    $"| `{format.Id}` | {format.Title} | {string.Join(", ", format.Containers)} | {string.Join(", ", format.Gives)} "
                    + $"| {string.Join(", ", format.WithoutTokens)} | {string.Join(", ", format.Ignores)} |\n"
                )
                .Prepend(
                    "| built in | from | container | gives | with a cost and no tokens | ignores, by name |\n|---|---|---|---|---|---|\n"
                )
        );
        var written = Table().Replace(text, _ => table, 1);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(Readme, written);
        Assert.That(text, Is.EqualTo(written).And.Contains(table), "UPDATE_GOLDEN=1 writes it");
    }

    [Test]
    public void A_bill_says_what_it_sells_without_tokens_and_what_it_leaves_out()
    {
        var summary = FormatSummary.Of(FormatCatalog.BuiltIn.Find("azure.cost.ea")!);
        Assert.That(summary.WithoutTokens, Does.Contain("capacity").And.Contain("credits").And.Not.Contain("training"));
        Assert.That(summary.Ignores, Does.Contain("not-usage").And.Contain("not-llm").And.Contain("training").And.Contain("hosting"));
    }

    [Test]
    public void A_row_says_what_the_mapping_says()
    {
        var summary = FormatSummary.Of(FormatCatalog.BuiltIn.Find("litellm.spendlogs")!);
        Assert.Multiple(() =>
        {
            Assert.That(
                (summary.Title, summary.Grain, summary.Zone),
                Is.EqualTo(("LiteLLM spend logs (CSV, JSON lines, JSON list; one row a request)", Grain.Request, "in the time, else UTC"))
            );
            Assert.That(summary.Containers, Is.EqualTo(new[] { "csv", "jsonl", "json", "parquet", "table" }));
            Assert.That(
                summary.Gives,
                Is.EqualTo(new[] { "requests", "input", "cached", "cache write", "output", "reasoning", "cost", "identity" })
            );
        });
    }

    [Test]
    public void What_only_a_variant_gives_counts()
    {
        var summary = FormatSummary.Of(FormatCatalog.BuiltIn.Find("openai.usage.json")!);
        Assert.That(
            (summary.Zone, string.Join(", ", summary.Gives)),
            Is.EqualTo(("UTC", "requests, input, cached, cache write, output, images, audio, characters"))
        );
    }

    [TestCaseSource(nameof(BuiltIns))]
    public void Every_built_in_format_gives_something_and_names_a_zone(Mapping mapping)
    {
        var summary = FormatSummary.Of(mapping);
        Assert.That((summary.Id, summary.Gives.IsEmpty, summary.Zone.Length > 0), Is.EqualTo((mapping.Id, false, true)));
    }

    [TestCase("\"yyyy-MM-dd\", \"zone\": \"+02:00\"", "+02:00")]
    [TestCase("\"yyyy-MM-dd\", \"zone\": \"-05:30\"", "-05:30")]
    [TestCase("\"yyyy-MM-dd HH:mm:sszzz\"", "in the time")]
    [TestCase("\"unix-milliseconds\"", "UTC")]
    [TestCase("\"iso\", \"zone\": \"UTC\"", "in the time, else UTC")]
    public void The_zone_is_that_of_the_times(string time, string zone) =>
        Assert.That(
            FormatSummary
                .Of(
                    Mapping.Parse(
                        Encoding.UTF8.GetBytes(
                            $$"""{ "id": "a", "title": "t", "container": "csv", "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": {{time}} } }"""
                        ),
                        "p.json"
                    )
                )
                .Zone,
            Is.EqualTo(zone)
        );

    private static IEnumerable<Mapping> BuiltIns() => FormatCatalog.BuiltIn.Mappings;

    [GeneratedRegex(@"\| built in \|.*\n\|---.*\n(\| `.*\n)+")]
    private static partial Regex Table();
}
