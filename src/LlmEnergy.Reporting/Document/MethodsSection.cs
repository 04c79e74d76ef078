using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>
/// Every method on the same usage, with what explains its distance from the disclosed total; nothing where they were not compared.
/// </summary>
internal static class MethodsSection
{
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture)
    {
        if (disclosure.Methods.IsEmpty)
            yield break;
        yield return new Block.Heading(1, culture.Text("methods.heading"));
        yield return new Block.Paragraph(culture.Runs("methods.intro"));
        var methods = disclosure.Methods.Where(method => method.Lines > 0).ToList();
        var decimals = ReportCulture.DecimalsFor(
            methods.SelectMany(method => (decimal?[])[method.Energy?.High.KilowattHours, method.Total?.High.KilogramsCo2e])
        );
        yield return Totals(methods, decimals, culture);
        if (methods.Any(method => method.Gap is not null))
            yield return Gaps(methods, culture);
        if (disclosure.Methods.Where(method => method.Lines == 0).Select(method => method.Method).ToList() is { Count: > 0 } without)
            yield return new Block.Paragraph(culture.Runs("methods.without", ("methods", new Run.Text(culture.List(without)))));
        if (methods.Any(method => method.Total is null))
            yield return new Block.Paragraph(culture.Runs("methods.noTotal"));
    }

    private static Block.Table Totals(List<MethodTotals> methods, int decimals, ReportCulture culture)
    {
        Column Number(string key, Unit unit) => new(culture.Text(key), unit.Symbol, Alignment.Right);
        return new(
            culture.Text("methods.totals"),
            [
                new(culture.Text("methods.method"), "", Alignment.Left),
                new(culture.Text("methods.lines"), "", Alignment.Right),
                Number("methods.energy", Unit.KilowattHours),
                Number("methods.energyRange", Unit.KilowattHours),
                Number("methods.electricity", Unit.KilogramsCo2e),
                Number("methods.embodied", Unit.KilogramsCo2e),
                Number("methods.other", Unit.KilogramsCo2e),
                Number("methods.total", Unit.KilogramsCo2e),
                Number("methods.range", Unit.KilogramsCo2e),
            ],
            [
                .. methods.Select(method =>
                    ImmutableArray.Create(
                        Cell.Of(method.Method),
                        Cell.Of(
                            culture.Text(
                                "methods.linesOf",
                                ("lines", culture.Number(method.Lines, 0)),
                                ("all", culture.Number(method.AllLines, 0))
                            )
                        ),
                        Cell.Of(culture.Calculated(method.Energy?.Central?.KilowattHours, decimals)),
                        Cell.Of(Range(method.Energy?.Low.KilowattHours, method.Energy?.High.KilowattHours, culture)),
                        Cell.Of(culture.Calculated(method.LocationBased?.Central?.KilogramsCo2e, decimals)),
                        Cell.Of(culture.Calculated(method.Embodied?.Central?.KilogramsCo2e, decimals)),
                        Cell.Of(culture.Calculated(method.Other?.Central?.KilogramsCo2e, decimals)),
                        Cell.Of(culture.Calculated(method.Total?.Central?.KilogramsCo2e, decimals)),
                        Cell.Of(Range(method.Total?.Low.KilogramsCo2e, method.Total?.High.KilogramsCo2e, culture))
                    )
                ),
            ],
            []
        );
    }

    private static Block.Table Gaps(List<MethodTotals> methods, ReportCulture culture)
    {
        var gaps = methods.Where(method => method.Gap is not null).Select(method => (method.Method, Gap: method.Gap!)).ToList();
        var decimals = ReportCulture.DecimalsFor(gaps.Select(row => (decimal?)Math.Abs(row.Gap.Sum)));
        return new(
            culture.Text("methods.gaps"),
            [
                new(culture.Text("methods.method"), "", Alignment.Left),
                Number("methods.gap", Unit.KilogramsCo2e),
                Number("methods.coverage", Unit.KilogramsCo2e),
                Number("methods.energyFactors", Unit.KilogramsCo2e),
                Number("methods.gridFactors", Unit.KilogramsCo2e),
                Number("methods.hardware", Unit.KilogramsCo2e),
                Number("methods.boundary", Unit.KilogramsCo2e),
            ],
            [
                .. gaps.Select(row =>
                    new[] { row.Gap.Sum, row.Gap.Coverage, row.Gap.EnergyFactors, row.Gap.GridFactors, row.Gap.Hardware, row.Gap.Boundary }
                        .Select(kilograms => Cell.Of(culture.Calculated(kilograms, decimals)))
                        .Prepend(Cell.Of(row.Method))
                        .ToImmutableArray()
                ),
            ],
            []
        );

        Column Number(string key, Unit unit) => new(culture.Text(key), unit.Symbol, Alignment.Right);
    }

    private static string Range(decimal? low, decimal? high, ReportCulture culture) =>
        (low, high) is not ({ } least, { } most) ? culture.Text("value.notCalculated")
        : least == most ? culture.Text("factors.noRange")
        : culture.Range(least, most);
}
