using System.Text;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests.Formats;

public class FormatSummaryTests
{
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
            Assert.That(summary.Containers, Is.EqualTo(new[] { "csv", "jsonl", "json", "parquet" }));
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
}
