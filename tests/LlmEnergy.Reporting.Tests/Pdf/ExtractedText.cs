using System.Diagnostics;

namespace LlmEnergy.Reporting.Tests.Pdf;

/// <summary>What poppler's pdftotext reads: what a reader gets who copies from the report.</summary>
internal static class ExtractedText
{
    public static string Of(byte[] pdf)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("pdftotext", ["-enc", "UTF-8", "-layout", file, "-"])
                {
                    RedirectStandardOutput = true,
                    StandardOutputEncoding = System.Text.Encoding.UTF8,
                }
            )!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail("pdftotext is missing; install poppler-utils");
            Assert.Ignore("pdftotext is missing; install poppler-utils");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
