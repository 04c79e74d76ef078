using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Excel;

/// <summary>What draws say, and the first-order formula of their width as live cells: from energy, exponents and deviations.</summary>
internal sealed class UncertaintySheet : ISheet
{
    private const int ResultRow = 6;
    private const int HeadRow = 12;
    private const int FirstKilowattHours = 4;
    private const int FirstSd = 8;
    private const int FirstPart = 18;

    private static readonly ImmutableArray<string> Heads =
    [
        "rate_id",
        "family or class",
        "provider and tier",
        "uncached_kwh",
        "cached_kwh",
        "output_kwh",
        "other_kwh",
        "overhead",
        "prefill",
        "reads",
        "sequences",
        "model",
        "active_input",
        "active_output",
        "inactive",
        "bits",
        "class",
        "overhead_part",
        "prefill_part",
        "reads_part",
        "sequences_part",
        "model_part",
        "active_part",
        "inactive_part",
        "bits_part",
        "class_part",
    ];

    /// <summary>What the cells of a part are made of, by letters of the columns D to Q.</summary>
    private static readonly ImmutableArray<(string Formula, Func<SpreadRow, double> Value)> Parts =
    [
        ("H{0}*(D{0}+E{0}+F{0})", row => row.OverheadPart),
        ("I{0}*(D{0}+E{0})", row => row.PrefillPart),
        ("J{0}*E{0}", row => row.ReadsPart),
        ("K{0}*F{0}", row => row.SequencesPart),
        ("L{0}*F{0}", row => row.ModelPart),
        ("M{0}*(D{0}+E{0})+N{0}*F{0}", row => row.ActivePart),
        ("O{0}*F{0}", row => row.InactivePart),
        ("P{0}*F{0}", row => row.BitsPart),
        ("Q{0}*(D{0}+E{0}+F{0}+G{0})", row => row.ClassPart),
    ];

    public string Name => "Uncertainty";

