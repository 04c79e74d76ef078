using System.Collections.Immutable;

namespace LlmEnergy.Reporting.Document;

/// <summary>Where each datapoint of the rules stands in this report, or that it stands elsewhere; and what words mean.</summary>
internal static class IndexSection
{
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

    /// <summary>Keys of the rule set with the heading of the section that answers them; null where this report cannot.</summary>
    private static readonly ImmutableArray<(string Key, string? Heading)> Datapoints =
    [
        ("cloud_services", "ar48.heading"),
        ("category1", "ar48.heading"),
        ("scope3", "ar48.heading"),
        ("table", "ar48.heading"),
        ("comparative", "compared.heading"),
        ("first_year", "compared.heading"),
        ("previously_stated", "compared.heading"),
        ("base_year", "ar48.heading"),
        ("change", "ar48.heading"),
        ("targets", "ar48.heading"),
        ("primary_data_share", "quality.heading"),
        ("primary_data_extent", "quality.heading"),
        ("boundary", "boundary.heading"),
        ("methodologies", "method.heading"),
        ("categories", "place.heading"),
        ("significance", "ar48.heading"),
        ("biogenic", "limits.heading"),
        ("removals", "exclusions.heading"),
        ("gwp", "limits.heading"),
        ("gases", "limits.heading"),
        ("reporting_dates", "factors.heading"),
        ("own_energy", "place.heading"),
        ("entities", null),
        ("update", null),
        ("intensity", null),
        ("revenue", null),
        ("estimation", "estimation.heading"),
        ("uncertainty", "uncertainty.heading"),
        ("changes", "restatement.heading"),
        ("errors", "restatement.heading"),
        ("events_after", null),
        ("disaggregation", "breakdowns.heading"),
        ("frameworks", "frameworks.heading"),
    ];

    public static IEnumerable<Block> Blocks(ReportCulture culture, RuleSet rules, IReadOnlyCollection<string> headings)
    {
        yield return new Block.Heading(1, culture.Text("glossary.heading"));
        yield return new Block.KeyValues([
            .. Terms.Select(term => new Entry(culture.Text($"glossary.{term}"), culture.Runs($"glossary.{term}Is"))),
        ]);

        yield return new Block.Heading(1, culture.Text("index.heading"));
        yield return new Block.Paragraph(culture.Runs("index.intro", ("rules", rules.Heading(culture))));
        yield return new Block.Table(
            "",
            [
                new(culture.Text("index.datapoint"), "", Alignment.Left),
                new(culture.Text("index.paragraph"), "", Alignment.Left),
                new(culture.Text("index.section"), "", Alignment.Left),
            ],
            [
                .. Datapoints.Select(datapoint =>
                    ImmutableArray.Create(
                        Cell.Of(culture.Text($"datapoint.{datapoint.Key}")),
                        Cell.Of(rules.Paragraph(datapoint.Key, culture)),
                        Cell.Of(
                            datapoint.Heading is null ? culture.Text("index.elsewhere")
                            : culture.Text(datapoint.Heading) is var heading && headings.Contains(heading) ? heading
                            : culture.Text("index.notApplicable")
                        )
                    )
                ),
            ],
            []
        );
    }
}
