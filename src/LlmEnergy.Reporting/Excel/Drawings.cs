using System.Globalization;
using System.Xml.Linq;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Puts the charts into the package: a drawing for each sheet that has any, and a part for each chart.</summary>
internal static class Drawings
{
    private const string RelationshipTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private static readonly XNamespace D = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    public static void Add(SkeletonPackage package, IReadOnlyList<PlacedChart> charts)
    {
        var (drawings, parts) = (0, 0);
        foreach (var (sheet, path) in package.SheetPaths)
        {
            var here = charts.Where(chart => chart.Sheet == sheet).ToList();
            if (here.Count == 0)
                continue;
            var drawing = string.Create(CultureInfo.InvariantCulture, $"xl/drawings/drawing{++drawings}.xml");
            package.Relate(path, "rIdDrawing", RelationshipTypes + "drawing", drawing);
            var xml = package.Xml(path);
            SheetPart.InsertDrawing(xml, "rIdDrawing");
            package.Replace(path, xml);
            package.Add(drawing, "application/vnd.openxmlformats-officedocument.drawing+xml", Drawing(here));
            for (var i = 0; i < here.Count; i++)
            {
                var chart = string.Create(CultureInfo.InvariantCulture, $"xl/charts/chart{++parts}.xml");
                package.Add(chart, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", ChartPart.Create(here[i].Chart));
                package.Relate(drawing, Id(i), RelationshipTypes + "chart", chart);
            }
        }
    }

    private static XElement Drawing(List<PlacedChart> charts) =>
        new(
            D + "wsDr",
            new XAttribute(XNamespace.Xmlns + "xdr", D),
            new XAttribute(XNamespace.Xmlns + "a", A),
            charts.Select(
                (placed, i) =>
                    new XElement(
                        D + "twoCellAnchor",
                        Corner("from", placed.FirstRow, placed.FirstColumn),
                        Corner("to", placed.LastRow, placed.LastColumn),
                        new XElement(
                            D + "graphicFrame",
                            new XAttribute("macro", ""),
                            new XElement(
                                D + "nvGraphicFramePr",
                                new XElement(
                                    D + "cNvPr",
                                    new XAttribute("id", i + 2),
                                    new XAttribute("name", $"Chart {Id(i)}"),
                                    new XAttribute("descr", Alternative(placed.Chart))
                                ),
                                new XElement(D + "cNvGraphicFramePr")
                            ),
                            new XElement(
                                D + "xfrm",
                                new XElement(A + "off", new XAttribute("x", 0), new XAttribute("y", 0)),
                                new XElement(A + "ext", new XAttribute("cx", 0), new XAttribute("cy", 0))
                            ),
                            new XElement(
                                A + "graphic",
                                new XElement(
                                    A + "graphicData",
                                    new XAttribute("uri", C.NamespaceName),
                                    new XElement(
                                        C + "chart",
                                        new XAttribute(XNamespace.Xmlns + "c", C),
                                        new XAttribute(XNamespace.Xmlns + "r", Ooxml.Relationships),
                                        new XAttribute(Ooxml.Relationships + "id", Id(i))
                                    )
                                )
                            )
                        ),
                        new XElement(D + "clientData")
                    )
            )
        );

    private static XElement Corner(string name, int row, int column) =>
        new(
            D + name,
            new XElement(D + "col", column - 1),
            new XElement(D + "colOff", 0),
            new XElement(D + "row", row - 1),
            new XElement(D + "rowOff", 0)
        );

    private static string Alternative(SheetChart chart) =>
        $"{chart.Title}, in {chart.Unit}; the cells {chart.Categories.Reference} and those beside them hold the numbers.";

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"rIdChart{index + 1}");
}
