using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>Where each datapoint of the rules stands in this report, or that it stands elsewhere; and what words mean.</summary>
internal static class IndexSection
{
    private const string Cover = "cover";

    private static readonly ImmutableArray<string> Terms =
    [
        "tco2e",
        "category1",
        "cradleToGate",
        "locationBased",
        "marketBased",
        "embodied",
        "token",
        "context",
        "pue",
        "tier",
        "primary",
        "comparative",
        "hash",
    ];

    public static IEnumerable<Block> Blocks(
        Disclosure disclosure,
        ReportCulture culture,
        RuleSet rules,
        IReadOnlyCollection<string> headings
    )
    {
        yield return new Block.Heading(1, culture.Text("glossary.heading"));
        yield return new Block.KeyValues([
            .. Terms.Select(term => new Entry(culture.Text($"glossary.{term}"), culture.Runs($"glossary.{term}Is"))),
        ]);

        yield return new Block.Heading(1, culture.Text("index.heading"));
        yield return new Block.Paragraph([
            .. culture.Runs("index.intro", ("rules", rules.Heading(culture))),
            .. rules.WithoutParagraph.Select(point => culture.Text($"datapoint.{point.Key}")).ToList() is { Count: > 0 } unknown
                ? culture.Runs("index.notFound", ("datapoints", new Run.Text(culture.List(unknown))))
                : [],
        ]);
        yield return new Block.Table(
            "",
            [
                new(culture.Text("index.datapoint"), "", Alignment.Left),
                new(culture.Text("index.paragraph"), "", Alignment.Left),
                new(culture.Text("index.section"), "", Alignment.Left),
            ],
            [
                .. rules.WithParagraph.Select(point =>
                    ImmutableArray.Create(
                        Cell.Of(culture.Text($"datapoint.{point.Key}")),
                        Cell.Of(culture.Citation(point.Paragraph)),
                        new Cell(
                            IsStated(point.Key, disclosure) ? Section(point, culture, headings) : [new Run.Text(culture.Text("index.open"))]
                        )
                    )
                ),
            ],
            []
        );
    }

    /// <summary>Whether the undertaking says what only it can say; true of all other datapoints.</summary>
    private static bool IsStated(string key, Disclosure disclosure)
    {
        var (statement, ofPeriod) = (disclosure.Statement, disclosure.Statement.Of(disclosure.Period));
        return key switch
        {
            "entities" => statement.Basis is not null && statement.Consolidation is not null,
            "undertaking_changes" => ofPeriod.Changes is not null,
            "events_after" => ofPeriod.EventsAfter is not null,
            _ => true,
        };
    }

    private static ImmutableArray<Run> Section(Datapoint point, ReportCulture culture, IReadOnlyCollection<string> headings)
    {
        if (point.Section.Length == 0)
            return [new Run.Text(culture.Text("index.elsewhere"))];
        if (point.Section == Cover)
            return [new Run.Text(culture.Text("index.cover"))];
        var heading = culture.Text(point.Section);
        return headings.Contains(heading) || point.Section == "glossary.heading"
            ? [new Run.Text(heading), new Run.Page(heading, culture.Text("index.page"))]
            : [new Run.Text(culture.Text("index.notApplicable"))];
    }
}
