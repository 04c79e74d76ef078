using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>Closed models by class and by operating point, whichever counts; nothing where there are none.</summary>
internal static class ClosedModelsSection
{
    private const int MostRows = 20;

    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture)
    {
        if (disclosure.ClosedModels is not { } closed)
            yield break;
        yield return new Block.Heading(1, culture.Text("closed.heading"));
        yield return new Block.Paragraph(culture.Runs("closed.intro"));
        yield return new Block.Paragraph(
            culture.Runs(
                closed.AreAdopted ? "closed.pointCounts" : "closed.classCounts",
                ("share", new Run.Text(closed.JudgedShare is { } share ? culture.Percent(share) : culture.Text("value.notCalculated")))
            )
        );
        var energyDecimals = ReportCulture.DecimalsFor(closed.Total.ClassEnergy.Central?.KilowattHours);
        var emissionsDecimals = ReportCulture.DecimalsFor(closed.Total.ClassTotal.Central?.KilogramsCo2e);
        ImmutableArray<Cell> Row(Cell name, ClosedModelTotals row) =>
            [
                name,
                Cell.Of(culture.Calculated(row.ClassEnergy.Central?.KilowattHours, energyDecimals)),
                Cell.Of(culture.Range(row.ClassEnergy.Low.KilowattHours, row.ClassEnergy.High.KilowattHours)),
                Cell.Of(culture.Calculated(row.PointEnergy.Central?.KilowattHours, energyDecimals)),
                Cell.Of(row.Interval.Energy is { } interval ? culture.Range(interval.P5, interval.P95) : ""),
                Cell.Of(culture.Calculated(row.ClassTotal.Central?.KilogramsCo2e, emissionsDecimals)),
                Cell.Of(culture.Calculated(row.PointTotal.Central?.KilogramsCo2e, emissionsDecimals)),
            ];
        // the provider tells models of one name apart
        Cell Named(ClosedModelTotals row) =>
            Cell.Of(
                GlanceSection.Named(row.Model, culture),
                closed.Models.Count(other => other.Model == row.Model) > 1 ? row.Provider : ""
            );
        Column Number(string key, Unit unit) => new(culture.Text(key), unit.Symbol, Alignment.Right);
        yield return new Block.Table(
            "",
            [
                new(culture.Text("models.model"), "", Alignment.Left),
                Number("closed.class", Unit.KilowattHours),
                Number("methods.energyRange", Unit.KilowattHours),
                Number("closed.point", Unit.KilowattHours),
                Number("closed.interval", Unit.KilowattHours),
                Number("closed.class", Unit.KilogramsCo2e),
                Number("closed.point", Unit.KilogramsCo2e),
            ],
            [.. closed.Models.Take(MostRows).Select(row => Row(Named(row), row))],
            Row(Cell.Of(culture.Text("table.total")), closed.Total)
        );
        if (closed.Models.Length > MostRows)
            yield return new Block.Paragraph(
                culture.Runs("closed.more", ("count", new Run.Text(culture.Number(closed.Models.Length - MostRows, 0))))
            );
    }
}
