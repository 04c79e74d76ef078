using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Html;
using LlmEnergy.Reporting.Theme;
using static LlmEnergy.Reporting.Tests.Rendering.Report;

namespace LlmEnergy.Reporting.Tests.Rendering;

internal sealed class HtmlRendererTests
{
    [Test]
    public void Equal_documents_give_equal_bytes()
    {
        var first = Full.RenderedAsHtml().Bytes;
        Assert.That(Full.RenderedAsHtml().Bytes, Is.EqualTo(first));
    }

    [Test]
    public void Every_figure_is_marked_by_its_id_as_it_is_formatted() => Full.RenderedAsHtml().ShowsEveryFigure();

    [Test]
    public void Tables_name_themselves_their_columns_and_their_rows() => Full.RenderedAsHtml().MarksUpTheHeadersOfItsTables();

    [Test]
    public void A_row_that_goes_on_with_the_one_above_has_no_empty_heading()
    {
        var page = With(
                new Block.Table(
                    "Caption",
                    [new("Model", "", Alignment.Left), new("Rate", "", Alignment.Left)],
                    [
                        [Cell.Of("gpt-4o"), Cell.Of("R001")],
                        [Cell.Of(""), Cell.Of("R002")],
                    ],
                    []
                )
            )
            .RenderedAsHtml();
        Assert.That(
            page.All("tbody").Single().Elements().Select(row => string.Join(' ', row.Elements().Select(cell => cell.Name.LocalName))),
            Is.EqualTo(new[] { "th td", "td td" })
        );
    }

    [Test]
    public void Links_inside_of_the_page_lead_somewhere() => Full.RenderedAsHtml().LinksEveryIdThatItRefersTo();

    [Test]
    public void Says_its_language_its_title_and_the_day_of_the_period()
    {
        var page = With(Text("text")).RenderedAsHtml();
        Assert.Multiple(() =>
        {
            Assert.That(page.Root.Name, Is.EqualTo((System.Xml.Linq.XName)"{http://www.w3.org/1999/xhtml}html"));
            Assert.That(
                (page.Root.Attribute("lang")!.Value, page.All("title").Single().Value),
                Is.EqualTo(("en", "Title – Head of 2026-Q3"))
            );
            Assert.That(
                page.All("meta")
                    .Where(meta => meta.Attribute("name")?.Value is "author" or "date")
                    .Select(meta => meta.Attribute("content")!.Value),
                Is.EqualTo(new[] { "Acme A/S", "2026-09-30" })
            );
        });
    }

    [Test]
    public void Has_one_title_and_below_it_the_headings_that_the_contents_list()
    {
        var page = Full.RenderedAsHtml();
        var headings = Full.Document.Blocks.OfType<Block.Heading>().ToLookup(heading => heading.Level, heading => heading.Text);
        Assert.Multiple(() =>
        {
            Assert.That(
                page.All("h1").Select(heading => heading.Value),
                Is.EqualTo(Full.Document.Blocks.OfType<Block.Title>().Select(title => title.Text))
            );
            Assert.That(page.All("h2").Select(heading => heading.Value), Is.EqualTo(headings[1]));
            Assert.That(page.All("h3").Select(heading => heading.Value), Is.EqualTo(headings[2]));
            Assert.That(
                page.All("nav").Single().Descendants().Where(node => node.Name.LocalName == "a").Select(link => link.Value),
                Is.EqualTo(headings[1])
            );
        });
    }

    [Test]
    public void A_chart_has_a_title_and_says_in_words_what_it_shows()
    {
        var chart = With(Chart(("July", 10m), ("August", 20m))).RenderedAsHtml().Graphics("svg").First();
        Assert.That(chart.Attribute("role")!.Value, Is.EqualTo("img"));
        Assert.That(
            chart.Elements().Take(2).Select(node => (node.Name.LocalName, node.Value)),
            Is.EqualTo(new[] { ("title", "Bars"), ("desc", "Bars: July, August") })
        );
        Assert.That(
            chart.Attribute("aria-labelledby")!.Value.Split(' '),
            Is.EqualTo(chart.Elements().Take(2).Select(node => node.Attribute("id")!.Value))
        );
    }

    // 10 of 60, and 20 of 60, of the 96 % that the axis has
    [Test]
    public void Bars_are_as_long_as_their_share_of_the_longest_range() =>
        Assert.That(
            With(Chart(("July", 10m), ("August", 20m))).RenderedAsHtml().Graphics("rect").Select(bar => bar.Attribute("width")!.Value),
            Is.EqualTo(new[] { "16%", "0%", "32%", "0%" })
        );

