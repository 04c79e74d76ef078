using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// The controls: expected values from the import, actual ones computed from the workbook's own cells. An error anywhere in the ledger reads
/// FALSE here, never #N/A.
/// </summary>
internal sealed class ChecksSheet : ISheet
{
    /// <summary>Name of the cell that is TRUE where every check passes.</summary>
    public const string AllPass = "AllChecksPass";

    private const int HeadRow = 5;
    private const int First = HeadRow + 1;

    public string Name => "Checks";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        canvas.Widths(26, 46, 10, 20, 20, 14, 13, 9, 70, 60);
        canvas.Title(
            "Checks",
            "Expected: control totals of the import, or sums made another way. Actual: computed by this workbook where a formula stands."
        );
        Phrase[] heads = ["Id", "Check", "Unit", "Expected", "Actual", "Difference", "Tolerance", "Passed", "Detail", "Accepted"];
        canvas.Header(HeadRow, heads, numbersFrom: 4, numbersTo: 7);
        canvas.Freeze(HeadRow, 0);
        var row = First;
        var nameOf = FigureNames.Of(disclosure);
        foreach (var check in disclosure.Checks)
            Draw(canvas, row++, check, disclosure.AcceptanceOf(check), nameOf);
        LedgerErrors(canvas, row);
        canvas.Label(3, 1, "All checks pass");
        canvas.Strong(3, 1);
        canvas.Truth(3, 2, $"AND({A1.Range(First, 8, row, 8)})", disclosure.AllChecksPass);
        canvas.Strong(3, 2);
        canvas.Name(AllPass, 3, 2);
        canvas.RedWhereFalse(3, 2, 3);
        canvas.RedWhereFalse(First, 8, row);
        canvas.Protect();
    }

    private static void Draw(SheetCanvas canvas, int row, Check check, Acceptance? acceptance, Func<FigureId, string> nameOf)
    {
        var format = IsWhole(check.Expected) && IsWhole(check.Actual) ? NumberFormats.Count : NumberFormats.Decimals(6);
        canvas.Text(row, 1, check.Id, wrap: true);
        canvas.Text(row, 2, canvas.Texts.TitleOf(check), wrap: true);
        canvas.Text(row, 3, check.Unit.Symbol);
        canvas.Number(row, 4, check.Expected, format);
        if (check is { Actual: not null, Live: { } live })
            canvas.Formula(row, 5, live.Excel(nameOf), CachedValue.Of(check.Actual), format);
        else
            canvas.Number(row, 5, check.Actual, format);
        Result(canvas, row, check.Difference, check.Tolerance, check.Passed);
        canvas.Text(row, 9, check.Detail, wrap: true);
        if (acceptance is not var (_, by, date, reason))
            return;
        canvas.Label(row, 10, Phrase.Of($"failed, accepted by {by} on {date:yyyy-MM-dd}: {reason}"), wrap: true);
    }

    private static void LedgerErrors(SheetCanvas canvas, int row)
    {
        canvas.Text(row, 1, "ledger-errors");
        canvas.Label(row, 2, "Lines of the ledger whose formulas give an error", wrap: true);
        canvas.Text(row, 3, Unit.Count.Symbol);
        canvas.Number(row, 4, 0m, NumberFormats.Count);
        canvas.Formula(
            row,
            5,
            $"SUMPRODUCT(--ISERROR({LedgerSheet.Table}[{Ledger.TotalCentral.Name}]))",
            CachedValue.Of(0m),
            NumberFormats.Count
        );
        Result(canvas, row, 0m, 0m, passed: true);
        canvas.Label(row, 9, "A rate or factor that is not found on its sheet shows here.", wrap: true);
    }

    /// <summary>The difference of two equal sums is 1e-12 in doubles and 0 in decimal: rounded, both are 0.</summary>
    private static void Result(SheetCanvas canvas, int row, decimal? difference, decimal tolerance, bool passed)
    {
        canvas.Formula(row, 6, $"IF(ISNUMBER(E{row}),ROUND(E{row}-D{row},6),\"\")", CachedValue.Of(difference), "#,##0.######");
        canvas.Number(row, 7, tolerance, "#,##0.######");
        canvas.Truth(row, 8, $"IF(ISNUMBER(F{row}),ABS(F{row})<=G{row},FALSE)", passed);
    }

    private static bool IsWhole(decimal? value) => value is null || decimal.IsInteger(value.Value);
}
