using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>From the total of the year before to that of the period, by cause, as a waterfall; and by account and model.</summary>
internal sealed class BridgeSheet : ISheet
{
    private const int HeadRow = 4;
    private const int First = HeadRow + 1;
    private const int FirstTerm = 5;
    private const int ChartRows = 20;

    private static readonly ImmutableArray<string> Heads = ["Step", "kgCO2e", "Below, not seen", "Total", "Raises", "Lowers"];

    public string Name => "Bridge";

    public bool Stands(Disclosure disclosure) => disclosure.Bridge is not null;

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var compared = disclosure.Bridge!;
        var (bridge, terms) = (compared.Bridge, Bridge.Terms);
        canvas.Widths([26, 20, 20, 16, .. Enumerable.Repeat(16.0, terms.Length + 1)]);
        canvas.Title(
            Phrase.Of($"From {compared.Period} to {disclosure.Period.Name}: what changed the total"),
            "Each step is the total calculated again with one more input switched to the later period; the steps add up to the difference."
        );
        var head = First + terms.Length + 2 + ChartRows + 3;
        var (firstPart, lastPart) = (head + 1, head + A1.TableRows(bridge.Parts.Length));
        Steps(canvas, disclosure, compared, column => $"SUM({A1.Range(firstPart, column, lastPart, column)})");
        canvas.Section(head - 1, "By account and model [kgCO2e]");
        canvas.Table(
            "tblBridge",
            head,
            ["provider", "account", "model", "before", .. terms.Select(term => term.ToString()), "after"],
            bridge.Parts.Length,
            4,
            FirstTerm + terms.Length
        );
        for (var i = 0; i < bridge.Parts.Length; i++)
        {
            var (row, part) = (firstPart + i, bridge.Parts[i]);
            canvas.Text(row, 1, part.Provider);
            canvas.Text(row, 2, part.Account);
            canvas.Text(row, 3, part.Model);
            canvas.Number(row, 4, part.Before, NumberFormats.Coefficient);
            foreach (var term in terms)
                canvas.Number(row, FirstTerm + (int)term, part.Of(term), NumberFormats.Coefficient);
            canvas.Formula(
                row,
                FirstTerm + terms.Length,
                $"SUM({A1.Range(row, 4, row, FirstTerm + terms.Length - 1)})",
                CachedValue.Of(part.After),
                NumberFormats.Coefficient
            );
        }

        canvas.PagesWide(1);
        canvas.Protect();
    }

    /// <param name="sum">Of a column of the parts.</param>
    private static void Steps(SheetCanvas canvas, Disclosure disclosure, ComparativeBridge compared, Func<int, string> sum)
    {
        var (bridge, terms) = (compared.Bridge, Bridge.Terms);
        var last = First + terms.Length + 1;
        List<(string Label, decimal Moved, decimal Below, decimal? Total, decimal? Raises, decimal? Lowers)> steps =
        [
            (compared.Period, bridge.Before, 0m, bridge.Before, null, null),
        ];
        var at = bridge.Before;
        foreach (var term in terms)
        {
            var moved = bridge.Of(term);
            steps.Add((canvas.Say(term.ToString()), moved, Math.Min(at, at + moved), null, Math.Max(moved, 0m), moved < 0m ? -moved : 0m));
            at += moved;
        }

        steps.Add((disclosure.Period.Name, bridge.After, 0m, bridge.After, null, null));
        canvas.Header(HeadRow, [.. Heads.Select(head => (Phrase)head)], numbersFrom: 2);
        var format = NumberFormats.For([bridge.Before, bridge.After]);
        for (var i = 0; i < steps.Count; i++)
        {
            var (row, step) = (First + i, steps[i]);
            var isTotal = step.Total is not null;
            canvas.Text(row, 1, step.Label);
            canvas.Formula(
                row,
                2,
                row == last ? $"SUM({A1.Range(First, 2, last - 1, 2)})" : sum(i == 0 ? 4 : FirstTerm + i - 1),
                CachedValue.Of(step.Moved),
                format
            );
            if (isTotal)
            {
                canvas.Formula(row, 4, A1.Cell(row, 2), CachedValue.Of(step.Moved), format);
                continue;
            }

            var upTo = $"SUM({A1.Range(First, 2, row - 1, 2)})";
            canvas.Formula(row, 3, $"MIN({upTo},{upTo}+{A1.Cell(row, 2)})", CachedValue.Of(step.Below), format);
            canvas.Formula(row, 5, $"MAX({A1.Cell(row, 2)},0)", CachedValue.Of(step.Raises!.Value), format);
            canvas.Formula(row, 6, $"MAX(-{A1.Cell(row, 2)},0)", CachedValue.Of(step.Lowers!.Value), format);
        }

        ChartSeries Series(int column, IEnumerable<decimal?> values, string? color) =>
            new(canvas.Say(Heads[column - 1]), new("Bridge", First, column, last, column, [.. values]), color);
        canvas.Chart(
            new(
                canvas.Say(Phrase.Of($"From {compared.Period} to {disclosure.Period.Name}")),
                "kgCO2e",
                IsHorizontal: false,
                new("Bridge", First, 1, last, 1, [.. steps.Select(step => (object)step.Label)]),
                [
                    Series(3, steps.Select(step => step.Total is null ? step.Below : (decimal?)null), null),
                    Series(4, steps.Select(step => step.Total), MonthsSheet.FirstColor),
                    Series(5, steps.Select(step => step.Raises), "C98B2B"),
                    Series(6, steps.Select(step => step.Lowers), "7FB3C3"),
                ]
            ),
            last + 2,
            1,
            last + 1 + ChartRows,
            9
        );
    }
}
