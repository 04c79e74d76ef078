using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Reporting.Document;

/// <summary>The period on a page: usage, months, models, and how it compares.</summary>
internal static class GlanceSection
{
    private const int BarsOfModels = 10;

    /// <summary>Share of the total below which a model's bar is not seen.</summary>
    private const decimal LeastOfBar = 0.005m;

    /// <summary>Bars that differ by less look the same.</summary>
    private const decimal Alike = 0.1m;

    private static readonly ImmutableArray<FigureId> Compared =
    [
        FigureIds.Total,
        FigureIds.Energy,
        FigureIds.Requests,
        FigureIds.InputTokens,
        FigureIds.OutputTokens,
        FigureIds.PerThousandRequests,
        FigureIds.PerMillionTokens,
        FigureIds.CloudServices,
        FigureIds.Category1,
        FigureIds.Scope3,
    ];

    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        yield return new Block.Heading(1, culture.Text("glance.heading"));
        yield return new Block.KpiRow([
            new(
                culture.Text("kpi.energy"),
                [print.Of(FigureIds.Energy)],
                disclosure[FigureIds.Energy].Unit.Symbol,
                culture.Runs(print.Keyed("kpi.energyDetail"), ("low", print.Low(FigureIds.Energy)), ("high", print.High(FigureIds.Energy)))
            ),
            new(culture.Text("kpi.requests"), [print.Of(FigureIds.Requests)], culture.Text("unit.requests"), []),
            new(culture.Text("kpi.inputTokens"), [print.Of(FigureIds.InputTokens)], culture.Text("unit.tokens"), []),
            new(culture.Text("kpi.outputTokens"), [print.Of(FigureIds.OutputTokens)], culture.Text("unit.tokens"), []),
        ]);
        yield return new Block.KeyValues([.. Parts(disclosure, culture, print)]);
        if (disclosure.ByModel.Any(model => model.Totals.Total is not null))
            yield return ModelChart([.. Ranked(disclosure)], print.Value(FigureIds.TotalKilograms), culture, print);
        yield return new Block.Heading(2, culture.Text("compared.heading"));
        foreach (var block in Comparison(disclosure, culture, print, rules).Concat(BridgeSection.Blocks(disclosure, culture)))
            yield return block;
    }

    /// <summary>What the total is made of, the quality of what is behind it, and what is in no total.</summary>
    private static IEnumerable<Entry> Parts(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        Entry Part(string key, FigureId id) => new(culture.Text(key), [print.Of(id), new Run.Text(" " + disclosure[id].Unit.Symbol)]);
        if (disclosure[FigureIds.LocationBased].Value is not null || print.Value(FigureIds.Other) is null or 0m)
            yield return Part("facts.electricity", FigureIds.LocationBased);
        if (print.Value(FigureIds.Upstream) > 0m)
            yield return Part("facts.upstream", FigureIds.Upstream);
        if (print.Value(FigureIds.TransmissionLosses) > 0m)
            yield return Part("facts.losses", FigureIds.TransmissionLosses);
        if (disclosure[FigureIds.Embodied].Value is not null || print.Value(FigureIds.Other) is null or 0m)
            yield return Part("facts.embodied", FigureIds.Embodied);
        if (print.Value(FigureIds.Other) > 0m)
            yield return Part("facts.other", FigureIds.Other);
        yield return disclosure[FigureIds.MarketBased] is { Value: null } market
            ? new(culture.Text("facts.market"), culture.Runs("facts.noMarket", ("reason", new Run.Text(culture.Reason(market.WhyMissing)))))
            : Part("facts.market", FigureIds.MarketBased);
        foreach (var tier in Tiers(culture, print))
            yield return tier;
        var lines = disclosure.Inventory.Lines;
        if (lines.Count(line => !line.IsCalculated) is var open and > 0)
            yield return new(
                culture.Text("facts.open"),
                culture.Runs(
                    "facts.openValue",
                    ("open", new Run.Text(culture.Number(open, 0))),
                    ("lines", new Run.Text(culture.Number(lines.Length, 0)))
                )
            );
    }

    /// <summary>Shares of electricity and emissions by the quality of what is behind them, of the tiers that occur.</summary>
    private static IEnumerable<Entry> Tiers(ReportCulture culture, FigurePrint print) =>
        from tier in Enumerable.Range(1, Rate.Tiers)
        where print.Value(FigureIds.EmissionsOfTier(tier)) > 0m || print.Value(FigureIds.EnergyOfTier(tier)) > 0m
        select new Entry(
            culture.Text($"facts.tier{tier}"),
            culture.Runs(
                "facts.tierShares",
                ("energy", print.Of(FigureIds.EnergyOfTier(tier))),
                ("emissions", print.Of(FigureIds.EmissionsOfTier(tier)))
            )
        );

    /// <summary>How the total compares with the year before; none where that is not known.</summary>
    public static IEnumerable<ImmutableArray<Run>> ChangeSentence(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        if (disclosure.Previous is { } previous && previous[FigureIds.Total] is { } before && print.Value(FigureIds.Total) is not null)
            yield return culture.Runs(
                "glance.change",
                ("change", new Run.Text(print.Change(FigureIds.Total, before), IsStrong: true)),
                ("period", new Run.Text(previous.Period)),
                ("value", new Run.Text(print.Written(disclosure[FigureIds.Total], before))),
                ("unit", new Run.Text(Unit.TonnesCo2e.Symbol))
            );
    }

    /// <summary>The largest first.</summary>
    public static IEnumerable<ModelTotals> Ranked(Disclosure disclosure) =>
        disclosure.ByModel.OrderByDescending(model => model.Totals.Total?.Central?.KilogramsCo2e ?? -1m).ThenBy(model => model.Key);

    public static string Named(string name, ReportCulture culture) => name.Length > 0 ? name : culture.Text("value.notNamed");

    /// <summary>What else a reader asks first; each stands only where its figure is known.</summary>
    public static IEnumerable<ImmutableArray<Run>> Sentences(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        if (
            Ranked(disclosure).FirstOrDefault() is { Totals.Total.Central: { } most } first
            && print.Value(FigureIds.TotalKilograms) is { } whole and > 0m
        )
            yield return culture.Runs(
                "glance.largest",
                ("model", new Run.Text(Named(first.Model, culture))),
                ("share", new Run.Text(culture.Percent(most.KilogramsCo2e / whole)))
            );
        if (print.Value(FigureIds.EstimatedShare) is not null)
            yield return culture.Runs("glance.estimated", ("share", print.Of(FigureIds.EstimatedShare)));
        if (print.Value(FigureIds.ShareOfCategory1) is not null)
            yield return culture.Runs("glance.category1", ("share", print.Of(FigureIds.ShareOfCategory1)));
        if (print.Value(FigureIds.ShareOfScope3) is not null)
            yield return culture.Runs("glance.scope3", ("share", print.Of(FigureIds.ShareOfScope3)));
    }

    /// <summary>In words, where there is something to compare with or not.</summary>
    public static ImmutableArray<Run> Origin(Disclosure disclosure, ReportCulture culture, RuleSet rules)
    {
        if (disclosure.Previous is not { } previous)
        {
            return
            [
                .. culture.Runs(
                    "compared.none",
                    ("period", new Run.Text(disclosure.Period.YearBeforeName ?? disclosure.Period.Name)),
                    ("comparative", rules.Reference("comparative", culture))
                ),
                .. culture.Runs("compared.relief", ("relief", rules.Reference("first_year", culture))),
            ];
        }

        var isGiven = previous.Origin.EndsWith(".csv", StringComparison.Ordinal);
        var key =
            !isGiven ? "compared.closed"
            : previous.Origin.Contains(", ", StringComparison.Ordinal) ? "compared.both"
            : "compared.given";
        return culture.Runs(
            key,
            ("period", new Run.Text(previous.Period)),
            ("origin", new Run.Text(OriginOf(previous, culture))),
            ("comparative", rules.Reference("comparative", culture))
        );
    }

    /// <summary>Why the total changed, in the undertaking's words, or that nobody says it.</summary>
    private static IEnumerable<Block> Explanation(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        if (disclosure.Statement.Of(disclosure.Period).Changes is { } changes)
            yield return new Block.Paragraph(
                culture.Runs(
                    "compared.explained",
                    ("changes", new Run.Text(changes)),
                    ("reference", rules.Reference("undertaking_changes", culture))
                )
            );
        else if (OpenItems.IsChangeSignificant(disclosure, print))
            yield return new Block.Callout(
                IsAlarm: true,
                culture.Runs(
                    "compared.unexplained",
                    ("change", new Run.Text(print.Change(FigureIds.Total, disclosure.Previous?[FigureIds.Total]), IsStrong: true)),
                    ("threshold", new Run.Text(culture.Percent(disclosure.SignificantChange))),
                    ("reference", rules.Reference("change", culture))
                )
            );
    }

    /// <summary>The version that was closed, or that the undertaking gives the figures, or both.</summary>
    private static string OriginOf(Comparative earlier, ReportCulture culture) =>
        culture.List(
            earlier
                .Origin.Split(", ")
                .Select(part => part.EndsWith(".csv", StringComparison.Ordinal) ? culture.Text("compared.byUndertaking") : part)
        );

    private static IEnumerable<Block> Comparison(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        yield return new Block.Paragraph(Origin(disclosure, culture, rules));
        foreach (var block in Explanation(disclosure, culture, print, rules))
            yield return block;
        if (disclosure.PreviouslyStated is { } stated)
            yield return new Block.Paragraph(
                culture.Runs(
                    "compared.stated",
                    ("origin", new Run.Text(OriginOf(stated, culture))),
                    ("reference", rules.Reference("previously_stated", culture))
                )
            );
        if (disclosure.BaseYear is { } then)
            yield return new Block.Paragraph(
                culture.Runs(
                    disclosure.Period.IsInterim ? "compared.baseInterim" : "compared.base",
                    ("year", new Run.Text(then.Period)),
                    ("origin", new Run.Text(OriginOf(then, culture))),
                    ("reference", rules.Reference("base_year", culture))
                )
            );
        var baseYear = disclosure.Period.IsInterim ? null : disclosure.BaseYear; // a quarter is no part of a year that says anything
        var columns = new[]
        {
            ("compared.previous", disclosure.Previous),
            ("compared.previouslyStated", disclosure.PreviouslyStated),
            ("compared.baseYear", baseYear),
        }
            .Where(column => column.Item2 is not null)
            .ToList();
        var rows = Compared
            .Where(id => print.Value(id) is not null && columns.Any(column => column.Item2![id] is not null))
            .Select(id => disclosure[id])
            .ToList();
        if (rows.Count == 0)
            yield break;
        Column Right(string key) => new(culture.Text(key), "", Alignment.Right);
        yield return new Block.Table(
            "",
            [
                new(culture.Text("compared.figure"), "", Alignment.Left),
                new(disclosure.Period.Name, "", Alignment.Right),
                .. columns.SelectMany(column =>
                    new[] { Right(column.Item1) with { Unit = column.Item2!.Period }, Right("compared.change") }
                ),
            ],
            [
                .. rows.Select(figure =>
                    ImmutableArray.Create([
                        Cell.Of(culture.Text($"short.{figure.Id}"), figure.Unit == Unit.Count ? "" : culture.SymbolOf(figure.Unit)),
                        new Cell([print.Of(figure.Id)]),
                        .. columns.SelectMany(column =>
                            new[]
                            {
                                Cell.Of(
                                    column.Item2![figure.Id] is { } value ? print.Written(figure, value) : culture.Text("value.notStated")
                                ),
                                Cell.Of(print.Change(figure.Id, column.Item2![figure.Id])),
                            }
                        ),
                    ])
                ),
            ],
            []
        );
    }

    public static int MonthsWithUsage(Disclosure disclosure) =>
        disclosure.Inventory.Lines.Select(line => line.Activity.Key.Month).Distinct().Count();

    public static Block.BarChart MonthChart(Disclosure disclosure, decimal? total, ReportCulture culture, FigurePrint print) =>
        Chart("chart.months", total, disclosure.ByMonth.Select(month => (culture.Month(month.Month), month.Totals)), culture, print);

    private static Block.BarChart ModelChart(List<ModelTotals> models, decimal? total, ReportCulture culture, FigurePrint print)
    {
        bool IsSeen(ModelTotals model) =>
            total is not { } whole || model.Totals.Total?.Central is not { } central || central.KilogramsCo2e >= whole * LeastOfBar;
        var seen = models.Take(BarsOfModels).TakeWhile(IsSeen).Count();
        // one that would stand for itself alone keeps its name
        if (seen == models.Count - 1)
            seen = models.Count;
        var bars = models.Take(seen).Select(model => (Named(model.Model, culture), model.Totals));
        var rest = models.Skip(seen).Select(model => model.Totals).ToList();
        return Chart(
            "chart.models",
            total,
            rest.Count == 0
                ? bars
                : bars.Append(
                    (culture.Text("chart.other", ("count", culture.Number(rest.Count, 0))), rest.Aggregate((sum, next) => sum + next))
                ),
            culture,
            print
        );
    }

    private static Block.BarChart Chart(
        string caption,
        decimal? total,
        IEnumerable<(string Label, Totals Totals)> rows,
        ReportCulture culture,
        FigurePrint print
    )
    {
        var all = rows.ToList();
        // those of the whole, as in a table
        var decimals = ReportCulture.DecimalsFor(total ?? all.Select(row => Kilograms(row.Totals.Total)).Max());
        var bars = all.Select(row => new Bar(
                row.Label,
                [Kilograms(row.Totals.LocationBased), Kilograms(row.Totals.Embodied)],
                print.Ends(row.Totals)?.Low,
                print.Ends(row.Totals)?.High,
                row.Totals.Total is not { } sum ? culture.Text("value.notCalculated")
                    : print.Ends(row.Totals) is var (low, high)
                        ? culture.Text(
                            "chart.value",
                            ("central", culture.Calculated(Kilograms(sum), decimals)),
                            ("range", culture.Range(low, high))
                        )
                    : culture.Calculated(Kilograms(sum), decimals)
            ))
            .ToImmutableArray();
        var title = culture.Text(caption);
        var scale = BarScale.Of(bars, culture.Number);
        return new(
            title,
            culture.Text("chart.alt", ("title", title), ("bars", culture.List(bars.Select(bar => $"{bar.Label}: {bar.Value}")))),
            Unit.KilogramsCo2e.Symbol,
            [culture.Text("chart.electricity"), culture.Text("chart.embodied")],
            culture.Text(print.Keyed("chart.range")),
            string.Join(' ', Remarks(scale, all.Select(row => Kilograms(row.Totals.Total)).OfType<decimal>().ToList(), culture)),
            scale,
            bars
        );
    }

    /// <summary>What the bars alone would leave a reader to guess.</summary>
    private static IEnumerable<string> Remarks(BarScale scale, List<decimal> values, ReportCulture culture)
    {
        if (scale.IsCut)
            yield return culture.Text("chart.cut");
        if (values.Count > 1 && values.Min() is var least and > 0m && (values.Max() / least) - 1m is var spread and < Alike)
            yield return culture.Text("chart.alike", ("spread", culture.Percent(spread)));
    }

    private static decimal? Kilograms(Estimate<GhgEmissions>? emissions) => emissions?.Central?.KilogramsCo2e;
}
