using System.Text;
using System.Xml;
using System.Xml.Linq;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Theme;
using LlmEnergy.Reporting.Walks;
using static LlmEnergy.Reporting.Html.Xhtml;

namespace LlmEnergy.Reporting.Html;

/// <summary>
/// A walk as one page in the look of the report: each step opens the next one, without a script, and nothing is loaded.
/// </summary>
public static class WalkPage
{
    private const string Style = """

        details { border-left: 2px solid var(--rule); padding: .35rem 0 .35rem 1rem; margin: .35rem 0; }
        details[open] { border-left-color: var(--accent); }
        summary { cursor: pointer; font-weight: 700; padding: .3rem 0; overflow-wrap: anywhere; }
        .walk { display: block; max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
        .walk dl { display: grid; grid-template-columns: minmax(8rem, 16rem) minmax(0, 1fr); gap: .3rem 1rem; margin: .4rem 0 .6rem;
          font-size: .875rem; line-height: 1.5; }
        .step { margin: .2rem 0 .2rem 1rem; font-size: .875rem; }
        details:target > summary { background: var(--tint); }
        .walk dt { color: var(--muted); }
        .walk dd { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        @media (max-width: 40rem) { .walk dl { grid-template-columns: minmax(0, 1fr); } .walk dd { margin-bottom: .4rem; } }

        """;

    public static void Write(string title, string author, DateOnly date, IEnumerable<WalkNode> nodes, Stream target)
    {
        var info = new DocumentInfo(title, author, "en", date, author, "{page} / {pages}", "", "");
        using var writer = XmlWriter.Create(
            target,
            new()
            {
                Encoding = new UTF8Encoding(false),
                OmitXmlDeclaration = true,
                NewLineHandling = NewLineHandling.None,
            }
        );
        var page = Tag(
            "html",
            Attribute("lang", "en"),
            new XAttribute(XNamespace.Xml + "lang", "en"),
            "\n",
            HtmlRenderer.Head(info, ReportTheme.Default, Style.ReplaceLineEndings("\n")),
            "\n",
            Tag("body", "\n", Tag("main", Class("walk"), "\n", Tag("h1", Text(title)), "\n", nodes.Select(Element)), "\n")
        );
        new XDocument(new XDocumentType("html", null, null, null), page).Save(writer);
    }

    private static object[] Element(WalkNode node)
    {
        if (node.Target.Length > 0)
            return [Tag("p", Class("step"), Tag("a", Attribute("href", "#" + node.Target), Text(node.Title))), "\n"];
        var details = Tag(
            "details",
            node.Id.Length > 0 ? Attribute("id", node.Id) : null,
            node.IsOpen ? Attribute("open", "open") : null,
            Tag("summary", Text(node.Title))
        );
        if (!node.Facts.IsEmpty)
            details.Add(
                "\n",
                Tag("dl", node.Facts.Select(fact => new object[] { Tag("dt", Text(fact.Name)), Tag("dd", Text(fact.Value)), "\n" }))
            );
        details.Add("\n", node.Steps.Select(Element));
        return [details, "\n"];
    }
}
