using System.Xml.Linq;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Theme;
using static LlmEnergy.Reporting.Html.Xhtml;

namespace LlmEnergy.Reporting.Html;

/// <summary>The element of each block.</summary>
internal sealed class BlockElements(DocumentInfo info, string explained)
{
    private readonly RunNodes _runs = new(explained);
    private int _charts;

    public static XElement Cover(Block.Title title, ThemeLogo? logo) =>
        Tag(
            "header",
            Class("cover"),
            logo is null
                ? null
                : Image(
                    Class("logo"),
                    Attribute("alt", ""),
                    Attribute("src", $"data:{logo.MediaType};base64,{Convert.ToBase64String(logo.Bytes.Span)}")
                ),
            Tag("p", Class("owner"), Text(title.Owner)),
            "\n",
            Tag("h1", Text(title.Text)),
            "\n",
            Tag("p", Class("subtitle"), Text(title.Subtitle)),
            "\n",
            Tag("ul", Class("stamps"), title.Stamps.Select(stamp => Tag("li", Text(stamp))))
        );

    /// <param name="heading">What the block stands below: the name of a table that has none of its own.</param>
    /// <returns>Null for the table of contents: a page of links has its own.</returns>
    public XElement? Of(Block block, string heading) =>
        block switch
        {
            Block.Headline headline => Headline(headline),
            Block.Paragraph paragraph => Tag("p", _runs.Of(paragraph.Runs)),
            Block.Callout callout => Tag(
                "p",
                Class(callout.IsAlarm ? "callout alarm" : "callout"),
                Attribute("role", "note"),
                _runs.Of(callout.Runs)
            ),
            Block.Bullets bullets => Tag("ul", bullets.Items.Select(item => Tag("li", _runs.Of(item)))),
            Block.KpiRow row => Tag("dl", Class("kpis"), row.Tiles.Select(Kpi)),
            Block.KeyValues list => Tag(
                "dl",
                Class("facts"),
                list.Entries.Select(entry => Tag("div", Tag("dt", Text(entry.Key)), Tag("dd", _runs.Of(entry.Value))))
            ),
            Block.Meters meters => Tag("dl", Class("meters"), meters.Items.Select(Meter)),
            Block.Contents => null,
            Block.Table table => TableElement.Create(table, heading, _runs),
            Block.BarChart chart => BarChartElement.Create(chart, FormattableString.Invariant($"chart{++_charts}")),
            Block.Notes notes => Notes(notes),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private XElement Headline(Block.Headline headline) =>
        Tag(
            "div",
            Class("headline"),
            Tag("p", Class("label"), Text(headline.Label)),
            Tag("p", Class("value"), _runs.Of([headline.Value]), " ", Tag("span", Class("unit"), Text(headline.Unit))),
            Tag("p", Class("range"), _runs.Of(headline.Range))
        );

    private XElement Kpi(Kpi kpi) =>
        Tag(
            "div",
            Tag("dt", Text(kpi.Label)),
            Tag("dd", Class("value"), _runs.Of(kpi.Value)),
            Tag("dd", Class("unit"), Text(kpi.Unit)),
            kpi.Detail.IsEmpty ? null : Tag("dd", Class("detail"), _runs.Of(kpi.Detail))
        );

    private static XElement Meter(Meter meter) =>
        Tag(
            "div",
            Tag("dt", Text(meter.Label)),
            Tag(
                "dd",
                Graphic(
                    "svg",
                    Class("meter"),
                    Attribute("aria-hidden", "true"),
                    Graphic(
                        "rect",
                        Class("bar series1"),
                        Attribute("width", FormattableString.Invariant($"{(meter.Share ?? 0m) * 100m:0.###}%")),
                        Attribute("height", "100%")
                    )
                ),
                Text(meter.Value)
            )
        );

    private XElement Notes(Block.Notes notes) =>
        Tag(
            "ol",
            Class("notes"),
            notes.Items.Select(
                (item, i) =>
                    Tag(
                        "li",
                        Attribute("id", RunNodes.NoteId(i + 1)),
                        _runs.Of(item),
                        _runs
                            .ReferencesTo(i + 1)
                            .Select(reference =>
                                new object[]
                                {
                                    " ",
                                    Tag(
                                        "a",
                                        Class("back"),
                                        Attribute("href", "#" + reference.Id),
                                        Attribute("aria-label", $"{info.BackLabel} {reference.Name}"),
                                        $"↑{reference.Name}"
                                    ),
                                }
                            )
                    )
            )
        );
}
