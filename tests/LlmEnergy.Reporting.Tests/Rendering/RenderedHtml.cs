using System.Text;
using System.Xml.Linq;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Reporting.Tests.Rendering;

/// <summary>A page as an XML parser reads it: what is not well-formed fails here.</summary>
internal sealed class RenderedHtml(ReportDocument document, byte[] bytes)
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public byte[] Bytes => bytes;

    public string Source { get; } = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);

    public XElement Root { get; } = XDocument.Parse(Encoding.UTF8.GetString(bytes), LoadOptions.PreserveWhitespace).Root!;

    public string Style => All("style").Single().Value;

    public IEnumerable<XElement> All(string name) => Root.Descendants(Html + name);

    public IEnumerable<XElement> Graphics(string name) => Root.Descendants(Svg + name);

    public RenderedHtml Shows(string text)
    {
        Assert.That(All("body").Single().Value, Does.Contain(text));
        return this;
    }

    /// <summary>Each figure by its id, as it is formatted, in the order of the document.</summary>
    public void ShowsEveryFigure() =>
        Assert.That(
            All("span")
                .Where(span => span.Attribute("data-figure") is not null)
                .Select(span => (span.Attribute("data-figure")!.Value, span.Value)),
            Is.EqualTo(document.Runs.OfType<Run.Number>().Select(number => (number.Figure.Value, number.Formatted)))
        );

    public void MarksUpTheHeadersOfItsTables()
    {
        Assert.That(All("table"), Is.Not.Empty);
        foreach (var (table, block) in All("table").Zip(document.Blocks.OfType<Block.Table>()))
        {
            Assert.That(table.Element(Html + "caption")!.Value, block.Caption.Length > 0 ? Is.EqualTo(block.Caption) : Is.Not.Empty);
            var heads = table.Element(Html + "thead")!.Elements(Html + "tr").ToList();
            var columns = heads[^1].Elements(Html + "th").ToList();
            Assert.That(
                heads.SkipLast(1).Elements(Html + "th").Select(group => (group.Attribute("scope")!.Value, group.Value)),
                Is.EqualTo(
                    block
                        .Columns.Select(column => column.Group)
                        .Where((group, i) => group.Length > 0 && (i == 0 || block.Columns[i - 1].Group != group))
                        .Select(group => ("colgroup", group))
                )
            );
            Assert.That(
                columns.Select(header => (header.Attribute("scope")!.Value, header.Value)),
                Is.EqualTo(
                    block.Columns.Select(column =>
                        ("col", Chemistry.Set(column.Unit.Length > 0 ? $"{column.Header} {column.Unit}" : column.Header))
                    )
                )
            );
            foreach (var row in table.Element(Html + "tbody")!.Elements(Html + "tr"))
                Assert.That(
                    row.Elements().Select(cell => (cell.Name.LocalName, cell.Attribute("scope")?.Value)),
                    Is.EqualTo(
                        block.Columns.Select(
                            (_, i) => i == 0 && row.Elements().First().Value.Length > 0 ? ("th", "row") : ("td", (string?)null)
                        )
                    )
                );
        }
    }

    public void LinksEveryIdThatItRefersTo()
    {
        var ids = Root.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.That(ids, Is.Unique);
        Assert.That(
            All("a").Select(a => a.Attribute("href")!.Value).Where(href => href[0] == '#').Select(href => href[1..]).Distinct(),
            Is.SubsetOf(ids)
        );
    }
}
