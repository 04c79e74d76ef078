using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Pdf.Pagination;
using static LlmEnergy.Reporting.Pdf.Palette;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// Horizontal bars from a common zero line, a whisker from low to high below each, and the numbers beside them, so that no scale has to be
/// read.
/// </summary>
internal sealed class BarChartSlices(Typesetter type, Block.BarChart chart)
{
    private const double RowHeight = 25;
    private static readonly Ink Ink = Body with { Size = 8 };

    public IEnumerable<Slice> All()
    {
        // at most 130 points: the table has the whole name
        var labels = chart.Bars.Select(bar => type.Line(bar.Label, Ink, 130)).ToList();
        var values = chart.Bars.Select(bar => type.Line(bar.Value, Ink)).ToList();
        var zero = Left + labels.Select(label => label.Width).DefaultIfEmpty().Max() + 10;
        var room = Left + BodyWidth - zero - values.Select(value => value.Width).DefaultIfEmpty().Max() - 10;
        var longest = chart.Bars.Select(bar => Math.Max(bar.High ?? 0m, bar.Parts.Sum(part => part ?? 0m))).DefaultIfEmpty().Max();
        double Length(decimal? value) => longest == 0m ? 0 : (double)((value ?? 0m) / longest) * room;

        yield return TableSlices.Caption(type, chart.Caption);
        yield return Legend();
        var fitsOnePage = (chart.Bars.Length * RowHeight) + 60 <= BodyHeight;
        for (var i = 0; i < chart.Bars.Length; i++)
        {
            var (bar, label, value) = (chart.Bars[i], labels[i], values[i]);
            yield return new(
                RowHeight,
                (page, top) =>
                {
                    label.Draw(page, Left, top + 3.4);
                    value.Draw(page, Left + BodyWidth - value.Width, top + 3.4);
                    page.Line(zero, top, zero, top + RowHeight, 0.6, Dark);
                    var x = zero;
                    for (var part = 0; part < bar.Parts.Length; x += Length(bar.Parts[part]), part++)
                        page.Rectangle(x, top + 4, Length(bar.Parts[part]), 9, Series[part % Series.Length]);
                    if (bar is { Low: { } low, High: { } high })
                        Whisker(page, zero + Length(low), zero + Length(high), top + 16);
                },
                KeepsWithNext: fitsOnePage && i < chart.Bars.Length - 1
            );
        }
    }

    private Slice Legend() =>
        new(
            20,
            (page, top) =>
            {
                var x = Left;
                for (var i = 0; i < chart.Series.Length; i++)
                {
                    page.Rectangle(x, top + 4, 8, 8, Series[i % Series.Length]);
                    x += 28 + Draw(chart.Series[i], x + 12);
                }

                Whisker(page, x, x + 16, top + 8);
                Draw(chart.RangeName, x + 21);
                Draw(chart.Unit, Left + BodyWidth - type.Width(chart.Unit, Small));

                double Draw(string text, double at)
                {
                    var line = type.Line(text, Small);
                    line.Draw(page, at, top + 2.4);
                    return line.Width;
                }
            },
            2,
            KeepsWithNext: true
        );

    private static void Whisker(Canvas page, double from, double to, double y)
    {
        page.Line(from, y, to, y, 0.7, Muted);
        foreach (var end in (double[])[from, to])
            page.Line(end, y - 1.8, end, y + 1.8, 0.7, Muted);
    }
}
