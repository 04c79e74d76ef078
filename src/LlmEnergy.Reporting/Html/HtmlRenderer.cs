using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Theme;
using static LlmEnergy.Reporting.Html.Xhtml;

namespace LlmEnergy.Reporting.Html;

/// <summary>
/// Writes a report as one page of strict XHTML that needs nothing else: style, fonts and charts stand in it, there is no script, and its
/// policy forbids a browser to load anything. Equal documents give equal bytes.
/// </summary>
public static class HtmlRenderer
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

    public static void Write(ReportDocument document, Stream target)
    {
        using var writer = XmlWriter.Create(
            target,
            new()
            {
                Encoding = new UTF8Encoding(false),
                OmitXmlDeclaration = true,
                NewLineHandling = NewLineHandling.None,
            }
        );
        new XDocument(new XDocumentType("html", null, null, null), Page(document)).Save(writer);
    }

    private static XElement Page(ReportDocument document)
    {
        var blocks = new BlockElements(document.Info, document.Explained);
        var sections = Section.Of(document.Blocks);
        return Tag(
            "html",
            Attribute("lang", document.Info.Language),
            new XAttribute(XNamespace.Xml + "lang", document.Info.Language),
            "\n",
            Head(document.Info, document.Theme),
            "\n",
            Tag(
                "body",
                "\n",
                document.Blocks.OfType<Block.Title>().Select(title => Lines(BlockElements.Cover(title, document.Theme.Logo))),
                Tag(
                    "div",
                    Class("page"),
                    "\n",
                    Contents(document.Info, sections),
                    "\n",
                    Tag("main", "\n", sections.Select(section => Lines(section.Element(blocks))))
                ),
                "\n"
            )
        );
    }

    /// <param name="besides">Style besides that of the report.</param>
    internal static XElement Head(DocumentInfo info, ReportTheme theme, string besides = "") =>
        Tag(
            "head",
            "\n",
            Meta(Attribute("charset", "utf-8")),
            "\n",
            Meta(Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", Policy)),
            "\n",
            Meta(Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
            "\n",
            Tag("title", Clean($"{info.Title} – {info.RunningHead}")),
            "\n",
            Meta(Attribute("name", "author"), Attribute("content", info.Author)),
            "\n",
            Meta(Attribute("name", "date"), Attribute("content", info.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            "\n",
            Meta(Attribute("name", "generator"), Attribute("content", "LlmEnergy")),
            "\n",
            Tag("style", StyleSheet.Create(info, theme) + besides),
            "\n"
        );

    private static XElement Contents(DocumentInfo info, IReadOnlyList<Section> sections) =>
        Tag(
            "nav",
            Attribute("aria-label", info.ContentsLabel),
            Tag("p", Class("label"), Attribute("aria-hidden", "true"), Text(info.ContentsLabel)),
            Tag(
                "ol",
                sections
                    .Where(section => section.Title.Length > 0)
                    .Select(section => Lines(Tag("li", Tag("a", Attribute("href", "#" + section.Id), Text(section.Title)))))
            )
        );

    /// <summary>On a line of its own, so that two pages can be compared line by line.</summary>
    private static object[] Lines(XElement element) => [element, "\n"];
}
