using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Reporting.Document;

/// <summary>Emissions by model and, where the period has them, by month.</summary>
internal static class EmissionsSection
{
    private const int BarsOfModels = 10;

    public static IEnumerable<Block> Of(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        yield return new Block.Heading(1, culture.Text("models.heading"));
        if (disclosure.ByModel.IsEmpty)
        {
            yield return new Block.Paragraph(culture.Runs("models.none"));
            yield break;
        }

        var models = disclosure.ByModel.OrderByDescending(model => model.Totals.Total?.Central?.KilogramsCo2e ?? -1m).ThenBy(model => model.Key).ToList();
        yield return Models(disclosure, models, culture, print);
        if (models.Any(model => Missing(model.Totals.Usage))) yield return new Block.Paragraph(culture.Runs("models.unknown"));
        if (models.Any(model => model.Totals.Total?.Central is null)) yield return new Block.Paragraph(culture.Runs("models.open"));
        if (models.Any(model => model.Totals.Total is not null)) yield return MonthsWithUsage(disclosure) > 1 ? MonthChart(disclosure, culture) : ModelChart(models, culture);
    }

    private static int MonthsWithUsage(Disclosure disclosure) => disclosure.Inventory.Lines.Select(line => line.Activity.Key.Month).Distinct().Count();

    private static Block.Table Models(Disclosure disclosure, List<ModelTotals> models, ReportCulture culture, FigurePrint print)
    {
        var decimals = ReportCulture.DecimalsFor(models.SelectMany(model => (decimal?[])
            [model.Totals.Energy?.Central?.KilowattHours, Kilograms(model.Totals.LocationBased), Kilograms(model.Totals.Embodied), Kilograms(model.Totals.Total)]));
        var total = print.Value(FigureIds.TotalKilograms);
        Column Number(string key, string unit) => new(culture.Text(key), unit, Alignment.Right);
        Cell Figure(FigureId id) => new([print.Of(id)]);
        Cell Sum(FigureId id) => new([print.Of(id, decimals)]);
        return new("",
            [
                new(culture.Text("models.model"), "", Alignment.Left), Number("models.requests", ""), Number("models.input", culture.Text("unit.tokens")), Number("models.output", culture.Text("unit.tokens")),
                Number("models.energy", Unit.KilowattHours.Symbol), Number("models.location", Unit.KilogramsCo2e.Symbol), Number("models.embodied", Unit.KilogramsCo2e.Symbol),
                Number("models.total", Unit.KilogramsCo2e.Symbol), Number("models.share", culture.Text("unit.percent")),
            ],
            [
                .. models.Select(model => ImmutableArray.Create(
                    Cell.Of(Named(model.Model, culture), Detail(disclosure, model, culture)),
                    Cell.Of(culture.Stated(Stated(model.Totals.Usage, Known.Requests, model.Totals.Usage.Requests))),
                    Cell.Of(culture.Stated(Stated(model.Totals.Usage, Known.Input, model.Totals.Usage.Input))),
                    Cell.Of(culture.Stated(Stated(model.Totals.Usage, Known.Output, model.Totals.Usage.Output))),
                    Cell.Of(culture.Calculated(model.Totals.Energy?.Central?.KilowattHours, decimals)),
                    Cell.Of(culture.Calculated(Kilograms(model.Totals.LocationBased), decimals)),
                    Cell.Of(culture.Calculated(Kilograms(model.Totals.Embodied), decimals)),
                    Cell.Of(culture.Calculated(Kilograms(model.Totals.Total), decimals)),
                    Cell.Of(culture.Share(Kilograms(model.Totals.Total), total)))),
            ],
            [
                Cell.Of(culture.Text("table.total")), Figure(FigureIds.Requests), Figure(FigureIds.InputTokens), Figure(FigureIds.OutputTokens),
                Sum(FigureIds.Energy), Sum(FigureIds.LocationBased), Sum(FigureIds.Embodied), Sum(FigureIds.TotalKilograms), Cell.Of(culture.Share(total, total)),
            ]);
    }

