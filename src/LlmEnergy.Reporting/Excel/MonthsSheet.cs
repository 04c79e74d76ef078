using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Usage and emissions by month, and the months by their largest models, as a chart.</summary>
internal sealed class MonthsSheet : ISheet
{
    private const int HeadRow = 4;
    private const int First = HeadRow + 1;
    private const int MostModels = 9;
    private const string Rest = "Other models";

    private static readonly ImmutableArray<string> Colors =
    [
        "0B3D4F",
        "2E7D92",
        "7FB3C3",
        "C98B2B",
        "E3B873",
        "5B5B5B",
        "9A6A9E",
        "8DA05B",
        "B5534A",
        "BFBFBF",
    ];

    public string Name => "Months";

    public static string FirstColor => Colors[0];

    /// <summary>Cells of the months, and of their emissions in kgCO2e.</summary>
    public static (ChartCells Months, ChartCells Emissions) TotalsOf(Disclosure disclosure)
    {
        var (last, column) = (First + disclosure.ByMonth.Length - 1, 2 + TotalsTable.Heads.IndexOf(TotalsTable.TotalHead));
        return (
            new("Months", First, 1, last, 1, [.. disclosure.ByMonth.Select(month => (object)month.Month)]),
            new(
                "Months",
                First,
                column,
                last,
                column,
                [.. disclosure.ByMonth.Select(month => (object?)month.Totals.Total?.Central?.KilogramsCo2e)]
            )
        );
    }

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var months = disclosure.ByMonth;
        canvas.Widths([11, .. TotalsTable.Widths]);
        canvas.Title(
            "Usage, energy and emissions by month",
            "Live sums over tblLedger by month (UTC). Totals leave out what is not stated or not calculated."
        );
        canvas.Table("tblMonths", HeadRow, ["Month", .. TotalsTable.Heads], months.Length, 2, TotalsTable.Heads.Length, height: 48);
        canvas.Freeze(HeadRow, 1, repeat: false);
        canvas.PagesWide(1, tall: 1);
        for (var i = 0; i < months.Length; i++)
            canvas.Date(First + i, 1, months[i].Month, NumberFormats.Month);
        if (!months.IsEmpty)
        {
            var table = new TotalsTable(canvas, Ledger.Month, First, 2);
            table.Draw([.. months.Select(month => month.Totals)], labelColumn: 1, disclosure);
            ByModel(canvas, disclosure, table.ColumnOf(TotalsTable.TotalHead));
        }

        canvas.Protect();
    }

    /// <summary>
    /// The largest models as columns, with their keys above by which the ledger is summed, and the rest of the month as the last one.
    /// </summary>
    private static void ByModel(SheetCanvas canvas, Disclosure disclosure, int totalColumn)
    {
        var months = disclosure.ByMonth;
        var models = disclosure.ByModel.Where(model => model.Totals.Total?.Central is not null).ToList();
        if (models.Count == 0)
            return;
        var largest = models
            .OrderByDescending(model => model.Totals.Total!.Value.Central!.Value.KilogramsCo2e)
            .ThenBy(model => model.Key)
            .Take(MostModels)
            .ToList();
        var hasRest = models.Count > largest.Count;
        var keys = First + months.Length + 3;
        var head = keys + 1;
        canvas.Section(keys - 1, "Emissions by month and model [kgCO2e]");
        canvas.Text(keys, 1, "model_key");
        for (var m = 0; m < largest.Count; m++)
            canvas.Number(keys, 2 + m, largest[m].Key, NumberFormats.Integer);
        canvas.Grey(keys, 1, 1 + largest.Count);
        canvas.Header(
            head,
            [
                "Month",
                .. largest.Select(model => Phrase.Data(CellText.Label(model.Model))),
                .. Enumerable.Repeat((Phrase)Rest, hasRest ? 1 : 0),
            ],
            numbersFrom: 2,
            height: 48
        );
        decimal? Of(MonthTotals month, ModelTotals model) =>
            month.ByModel.TryGetValue(model.Key, out var totals) ? totals.Total?.Central?.KilogramsCo2e ?? 0m : 0m;
        var cells = months.Select(month => largest.Select(model => Of(month, model)).ToList()).ToList();
        var rests = months
            .Select(
                (month, i) =>
                    decimal.Round(
                        (month.Totals.Total?.Central?.KilogramsCo2e ?? 0m) - cells[i].Sum()!.Value,
                        6,
                        MidpointRounding.AwayFromZero
                    )
            )
            .ToList();
        var format = NumberFormats.For(cells.SelectMany(row => row));
        for (var i = 0; i < months.Length; i++)
        {
            var row = head + 1 + i;
            canvas.Formula(row, 1, A1.Cell(First + i, 1), CachedValue.Of(A1.Serial(months[i].Month)), NumberFormats.Month);
            for (var m = 0; m < largest.Count; m++)
            {
                canvas.Formula(
                    row,
                    2 + m,
                    $"SUMIFS({LedgerSheet.Table}[{Ledger.TotalCentral.Name}],{LedgerSheet.Table}[{Ledger.Month.Name}],$A{row},"
                        + $"{LedgerSheet.Table}[{Ledger.ModelKey.Name}],{A1.Column(2 + m)}${keys})",
                    CachedValue.Of(cells[i][m]),
                    format
                );
            }

            if (hasRest)
                canvas.Formula(
                    row,
                    2 + largest.Count,
                    $"ROUND(N({A1.Cell(First + i, totalColumn)})-SUM({A1.Range(row, 2, row, 1 + largest.Count)}),6)",
                    CachedValue.Of(rests[i]),
                    format
                );
        }

        var (first, last) = (head + 1, head + months.Length);
        ChartSeries Series(string title, int index, IEnumerable<decimal?> values) =>
            new(title, new("Months", first, 2 + index, last, 2 + index, [.. values]), Colors[index]);
        canvas.Chart(
            new(
                canvas.Say("Emissions by month and model"),
                "kgCO2e",
                IsHorizontal: false,
                new("Months", first, 1, last, 1, [.. months.Select(month => (object)month.Month)]),
                [
                    .. largest.Select((model, m) => Series(CellText.Label(model.Model), m, cells.Select(row => row[m]))),
                    .. Enumerable.Repeat(Series(canvas.Say(Rest), largest.Count, rests.Select(rest => (decimal?)rest)), hasRest ? 1 : 0),
                ]
            ),
            last + 2,
            1,
            last + 22,
            8
        );
    }
}
