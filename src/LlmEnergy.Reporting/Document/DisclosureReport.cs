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
        var (print, notes, rules) = (new FigurePrint(disclosure, culture), new SourceNotes(culture), RuleSet.Of(disclosure.RuleSet));
        ImmutableArray<Block> body =
        [
            .. CoverSection.Blocks(disclosure, culture, print, rules),
            .. GlanceSection.Blocks(disclosure, culture, print, rules),
            .. VersionsSection.Blocks(disclosure, culture, rules),
            .. Ar48Section.Blocks(disclosure, culture, print, rules),
            .. PlaceSection.Blocks(culture, rules),
            .. MethodSection.Blocks(disclosure, culture, print, rules),
            .. PreparationSection.Blocks(disclosure, culture, print, rules),
            .. ClosedModelsSection.Blocks(disclosure, culture),
            .. MethodsSection.Blocks(disclosure, culture),
            .. FactorSection.Blocks(disclosure, culture, notes, rules),
            .. BreakdownSection.Blocks(disclosure, culture, print, rules),
            .. EvidenceSection.Blocks(disclosure, culture),
            .. notes.Section(),
        ];
        var headings = body.OfType<Block.Heading>().Select(heading => heading.Text).ToHashSet(StringComparer.Ordinal);
        return new(Info(disclosure, culture, "report.title"), [.. body, .. IndexSection.Blocks(culture, rules, headings)])
        {
            Theme = culture.Theme,
        };
    }

    /// <summary>One page: the figure, its change, what it rests on and what speaks against it.</summary>
    public static ReportDocument Summary(Disclosure disclosure, ReportCulture culture) =>
        new(
            Info(disclosure, culture, "board.title"),
            [.. BoardSection.Blocks(disclosure, culture, new(disclosure, culture), RuleSet.Of(disclosure.RuleSet))]
        )
        {
            Theme = culture.Theme,
        };

    private static DocumentInfo Info(Disclosure disclosure, ReportCulture culture, string title)
    {
        var head = culture.Text(
            "report.head",
            ("undertaking", disclosure.Undertaking),
            ("period", disclosure.Period.Name),
            ("status", CoverSection.Status(disclosure, culture))
        );
        var pageLabel = culture.Text("report.page", ("page", "{page}"), ("pages", "{pages}"));
        return new(
            culture.Text(title),
            disclosure.Undertaking,
            culture.Language,
            disclosure.Period.Last,
            head,
            pageLabel,
            culture.Text("report.contents"),
            culture.Text("report.back")
        );
    }
}
