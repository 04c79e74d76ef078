namespace LlmEnergy.Reporting.Tests.Pdf;

/// <summary>What poppler's pdftotext reads: what a reader gets who copies from the report.</summary>
internal static class ExtractedText
{
    public static string Of(byte[] pdf)
    {
        var program = Tool.Require("pdftotext");
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            return Tool.Run(program, "-enc", "UTF-8", "-layout", file, "-").Output;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
