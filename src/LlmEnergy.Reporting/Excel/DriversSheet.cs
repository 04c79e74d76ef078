using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>All assumptions that move the total, each at its ends, and what the run lacked.</summary>
internal sealed class DriversSheet : ISheet
{
    private const int HeadRow = 5;

    private static readonly ImmutableArray<string> Heads =
    [
        "assumption",
        "of",
        "total_at_low_kgco2e",
        "total_at_high_kgco2e",
        "moved_kgco2e",
        "moved_share_of_total",
    ];

    private static readonly ImmutableArray<string> GapHeads =
    [
        "lacking",
        "lines",
        "emissions_kgco2e",
        "width_kgco2e",
        "width_share_of_total",
    ];

    public string Name => "Drivers";

    public bool Stands(Disclosure disclosure) => !disclosure.Sensitivities.IsEmpty || !disclosure.Lacking.IsEmpty;

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var (drivers, gaps) = (disclosure.Sensitivities, disclosure.Lacking);
        var total = disclosure.Figures.FirstOrDefault(figure => figure.Id == FigureIds.TotalKilograms);
        canvas.Widths([26, 34, 22, 22, 18, 22]);
        canvas.Title(
            "What drives the total, and what better data would change",
            "Each row is the total calculated again with one assumption at its low and at its high, and all others as they are.",
            "Width: the same with all that stands in the place of the lacking data at once; empty where nothing tells its range."
        );
        canvas.Table("tblDrivers", HeadRow, Heads, drivers.Length, 3, Heads.Length);
        var format = NumberFormats.For(drivers.SelectMany(row => new decimal?[] { row.AtLow, row.AtHigh }));
        for (var i = 0; i < drivers.Length; i++)
        {
            var (row, driver) = (HeadRow + 1 + i, drivers[i]);
            canvas.Text(row, 1, driver.Assumption.ToString());
            canvas.Text(row, 2, driver.Of);
            canvas.Number(row, 3, driver.AtLow, format);
            canvas.Number(row, 4, driver.AtHigh, format);
            canvas.Formula(row, 5, $"{A1.Cell(row, 4)}-{A1.Cell(row, 3)}", CachedValue.Of(driver.Width), format);
            Share(row, 6, driver.Width);
        }

        var head = HeadRow + A1.TableRows(drivers.Length) + 3;
        canvas.Section(head - 1, "What better data would change");
        canvas.Table("tblGaps", head, GapHeads, gaps.Length, 2, GapHeads.Length);
        for (var i = 0; i < gaps.Length; i++)
        {
            var (row, gap) = (head + 1 + i, gaps[i]);
            canvas.Text(row, 1, gap.Lacking.ToString());
            canvas.Number(row, 2, gap.Lines, NumberFormats.Integer);
            canvas.Number(row, 3, gap.Kilograms, format);
            canvas.Number(row, 4, gap.Width, format);
            if (gap.Width is { } width)
                Share(row, 5, width);
        }

        canvas.Freeze(HeadRow, 1, repeat: false);
        canvas.PagesWide(1);
        canvas.Protect();

        void Share(int row, int column, decimal width)
        {
            if (total is { Value: { } whole and > 0m })
                canvas.Formula(
                    row,
                    column,
                    $"{A1.Cell(row, column - 1)}/{FigureNames.Of(total)}",
                    CachedValue.Of(width / whole),
                    NumberFormats.Percent
                );
        }
    }
}
