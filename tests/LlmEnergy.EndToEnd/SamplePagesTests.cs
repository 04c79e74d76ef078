using UglyToad.PdfPig;

namespace LlmEnergy.EndToEnd;

/// <summary>The sample's report is one that people read to its end, under each set of rules.</summary>
[TestFixture]
internal sealed class SamplePagesTests
{
    [TestCase("ESRS-2023", "en", 10)]
    [TestCase("ESRS-2023-reliefs", "en", 10)]
    [TestCase("ESRS-2026", "en", 10)]
    [TestCase("VS-2026", "en", 10)]
    [TestCase("ESRS-2026", "de", 11)]
    [TestCase("ESRS-2026", "fr", 11)]
    public void The_report_of_a_quarter_has_few_pages_and_the_last_one_lies_across(string rules, string language, int most)
    {
        var workspace = Cli.CopyOf("acme");
        var result = Cli.Run("report", workspace, "--period", "2026-Q3", "--ruleset", rules, "--language", language);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        using (var pdf = PdfDocument.Open(Path.Combine(workspace, "periods", "2026-Q3", "disclosure.pdf")))
        {
            Assert.That(pdf.NumberOfPages, Is.LessThanOrEqualTo(most));
            Assert.That(
                pdf.GetPages().Select(page => page.Width > page.Height),
                Is.EqualTo(Enumerable.Range(1, pdf.NumberOfPages).Select(number => number == pdf.NumberOfPages)),
                "one page across, and it is the last"
            );
        }

        Directory.Delete(workspace, recursive: true);
    }
}
