using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>Lays a disclosure out as a report. Selects and formats; computes nothing.</summary>
public static class DisclosureReport
{
    public static ReportDocument Build(Disclosure disclosure, ReportCulture culture) => throw new NotImplementedException();
}
