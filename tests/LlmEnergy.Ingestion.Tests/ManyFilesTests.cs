using System.Globalization;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>What is done for each file is done once for all where it can be.</summary>
[CancelAfter(120_000)]
public class ManyFilesTests
{
    private const string Matching = """
        { "id": "test.matching", "title": "requests", "container": ["csv"],
          "fields": { "time": "date", "model": "model", "input": "input", "output": "output" },
          "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" },
          "ignore": [ { "rule": "odd", "when": { "model": { "matches": "^(odd|strange)-[a-z0-9]{1,60}$" } } } ] }
        """;

    [Test]
    public void A_regular_expression_is_compiled_once_for_all_files()
    {
        using var folder = new ExportFolder().As(Matching);
        for (var i = 0; i < 300; i++)
            folder.With(
                string.Create(CultureInfo.InvariantCulture, $"{i}.csv"),
                $"date,model,input,output\n2026-07-01,m{i},5,1\n2026-07-01,odd-{i},5,1\n"
            );
        var before = GC.GetTotalAllocatedBytes();
        Assert.That(folder.Ingest().Rows, Is.EqualTo(new LlmEnergy.Domain.Activities.RowCounts(600, 300, 0, 300, 0)));
        Assert.That((GC.GetTotalAllocatedBytes() - before) / 300, Is.LessThan(4 << 20), "bytes a file");
    }

    [Test]
    public void A_profile_has_two_hundred_regular_expressions_at_most()
    {
        var rules = string.Join(
            ", ",
            Enumerable.Range(0, 201).Select(i => $$"""{ "rule": "r{{i}}", "when": { "model": { "matches": "^a{{i}}" } } }""")
        );
        var profile = Matching.Replace(
            """{ "rule": "odd", "when": { "model": { "matches": "^(odd|strange)-[a-z0-9]{1,60}$" } } }""",
            rules,
            StringComparison.Ordinal
        );
        Assert.That(
            () => new ExportFolder().As(profile),
            Throws
                .TypeOf<LlmEnergy.Domain.ConfigurationException>()
                .With.Message.Contains("found more than 200 regular expressions, expected at most so many")
        );
    }
}
