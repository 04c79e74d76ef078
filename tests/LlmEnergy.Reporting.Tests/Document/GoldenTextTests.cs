using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Reporting.Tests.Document;

/// <summary>Whole reports as people read them. UPDATE_GOLDEN=1 rewrites the files, which a build server never does.</summary>
internal sealed class GoldenTextTests
{
    private static IEnumerable<string> Rules => RuleSet.Names;

    [Test]
    public void A_report_reads_as_it_did(
        [Values("no-findings", "many-findings", "first-year", "restated", "incomplete")] string name,
        [ValueSource(nameof(Rules))] string rules
    )
    {
        var disclosure = Of(name).Build() with { RuleSet = rules };
        var culture = ReportCulture.Of("en");
        var text =
            $"{DocumentText.Of(DisclosureReport.Build(disclosure, culture))}\n=== Summary "
            + $"===\n{DocumentText.Of(DisclosureReport.Summary(disclosure, culture))}";
        var file = Path.Combine(Folder(), rules, name + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Assert.That(
                Environment.GetEnvironmentVariable("CI"),
                Is.Not.EqualTo("true"),
                "golden files are not rewritten by a build server"
            );
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.That(text, Is.EqualTo(File.ReadAllText(file).ReplaceLineEndings("\n")));
    }

    private static SampleDisclosure Of(string name) =>
        name switch
        {
            "no-findings" => SampleDisclosure.Compared(),
            "many-findings" => SampleDisclosure.Rich(),
            "incomplete" => SampleDisclosure.Accepted(),
            "first-year" => new SampleDisclosure { Period = "2026", Status = ReportStatus.Final }
                .Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.44m)
                .File("usage.csv", 10, 10),
            _ => DisclosureReportTests.Everything("residual-us-2025"),
        };

    private static string Folder() => Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.Reporting.Tests", "Document", "Expected");
}
