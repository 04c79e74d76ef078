using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>How the figure was made, generated from what this run did.</summary>
internal static class MethodSection
{
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        var inventory = disclosure.Inventory;
        var hasGrid = inventory.Lines.Any(line => line.IsCalculated);
        yield return new Block.Heading(1, culture.Text("method.heading"));
        yield return new Block.Paragraph(
            culture.Runs(
                "method.intro",
                ("boundary", rules.Reference("boundary", culture)),
                ("methodologies", rules.Reference("methodologies", culture))
            )
        );
        yield return new Block.Heading(2, culture.Text("boundary.heading"));
        yield return new Block.Paragraph(culture.Runs("boundary.service"));
        yield return new Block.Bullets([.. Boundary(inventory).Select(key => culture.Runs(key))]);

        yield return new Block.Heading(2, culture.Text("exclusions.heading"));
        yield return new Block.Bullets([
            .. Exclusions.Select(key => culture.Runs(key)),
            culture.Runs("exclusions.claims", ("reference", rules.Reference("removals", culture))),
            .. ExcludedCosts(inventory.Activity, culture),
        ]);

        yield return new Block.Heading(2, culture.Text("calculation.heading"));
        yield return new Block.Paragraph(culture.Runs("calculation.formula"));
        yield return new Block.Paragraph(
            culture.Runs(
                "calculation.methods",
                ("tried", new Run.Text(culture.List(inventory.Methods))),
                ("used", new Run.Text(Used(inventory, culture), IsStrong: true))
            )
        );
        foreach (var rule in inventory.Rates.Select(rate => rate.Context).Distinct().Where(rule => rule != ContextRule.None))
            yield return Context(rule, culture);
        if (inventory.Lines.Any(line => line.Activity.Key.Basis == ContextBasis.None && line.Activity.Usage.Knows(Known.Input)))
            yield return new Block.Paragraph(culture.Runs("calculation.noContext"));

        yield return new Block.Heading(2, culture.Text("assumptions.heading"));
        yield return new Block.Bullets([.. Assumptions(disclosure, culture, print)]);

