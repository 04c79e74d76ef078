using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Pdf.Palette;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>Horizontal bars from a common zero line, a whisker from low to high below each, and the numbers beside them, so that no scale has to be read.</summary>
internal sealed class BarChartSlices(LineBreaker breaker, Block.BarChart chart)
{
    private const double BarHeight = 9;
    private const double RowHeight = 25;
    private static readonly Ink Ink = Body with { Size = 8 };

    public IEnumerable<Slice> All()
    {
        var labels = chart.Bars.Select(bar => Shortened(bar.Label)).ToList();
        var labelWidth = labels.SelectMany(lines => lines).Select(line => line.Width).DefaultIfEmpty().Max() + 10;
        var valueWidth = chart.Bars.Select(bar => breaker.Width(bar.Value, Ink)).DefaultIfEmpty().Max() + 10;
        var zero = Pagination.Left + labelWidth;
        var room = Pagination.BodyWidth - labelWidth - valueWidth;
        var longest = chart.Bars.Select(bar => Math.Max(bar.High ?? 0m, bar.Parts.Sum(part => part ?? 0m))).DefaultIfEmpty().Max();
        double Length(decimal value) => longest == 0m ? 0 : (double)(value / longest) * room;

        yield return TableSlices.Caption(breaker, chart.Caption);
        yield return Legend();
        var fitsOnePage = (chart.Bars.Length * RowHeight) + 60 <= Pagination.BodyHeight;
        for (var i = 0; i < chart.Bars.Length; i++)
        {
            var (bar, label) = (chart.Bars[i], labels[i]);
            yield return new(RowHeight, (page, top) =>
            {
                BlockSlices.Draw(page, label, Pagination.Left, top + (label.Count > 1 ? -1 : 3.4));
                page.Line(zero, top, zero, top + RowHeight, 0.6, Dark);
                var x = zero;
                for (var part = 0; part < bar.Parts.Length; part++)
                {
                    page.Rectangle(x, top + 4, Length(bar.Parts[part] ?? 0m), BarHeight, Series[part % Series.Length]);
                    x += Length(bar.Parts[part] ?? 0m);
                }

                if (bar is { Low: { } low, High: { } high }) Whisker(page, zero + Length(low), zero + Length(high), top + 4 + BarHeight + 3);
                page.Text(Pagination.Left + Pagination.BodyWidth - breaker.Width(bar.Value, Ink), top + 12, bar.Value, Ink);
            }, KeepsWithNext: fitsOnePage && i < chart.Bars.Length - 1);
        }
    }

    private Slice Legend() => new(20, (page, top) =>
    {
        var x = Pagination.Left;
        for (var i = 0; i < chart.Series.Length; i++)
        {
            page.Rectangle(x, top + 4, 8, 8, Series[i % Series.Length]);
            page.Text(x + 12, top + 11, chart.Series[i], Small);
            x += 12 + breaker.Width(chart.Series[i], Small) + 16;
        }

        Whisker(page, x, x + 16, top + 8);
        page.Text(x + 21, top + 11, chart.RangeName, Small);
        page.Text(Pagination.Left + Pagination.BodyWidth - breaker.Width(chart.Unit, Small), top + 11, chart.Unit, Small);
    }, 2, KeepsWithNext: true);

    private static void Whisker(Canvas page, double from, double to, double y)
    {
        page.Line(from, y, to, y, 0.7, Muted);
        page.Line(from, y - 1.8, from, y + 1.8, 0.7, Muted);
        page.Line(to, y - 1.8, to, y + 1.8, 0.7, Muted);
    }

    /// <summary>Two lines at most: the table has the whole name.</summary>
    private List<TextLine> Shortened(string label)
    {
        var lines = breaker.Break([new(label, Ink)], 130);
        return lines.Count <= 2 ? lines : [lines[0], .. breaker.Break([new("…", Ink)], 130)];
    }
}