    private static string Detail(Disclosure disclosure, ModelTotals model, ReportCulture culture)
    {
        var reasons = disclosure.Inventory.Lines.Where(line => !line.IsCalculated && line.Activity.Key.Provider == model.Provider && line.Activity.Key.Model == model.Model)
            .Select(line => line.WhyNotCalculated ?? "").Distinct().ToList();
        var provider = Named(model.Provider, culture);
        var about = model.Tier is { } tier
            ? culture.Text("models.detail", ("provider", provider), ("class", model.ModelClass), ("tier", culture.Number(tier, 0)))
            : culture.Text("models.detailOpen", ("provider", provider), ("class", model.ModelClass));
        return reasons.Count == 0 ? about : about + culture.Text(model.Tier is null ? "models.reason" : "models.reasonPart", ("reason", culture.List(reasons)));
    }

    private static Block.BarChart MonthChart(Disclosure disclosure, ReportCulture culture) =>
        Chart("chart.months", disclosure.ByMonth.Select(month => (culture.Month(month.Month), month.Totals.LocationBased, month.Totals.Embodied, month.Totals.Total)), culture);

    private static Block.BarChart ModelChart(List<ModelTotals> models, ReportCulture culture)
    {
        var bars = models.Take(BarsOfModels).Select(model => (Named(model.Model, culture), model.Totals.LocationBased, model.Totals.Embodied, model.Totals.Total));
        var rest = models.Skip(BarsOfModels).ToList();
        return Chart("chart.models", rest.Count == 0 ? bars : bars.Append(
            (culture.Text("chart.other", ("count", culture.Number(rest.Count, 0))), Together(rest, model => model.Totals.LocationBased), Together(rest, model => model.Totals.Embodied), Together(rest, model => model.Totals.Total))), culture);
    }

    private static Block.BarChart Chart(
        string caption, IEnumerable<(string Label, Estimate<GhgEmissions>? LocationBased, Estimate<GhgEmissions>? Embodied, Estimate<GhgEmissions>? Total)> rows, ReportCulture culture)
    {
        var all = rows.ToList();
        var decimals = ReportCulture.DecimalsFor(all.Select(row => Kilograms(row.Total)));
        var bars = all.Select(row => new Bar(
            row.Label, [Kilograms(row.LocationBased), Kilograms(row.Embodied)], row.Total?.Low.KilogramsCo2e, row.Total?.High.KilogramsCo2e,
            row.Total is { } total
                ? culture.Text("chart.value", ("central", culture.Calculated(Kilograms(total), decimals)), ("range", culture.Range(total.Low.KilogramsCo2e, total.High.KilogramsCo2e)))
                : culture.Text("value.notCalculated"))).ToImmutableArray();
        var title = culture.Text(caption);
        return new(
            title, culture.Text("chart.alt", ("title", title), ("bars", culture.List(bars.Select(bar => $"{bar.Label}: {bar.Value}")))), Unit.KilogramsCo2e.Symbol,
            [culture.Text("chart.electricity"), culture.Text("chart.embodied")], culture.Text("chart.range"), bars);
    }

    private static Estimate<GhgEmissions>? Together(IEnumerable<ModelTotals> models, Func<ModelTotals, Estimate<GhgEmissions>?> part) =>
        models.Select(part).Aggregate((Estimate<GhgEmissions>?)null, (sum, next) => sum is { } s && next is { } n ? s + n : sum ?? next);

    private static decimal? Kilograms(Estimate<GhgEmissions>? emissions) => emissions?.Central?.KilogramsCo2e;

    private static long? Stated(in Usage usage, Known quantity, long count) => usage.Knows(quantity) ? count : null;

    private static bool Missing(in Usage usage) => !usage.Knows(Known.Requests | Known.Input | Known.Output);

    private static string Named(string name, ReportCulture culture) => name.Length > 0 ? name : culture.Text("value.notNamed");
}
