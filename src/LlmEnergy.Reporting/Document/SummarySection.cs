using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>The first page: the figure, what it is, and how far it can be trusted.</summary>
internal static class SummarySection
{
    public static IEnumerable<Block> Of(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        var period = disclosure.Period;
        yield return new Block.Title(
            disclosure.Undertaking,
            culture.Text("report.title"),
            culture.Text("report.subtitle", ("period", period.Name), ("first", culture.Date(period.First)), ("last", culture.Date(period.Last))),
            period.IsInterim ? [Status(disclosure, culture), culture.Text("status.interim")] : [Status(disclosure, culture)]);
        yield return Headline(disclosure, culture, print);
        yield return new Block.KpiRow(
        [
            new(
                culture.Text("kpi.energy"), [print.Of(FigureIds.Energy)], disclosure[FigureIds.Energy].Unit.Symbol,
                culture.Runs("kpi.energyDetail", ("low", print.End(FigureIds.Low(FigureIds.Energy))), ("high", print.End(FigureIds.High(FigureIds.Energy))))),
            new(culture.Text("kpi.requests"), [print.Of(FigureIds.Requests)], culture.Text("unit.requests"), []),
            new(culture.Text("kpi.inputTokens"), [print.Of(FigureIds.InputTokens)], culture.Text("unit.tokens"), []),
            new(culture.Text("kpi.outputTokens"), [print.Of(FigureIds.OutputTokens)], culture.Text("unit.tokens"), []),
        ]);
        yield return Checks(disclosure, culture);
        yield return new Block.KeyValues([.. Facts(disclosure, culture, print)]);
        yield return new Block.Heading(1, culture.Text("place.heading"));
        yield return new Block.Paragraph(culture.Runs("place.category"));
        yield return new Block.Paragraph(culture.Runs("place.outside"));
    }

    public static string Status(Disclosure disclosure, ReportCulture culture) => culture.Text(disclosure.Status switch
    {
        ReportStatus.Final => "status.final",
        ReportStatus.Restated => "status.restated",
        _ => "status.draft",
    });

    private static Block.Headline Headline(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        var total = disclosure[FigureIds.Total];
        return new(culture.Text("headline.label"), print.Of(FigureIds.Total), total.Unit.Symbol,
        [
            .. total.Value is null ? culture.Runs("headline.missing", ("reason", new Run.Text(culture.Reason(total.WhyMissing)))) : [],
            .. culture.Runs("headline.range", ("low", print.End(FigureIds.Low(FigureIds.Total))), ("high", print.End(FigureIds.High(FigureIds.Total))), ("unit", new Run.Text(total.Unit.Symbol))),
        ]);
    }

    private static Block.Callout Checks(Disclosure disclosure, ReportCulture culture)
    {
        var failed = disclosure.Checks.Where(check => !check.Passed).ToList();
        var count = culture.Number(disclosure.Checks.Length, 0);
        return failed.Count == 0
            ? new(IsAlarm: false, culture.Runs("checks.pass", ("count", new Run.Text(count))))
            : new(IsAlarm: true, culture.Runs(
                "checks.fail", ("failed", new Run.Text(culture.Number(failed.Count, 0))), ("count", new Run.Text(count)), ("titles", new Run.Text(culture.List(failed.Select(culture.TitleOf)), IsStrong: true))));
    }

    private static IEnumerable<Entry> Facts(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        Entry Part(string key, FigureId id) => new(culture.Text(key), [print.Of(id), new Run.Text(" " + disclosure[id].Unit.Symbol)]);
        if (disclosure[FigureIds.LocationBased].Value is not null || print.Value(FigureIds.Other) is null or 0m) yield return Part("facts.electricity", FigureIds.LocationBased);
        if (print.Value(FigureIds.Upstream) > 0m) yield return Part("facts.upstream", FigureIds.Upstream);
        if (print.Value(FigureIds.TransmissionLosses) > 0m) yield return Part("facts.losses", FigureIds.TransmissionLosses);
        if (disclosure[FigureIds.Embodied].Value is not null || print.Value(FigureIds.Other) is null or 0m) yield return Part("facts.embodied", FigureIds.Embodied);
        if (print.Value(FigureIds.Other) > 0m) yield return Part("facts.other", FigureIds.Other);
        yield return disclosure[FigureIds.MarketBased] is { Value: null } market
            ? new(culture.Text("facts.market"), culture.Runs("facts.noMarket", ("reason", new Run.Text(culture.Reason(market.WhyMissing)))))
            : Part("facts.market", FigureIds.MarketBased);
        if (disclosure[FigureIds.Water].Value is not null) yield return Part("facts.water", FigureIds.Water);
        for (var tier = 1; tier <= Rate.Tiers; tier++)
        {
            if (print.Value(FigureIds.EmissionsOfTier(tier)) > 0m || print.Value(FigureIds.EnergyOfTier(tier)) > 0m)
                yield return new(culture.Text($"facts.tier{tier}"), culture.Runs("facts.tierShares", ("energy", print.Of(FigureIds.EnergyOfTier(tier))), ("emissions", print.Of(FigureIds.EmissionsOfTier(tier)))));
        }

        var lines = disclosure.Inventory.Lines;
        if (lines.Count(line => !line.IsCalculated) is var open and > 0)
            yield return new(culture.Text("facts.open"), culture.Runs("facts.openValue", ("open", new Run.Text(culture.Number(open, 0))), ("lines", new Run.Text(culture.Number(lines.Length, 0)))));
        yield return new(culture.Text("facts.hash"), ImmutableArray.Create<Run>(new Run.Text(disclosure.CalculationHash.Length > 0 ? disclosure.CalculationHash : culture.Text("facts.noHash"))));
    }
}
