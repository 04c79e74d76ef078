using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>The total by model, provider, cost centre and month; water; intensities.</summary>
internal static class BreakdownSection
{
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        yield return new Block.Heading(1, culture.Text("models.heading"));
        if (disclosure.ByModel.IsEmpty)
        {
            yield return new Block.Paragraph(culture.Runs("models.none"));
            yield break;
        }

        var (models, table) = (GlanceSection.Ranked(disclosure).ToList(), new BreakdownTable(culture, print));
        yield return table.Wide(
            "models.model",
            [
                .. models.Select(model => new Share(
                    GlanceSection.Named(model.Model, culture),
                    Detail(disclosure, model, culture),
                    model.Totals
                )),
            ]
        );
        if (models.Any(model => !model.Totals.Usage.Knows(Known.Requests | Known.Input | Known.Output)))
            yield return new Block.Paragraph(culture.Runs("models.unknown"));
        if (models.Any(model => model.Totals.Total?.Central is null))
            yield return new Block.Paragraph(culture.Runs("models.open"));
        foreach (var block in ReperformSection.Blocks(disclosure, culture))
            yield return block;

        yield return new Block.Heading(1, culture.Text("breakdowns.heading"));
        yield return new Block.Paragraph(culture.Runs("breakdowns.intro", ("reference", rules.Reference("disaggregation", culture))));
        yield return table.Narrow(culture.Text("breakdowns.providers"), "breakdowns.provider", Keys(disclosure.ByProvider, culture));
        if (disclosure.ByCostCentre.Any(centre => centre.Name.Length > 0))
            yield return table.Narrow(culture.Text("breakdowns.centres"), "breakdowns.centre", Keys(disclosure.ByCostCentre, culture));
        else
            yield return new Block.Paragraph(culture.Runs("breakdowns.noCentres"));
        yield return table.Narrow(
            culture.Text("breakdowns.months"),
            "breakdowns.month",
            [.. disclosure.ByMonth.Select(month => new Share(culture.Month(month.Month), "", month.Totals))]
        );
        foreach (var block in Water(disclosure, culture, print))
            yield return block;
        foreach (var block in Intensities(disclosure, culture, print, rules))
            yield return block;
    }

    private static List<Share> Keys(ImmutableArray<KeyTotals> keys, ReportCulture culture) =>
        [
            .. keys.OrderByDescending(key => key.Totals.Total?.Central?.KilogramsCo2e ?? -1m)
                .ThenBy(key => key.Key)
                .Select(key => new Share(GlanceSection.Named(key.Name, culture), "", key.Totals)),
        ];

    private static string Detail(Disclosure disclosure, ModelTotals model, ReportCulture culture)
    {
        var reasons = disclosure
            .Inventory.Lines.Where(line =>
                !line.IsCalculated && line.Activity.Key.Provider == model.Provider && line.Activity.Key.Model == model.Model
            )
            .Select(line => line.WhyNotCalculated ?? "")
            .Distinct()
            .ToList();
        var provider = GlanceSection.Named(model.Provider, culture);
        var about = model.Tier is { } tier
            ? culture.Text("models.detail", ("provider", provider), ("class", model.ModelClass), ("tier", culture.Number(tier, 0)))
            : culture.Text("models.detailOpen", ("provider", provider), ("class", model.ModelClass));
        return reasons.Count == 0
            ? about
            : about + culture.Text(model.Tier is null ? "models.reason" : "models.reasonPart", ("reason", culture.List(reasons)));
    }

    private static IEnumerable<Block> Water(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        yield return new Block.Heading(2, culture.Text("water.heading"));
        if (print.Value(FigureIds.Water) is null)
        {
            yield return new Block.Paragraph(
                culture.Runs("water.missing", ("reason", new Run.Text(culture.Reason(disclosure[FigureIds.Water].WhyMissing))))
            );
            yield break;
        }

        var decimals = ReportCulture.DecimalsFor(print.Value(FigureIds.OnSiteWater), print.Value(FigureIds.OffSiteWater));
        ImmutableArray<Cell> Row(string key, FigureId id) =>
            [Cell.Of(culture.Text(key)), new([print.Of(id, decimals)]), new(print.Range(id))];
        yield return new Block.Paragraph(culture.Runs("water.intro"));
        yield return new Block.Table(
            "",
            [
                new(culture.Text("water.part"), "", Alignment.Left),
                new(culture.Text("water.volume"), Unit.Litres.Symbol, Alignment.Right),
                new(culture.Text("table.range"), Unit.Litres.Symbol, Alignment.Right),
            ],
            [Row("water.onSite", FigureIds.OnSiteWater), Row("water.offSite", FigureIds.OffSiteWater)],
            Row("table.total", FigureIds.Water)
        );
    }

    private static IEnumerable<Block> Intensities(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        yield return new Block.Heading(2, culture.Text("intensities.heading"));
        yield return new Block.Paragraph(culture.Runs("intensities.intro", ("reference", rules.Reference("intensity", culture))));
        yield return new Block.Table(
            "",
            [
                new(culture.Text("intensities.intensity"), "", Alignment.Left),
                new(culture.Text("intensities.value"), "", Alignment.Right),
                new(culture.Text("checks.unit"), "", Alignment.Left),
            ],
            [
                .. Intensities(rules)
                    .Select(id => disclosure[id])
                    .Select(figure =>
                        ImmutableArray.Create(
                            Cell.Of(
                                culture.Text($"short.{figure.Id}"),
                                figure.Value is null
                                    ? culture.Text("gross.missing", ("reason", culture.Reason(figure.WhyMissing)))
                                    : Cover(figure.Id, disclosure, culture)
                            ),
                            new Cell([print.Of(figure.Id)]),
                            Cell.Of(culture.SymbolOf(figure.Unit))
                        )
                    ),
            ],
            []
        );
    }

    /// <summary>That per net revenue only where the rules ask for one, which it must not be taken for.</summary>
    private static IEnumerable<FigureId> Intensities(RuleSet rules) =>
        [
            FigureIds.PerThousandRequests,
            FigureIds.PerMillionTokens,
            FigureIds.PerSpend,
            .. rules.Has("intensity") ? [FigureIds.PerMillionRevenue] : ImmutableArray<FigureId>.Empty,
        ];

    /// <summary>What part of the emissions or of the tokens an intensity is of; empty where it is of all.</summary>
    private static string Cover(FigureId id, Disclosure disclosure, ReportCulture culture)
    {
        if (id == FigureIds.PerSpend && EmissionsShare.Of(disclosure, line => line.Activity.Cost is not null) is { } share and < 1m)
            return culture.Text("intensities.cover", ("share", culture.PercentOfAll(share)));
        var usage = disclosure.Inventory.Activity.Total;
        return id == FigureIds.PerMillionTokens && usage.Knows(Known.Cached | Known.Input | Known.Output) && usage.Cached > 0
            ? culture.Text("intensities.cached", ("share", culture.Percent((decimal)usage.Cached / (usage.Input + usage.Output))))
            : "";
    }
}
