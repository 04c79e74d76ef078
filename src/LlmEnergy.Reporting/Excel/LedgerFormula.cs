using System.Text.RegularExpressions;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// Turns the notation of <see cref="LedgerColumn.Formula"/> into what the file needs. Cells are written in A1 (LibreOffice opens 100,000
/// rows of structured references four times slower), the table's column formulas in structured form.
/// </summary>
internal static partial class LedgerFormula
{
    /// <summary>Stands for the row's number.</summary>
    public const string Row = "{row}";

    /// <summary>A cell's formula, with <see cref="Row"/> for the number of its row.</summary>
    public static string OfCell(string formula) =>
        Sheets(
            ThisRow()
                .Replace(
                    formula,
                    match =>
                        match.Groups["to"].Success
                            ? $"${Letter(match.Groups["from"])}{Row}:${Letter(match.Groups["to"])}{Row}"
                            : $"${Letter(match.Groups["from"])}{Row}"
                )
        );

    /// <summary>What a row computes that a user adds to the table.</summary>
    public static string OfTable(string formula) =>
        Sheets(
            ThisRow()
                .Replace(
                    formula,
                    match =>
                        match.Groups["to"].Success
                            ? $"tblLedger[[#This Row],[{match.Groups["from"].Value}]:[{match.Groups["to"].Value}]]"
                            : $"tblLedger[[#This Row],[{match.Groups["from"].Value}]]"
                )
        );

    private static string Sheets(string formula) =>
        SheetColumn()
            .Replace(
                formula,
                match =>
                    match.Groups["sheet"].Value == "Rates"
                        ? RatesSheet.Columns(match.Groups["column"].Value)
                        : PlacesSheet.Column(match.Groups["column"].Value)
            );

    private static string Letter(Group name)
    {
        var number = Ledger.Columns.Concat(StatedEnergyColumns.All).TakeWhile(column => column.Name != name.Value).Count() + 1;
        return number <= Ledger.Columns.Length + StatedEnergyColumns.All.Length
            ? A1.Column(number)
            : throw new InvalidOperationException($"the ledger has no column '{name.Value}'");
    }

    [GeneratedRegex(@"\[@(?<from>\w+)\](:\[@(?<to>\w+)\])?", RegexOptions.CultureInvariant)]
    private static partial Regex ThisRow();

    [GeneratedRegex(@"\b(?<sheet>Rates|Places)\[(?<column>\w+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex SheetColumn();
}
