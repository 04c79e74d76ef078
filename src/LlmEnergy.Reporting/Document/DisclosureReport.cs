using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>
/// Lays a disclosure out as a report: selects, orders and formats. What is printed as a figure is a figure of the disclosure; a sentence
/// whose condition does not hold, or that the rules do not have, is not there.
/// </summary>
public static class DisclosureReport
{
    /// <param name="isTableFull">Whether the prescribed table has the rows too that LLM usage says nothing about.</param>
    public static ReportDocument Build(Disclosure disclosure, ReportCulture culture, bool isTableFull = false)
    {
        var rules = RuleSet.Of(disclosure.RuleSet);
        culture = culture.Under(rules);
        var (print, notes) = (new FigurePrint(disclosure, culture), new SourceNotes(culture));
        var sections = new Dictionary<string, Func<IEnumerable<Block>>>(StringComparer.Ordinal)
        {
            ["glance"] = () => GlanceSection.Blocks(disclosure, culture, print, rules),
            ["versions"] = () => VersionsSection.Blocks(disclosure, culture, rules),
            ["table"] = () => GrossTableSection.Blocks(disclosure, culture, print, rules, isTableFull),
            ["place"] = () => PlaceSection.Blocks(culture, rules),
            ["method"] = () => MethodSection.Blocks(disclosure, culture, print, rules),
            ["preparation"] = () => PreparationSection.Blocks(disclosure, culture, print, rules),
            ["methods"] = () => [.. ClosedModelsSection.Blocks(disclosure, culture), .. MethodsSection.Blocks(disclosure, culture)],
            ["breakdowns"] = () => BreakdownSection.Blocks(disclosure, culture, print, rules),
            ["evidence"] = () => [.. AccountsSection.Blocks(disclosure, culture), .. EvidenceSection.Blocks(disclosure, culture)],
        };
        // laid out first, since they are what cites sources; they stand last, on a page of another form
        ImmutableArray<Block> factors = [.. FactorSection.Blocks(disclosure, culture, notes, rules)];
        ImmutableArray<Block> body = [.. rules.Sections.SelectMany(name => sections[name]()), .. notes.Section()];
        var headings = body.Concat(factors).OfType<Block.Heading>().Select(heading => heading.Text).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Block> rest = [.. body, .. IndexSection.Blocks(disclosure, culture, rules, headings), .. factors];
        return new(
            Info(disclosure, culture, "report.title"),
            [.. CoverSection.Blocks(disclosure, culture, print, rules).Concat(rest).Select(Said).OfType<Block>()]
        )
        {
            Theme = culture.Theme,
        };
    }

    /// <summary>One page: the figure, its change, what it rests on and what speaks against it.</summary>
    public static ReportDocument Summary(Disclosure disclosure, ReportCulture culture)
    {
        var rules = RuleSet.Of(disclosure.RuleSet);
        culture = culture.Under(rules);
        return new(Info(disclosure, culture, "board.title"), [.. BoardSection.Blocks(disclosure, culture, new(disclosure, culture), rules)])
        {
            Theme = culture.Theme,
        };
    }

    /// <summary>Without sentences that the rules do not have; null where nothing is left.</summary>
    private static Block? Said(Block block) =>
        block switch
        {
            Block.Paragraph { Runs.IsEmpty: true } => null,
            Block.Bullets bullets => bullets.Items.Where(item => !item.IsEmpty).ToImmutableArray() is { IsEmpty: false } items
                ? new Block.Bullets(items)
                : null,
            _ => block,
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
