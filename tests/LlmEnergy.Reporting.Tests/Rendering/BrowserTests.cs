using static LlmEnergy.Reporting.Tests.Rendering.Report;

namespace LlmEnergy.Reporting.Tests.Rendering;

/// <summary>The page in a browser.</summary>
internal sealed class BrowserTests
{
    private static IEnumerable<Report> Reports => [Full, Hostile];

    [Test]
    public void Opens_without_a_message_and_asks_the_network_for_nothing(
        [ValueSource(nameof(Reports))] Report report,
        [Values(1280, 390)] int width
    )
    {
        var page = Chromium.Open(report.RenderedAsHtml().Source, width);
        Assert.Multiple(() =>
        {
            Assert.That(page.Console, Is.Empty);
            Assert.That(page.Requests, Is.Empty);
            Assert.That(page.Title, Is.EqualTo(FormattableString.Invariant($"{width} of {width}")), "does not scroll sideways");
        });
    }

    [Test]
    public void What_is_looked_for_would_be_found()
    {
        var page = Chromium.Open(
            Full.RenderedAsHtml()
                .Source.Replace("default-src 'none'; ", "default-src *; script-src 'unsafe-inline'; ", StringComparison.Ordinal)
                .Replace("img-src data:", "img-src *", StringComparison.Ordinal)
                .Replace(
                    "</main>",
                    "<img src='http://example.org/pixel.png'/><div style='width: "
                        + "2000px'>wide</div><script>console.error('seen')</script></main>",
                    StringComparison.Ordinal
                ),
            390
        );
        Assert.Multiple(() =>
        {
            Assert.That(page.Console, Has.Some.Contains("seen"));
            Assert.That(page.Requests, Is.EqualTo(new[] { "http://example.org/pixel.png" }));
            Assert.That(page.Title, Does.Match("^2[0-9]{3} of 390$"));
        });
    }
}
