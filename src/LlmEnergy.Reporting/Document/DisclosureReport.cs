using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>
/// Lays a disclosure out as a report: selects, orders and formats. What is printed as a figure is a figure of the disclosure; a sentence
/// whose condition does not hold is not there.
/// </summary>
public static class DisclosureReport
{
    public static ReportDocument Build(Disclosure disclosure, ReportCulture culture)
    {
        var print = new FigurePrint(disclosure, culture);
        var notes = new SourceNotes(culture);
        ImmutableArray<Block> blocks =
        [
            .. SummarySection.Of(disclosure, culture, print),
            .. VersionsSection.Of(disclosure, culture),
            .. EmissionsSection.Of(disclosure, culture, print),
            .. MethodSection.Of(disclosure, culture, print),
            .. MethodsSection.Of(disclosure, culture),
            .. FactorSection.Of(disclosure, culture, notes),
            .. EvidenceSection.Of(disclosure, culture),
            .. notes.Section(),
        ];
        var title = culture.Text("report.title");
        var head = culture.Text("report.head", ("undertaking", disclosure.Undertaking), ("period", disclosure.Period.Name), ("status", SummarySection.Status(disclosure, culture)));
        var pageLabel = culture.Text("report.page", ("page", "{page}"), ("pages", "{pages}"));
        return new(new(title, disclosure.Undertaking, culture.Language, disclosure.Period.Last, head, pageLabel), blocks) { Theme = culture.Theme };
    }
}
