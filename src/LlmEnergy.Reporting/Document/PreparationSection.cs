using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>
/// The statements that the rules ask for wherever a metric rests on estimates of the value chain: basis, accuracy, uncertainty, data
/// quality, frameworks.
/// </summary>
internal static class PreparationSection
{
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        var statements = new Dictionary<string, Func<IEnumerable<Block>>>(StringComparer.Ordinal)
        {
            ["estimation"] = () => Estimation(disclosure, culture, print, rules),
            ["uncertainty"] = () => Uncertainty(disclosure, culture, print, rules),
            ["quality"] = () => Quality(disclosure, culture, print, rules),
            ["frameworks"] = () => Frameworks(culture, rules),
        };
        return rules
            .Statements.SelectMany(name => statements[name]().Prepend(new Block.Heading(2, culture.Text($"{name}.heading"))))
            .Prepend(new Block.Heading(1, culture.Text("preparation.heading")));
    }

    private static IEnumerable<Block> Estimation(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        var inventory = disclosure.Inventory;
        Run Text(string text) => new Run.Text(text);
        string Count(int count) => culture.Number(count, 0);
        yield return new Block.Paragraph(
            culture.Runs(
                "estimation.metric",
                ("metric", Text(culture.Text("headline.label"))),
                ("reference", rules.Reference("estimation", culture))
            )
        );
        yield return new Block.Paragraph([
            .. culture.Runs(
                "estimation.basis",
                ("files", Text(Count(inventory.Activity.Files.Count(file => file.IsRead && file.Rows.Accepted > 0)))),
                ("factors", Text(Count(inventory.Factors.Length))),
                ("sources", Text(Count(inventory.Factors.DistinctBy(use => use.Source.Id).Count())))
            ),
            .. culture.Runs("estimation.validated", ("reference", rules.Reference("metric", culture))),
        ]);
        if (print.Value(FigureIds.Total) is not null)
            yield return new Block.Paragraph(
                culture.Runs(
                    "estimation.accuracy",
                    ("total", print.Of(FigureIds.Total)),
                    ("low", print.Low(FigureIds.Total)),
                    ("high", print.High(FigureIds.Total)),
                    ("unit", Text(Unit.TonnesCo2e.Symbol)),
                    ("estimated", print.Of(FigureIds.EstimatedShare))
                )
            );
        yield return new Block.Paragraph([
            .. disclosure.Statement.PlannedActions is { } planned
                ? culture.Runs("estimation.planned", ("actions", Text(planned)))
                : culture.Runs("estimation.notPlanned"),
            .. disclosure.Lacking.IsEmpty ? [] : culture.Runs("estimation.actions"),
        ]);
        if (!disclosure.Lacking.IsEmpty)
            yield return DriversSection.Lacking(disclosure, culture);
        if (disclosure.Statement.Of(disclosure.Period).EventsAfter is { } events)
            yield return new Block.Paragraph(
                culture.Runs("estimation.events", ("events", Text(events)), ("reference", rules.Reference("events_after", culture)))
            );
    }

    private static IEnumerable<Block> Uncertainty(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        var inventory = disclosure.Inventory;
        if (print.Value(FigureIds.EstimatedShare) > 0m)
            yield return new Block.Paragraph(
                culture.Runs(
                    "uncertainty.estimated",
                    ("share", print.Of(FigureIds.EstimatedShare)),
                    ("reference", rules.Reference("uncertainty", culture))
                )
            );
        if (inventory.Lines.Any(line => line.IsCalculated))
        {
            yield return new Block.Paragraph(culture.Runs("uncertainty.sources"));
            yield return new Block.Bullets([.. Uncertainties(inventory).Select(key => culture.Runs(key))]);
        }

        if (disclosure.Intervals is { } intervals)
            yield return new Block.Paragraph(
                culture.Runs(
                    "uncertainty.rangeSimulated",
                    ("draws", new Run.Text(culture.Number(intervals.Draws, 0))),
                    ("median", print.End(FigureIds.P50(FigureIds.Total))),
                    ("mean", print.End(FigureIds.Mean(FigureIds.Total))),
                    ("unit", new Run.Text(Unit.TonnesCo2e.Symbol))
                )
            );
        else
            yield return new Block.Paragraph([
                .. culture.Runs("uncertainty.range"),
                .. HasRangeOfPlace(inventory) ? [] : culture.Runs("uncertainty.noPlace"),
            ]);
        foreach (var block in DriversSection.Drivers(disclosure, culture))
            yield return block;
    }

    private static IEnumerable<Block> Quality(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        var tiers = disclosure.Inventory.Rates.Select(rate => rate.Tier).Distinct().Order().ToList();
        if (tiers.Count > 0)
        {
            yield return new Block.Paragraph(culture.Runs("uncertainty.tiers"));
            yield return new Block.Bullets([.. tiers.Select(tier => culture.Runs($"tier.{culture.Number(tier, 0)}"))]);
        }

        foreach (var paragraph in PrimaryData(disclosure, culture, print, rules))
            yield return paragraph;
    }

    private static IEnumerable<Block> Frameworks(ReportCulture culture, RuleSet rules) =>
        [new Block.Paragraph(culture.Runs("frameworks.used", ("reference", rules.Reference("frameworks", culture))))];

    /// <summary>In the strict sense: the factor, not the token count, is the supplier's.</summary>
    private static IEnumerable<Block> PrimaryData(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        if (print.Value(FigureIds.PrimaryDataShare) is not { } share || print.Value(FigureIds.Total) is not { } total)
            yield break;
        var reference = ("reference", rules.Reference("primary_data_share", culture));
        yield return share == 0m
            ? new Block.Paragraph(culture.Runs("quality.noPrimary", ("share", print.Of(FigureIds.PrimaryDataShare)), reference))
            : new Block.Paragraph(
                culture.Runs(
                    "quality.primary",
                    ("share", print.Of(FigureIds.PrimaryDataShare)),
                    ("tonnes", new Run.Text(culture.Number(share * total))),
                    ("unit", new Run.Text(disclosure[FigureIds.Total].Unit.Symbol)),
                    reference
                )
            );
        yield return new Block.Paragraph(culture.Runs("quality.activity", ("reference", rules.Reference("primary_data_extent", culture))));
    }

    /// <summary>Whether some factor of the electricity's place has a low and a high, which the range of the total then holds.</summary>
    private static bool HasRangeOfPlace(Inventory inventory) =>
        inventory.Places.IsEmpty || inventory.Places.Any(place => place.Grid.Factor.Factor is { Low: not null, High: not null });

    private static IEnumerable<string> Uncertainties(Inventory inventory)
    {
        if (inventory.Rates.Any(rate => rate.Energy is not null))
            yield return "uncertainty.energy";
        if (inventory.Places.Length > 0)
            yield return "uncertainty.grid";
        if (inventory.Rates.Any(rate => rate.Embodied is not null))
            yield return "uncertainty.hardware";
        if (inventory.Rates.Any(rate => rate.CradleToGate is not null))
            yield return "uncertainty.spend";
        if (inventory.Lines.Any(line => line.Activity.Key.Basis == ContextBasis.None && line.Activity.Usage.Knows(Known.Input)))
            yield return "uncertainty.context";
    }
}
