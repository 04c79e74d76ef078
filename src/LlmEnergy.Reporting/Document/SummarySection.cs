using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

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
                culture.Runs("kpi.energyDetail", ("low", print.End(FigureIds.EnergyLow)), ("high", print.End(FigureIds.EnergyHigh)))),
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

    public static string Status(Disclosure disclosure, ReportCulture culture) => culture.Text(disclosure.Status == ReportStatus.Final ? "status.final" : "status.draft");

    private static Block.Headline Headline(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        var total = disclosure[FigureIds.Total];
        return new(culture.Text("headline.label"), print.Of(FigureIds.Total), total.Unit.Symbol,
        [
            .. total.Value is null ? culture.Runs("headline.missing", ("reason", new Run.Text(total.WhyMissing ?? ""))) : [],
            .. culture.Runs("headline.range", ("low", print.End(FigureIds.TotalLow)), ("high", print.End(FigureIds.TotalHigh)), ("unit", new Run.Text(total.Unit.Symbol))),
        ]);
    }

    private static Block.Callout Checks(Disclosure disclosure, ReportCulture culture)
    {
        var failed = disclosure.Checks.Where(check => !check.Passed).ToList();
        var count = culture.Number(disclosure.Checks.Length, 0);
        return failed.Count == 0
            ? new(IsAlarm: false, culture.Runs("checks.pass", ("count", new Run.Text(count))))
            : new(IsAlarm: true, culture.Runs(
                "checks.fail", ("failed", new Run.Text(culture.Number(failed.Count, 0))), ("count", new Run.Text(count)), ("titles", new Run.Text(culture.List(failed.Select(check => check.Title)), IsStrong: true))));
    }

    private static IEnumerable<Entry> Facts(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        Entry Part(string key, FigureId id) => new(culture.Text(key), [print.Of(id), new Run.Text(" " + disclosure[id].Unit.Symbol)]);
        yield return Part("facts.electricity", FigureIds.LocationBased);
        yield return Part("facts.embodied", FigureIds.Embodied);
        yield return new(culture.Text("facts.estimated"), culture.Runs("facts.estimatedValue", ("share", print.Of(FigureIds.EstimatedShare))));
        if (print.Value(FigureIds.UnknownModelShare) > 0m)
            yield return new(culture.Text("facts.unknown"), culture.Runs("facts.unknownValue", ("share", print.Of(FigureIds.UnknownModelShare))));
        var lines = disclosure.Inventory.Lines;
        if (lines.Count(line => !line.IsCalculated) is var open and > 0)
            yield return new(culture.Text("facts.open"), culture.Runs("facts.openValue", ("open", new Run.Text(culture.Number(open, 0))), ("lines", new Run.Text(culture.Number(lines.Length, 0)))));
        yield return new(culture.Text("facts.hash"), ImmutableArray.Create<Run>(new Run.Text(disclosure.CalculationHash.Length > 0 ? disclosure.CalculationHash : culture.Text("facts.noHash"))));
    }
}
