using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Usage and emissions by provider, or by cost centre.</summary>
/// <param name="what">What a row is: <c>provider</c>.</param>
internal sealed class ByKeySheet(
    string name,
    string table,
    string what,
    LedgerColumn by,
    Func<Disclosure, ImmutableArray<KeyTotals>> groupsOf
) : ISheet
{
    private const int HeadRow = 4;
    private const int First = HeadRow + 1;
    private const int FirstMeasure = 3;

    public string Name => name;

    /// <summary>The cell of a provider's measure on its sheet.</summary>
    public static string Cell(int key, string head) =>
        $"ByProvider!{A1.Cell(First + key - 1, FirstMeasure + TotalsTable.Heads.IndexOf(head))}";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var groups = groupsOf(disclosure);
        canvas.Widths([6, 34, .. TotalsTable.Widths]);
        canvas.Title(
            Phrase.Of($"Usage, energy and emissions by {(Phrase)what}"),
            Phrase.Of($"Live sums over tblLedger by {by.Name}. Totals leave out what is not stated or not calculated.")
        );
        canvas.Table(
            table,
            HeadRow,
            ["Key", char.ToUpperInvariant(what[0]) + what[1..], .. TotalsTable.Heads],
            TotalsTable.RowsOf(groups.Length),
            FirstMeasure,
            FirstMeasure + TotalsTable.Heads.Length - 2,
            height: 48
        );
        canvas.Freeze(HeadRow, 2);
        canvas.PagesWide(1);
        for (var i = 0; i < Math.Min(groups.Length, TotalsTable.MostRows); i++)
        {
            canvas.Number(First + i, 1, groups[i].Key, NumberFormats.Integer);
            canvas.Text(First + i, 2, groups[i].Name.Length > 0 ? groups[i].Name : canvas.Say("(not named)"), wrap: true);
        }

        if (groups.IsEmpty)
            canvas.Label(First + 1, 2, "No usage in the period.");
        else
            new TotalsTable(canvas, by, First, FirstMeasure).Draw([.. groups.Select(group => group.Totals)], labelColumn: 2, disclosure);
        canvas.Protect();
    }
}
