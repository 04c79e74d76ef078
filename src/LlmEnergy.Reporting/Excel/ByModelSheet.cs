using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Usage and emissions by model, with the ranges of the largest ones as a chart.</summary>
internal sealed class ByModelSheet : ISheet
{
    private const int HeadRow = 4;
    private const int First = HeadRow + 1;
    private const int FirstMeasure = 7;
    private const int MostInChart = 10;
    private const int MostOnOnePage = 25;

    public string Name => "ByModel";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var models = disclosure.ByModel;
        canvas.Widths([6, 13, 28, 24, 8, 6, .. TotalsTable.Widths]);
        canvas.Title(
            "Usage, energy and emissions by model",
            Phrase.Of($"Live sums over tblLedger by {Ledger.ModelKey.Name}. Totals leave out what is not stated or not calculated.")
        );
        canvas.Table(
            "tblByModel",
            HeadRow,
            ["Key", "Provider", "Model", "Resolved model", "Class", "Tier", .. TotalsTable.Heads],
            TotalsTable.RowsOf(models.Length),
            FirstMeasure,
            FirstMeasure + TotalsTable.Heads.Length - 2,
            height: 48
        );
        canvas.Freeze(HeadRow, 3, repeat: false);
        canvas.PagesWide(1, models.Length <= MostOnOnePage ? 1 : 0); // a chart is not cut in two
        for (var i = 0; i < Math.Min(models.Length, TotalsTable.MostRows); i++)
            Describe(canvas, First + i, models[i]);
        if (models.IsEmpty)
            canvas.Label(First + 1, 2, "No usage in the period.");
        else
        {
            var table = new TotalsTable(canvas, Ledger.ModelKey, First, FirstMeasure);
            table.Draw([.. models.Select(model => model.Totals)], labelColumn: 2, disclosure);
            Ranges(canvas, models, table.ColumnOf(TotalsTable.TotalHead));
        }

        canvas.Protect();
    }

    private static void Describe(SheetCanvas canvas, int row, ModelTotals model)
    {
        canvas.Number(row, 1, model.Key, NumberFormats.Integer);
        canvas.Text(row, 2, model.Provider, wrap: true);
        canvas.Text(row, 3, model.Model, wrap: true);
        canvas.Text(row, 4, model.ResolvedModel, wrap: true);
        canvas.Text(row, 5, model.ModelClass);
        canvas.Number(row, 6, model.Tier, NumberFormats.Integer);
    }

    /// <summary>A stacked bar shows a range as what lies below it, unseen, and the two parts up to and above the central value.</summary>
    private static void Ranges(SheetCanvas canvas, ImmutableArray<ModelTotals> models, int totalColumn)
    {
        var largest = models
            .Take(TotalsTable.MostRows)
            .Select((model, i) => (model, row: First + i))
            .Where(at => at.model.Totals.Total?.Central is not null)
            .OrderByDescending(at => at.model.Totals.Total!.Value.Central!.Value.KilogramsCo2e)
            .ThenBy(at => at.row)
            .Take(MostInChart)
            .ToList();
        if (largest.Count == 0)
            return;
        var head = First + TotalsTable.RowsOf(models.Length) + 3;
        var (low, central, high) = (totalColumn - 1, totalColumn, totalColumn + 1);
        canvas.Section(head - 1, "Range of the largest models: what the chart shows");
        canvas.Header(
            head,
            ["", "", "Model", "Low [kgCO2e]", "", "", "Low to central [kgCO2e]", "Central to high [kgCO2e]"],
            numbersFrom: 4,
            height: 48
        );
        var parts = largest
            .Select(at => at.model.Totals.Total!.Value)
            .Select(total =>
                (
                    total.Low.KilogramsCo2e,
                    total.Central!.Value.KilogramsCo2e - total.Low.KilogramsCo2e,
                    total.High.KilogramsCo2e - total.Central.Value.KilogramsCo2e
                )
            )
            .ToList();
        var format = NumberFormats.For(parts.SelectMany(part => (decimal?[])[part.Item1, part.Item2, part.Item3]));
        for (var i = 0; i < largest.Count; i++)
        {
            var (row, of) = (head + 1 + i, largest[i].row);
            canvas.Text(row, 3, CellText.Label(largest[i].model.Model), wrap: true);
            canvas.Formula(row, 4, A1.Cell(of, low), CachedValue.Of(parts[i].Item1), format);
            canvas.Formula(row, 7, $"{A1.Cell(of, central)}-{A1.Cell(of, low)}", CachedValue.Of(parts[i].Item2), format);
            canvas.Formula(row, 8, $"{A1.Cell(of, high)}-{A1.Cell(of, central)}", CachedValue.Of(parts[i].Item3), format);
        }

        var (first, last) = (head + 1, head + largest.Count);
        ChartCells Column(int column, IEnumerable<decimal?> values) => new("ByModel", first, column, last, column, [.. values]);
        canvas.Chart(
            new(
                canvas.Say("Emissions of the largest models: low, central, high"),
                "kgCO2e",
                IsHorizontal: true,
                new("ByModel", first, 3, last, 3, [.. largest.Select(at => CellText.Label(at.model.Model))]),
                [
                    new(canvas.Say("Low"), Column(4, parts.Select(part => (decimal?)part.Item1)), Color: null),
                    new(canvas.Say("Low to central"), Column(7, parts.Select(part => (decimal?)part.Item2)), "7FB3C3"),
                    new(canvas.Say("Central to high"), Column(8, parts.Select(part => (decimal?)part.Item3)), "CFE3E9"),
                ]
            ),
            last + 2,
            2,
            last + 10 + (2 * largest.Count),
            9
        );
    }
}
