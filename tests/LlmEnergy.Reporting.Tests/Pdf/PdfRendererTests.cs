using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Reporting.Tests.Document;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Outline;

namespace LlmEnergy.Reporting.Tests.Pdf;

internal sealed class PdfRendererTests
{
    private static readonly DocumentInfo Info = new(
        "Title",
        "Acme A/S",
        "en",
        new(2026, 9, 30),
        "Head",
        "Page {page} of {pages}",
        "Contents",
        "Back"
    );
    private static readonly string LongId = string.Concat(Enumerable.Range(0, 30).Select(i => $"0123.abc-{i % 10}"));

    [Test]
    public void Equal_documents_give_equal_bytes()
    {
        var first = Rendered(Rich());
        Assert.That(Rendered(Rich()), Is.EqualTo(first));
    }

    [Test]
    public void Other_documents_give_other_identifiers() =>
        Assert.That(Identifier(Rendered(Rich())), Is.Not.EqualTo(Identifier(Rendered(Document(Text("other"))))));

    [Test]
    public void Is_dated_by_the_document_and_not_by_the_clock()
    {
        using var pdf = PdfDocument.Open(Rendered(Rich()));
        var information = pdf.Information;
        Assert.That(
            (information.Title, information.Author, information.CreationDate, information.ModifiedDate),
            Is.EqualTo(("Emissions of purchased LLM API services", "Acme A/S", "D:20260930000000Z", "D:20260930000000Z"))
        );
    }

    [TestCase("Acme (DK) A/S")]
    [TestCase("Ødegård \\ Søn (")]
    [TestCase("\u4E2D\u2829\u5C5C")]
    public void The_author_is_kept_as_written(string author)
    {
        using var pdf = PdfDocument.Open(Rendered(new(Info with { Author = author }, [Text("text")])));
        Assert.That(pdf.Information.Author, Is.EqualTo(author));
    }

    [Test]
    public void Every_text_can_be_read_back()
    {
        var document = Rich();
        var text = Squeezed(string.Concat(PagesOf(Rendered(document))));
        foreach (var part in Texts(document))
            Assert.That(text, Does.Contain(Squeezed(Chemistry.Set(part))));
    }

