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
        var inventory = disclosure.Inventory;
        Run Text(string text) => new Run.Text(text);
        string Count(int count) => culture.Number(count, 0);
        yield return new Block.Heading(1, culture.Text("preparation.heading"));

        yield return new Block.Heading(2, culture.Text("estimation.heading"));
        yield return new Block.Paragraph(
            culture.Runs(
                "estimation.metric",
                ("metric", Text(culture.Text("headline.label"))),
                ("reference", rules.Reference("estimation", culture))
            )
        );
        yield return new Block.Paragraph(
            culture.Runs(
                "estimation.basis",
                ("files", Text(Count(inventory.Activity.Files.Count(file => file.IsRead)))),
                ("factors", Text(Count(inventory.Factors.Length))),
                ("sources", Text(Count(inventory.Factors.DistinctBy(use => use.Source.Id).Count())))
            )
        );
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
        yield return new Block.Paragraph(culture.Runs("estimation.actions"));
        yield return new Block.Bullets([.. Actions(inventory, print).Select(key => culture.Runs(key))]);

        yield return new Block.Heading(2, culture.Text("uncertainty.heading"));
        if (print.Value(FigureIds.EstimatedShare) > 0m)
            yield return new Block.Paragraph(
                culture.Runs(
                    "uncertainty.estimated",
                    ("share", print.Of(FigureIds.EstimatedShare)),
                    ("reference", rules.Reference("uncertainty", culture))
                )
            );
        if (inventory.Lines.Any(line => line.IsCalculated))
            yield return new Block.Paragraph(culture.Runs("uncertainty.sources"));
        if (inventory.Lines.Any(line => line.IsCalculated))
            yield return new Block.Bullets([.. Uncertainties(inventory).Select(key => culture.Runs(key))]);
        if (disclosure.Intervals is { } intervals)
            yield return new Block.Paragraph(
                culture.Runs(
                    "uncertainty.rangeSimulated",
                    ("draws", Text(Count(intervals.Draws))),
                    ("median", print.End(FigureIds.P50(FigureIds.Total))),
                    ("mean", print.End(FigureIds.Mean(FigureIds.Total))),
                    ("unit", Text(Unit.TonnesCo2e.Symbol))
                )
            );
        else
            yield return new Block.Paragraph(culture.Runs("uncertainty.range"));

        yield return new Block.Heading(2, culture.Text("quality.heading"));
        var tiers = inventory.Rates.Select(rate => rate.Tier).Distinct().Order().ToList();
        if (tiers.Count > 0)
            yield return new Block.Paragraph(culture.Runs("uncertainty.tiers"));
        if (tiers.Count > 0)
            yield return new Block.Bullets([.. tiers.Select(tier => culture.Runs($"tier.{culture.Number(tier, 0)}"))]);
        foreach (var paragraph in PrimaryData(disclosure, culture, print, rules))
            yield return paragraph;

        yield return new Block.Heading(2, culture.Text("frameworks.heading"));
        yield return new Block.Paragraph(culture.Runs("frameworks.used", ("reference", rules.Reference("frameworks", culture))));
    }

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

    /// <summary>What would change the accuracy most, of what this run lacked.</summary>
    private static IEnumerable<string> Actions(Inventory inventory, FigurePrint print)
    {
        yield return "action.supplier";
        if (inventory.Places.Any(place => place.Grid.Factor.IsFallback))
            yield return "action.region";
        if (print.Value(FigureIds.UnknownModelShare) > 0m)
            yield return "action.models";
        if (inventory.Places.Any(place => place.Grid.Factor.Factor.Status == FactorStatus.Provisional || place.Grid.Factor.LagYears > 0))
            yield return "action.trueUp";
        if (inventory.Lines.Any(line => !line.IsCalculated))
            yield return "action.open";
    }

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
