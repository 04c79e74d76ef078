using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>How the figure was made, generated from what this run did.</summary>
internal static class MethodSection
{
    public static IEnumerable<Block> Of(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        var inventory = disclosure.Inventory;
        var hasGrid = inventory.Lines.Any(line => line.IsCalculated);
        yield return new Block.Heading(1, culture.Text("method.heading"));
        yield return new Block.Heading(2, culture.Text("boundary.heading"));
        yield return new Block.Paragraph(culture.Runs("boundary.service"));
        yield return new Block.Bullets([.. Boundary(inventory).Select(key => culture.Runs(key))]);

        yield return new Block.Heading(2, culture.Text("calculation.heading"));
        yield return new Block.Paragraph(culture.Runs("calculation.formula"));
        yield return new Block.Paragraph(culture.Runs(
            "calculation.methods", ("tried", new Run.Text(culture.List(inventory.Methods))), ("used", new Run.Text(Used(inventory, culture), IsStrong: true))));
        foreach (var rule in inventory.Rates.Select(rate => rate.Context).Distinct().Where(rule => rule != ContextRule.None)) yield return Context(rule, culture);
        if (inventory.Lines.Any(line => line.Activity.Key.Basis == ContextBasis.None && line.Activity.Usage.Knows(Known.Input))) yield return new Block.Paragraph(culture.Runs("calculation.noContext"));

        foreach (var block in Uncertainty(inventory, culture, print)) yield return block;

        yield return new Block.Heading(2, culture.Text("limits.heading"));
        yield return new Block.Bullets([.. Limits(inventory, hasGrid).Select(key => culture.Runs(key)), .. Sensitivity(disclosure, culture, print)]);
    }

    private static IEnumerable<Block> Uncertainty(Inventory inventory, ReportCulture culture, FigurePrint print)
    {
        yield return new Block.Heading(2, culture.Text("uncertainty.heading"));
        yield return new Block.Paragraph(culture.Runs("uncertainty.range"));
        if (print.Value(FigureIds.EstimatedShare) > 0m) yield return new Block.Paragraph(culture.Runs("uncertainty.estimated", ("share", print.Of(FigureIds.EstimatedShare))));
        var tiers = inventory.Rates.Select(rate => rate.Tier).Distinct().Order().ToList();
        if (tiers.Count == 0) yield break;
        yield return new Block.Paragraph(culture.Runs("uncertainty.tiers"));
        yield return new Block.Bullets([.. tiers.Select(tier => culture.Runs($"tier.{culture.Number(tier, 0)}"))]);
    }

    private static IEnumerable<ImmutableArray<Run>> Sensitivity(Disclosure disclosure, ReportCulture culture, FigurePrint print) => disclosure[FigureIds.TrainingSensitivity].Value is null
        ? []
        : [culture.Runs("limits.training", ("kilograms", print.Of(FigureIds.TrainingSensitivity)), ("unit", new Run.Text(disclosure[FigureIds.TrainingSensitivity].Unit.Symbol)))];

    private static IEnumerable<string> Boundary(Inventory inventory)
    {
        if (inventory.Rates.Any(rate => rate.Energy is not null))
        {
            yield return "boundary.electricity";
            yield return inventory.Places.Any(place => place.Grid.Factor == place.Grid.Official || place.Upstream is not null) ? "boundary.gridDirect" : "boundary.grid";
            yield return inventory.Places.Any(place => place.TransmissionLosses is not null) ? "boundary.losses" : "boundary.noLosses";
        }

        if (inventory.Rates.Any(rate => rate.Embodied is not null)) yield return "boundary.embodied";
        if (inventory.Rates.Any(rate => rate.Energy is not null && rate.Embodied is null)) yield return "boundary.noEmbodied";
        if (inventory.Rates.Any(rate => rate.CradleToGate is not null)) yield return "boundary.other";
        if (inventory.Places.Any(place => place.Market is not null)) yield return inventory.Places.Any(place => place.Market?.Factor.Id.StartsWith("residual-", StringComparison.Ordinal) == true) ? "boundary.marketResidual" : "boundary.market";
        if (inventory.Places.Any(place => place.OffSiteWater is not null)) yield return "boundary.water";
        yield return "boundary.excluded";
    }

    private static string Used(Inventory inventory, ReportCulture culture)
    {
        var used = inventory.Methods.Where(method => inventory.Rates.Any(rate => rate.Method == method)).ToList();
        return used.Count > 0 ? culture.List(used) : culture.Text("calculation.noMethod");
    }

    private static Block.Paragraph Context(ContextRule rule, ReportCulture culture) => new(culture.Runs(
        "calculation.context",
        ("first", new Run.Text(culture.Number(ContextBands.FirstUpTo, 0))), ("second", new Run.Text(culture.Number(ContextBands.SecondUpTo, 0))),
        ("offset", new Run.Text(culture.AsPublished(rule.Offset))), ("slope", new Run.Text(rule.Slope == 1m ? "" : culture.AsPublished(rule.Slope) + " × ")),
        ("span", new Run.Text(culture.AsPublished(rule.Span))), ("cap", new Run.Text(culture.AsPublished(rule.Cap)))));

    private static IEnumerable<string> Limits(Inventory inventory, bool hasGrid)
    {
        yield return "limits.perToken";
        if (inventory.Rates.Any(rate => rate.Tier >= 4)) yield return "limits.classes";
        if (hasGrid) yield return "limits.gwp";
        if (hasGrid) yield return "limits.biogenic";
        yield return "limits.duplicates";
    }
}
