using System.Globalization;
using System.Xml.Linq;

namespace LlmEnergy.Reporting.Excel;

/// <summary>A chart as a part of the package.</summary>
internal static class ChartPart
{
    private const string Ink = "404040";
    private const string Lines = "D9D9D9";

    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";

    public static XElement Create(SheetChart chart) =>
        new(
            C + "chartSpace",
            new XAttribute(XNamespace.Xmlns + "c", C),
            new XAttribute(XNamespace.Xmlns + "a", A),
            Value("roundedCorners", "0"),
            new XElement(
                C + "chart",
                Title(chart.Title, 1200, isStrong: true),
                Value("autoTitleDeleted", "0"),
                new XElement(
                    C + "plotArea",
                    new XElement(C + "layout"),
                    new XElement(
                        C + "barChart",
                        Value("barDir", chart.IsHorizontal ? "bar" : "col"),
                        Value("grouping", "stacked"),
                        Value("varyColors", "0"),
                        chart.Series.Select((series, index) => Series(chart, series, index)),
                        Value("gapWidth", "60"),
                        Value("overlap", "100"),
                        Value("axId", "1"),
                        Value("axId", "2")
                    ),
                    Categories(chart),
                    Values(chart)
                ),
                Legend(chart),
                Value("plotVisOnly", "1"),
                Value("dispBlanksAs", "gap")
            )
        );

    private static XElement Series(SheetChart chart, ChartSeries series, int index) =>
        new(
            C + "ser",
            Value("idx", Number(index)),
            Value("order", Number(index)),
            new XElement(C + "tx", new XElement(C + "v", series.Title)),
            new XElement(
                C + "spPr",
                series.Color is { } color ? Fill(color) : new XElement(A + "noFill"),
                // a thin line keeps neighbours apart where colours are printed in grey
                new XElement(A + "ln", series.Color is null ? new XElement(A + "noFill") : Fill("FFFFFF"))
            ),
            Value("invertIfNegative", "0"),
            new XElement(C + "cat", Cells(chart.Categories)),
            new XElement(C + "val", Cells(series.Values))
        );

    private static XElement Cells(ChartCells cells)
    {
        var isText = cells.Values.All(value => value is string);
        var points = cells
            .Values.Select((value, i) => (value, i))
            .Where(point => point.value is not null)
            .Select(point => new XElement(C + "pt", new XAttribute("idx", point.i), new XElement(C + "v", Text(point.value!))));
        var count = Value("ptCount", Number(cells.Values.Length));
        return isText
            ? new(C + "strRef", new XElement(C + "f", cells.Reference), new XElement(C + "strCache", count, points))
            : new(
                C + "numRef",
                new XElement(C + "f", cells.Reference),
                new XElement(C + "numCache", new XElement(C + "formatCode", Format(cells)), count, points)
            );
    }

    private static XElement Categories(SheetChart chart) =>
        new(
            C + "catAx",
            Value("axId", "1"),
            Scaling(chart.IsHorizontal, null, null),
            Value("delete", "0"),
            Value("axPos", chart.IsHorizontal ? "l" : "b"),
            new XElement(C + "numFmt", new XAttribute("formatCode", Format(chart.Categories)), new XAttribute("sourceLinked", "0")),
            Value("majorTickMark", "none"),
            Value("minorTickMark", "none"),
            Value("tickLblPos", "low"),
            AxisLine(),
            Font(900),
            Value("crossAx", "2"),
            Value("crosses", "autoZero"),
            Value("auto", "0"),
            Value("lblAlgn", "ctr"),
            Value("lblOffset", "100"),
            Value("noMultiLvlLbl", "0")
        );

    private static XElement Values(SheetChart chart) =>
        new(
            C + "valAx",
            Value("axId", "2"),
            Scaling(isReversed: false, chart.Maximum, chart.HasNegatives ? null : 0),
            Value("delete", "0"),
            Value("axPos", chart.IsHorizontal ? "b" : "l"),
            new XElement(C + "majorGridlines", new XElement(C + "spPr", new XElement(A + "ln", new XAttribute("w", "6350"), Fill(Lines)))),
            Title(chart.Unit, 900, isStrong: false),
            new XElement(C + "numFmt", new XAttribute("formatCode", "#,##0.######"), new XAttribute("sourceLinked", "0")),
            Value("majorTickMark", "none"),
            Value("minorTickMark", "none"),
            Value("tickLblPos", "nextTo"),
            AxisLine(),
            Font(900),
            // categories from top to bottom would put the axis of values on top
            Value("crossAx", "1"),
            Value("crosses", chart.IsHorizontal ? "max" : "autoZero"),
            Value("crossBetween", "between")
        );

    private static XElement Legend(SheetChart chart) =>
        new(
            C + "legend",
            Value("legendPos", "b"),
            chart
                .Series.Select((series, index) => (series, index))
                .Where(entry => entry.series.Color is null)
                .Select(entry => new XElement(C + "legendEntry", Value("idx", Number(entry.index)), Value("delete", "1"))),
            Value("overlay", "0"),
            Font(900)
        );

    private static XElement Title(string text, int size, bool isStrong) =>
        new(
            C + "title",
            new XElement(
                C + "tx",
                new XElement(
                    C + "rich",
                    new XElement(A + "bodyPr"),
                    new XElement(
                        A + "p",
                        new XElement(A + "pPr", RunProperties("defRPr", size, isStrong)),
                        new XElement(A + "r", RunProperties("rPr", size, isStrong), new XElement(A + "t", text))
                    )
                )
            ),
            Value("overlay", "0")
        );

    private static XElement Font(int size) =>
        new(
            C + "txPr",
            new XElement(A + "bodyPr"),
            new XElement(
                A + "p",
                new XElement(A + "pPr", RunProperties("defRPr", size, isStrong: false)),
                new XElement(A + "endParaRPr", new XAttribute("lang", "en-US"))
            )
        );

    private static XElement RunProperties(string name, int size, bool isStrong) =>
        new(A + name, new XAttribute("sz", size), new XAttribute("b", isStrong ? 1 : 0), Fill(Ink));

    /// <summary>Bars begin at zero: a reader compares their lengths.</summary>
    private static XElement Scaling(bool isReversed, int? maximum, int? minimum) =>
        new(
            C + "scaling",
            Value("orientation", isReversed ? "maxMin" : "minMax"),
            maximum is { } most ? Value("max", Number(most)) : null,
            minimum is { } least ? Value("min", Number(least)) : null
        );

    private static XElement AxisLine() => new(C + "spPr", new XElement(A + "ln", new XAttribute("w", "6350"), Fill(Lines)));

    private static XElement Fill(string color) => new(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", color)));

    private static XElement Value(string name, string value) => new(C + name, new XAttribute("val", value));

    private static string Format(ChartCells cells) => cells.Values.Any(value => value is DateOnly) ? NumberFormats.Month : "General";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(object value) =>
        value switch
        {
            string text => text,
            DateOnly month => Number(A1.Serial(month)),
            decimal number => ((double)number).ToString("R", CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"found a {value.GetType().Name}, expected text, a number or a month", nameof(value)),
        };
}
