using System.Xml.Linq;
using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Html.Xhtml;

namespace LlmEnergy.Reporting.Html;

/// <summary>
/// Horizontal bars from a common zero line, a whisker from low to high below each, and the numbers beside them. Lengths are percentages and
/// heights are pixels, so that bars follow the window and letters keep their size.
/// </summary>
internal static class BarChartElement
{
    private const int RowHeight = 54;
    private const int MostOfLabel = 60;

    public static XElement Create(Block.BarChart chart, string id)
    {
        var longest = chart.Bars.Select(bar => Math.Max(bar.High ?? 0m, bar.Parts.Sum(part => part ?? 0m))).DefaultIfEmpty().Max();
        decimal Length(decimal? value) => longest == 0m ? 0m : (value ?? 0m) / longest * 100m;
        return Tag(
            "figure",
            Tag("figcaption", Text(chart.Caption), " ", Tag("span", Class("unit"), Text(chart.Unit))),
            Tag(
                "ul",
                Class("legend"),
                chart.Series.Select((name, i) => Tag("li", Tag("span", Class(Series("swatch", i))), Text(name))),
                Tag("li", Tag("span", Class("swatch whisker")), Text(chart.RangeName))
            ),
            Graphic(
                "svg",
                Attribute("role", "img"),
                Attribute("aria-labelledby", $"{id}-title {id}-text"),
                Attribute("width", "100%"),
                Attribute("height", Pixels(chart.Bars.Length * RowHeight)),
                Graphic("title", Attribute("id", $"{id}-title"), Clean(chart.Caption)),
                Graphic("desc", Attribute("id", $"{id}-text"), Clean(chart.Alt)),
                chart.Bars.Select((bar, i) => new object[] { "\n", Row(bar, i * RowHeight, Length) })
            )
        );
    }

    private static XElement Row(Bar bar, int top, Func<decimal?, decimal> length)
    {
        var from = 0m;
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
                    Attribute("y", Pixels(top + 23)),
                    Attribute("width", Percent(length(bar.Parts[part]))),
                    Attribute("height", "13")
                )
            );
            from += length(bar.Parts[part]);
        }

        if (bar is { Low: { } low, High: { } high })
        {
            row.Add(Line(length(low), top + 43, length(high), top + 43));
            foreach (var end in new[] { length(low), length(high) })
                row.Add(Line(end, top + 39, end, top + 47));
        }

        return row;
    }

    private static XElement Line(decimal x1, int y1, decimal x2, int y2) =>
        Graphic(
            "line",
            Class("whisker"),
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
