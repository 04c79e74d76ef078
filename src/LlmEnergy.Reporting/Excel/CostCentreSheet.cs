using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Emissions by cost centre and month, as live sums over the postings.</summary>
internal sealed class CostCentreSheet : ISheet
{
    private const string Kilograms = "tblPostings[kgco2e]";
    private const int HeadRow = 4;
    private const int First = HeadRow + 1;

    public string Name => "CostCentreMonths";

    public bool Stands(Disclosure disclosure) => disclosure.Accounts?.Allocation is not null;

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var postings = disclosure.Accounts!.Allocation!.Postings;
        var months = postings.Select(posting => posting.Key.Month).Distinct().Order().ToList();
        var centres = postings
            .Select(posting => posting.Key.CostCentre)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var (total, last) = (2 + months.Count, First + centres.Count);
        canvas.Widths([34, .. Enumerable.Repeat(14d, months.Count + 1)]);
        canvas.Title(
            "Emissions by cost centre and month [kgCO2e]",
            "Live sums over tblPostings; a cost centre that is not named is empty."
        );
        canvas.Header(HeadRow, ["Cost centre", .. months.Select(month => Phrase.Data(Text(month))), "Total"], numbersFrom: 2);
        canvas.Freeze(HeadRow, 1);
        canvas.PagesWide(1);
        var format = NumberFormats.For(postings.Select(posting => posting.Kilograms));
        for (var i = 0; i < centres.Count; i++)
        {
            var row = First + i;
            canvas.Text(row, 1, centres[i], wrap: true);
            for (var m = 0; m < months.Count; m++)
            {
                var found = postings.Where(posting => posting.Key.CostCentre == centres[i] && posting.Key.Month == months[m]);
                // an empty criterion is a text of nothing to SUMIFS, which "=" asks for
                canvas.Formula(
                    row,
                    2 + m,
                    $"SUMIFS({Kilograms},tblPostings[month],\"{Text(months[m])}\",tblPostings[cost_centre],IF($A{row}=\"\",\"=\",$A{row}))",
                    CachedValue.Of(found.Sum(posting => posting.Kilograms)),
                    format
                );
            }

            canvas.Formula(
                row,
                total,
                $"SUM({A1.Range(row, 2, row, 1 + months.Count)})",
                CachedValue.Of(postings.Where(posting => posting.Key.CostCentre == centres[i]).Sum(posting => posting.Kilograms)),
                format
            );
        }

        canvas.Label(last, 1, "Total");
        for (var column = 2; column <= total; column++)
        {
            var of = column == total ? postings : [.. postings.Where(posting => posting.Key.Month == months[column - 2])];
            canvas.Formula(
                last,
                column,
                $"SUM({A1.Range(First, column, last - 1, column)})",
                CachedValue.Of(of.Sum(posting => posting.Kilograms)),
                format
            );
        }

        canvas.Total(last, total);
        canvas.Protect();
    }

    private static string Text(DateOnly month) => month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
