using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Days with and without data, by source and month: no day of the period is passed over in silence.</summary>
internal sealed class CoverageSheet : ISheet
{
    private const int HeadRow = 4;
    private const int First = HeadRow + 1;

    public string Name => "Coverage";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var rows = disclosure
            .Inventory.Activity.Coverage.GroupBy(day => (day.Source, Month: new DateOnly(day.Day.Year, day.Day.Month, 1)))
            .OrderBy(group => group.Key.Source, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Month)
            .ToList();
        string[] estimated = disclosure.EstimatedDays is null ? [] : ["Estimated", "Estimated days"];
        canvas.Widths(30, 11, 10, 12, 18, 10, 13, 14, 16, 16, 60, 12, 60);
        canvas.Title(
            "Coverage",
            "Days (UTC) of each declared source: with rows, without usage as the export or somebody states, or a gap that nothing "
                + "explains. coverage.csv lists each day."
        );
        canvas.Table(
            "tblCoverage",
            HeadRow,
            [
                "Source",
                "Month",
                "Days",
                "With rows",
                "Without usage, as stated",
                "Gaps",
                "Complete",
                "Accepted rows",
                "Input [tokens]",
                "Output [tokens]",
                "Gap days",
                .. estimated,
            ],
            rows.Count,
            numbersFrom: 3,
            numbersTo: 10
        );
        canvas.Freeze(HeadRow, 1);
        for (var i = 0; i < rows.Count; i++)
            Draw(canvas, First + i, rows[i].Key.Source, rows[i].Key.Month, [.. rows[i].OrderBy(day => day.Day)], estimated.Length > 0);
        canvas.RedWhereAny(First, 6, First + Math.Max(0, rows.Count - 1));
        if (rows.Count == 0)
            canvas.Label(First + 1, 1, "No source states any day.");
        canvas.Protect();
    }

    private static void Draw(
        SheetCanvas canvas,
        int row,
        string source,
        DateOnly month,
        ImmutableArray<CoverageDay> days,
        bool hasEstimated
    )
    {
        var gaps = days.Where(day => day.Status == DayStatus.Gap).Select(day => day.Day).ToList();
        canvas.Text(row, 1, source, wrap: true);
        canvas.Date(row, 2, month, NumberFormats.Month);
        var more = hasEstimated ? "," + A1.Cell(row, 12) : "";
        canvas.Formula(row, 3, $"SUM({A1.Range(row, 4, row, 6)}{more})", CachedValue.Of(days.Length), NumberFormats.Count);
        canvas.Number(row, 4, days.Count(day => day.Status == DayStatus.Rows), NumberFormats.Count);
        canvas.Number(row, 5, days.Count(day => day.Status == DayStatus.Zero), NumberFormats.Count);
        canvas.Number(row, 6, gaps.Count, NumberFormats.Count);
        canvas.Formula(row, 7, $"IF({A1.Cell(row, 6)}=0,\"yes\",\"no\")", CachedValue.Of(gaps.Count == 0 ? "yes" : "no"));
        canvas.Number(row, 8, days.Sum(day => day.Rows), NumberFormats.Count);
        var used = days.Where(day => day.Rows > 0).Aggregate(Usage.None, (sum, day) => sum + day.Usage);
        canvas.Number(row, 9, used.Knows(Known.Input) ? used.Input : null, NumberFormats.Count);
        canvas.Number(row, 10, used.Knows(Known.Output) ? used.Output : null, NumberFormats.Count);
        canvas.Text(row, 11, Spans(gaps), wrap: true);
        if (!hasEstimated)
            return;
        var estimated = days.Where(day => day.Status == DayStatus.Estimated).Select(day => day.Day).ToList();
        canvas.Number(row, 12, estimated.Count, NumberFormats.Count);
        canvas.Text(row, 13, Spans(estimated), wrap: true);
    }

    /// <summary>Days that follow each other as one span.</summary>
    private static string Spans(List<DateOnly> days)
    {
        var spans = new List<(DateOnly First, DateOnly Last)>();
        foreach (var day in days)
        {
            if (spans.Count > 0 && spans[^1].Last.AddDays(1) == day)
                spans[^1] = (spans[^1].First, day);
            else
                spans.Add((day, day));
        }

        return string.Join(
            ", ",
            spans.Select(span =>
                span.First == span.Last
                    ? string.Create(CultureInfo.InvariantCulture, $"{span.First:yyyy-MM-dd}")
                    : string.Create(CultureInfo.InvariantCulture, $"{span.First:yyyy-MM-dd} to {span.Last:yyyy-MM-dd}")
            )
        );
    }
}
