using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>Writes a report as PDF, A4 portrait, with nothing but managed code. Equal documents give equal bytes.</summary>
public static class PdfRenderer
{
    public static PdfResult Write(ReportDocument document, Stream target) => throw new NotImplementedException();
}