    [Test]
    public void A_footnote_leads_back_to_each_place_that_cites_it()
    {
        var page = With([.. Notes("first", "second"), .. Notes("third")]).RenderedAsHtml();
        Assert.That(
            page.All("sup").Select(mark => (mark.Value, mark.Elements().Single().Attribute("href")!.Value)),
            Is.EqualTo(new[] { ("[1]", "#note1"), ("[2]", "#note2"), ("[1]", "#note1") })
        );
        Assert.That(
            page.All("li").First(note => note.Attribute("id")?.Value == "note1").Elements().Select(link => link.Attribute("href")!.Value),
            Is.EqualTo(new[] { "https://example.org/a", "#ref1-1" })
        );
    }

    [Test]
    public void Other_addresses_than_those_of_the_web_are_text()
    {
        var page = With(
                new Block.Paragraph([
                    new Run.Link("javascript:alert(1)"),
                    new Run.Link("file:///etc/passwd"),
                    new Run.Link("https://example.org/?a=1&b=<"),
                ])
            )
            .RenderedAsHtml();
        Assert.That(
            page.All("main").Single().Descendants().Where(node => node.Name.LocalName == "a").Select(link => link.Attribute("href")!.Value),
            Is.EqualTo(new[] { "https://example.org/?a=1&b=%3C" })
        );
    }

    [Test]
    public void Runs_nothing_and_loads_nothing()
    {
        var page = Hostile.RenderedAsHtml();
        Assert.Multiple(() =>
        {
            Assert.That(
                page.Root.Descendants().Select(node => node.Name.LocalName),
                Has.None.AnyOf("script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use")
            );
            Assert.That(
                page.Root.Descendants().SelectMany(node => node.Attributes()).Select(attribute => attribute.Name.LocalName),
                Has.None.StartsWith("on").And.None.EqualTo("src").And.None.EqualTo("style")
            );
            Assert.That(page.Style, Does.Not.Contain("@import").And.Not.Match(@"url\((?!""data:font/ttf;base64,)"));
            Assert.That(
                page.All("meta").Single(meta => meta.Attribute("http-equiv") is not null).Attribute("content")!.Value,
                Does.StartWith("default-src 'none'; style-src 'unsafe-inline'; font-src data:;")
            );
        });
    }

    [Test]
    public void The_style_is_the_same_to_a_parser_of_html_which_reads_it_as_it_stands() =>
        Assert.That(Hostile.RenderedAsHtml().Source, Does.Contain(Hostile.RenderedAsHtml().Style), "nothing in it is escaped");

    [Test]
    public void No_element_that_needs_an_end_tag_is_closed_at_once() =>
        Assert.That(With(Table(1)).RenderedAsHtml().Source, Does.Not.Match("<(?!meta|rect|line)[a-z1-6]+[^>]*/>"));

    [TestCase("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [TestCase("a\u0007b\0", "a\uFFFDb\uFFFD")]
    [TestCase("\uFFFE", "\uFFFD")]
    [TestCase("smile \uD83D\uDE00 \u4E2D\u6587", "smile \uD83D\uDE00 \u4E2D\u6587")]
    [TestCase("tab\tand\nbreak", "tab and break")]
    public void Text_reads_as_it_was_written_and_what_xml_cannot_hold_is_replaced(string written, string read) =>
        With(Text(written), Table(1, written)).RenderedAsHtml().Shows(read).Shows(read + "000");

    // not a test case: its text would be repaired on its way into the attribute
    [Test]
    public void Half_a_character_is_replaced() =>
        With(Text("half \uD83D"), Table(1, "\uDE00 half")).RenderedAsHtml().Shows("half \uFFFD").Shows("\uFFFD half000");

    [TestCase("left\u202Etfel")]
    [TestCase("\u0645\u0631\u062D\u0628\u0627")]
    [TestCase("\u2066")]
    public void Text_that_runs_or_turns_to_the_left_is_isolated(string text) =>
        Assert.That(With(Text(text)).RenderedAsHtml().All("bdi").Select(isolated => isolated.Value), Is.EqualTo(new[] { text }));

    [Test]
    public void Names_of_any_kind_neither_break_the_page_nor_vanish_from_it()
    {
        var page = Hostile.RenderedAsHtml();
        page.ShowsEveryFigure();
        page.MarksUpTheHeadersOfItsTables();
        foreach (var name in HostileNames)
            page.Shows(Xhtml.Clean(name));
    }

    [Test]
    public void Margins_of_a_printed_page_hold_any_text_as_a_string()
    {
        var info = Full.Document.Info with { RunningHead = "\"; } </style> \\ {page} é" };
        Assert.That(
            StyleSheet.Create(info, ReportTheme.Default),
            Does.Contain(@"@top-left { content: ""\22 \3B  \7D  \3C \2F style\3E  \5C  \7B page\7D  é""; }")
                .And.Contain(@"@bottom-right { content: ""Page "" counter(page) "" of "" counter(pages) """"; }")
        );
    }
}
