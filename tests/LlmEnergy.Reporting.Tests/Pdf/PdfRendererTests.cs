using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Reporting.Tests.Document;

namespace LlmEnergy.Reporting.Tests.Pdf;

internal sealed class PdfRendererTests
{
    [Test]
    public void Look()
    {
        for (var i = 0; i < 4; i++)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            using var rich = System.IO.File.Create("/tmp/insp/rich.pdf");
            var result = PdfRenderer.Write(DisclosureReport.Build(SampleDisclosure.Rich().Build(), ReportCulture.Of("en")), rich);
            TestContext.Out.WriteLine($"{clock.ElapsedMilliseconds} ms {result.Pages} pages");
        }
        using var minimal = System.IO.File.Create("/tmp/insp/minimal.pdf");
        PdfRenderer.Write(DisclosureReport.Build(SampleDisclosure.Minimal().Build(), ReportCulture.Of("en")), minimal);
        Assert.Pass();
    }
}