        yield return new Block.Heading(2, culture.Text("limits.heading"));
        yield return new Block.Bullets([.. Limits(disclosure, hasGrid, culture, rules), .. Sensitivity(disclosure, culture, print)]);
    }

    /// <summary>What bills state of hosting and training: excluded by name, with what it cost.</summary>
    private static IEnumerable<ImmutableArray<Run>> ExcludedCosts(Activity activity, ReportCulture culture)
    {
        string Cost(string currency, decimal amount) => $"{currency} {culture.Number(amount, 2)}";
        var excluded = BilledCost.Excluded(activity).ToList();
        if (excluded.Count == 0)
            yield break;
        var items = excluded.Select(fate =>
            $"{culture.RuleOf(fate)} ({culture.List(fate.Cost.Select(cost => Cost(cost.Key, cost.Value)))})"
        );
        yield return culture.Runs("exclusions.billed", ("items", new Run.Text(culture.List(items))));
    }

    private static readonly ImmutableArray<string> Exclusions =
    [
        "exclusions.training",
        "exclusions.hosting",
        "exclusions.seats",
        "exclusions.network",
        "exclusions.devices",
        "exclusions.customers",
    ];

    private static IEnumerable<ImmutableArray<Run>> Assumptions(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        var inventory = disclosure.Inventory;
        yield return culture.Runs("assumptions.time");
        if (EmissionsShare.OfAssumedPlaces(disclosure) is { } assumed and > 0m)
            yield return culture.Runs("assumptions.place", ("share", new Run.Text(culture.PercentOfAll(assumed), IsStrong: true)));
        if (inventory.Rates.Any(rate => rate.Tier >= 4 && rate.Energy is not null))
            yield return culture.Runs("assumptions.classes");
        if (print.Value(FigureIds.UnknownModelShare) > 0m)
            yield return culture.Runs("assumptions.unknown", ("share", print.Of(FigureIds.UnknownModelShare)));
        if (inventory.Lines.Any(line => line.Activity.Key.Basis == ContextBasis.BucketMean))
            yield return culture.Runs("assumptions.buckets");
        var days = inventory.Activity.Coverage;
        Run.Text Count(int count) => new(culture.Number(count, 0));
        if (days.Count(day => day.Status == DayStatus.Estimated) is > 0 and var estimated)
            yield return culture.Runs("assumptions.gaps", ("count", Count(estimated)), ("days", Count(days.Length)));
        foreach (var prompts in inventory.Activity.Prompts)
            yield return Prompts(prompts, culture);
        if (inventory.Rates.Any(rate => rate.CradleToGate is not null && rate.Tier == Rate.Tiers))
            yield return culture.Runs("assumptions.spend");
    }

    private static ImmutableArray<Run> Prompts(AssumedPrompts assumed, ReportCulture culture)
    {
        static Run.Text Plain(string text) => new(text);
        Run.Text Number(decimal value, int decimals = 0) => new(culture.Number(value, decimals));
        var of = assumed.Assumption;
        return culture.Runs(
            "assumptions.prompts",
            ("prompts", Number(assumed.Prompts)),
            ("product", Plain(of.Product)),
            ("input", Number(of.Input)),
            ("output", Number(of.Output)),
            ("model", Plain(of.Model)),
            ("low", Number(of.Low, 2)),
            ("high", Number(of.High, 2)),
            ("by", Plain(of.By)),
            ("on", Plain(culture.Date(of.On))),
            ("source", Plain(of.Source))
        );
    }

    private static IEnumerable<ImmutableArray<Run>> Sensitivity(Disclosure disclosure, ReportCulture culture, FigurePrint print) =>
        disclosure[FigureIds.TrainingSensitivity].Value is null
            ? []
            :
            [
                culture.Runs(
                    "limits.training",
                    ("kilograms", print.Of(FigureIds.TrainingSensitivity)),
                    ("unit", new Run.Text(disclosure[FigureIds.TrainingSensitivity].Unit.Symbol))
                ),
            ];

    private static IEnumerable<string> Boundary(Inventory inventory)
    {
        if (inventory.Rates.Any(rate => rate.Energy is not null))
        {
            yield return "boundary.electricity";
            yield return inventory.Places.Any(place => place.Grid.Factor == place.Grid.Official || place.Upstream is not null)
                ? "boundary.gridDirect"
                : "boundary.grid";
            yield return inventory.Places.Any(place => place.TransmissionLosses is not null) ? "boundary.losses" : "boundary.noLosses";
        }

        if (inventory.Rates.Any(rate => rate.Embodied is not null))
            yield return "boundary.embodied";
        if (inventory.Rates.Any(rate => rate.Energy is not null && rate.Embodied is null))
            yield return "boundary.noEmbodied";
        if (inventory.Rates.Any(rate => rate.CradleToGate is not null))
            yield return "boundary.other";
        if (inventory.Places.Any(place => place.Market is not null))
            yield return inventory.Places.Any(place => place.Market?.Factor.Id.StartsWith("residual-", StringComparison.Ordinal) == true)
                ? "boundary.marketResidual"
                : "boundary.market";
        if (inventory.Places.Any(place => place.OffSiteWater is not null))
            yield return "boundary.water";
    }

    private static string Used(Inventory inventory, ReportCulture culture)
    {
        var used = inventory.Methods.Where(method => inventory.Rates.Any(rate => rate.Method == method)).ToList();
        return used.Count > 0 ? culture.List(used) : culture.Text("calculation.noMethod");
    }

    private static Block.Paragraph Context(ContextRule rule, ReportCulture culture) =>
        new(
            culture.Runs(
                "calculation.context",
                ("first", new Run.Text(culture.Number(ContextBands.FirstUpTo, 0))),
                ("second", new Run.Text(culture.Number(ContextBands.SecondUpTo, 0))),
                ("offset", new Run.Text(culture.AsPublished(rule.Offset))),
                ("slope", new Run.Text(rule.Slope == 1m ? "" : culture.AsPublished(rule.Slope) + " × ")),
                ("span", new Run.Text(culture.AsPublished(rule.Span))),
                ("cap", new Run.Text(culture.AsPublished(rule.Cap)))
            )
        );

    private static IEnumerable<ImmutableArray<Run>> Limits(Disclosure disclosure, bool hasGrid, ReportCulture culture, RuleSet rules)
    {
        var inventory = disclosure.Inventory;
        // what is newest among the sources is the day up to which anything is known of providers
        if (!inventory.Factors.IsEmpty && inventory.Rates.All(rate => rate.Tier > 1))
            yield return culture.Runs(
                "limits.perToken",
                ("date", new Run.Text(culture.Date(inventory.Factors.Max(use => use.Source.Retrieved))))
            );
        if (inventory.Rates.Any(rate => rate.Tier >= 4))
            yield return culture.Runs("limits.classes");
        if (hasGrid)
            yield return culture.Runs("limits.gwp", ("reference", rules.Reference("gwp", culture)));
        if (hasGrid)
            yield return culture.Runs("limits.gases", ("reference", rules.Reference("gases", culture)));
        if (hasGrid)
            yield return culture.Runs("limits.biogenic", ("reference", rules.Reference("biogenic", culture)));
        yield return culture.Runs("limits.duplicates");
    }
}
