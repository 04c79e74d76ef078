using System.Text;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Html;
using LlmEnergy.Reporting.Tests.Document;
using LlmEnergy.Reporting.Walks;
using static LlmEnergy.Reporting.Tests.Rendering.Report;

namespace LlmEnergy.Reporting.Tests.Rendering;

/// <summary>axe-core finds no barrier in the pages, with all rules that it has: contrast, names, order, landmarks.</summary>
internal sealed class AccessibilityTests
{
    [Test]
    public void A_report_has_no_barrier([Values(1280, 390)] int width, [Values] bool isDark) =>
        Assert.That(Chromium.Audit(Full.RenderedAsHtml().Source, width, isDark), Is.EqualTo(isDark ? "dark" : "light"));

    [TestCase("de")]
    [TestCase("fr")]
    public void Nor_in_another_language(string language)
    {
        var report = new Report(DisclosureReport.Build(SampleDisclosure.Compared().Build(), ReportCulture.Of(language), isTableFull: true));
        Assert.That(Chromium.Audit(report.RenderedAsHtml().Source, 1280, isDark: false), Is.EqualTo("light"));
    }

    [Test]
    public void Nor_has_the_way_of_a_number([Values] bool isDark)
    {
        using var page = new MemoryStream();
        WalkPage.Write(
            "Total, 2026-Q3",
            "0.3.0",
            new(2026, 9, 30),
            [
                new WalkNode("total = 94.3 kgCO2e", ("formula", "energy x factor"))
                {
                    Steps = [new WalkNode("energy = 222 kWh", ("rows", "2"))],
                },
            ],
            page
        );
        Assert.That(Chromium.Audit(Encoding.UTF8.GetString(page.ToArray()), 390, isDark), Is.EqualTo(isDark ? "dark" : "light"));
    }

    [Test]
    public void What_is_looked_for_would_be_found() =>
        Assert.That(
            Chromium.Audit(
                Full.RenderedAsHtml()
                    .Source.Replace("</main>", "<img src='data:,'/><p style='color: #999'>pale</p></main>", StringComparison.Ordinal),
                1280,
                isDark: false
            ),
            Does.StartWith("light; ").And.Contain("image-alt: img").And.Contain("color-contrast: ")
        );
}