    [Test]
    public void Every_figure_and_hyphen_is_found_by_pdftotext()
    {
        var document = Rich();
        var text = ExtractedText.Of(Rendered(document));
        foreach (var number in document.Runs.OfType<Run.Number>())
            Assert.That(
                text,
                Does.Match($@"(?<![\d.,]){System.Text.RegularExpressions.Regex.Escape(number.Formatted)}(?![\d])"),
                number.Figure.Value
            );
        foreach (
            var word in new[]
            {
                "2026-Q3",
                "E1-5",
                "tCO₂e",
                "kgCO₂e",
                "claude-sonnet-4-5-20250929",
                "exports/openai/2026-07.csv",
                "12,820,943",
                "(80,000 + input",
            }
        )
            Assert.That(System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " "), Does.Contain(word)); // a line may end in it
    }

    [TestCaseSource(nameof(Summaries))]
    public void The_summary_is_one_page(SampleDisclosure sample) =>
        Assert.Multiple(() =>
        {
            foreach (var language in ReportCulture.Languages)
            {
                var pages = PagesOf(Rendered(DisclosureReport.Summary(sample.Build(), ReportCulture.Of(language))));
                Assert.That(pages, Has.Count.EqualTo(1), () => $"{language}: {pages[^1]}");
            }
        });

    private static IEnumerable<SampleDisclosure> Summaries()
    {
        foreach (var sample in DisclosureReportTests.All())
            yield return sample;
        yield return Enumerable
            .Range(1, 8)
            .Aggregate(
                new SampleDisclosure
                {
                    Undertaking = LongId,
                    ChecksPass = false,
                    MissingDays = 31,
                    Acceptances = SampleDisclosure.Accepted().Acceptances,
                    Market = "residual-us-2025",
                    Previous = SampleDisclosure.Earlier("2025-Q3", LongId, 0.1m),
                },
                (sample, i) =>
                    sample
                        .Use(7, LongId, LongId + i, "L", 4, long.MaxValue / 32, long.MaxValue / 32, long.MaxValue / 32, 99_999_999m)
                        .Finding(LongId + i)
            );
    }

    [Test]
    public void Pages_say_which_of_how_many_they_are()
    {
        var pages = PagesOf(Rendered(Document(Table(500))));
        for (var i = 0; i < pages.Count; i++)
            Assert.That(pages[i], Does.Contain(string.Create(CultureInfo.InvariantCulture, $"Page {i + 1} of {pages.Count}")));
    }

    [Test]
    public void A_long_table_repeats_its_header_and_keeps_every_row_on_one_page()
    {
        var pages = PagesOf(Rendered(Document(Table(500))));
        Assert.That(pages, Has.Count.GreaterThan(5).And.All.Contains("Quantity"));
        for (var row = 0; row < 500; row++)
            Assert.That(
                pages.Count(page =>
                    page.Contains($"name{row:000}", StringComparison.Ordinal) && page.Contains($"detail{row:000}", StringComparison.Ordinal)
                ),
                Is.EqualTo(1)
            );
    }

    [Test]
    public void The_total_stands_below_the_last_row_on_its_page([Range(24, 44)] int rows) =>
        Assert.That(
            PagesOf(Rendered(Document(Table(rows)))).Single(page => page.Contains("Sum", StringComparison.Ordinal)),
            Does.Contain($"name{rows - 1:000}")
        );

    [Test]
    public void A_table_of_one_row_has_one_header()
    {
        var page = PagesOf(Rendered(Document(Table(1)))).Single();
        Assert.That(page.Split("Quantity"), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_heading_stands_on_the_page_of_what_follows_it([Range(25, 45)] int lines)
    {
        var filler = Enumerable.Range(0, lines).Select(_ => Text("filler"));
        var pages = PagesOf(Rendered(Document([.. filler, new Block.Heading(1, "Section"), new Block.Heading(2, "Part"), Table(3)])));
        Assert.That(
            pages.Single(page => page.Contains("Section", StringComparison.Ordinal)),
            Does.Contain("Part").And.Contain("Quantity").And.Contain("name000")
        );
    }

    [Test]
    public void Headings_are_bookmarks_below_one_another()
    {
        using var pdf = PdfDocument.Open(
            Rendered(Document(new Block.Heading(1, "One"), new Block.Heading(2, "Inner – Ø"), new Block.Heading(1, "Two")))
        );
        Assert.That(pdf.TryGetBookmarks(out var bookmarks), Is.True);
        Assert.That(
            bookmarks!.GetNodes().OfType<DocumentBookmarkNode>().Select(node => (node.Level, node.Title, node.PageNumber)),
            Is.EqualTo(new[] { (0, "One", 1), (1, "Inner – Ø", 1), (0, "Two", 1) })
        );
    }

    [Test]
    public void Web_addresses_are_links_and_others_are_not()
    {
        using var pdf = PdfDocument.Open(
            Rendered(
                Document(
                    new Block.Notes([
                        [new Run.Link("https://example.org/a_(b)"), new Run.Text(" "), new Run.Link("javascript:alert(1)")],
                    ])
                )
            )
        );
        Assert.That(
            pdf.GetPage(1).GetAnnotations().Select(annotation => (annotation.Action as UriAction)?.Uri),
            Is.EqualTo(new[] { "https://example.org/a_(b)" })
        );
    }

    [TestCase("tab\tand\nbreak", "tab and break")]
    [TestCase("bell\u0007", "bell□")]
    [TestCase("left\u202Eright\u200F", "left□right□")]
    [TestCase("smile \uD83D\uDE00", "smile □")]
    [TestCase("\u4E2D\u6587", "□□")]
    [TestCase("half \uD83D", "half □")]
    public void What_cannot_be_printed_is_a_box(string written, string printed) =>
        Assert.That(PagesOf(Rendered(Document(Text(written)))).Single(), Does.Contain(printed));

    [Test]
    public void Replaced_characters_are_reported() =>
        Assert.That(
            PdfRenderer.Write(Document(Text("\u4E2D\u202E\uD83D\uDE00")), Stream.Null).MissingGlyphs,
            Is.EqualTo(new[] { "U+1F600", "U+202E", "U+4E2D" })
        );

    [Test]
    public void A_finding_names_them_by_their_numbers_and_not_what_they_stand_in()
    {
        var finding = PdfRenderer.Write(Document(Text("secret \u4E2D\u202E")), Stream.Null).Findings("disclosure.pdf").Single();
        Assert.That(
            finding.ToString(),
            Is.EqualTo(
                "disclosure.pdf: warning LE4021: found characters that the typeface of the PDF lacks, or that steer text: U+202E, U+4E2D; "
                    + "each stands as a box there, and as it is in the other files"
            )
        );
    }

    [Test]
    public void A_finding_of_many_names_the_first_and_counts_the_rest()
    {
        var many = string.Concat(Enumerable.Range(0x4E00, 25).Select(code => (char)code));
        Assert.That(
            PdfRenderer.Write(Document(Text(many)), Stream.Null).Findings("disclosure.pdf").Single().Message,
            Does.Contain("U+4E13 and 5 more;").And.Not.Contain("U+4E14")
        );
    }

    [Test]
    public void Nothing_is_found_where_the_typeface_has_all() =>
        Assert.That(PdfRenderer.Write(Rich(), Stream.Null).Findings("disclosure.pdf"), Is.Empty);

    [Test]
    public void More_characters_than_a_font_object_holds_go_to_further_ones()
    {
        var many = string.Concat(
            Enumerable
                .Range(0xC0, 0x100)
                .Except([0x149])
                .Concat(Enumerable.Range(0x391, 17))
                .Concat(Enumerable.Range(0x410, 64))
                .Select(code => (char)code)
        );
        var pdf = Rendered(Document(Text(many)));
        Assert.That(Squeezed(PagesOf(pdf).Single()), Does.Contain(many));
        Assert.That(Squeezed(ExtractedText.Of(pdf)), Does.Contain(many));
    }

    [Test]
    public void Digits_have_one_width_so_that_numbers_align()
    {
        using var pdf = PdfDocument.Open(Rendered(Document(new Block.Paragraph([new Run.Text("0123456789")]))));
        var digits = pdf.GetPage(1)
            .Letters.Take(10)
            .Select(letter => Math.Round(letter.EndBaseLine.X - letter.StartBaseLine.X, 3))
            .Distinct();
        Assert.That(digits.ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Long_names_wrap_inside_of_their_cells_and_copy_as_written()
    {
        var table = new Block.Table(
            "",
            [new("Model", "", Alignment.Left), new("Quantity", "kWh", Alignment.Right)],
            [
                [Cell.Of(LongId, LongId), Cell.Of("123,456,789.00")],
            ],
            []
        );
        Assert.That(Squeezed(PagesOf(Rendered(Document(table))).Single()), Does.Contain(LongId));
    }

    [Test]
    public void A_cell_longer_than_a_page_is_cut_and_says_so()
    {
        var table = new Block.Table(
            "",
            [new("Model", "", Alignment.Left), new("Note", "", Alignment.Left)],
            [
                [Cell.Of(string.Concat(Enumerable.Repeat(LongId, 80))), Cell.Of(LongId)],
            ],
            []
        );
        Assert.That(PagesOf(Rendered(Document(table))), Has.Some.Contains("…"));
    }

    [TestCaseSource(nameof(Awkward))]
    public void Nothing_is_drawn_outside_of_the_margins(ReportDocument document)
    {
        using var pdf = PdfDocument.Open(Rendered(document));
        foreach (var page in pdf.GetPages())
        foreach (var letter in page.Letters)
        {
            Assert.That(letter.StartBaseLine.X, Is.GreaterThanOrEqualTo(45.9), letter.Value);
            Assert.That(letter.EndBaseLine.X, Is.LessThanOrEqualTo(page.Width - 45.7), letter.Value);
            Assert.That(letter.StartBaseLine.Y, Is.InRange(25, page.Height - 31), letter.Value);
        }
    }

    [Test]
    [Category("Long")]
    public void Thirty_pages_are_written_in_a_second_once_it_is_warm()
    {
        var document = Document([
            .. Enumerable
                .Range(0, 30)
                .SelectMany(i => (Block[])[new Block.Heading(1, $"Section {i}"), Text("What stands in the table below."), Table(rows: 34)]),
        ]);
        var fastest = TimeSpan.MaxValue;
        for (var run = 0; run < 6; run++)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var pages = PdfRenderer.Write(document, Stream.Null).Pages;
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
            Assert.That(pages, Is.InRange(30, 40));
        }

        TestContext.Out.WriteLine($"{fastest.TotalMilliseconds:0} ms");
        Assert.That(fastest, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void A_wide_section_stands_across_on_pages_of_its_own_and_the_next_one_upright_again()
    {
        using var pdf = PdfDocument.Open(
            Rendered(
                Document(
                    Text("before"),
                    new Block.Heading(1, "Factors", IsWide: true),
                    Text("wide"),
                    new Block.Heading(2, "Part"),
                    Text("still wide"),
                    new Block.Heading(1, "Index"),
                    Text("after")
                )
            )
        );
        Assert.That(
            pdf.GetPages().Select(page => ((int)page.Width, (int)page.Height)),
            Is.EqualTo(new[] { (595, 841), (841, 595), (595, 841) })
        );
        Assert.That(
            pdf.GetPages().Select(page => string.Concat(page.Letters.Select(letter => letter.Value))),
            Is.EqualTo(new[] { "before", "wide", "after" })
                .Using<string, string>((text, part) => text.Contains(part, StringComparison.Ordinal))
        );
        Assert.That(
            pdf.GetPages().Select(page => page.Letters.Max(letter => letter.EndBaseLine.X)),
            Is.EqualTo(new[] { 549.3, 795.9, 549.3 }).Within(0.5),
            "the number of the page stands at the right edge of each"
        );
    }

    private static IEnumerable<ReportDocument> Awkward()
    {
        yield return Rich();
        yield return Document(
            Text(LongId + LongId),
            Table(2),
            new Block.Heading(1, LongId),
            new Block.Bullets([
                [new Run.Text(LongId)],
            ]),
            new Block.KeyValues([new(LongId, [new Run.Text(LongId)])])
        );
        yield return Document(
            new Block.Title(LongId, LongId, LongId, ["Draft"]),
            new Block.Headline(LongId, new Run.Number(new FigureId("x"), "123,456,789,012,345,678.9"), "tCO2e", [new Run.Text(LongId)])
        );
        yield return Document(
            new Block.KpiRow([
                .. Enumerable
                    .Range(0, 4)
                    .Select(_ => new Kpi("Input", [new Run.Text("9,223,372,036,854,775,807")], "tokens", [new Run.Text(LongId)])),
            ]),
            new Block.Callout(true, [new Run.Text(LongId)])
        );
        yield return Document(
            new Block.BarChart(
                "Caption",
                "alt",
                "kg",
                ["a", "b"],
                "range",
                LongId,
                new(59m, [new(0m, "0"), new(0.5m, "29.5")]),
                [.. Enumerable.Range(0, 60).Select(i => new Bar(LongId, [i, null], 0m, 3m * i, "1 (0 to 3)"))]
            )
        );
        yield return Document(
            new Block.Table(
                LongId,
                [.. Enumerable.Range(0, 9).Select(i => new Column("Quantity", "kgCO2e", i == 0 ? Alignment.Left : Alignment.Right))],
                [
                    [.. Enumerable.Repeat(Cell.Of("9,223,372,036,854,775,807"), 9)],
                ],
                []
            )
        );
        yield return DisclosureReport.Build(
            new SampleDisclosure { Undertaking = LongId }
                .Use(7, LongId, LongId, "L", 4, long.MaxValue / 4, long.MaxValue / 4, long.MaxValue / 4, 99_999_999m)
                .Build(),
            ReportCulture.Of("en")
        );
    }

    private static ReportDocument Rich() => DisclosureReport.Build(SampleDisclosure.Rich().Build(), ReportCulture.Of("en"));

    private static ReportDocument Document(params Block[] blocks) => new(Info, [.. blocks]);

    private static Block.Paragraph Text(string text) => new([new Run.Text(text)]);

    private static Block.Table Table(int rows) =>
        new(
            "Caption",
            [new("Model", "", Alignment.Left), new("Quantity", "kWh", Alignment.Right)],
            [
                .. Enumerable
                    .Range(0, rows)
                    .Select(row => ImmutableArray.Create(Cell.Of($"name{row:000}", $"detail{row:000}"), Cell.Of("1.00"))),
            ],
            [Cell.Of("Sum"), Cell.Of("1.00")]
        );

    private static byte[] Rendered(ReportDocument document)
    {
        using var stream = new MemoryStream();
        PdfRenderer.Write(document, stream);
        return stream.ToArray();
    }

    private static List<string> PagesOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(page => page.Text)];
    }

    private static IEnumerable<string> Texts(ReportDocument document) =>
        document
            .Runs.Select(run => run.Plain)
            .Concat(document.Blocks.OfType<Block.Heading>().Select(heading => heading.Text))
            .Concat(
                document.Blocks.OfType<Block.Table>().SelectMany(table => table.Rows).SelectMany(row => row).Select(cell => cell.Detail)
            );

    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static string Identifier(byte[] pdf) =>
        System.Text.Encoding.Latin1.GetString(pdf) is var text ? text[text.LastIndexOf("/ID", StringComparison.Ordinal)..][..80] : "";
}
