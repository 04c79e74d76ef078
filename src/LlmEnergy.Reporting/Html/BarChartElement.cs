using System.Xml.Linq;
using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Html.Xhtml;

namespace LlmEnergy.Reporting.Html;

/// <summary>
/// Horizontal bars from a common zero line with an axis, a whisker from low to high on each, and the numbers above them. Lengths are
/// percentages and heights are pixels, so that bars follow the window and letters keep their size.
/// </summary>
internal static class BarChartElement
{
    private const int RowHeight = 44;
    private const int BarTop = 22;
    private const int BarHeight = 14;
    private const int AxisHeight = 20;
    private const int MostOfLabel = 60;

    /// <summary>In percent: the last tick's label needs room.</summary>
    private const decimal MostOfWidth = 96m;

    private const decimal ArrowWidth = 0.8m;

    public static XElement Create(Block.BarChart chart, string id)
    {
        decimal Length(decimal? value) => chart.Scale.At(value ?? 0m) * MostOfWidth;
        var bottom = chart.Bars.Length * RowHeight;
        return Tag(
            "figure",
            Tag("figcaption", Text(chart.Caption), " ", Tag("span", Class("unit"), Text(chart.Unit))),
            Tag(
                "ul",
                Class("legend"),
                chart.Series.Select((name, i) => Tag("li", Tag("span", Class(Series("swatch", i))), Text(name))),
                chart.RangeName.Length == 0 ? null : Tag("li", Tag("span", Class("swatch whisker")), Text(chart.RangeName))
            ),
            Graphic(
                "svg",
                Attribute("role", "img"),
                Attribute("aria-labelledby", $"{id}-title {id}-text"),
                Attribute("width", "100%"),
                Attribute("height", Pixels(bottom + AxisHeight)),
                Graphic("title", Attribute("id", $"{id}-title"), Clean(chart.Caption)),
                Graphic("desc", Attribute("id", $"{id}-text"), Clean(chart.Alt)),
                chart.Scale.Ticks.Select(tick => new object[] { "\n", Mark(tick, bottom) }),
                chart.Bars.Select((bar, i) => new object[] { "\n", Row(bar, i * RowHeight, Length, chart.Scale) })
            ),
            chart.Remark.Length == 0 ? null : Tag("p", Class("remark"), Text(chart.Remark))
        );
    }

    private static XElement Mark(Tick tick, int bottom)
    {
        var x = Percent(tick.Place * MostOfWidth);
        return Graphic(
            "g",
            Graphic(
                "line",
                Class("tick"),
                Attribute("x1", x),
                Attribute("y1", "0"),
                Attribute("x2", x),
                Attribute("y2", Pixels(bottom + 4))
            ),
            Graphic(
                "text",
                Class(tick.Place == 0m ? "tick first" : "tick"),
                Attribute("x", x),
                Attribute("y", Pixels(bottom + 16)),
                Clean(tick.Label)
            )
        );
    }

    private static XElement Row(Bar bar, int top, Func<decimal?, decimal> length, BarScale scale)
    {
        var from = length(bar.From);
        var row = Graphic(
            "g",
            // what is too long for the room is cut at its edge: the table has the whole name
            Graphic(
                "svg",
                Attribute("width", "62%"),
                Attribute("height", Pixels(RowHeight)),
                Attribute("y", Pixels(top)),
                Graphic("text", Class("name"), Attribute("x", "0"), Attribute("y", "15"), Shortened(bar.Label))
            ),
            Graphic("text", Class("value"), Attribute("x", "100%"), Attribute("y", Pixels(top + 15)), Clean(bar.Value))
        );
        for (var part = 0; part < bar.Parts.Length; part++)
        {
            row.Add(
                Graphic(
                    "rect",
                    Class(Series("bar", part)),
                    Attribute("x", Percent(from)),
                    Attribute("y", Pixels(top + BarTop)),
                    Attribute("width", Percent(length(bar.Parts[part]))),
                    Attribute("height", Pixels(BarHeight))
                )
            );
            from += length(bar.Parts[part]);
        }

        if (bar is { Low: { } low, High: { } high })
        {
            var y = top + BarTop + (BarHeight / 2);
            // with a light edge below, so that it is seen on a dark bar too
            foreach (var kind in new[] { "edge", "whisker" })
            {
                row.Add(Line(kind, length(low), y, length(high), y), Line(kind, length(low), y - 4, length(low), y + 4));
                row.Add(
                    scale.Reaches(high)
                        ? new object[]
                        {
                            Line(kind, length(high) - ArrowWidth, y - 4, length(high), y),
                            Line(kind, length(high) - ArrowWidth, y + 4, length(high), y),
                        }
                        : [Line(kind, length(high), y - 4, length(high), y + 4)]
                );
            }
        }

        return row;
    }

    private static XElement Line(string kind, decimal x1, int y1, decimal x2, int y2) =>
        Graphic(
            "line",
            Class(kind),
            Attribute("x1", Percent(x1)),
            Attribute("y1", Pixels(y1)),
            Attribute("x2", Percent(x2)),
            Attribute("y2", Pixels(y2))
        );

    private static string Series(string what, int part) => FormattableString.Invariant($"{what} series{(part % 4) + 1}");

    private static string Pixels(int value) => FormattableString.Invariant($"{value}");

    private static string Percent(decimal value) => FormattableString.Invariant($"{value:0.###}%");

    private static string Shortened(string label) =>
        Clean(label) is { Length: > MostOfLabel } clean ? Clean(clean[..(MostOfLabel - 1)]) + "…" : Clean(label);
}
