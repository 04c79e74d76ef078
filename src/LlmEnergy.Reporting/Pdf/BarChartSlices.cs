using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Pdf.PageForm;
using static LlmEnergy.Reporting.Pdf.Palette;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// Horizontal bars from a common zero line with an axis, a whisker from low to high on each, and the numbers beside them. A whisker that
/// goes on beyond the axis ends in an arrow.
/// </summary>
internal sealed class BarChartSlices(Typesetter type, PageForm form, Block.BarChart chart)
{
    private const double RowHeight = 17;
    private const double BarTop = 3.5;
    private const double BarHeight = 10;
    private static readonly Ink Ink = Body with { Size = 8 };
    private static readonly Ink Ticks = Small with { Size = 7 };

    public IEnumerable<Slice> All()
    {
        // at most 130 points: the table has the whole name
        var labels = chart.Bars.Select(bar => type.Line(bar.Label, Ink, 130)).ToList();
        var values = chart.Bars.Select(bar => type.Line(bar.Value, Ink)).ToList();
        var zero = Left + labels.Select(label => label.Width).DefaultIfEmpty().Max() + 10;
        var room = Left + form.BodyWidth - zero - values.Select(value => value.Width).DefaultIfEmpty().Max() - 16;
        double Length(decimal? value) => (double)chart.Scale.At(value ?? 0m) * room;

        yield return TableSlices.Caption(type, chart.Caption, form.BodyWidth);
        yield return Legend();
        var fitsOnePage = (chart.Bars.Length * RowHeight) + 80 <= form.BodyHeight;
        for (var i = 0; i < chart.Bars.Length; i++)
        {
            var (bar, label, value) = (chart.Bars[i], labels[i], values[i]);
            yield return new(
                RowHeight,
                (page, top) =>
                {
                    foreach (var tick in chart.Scale.Ticks)
                        page.Line(At(tick), top, At(tick), top + RowHeight, 0.3, Rule);
                    label.Draw(page, Left, top + 3);
                    value.Draw(page, Left + form.BodyWidth - value.Width, top + 3);
                    page.Line(zero, top, zero, top + RowHeight, 0.6, Dark);
                    var x = zero + Length(bar.From);
                    for (var part = 0; part < bar.Parts.Length; x += Length(bar.Parts[part]), part++)
                        page.Rectangle(x, top + BarTop, Length(bar.Parts[part]), BarHeight, Series[part % Series.Length]);
                    if (bar is { Low: { } low, High: { } high })
                        Whisker(page, zero + Length(low), zero + Length(high), top + BarTop + (BarHeight / 2), chart.Scale.Reaches(high));
                },
                KeepsWithNext: fitsOnePage
            );
        }

        yield return new(
            14,
            (page, top) =>
            {
                page.Line(zero, top, zero + room, top, 0.6, Dark);
                foreach (var tick in chart.Scale.Ticks)
                {
                    var text = type.Line(tick.Label, Ticks);
                    page.Line(At(tick), top, At(tick), top + 2.5, 0.6, Dark);
                    text.Draw(page, At(tick) - (text.Width / 2), top + 3);
                }
            },
            KeepsWithNext: chart.Remark.Length > 0
        );
        if (chart.Remark.Length > 0)
        {
            var remark = type.Set(chart.Remark, Ticks with { Size = 7.5 }, form.BodyWidth);
            yield return new(remark.Height, (page, top) => remark.Draw(page, Left, top), 2);
        }

        double At(Tick tick) => zero + ((double)tick.Place * room);
    }

    private Slice Legend() =>
        new(
            18,
            (page, top) =>
            {
                var x = Left;
                for (var i = 0; i < chart.Series.Length; i++)
                {
                    page.Rectangle(x, top + 4, 8, 8, Series[i % Series.Length]);
                    x += 28 + Draw(chart.Series[i], x + 12);
                }

                if (chart.RangeName.Length > 0)
                {
                    Whisker(page, x, x + 16, top + 8, goesOn: false);
                    Draw(chart.RangeName, x + 21);
                }

                Draw(chart.Unit, Left + form.BodyWidth - type.Width(chart.Unit, Small));

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

    /// <summary>With a light edge, so that it is seen on a dark bar too.</summary>
    private static void Whisker(Canvas page, double from, double to, double y, bool goesOn)
    {
        foreach (var (thickness, colour) in new[] { (2.4, Tint), (0.9, Text) })
        {
            page.Line(from, y, to, y, thickness, colour);
            page.Line(from, y - 2.6, from, y + 2.6, thickness, colour);
            if (goesOn)
            {
                page.Line(to - 3.5, y - 2.6, to, y, thickness, colour);
                page.Line(to - 3.5, y + 2.6, to, y, thickness, colour);
            }
            else
                page.Line(to, y - 2.6, to, y + 2.6, thickness, colour);
        }
    }
}