    public bool Stands(Disclosure disclosure) => disclosure.Intervals is { Energy: not null };

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var intervals = disclosure.Intervals!;
        var rows = intervals.Spread.Rows;
        canvas.Widths([10, 28, 26, .. Heads[3..].Select(_ => 15.0)]);
        canvas.Title(
            "Uncertainty of the electricity: the draws, and their width by hand",
            Phrase.Of(
                $"{intervals.Draws:N0} draws, seed {intervals.Seed}; those of all parts stand in intervals.csv. Intervals do not add up."
            ),
            "First order: sd^2 of ln total = sum over draws of (sum of shares x exponents x sd)^2; H to Q: exponent x sd; part: that x kWh."
        );
        Results(canvas, disclosure, intervals, rows.Length);
        canvas.Table("tblUncertainty", HeadRow, Heads, rows.Length, FirstKilowattHours, Heads.Length, height: 32);
        for (var i = 0; i < rows.Length; i++)
            Row(canvas, HeadRow + 1 + i, rows[i]);
        canvas.Freeze(HeadRow, 3);
        canvas.PagesWide(3);
        canvas.Protect();
    }

    private static void Results(SheetCanvas canvas, Disclosure disclosure, Intervals intervals, int rows)
    {
        string Column(int column) => A1.Range(HeadRow + 1, column, HeadRow + rows, column);
        string Shared(int part) => $"SUM({Column(FirstPart + part)})^2";
        string Apart(int part, int by) =>
            $"SUMPRODUCT({Column(FirstPart + part)},SUMIF({Column(by)},{Column(by)},{Column(FirstPart + part)}))";
        var terms = new[] { Shared(0), Shared(1), Shared(2), Apart(3, 3), Apart(4, 2), Apart(5, 2), Apart(6, 2), Apart(7, 2), Apart(8, 2) };
        var total = A1.Range(HeadRow + 1, FirstKilowattHours, HeadRow + rows, FirstKilowattHours + 3);
        var names = FigureNames.Of(disclosure);
        var (low, high) = (names(FigureIds.P5(FigureIds.Energy)), names(FigureIds.P95(FigureIds.Energy)));
        var simulated = Math.Log((double)(intervals.Energy!.P95 / intervals.Energy.P5)) / (2.0 * 1.6448536269514722);
        canvas.Header(ResultRow - 1, ["", "", "sd of ln kWh"], numbersFrom: 3, numbersTo: 3);
        canvas.Label(ResultRow, 1, "By hand");
        canvas.Formula(ResultRow, 3, $"SQRT({string.Join('+', terms)})/SUM({total})", Cached(intervals.Spread.Sd), "0.000");
        canvas.Label(ResultRow + 1, 1, "By the draws");
        canvas.Formula(ResultRow + 1, 3, $"LN({high}/{low})/(2*NORMSINV(0.95))", Cached(simulated), "0.000");
        canvas.Label(ResultRow + 2, 1, "By hand over draws");
        canvas.Formula(
            ResultRow + 2,
            3,
            $"{A1.Cell(ResultRow, 3)}/{A1.Cell(ResultRow + 1, 3)}",
            Cached(intervals.Spread.Sd / simulated),
            "0.000"
        );
        canvas.Label(ResultRow + 3, 1, "They agree within 10 %");
        canvas.Truth(
            ResultRow + 3,
            3,
            $"ABS({A1.Cell(ResultRow + 2, 3)}-1)<=0.1",
            Math.Abs((intervals.Spread.Sd / simulated) - 1.0) <= 0.1
        );
    }

    private static void Row(SheetCanvas canvas, int row, SpreadRow spread)
    {
        canvas.Text(row, 1, spread.RateId);
        canvas.Text(row, 2, spread.Family);
        canvas.Text(row, 3, spread.Load);
        LedgerColumn[] weighted = [Ledger.WeightedUncached, Ledger.WeightedCached, Ledger.WeightedOutput];
        Quantity[] quantities = [Quantity.UncachedInput, Quantity.CachedInput, Quantity.Output];
        double[] kilowattHours = [spread.Uncached, spread.Cached, spread.Output];
        var id = A1.Cell(row, 1);
        for (var i = 0; i < weighted.Length; i++)
        {
            var usage = $"SUMIFS(tblLedger[{weighted[i].Name}],tblLedger[{Ledger.RateId.Name}],{id})";
            var rate = $"INDEX({RatesSheet.Columns("energy_kwh")},MATCH({id},{RatesSheet.Columns("rate_id")},0),{(int)quantities[i] + 1})";
            canvas.Formula(row, FirstKilowattHours + i, $"{usage}*N({rate})/1000", Cached(kilowattHours[i]), "#,##0.000000");
        }

        var all = $"SUMIFS(tblLedger[{Ledger.EnergyCentral.Name}],tblLedger[{Ledger.RateId.Name}],{id})";
        canvas.Formula(
            row,
            FirstKilowattHours + 3,
            $"{all}-SUM({A1.Range(row, FirstKilowattHours, row, FirstKilowattHours + 2)})",
            Cached(spread.Other),
            "#,##0.000000"
        );
        double[] sds =
        [
            spread.Overhead,
            spread.Prefill,
            spread.Reads,
            spread.Sequences,
            spread.Model,
            spread.ActiveInput,
            spread.ActiveOutput,
            spread.Inactive,
            spread.Bits,
            spread.Class,
        ];
        for (var i = 0; i < sds.Length; i++)
            canvas.Number(row, FirstSd + i, (decimal)sds[i], "0.0000");
        for (var i = 0; i < Parts.Length; i++)
            canvas.Formula(
                row,
                FirstPart + i,
                string.Format(CultureInfo.InvariantCulture, Parts[i].Formula, row),
                Cached(Parts[i].Value(spread)),
                "#,##0.000000"
            );
    }

    private static CachedValue Cached(double value) => CachedValue.Of((decimal)value);
}
