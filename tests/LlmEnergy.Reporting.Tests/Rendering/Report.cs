using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Browser;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Html;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Reporting.Tests.Document;

namespace LlmEnergy.Reporting.Tests.Rendering;

/// <summary>A report that a test describes block by block, and what becomes of it.</summary>
internal sealed class Report(ReportDocument document)
{
    private static readonly DocumentInfo Info = new(
        "Title",
        "Acme A/S",
        "en",
        new(2026, 9, 30),
        "Head of 2026-Q3",
        "Page {page} of {pages}",
        "Contents",
        "Back"
    );

    /// <summary>Models that somebody may have named so, or that a log was damaged into.</summary>
    public static readonly string[] HostileNames =
    [
        "<script>alert(1)</script>",
        "\"'></td></table>&amp;&#x1F;",
        "</style><b>",
        "*/ } body { display: none }",
        "left\u202Etfel",
        "isolated\u2066\u2067",
        "\u0645\u0631\u062D\u0628\u0627 model",
        "bell\u0007\0\u001B[2J",
        "half \uD83D",
        "\uDE00 half",
        "smile \uD83D\uDE00",
        "\u4E2D\u6587\u6A21\u578B",
        "\uFFFE\uFFFF",
        "tab\tand\r\nbreak",
        string.Concat(Enumerable.Range(0, 30).Select(i => $"0123.abc-{i % 10}")),
        new string('W', 300),
        "$(rm -rf)",
        "=1+1",
        " ",
    ];

    private RenderedPdf? _printed;

    public ReportDocument Document => document;

    /// <summary>Every kind of block, filled as a disclosure fills it.</summary>
    public static Report Full { get; } = Of(SampleDisclosure.Rich());

    public static Report LongTable { get; } = With(Heading("A"), Table(rows: 500));

    public static Report Hostile { get; } =
        Of(
            HostileNames.Aggregate(
                new SampleDisclosure { Undertaking = HostileNames[0] + HostileNames[4] },
                (sample, name) => sample.Use(7, name, name, "L", 4, 1_000, 500_000, 300_000, 0.44m)
            )
        );

    public static Report Of(SampleDisclosure sample) => new(DisclosureReport.Build(sample.Build(), ReportCulture.Of("en")));

    public static Report With(params Block[] blocks) => new(new(Info, [.. blocks]));

    public static Block Heading(string text, int level = 1) => new Block.Heading(level, text);

    public static Block Text(string text) => new Block.Paragraph([new Run.Text(text)]);

    /// <summary>Lines of text that fill a page from its top.</summary>
    public static IEnumerable<Block> Lines(int count) => Enumerable.Range(0, count).Select(_ => Text("filler"));

    public static Block Table(int rows, string name = "name") =>
        new Block.Table(
            "Caption",
            [new("Model", "", Alignment.Left), new("Quantity", "kWh", Alignment.Right)],
            [
                .. Enumerable
                    .Range(0, rows)
                    .Select(row => ImmutableArray.Create(Cell.Of($"{name}{row:000}", $"detail{row:000}"), Cell.Of("1.00"))),
            ],
            [Cell.Of("Sum"), new([new Run.Number(new FigureId("energy"), "1,234.50")])]
        );

    public static Block Chart(params (string Label, decimal Value)[] values)
    {
        ImmutableArray<Bar> bars =
        [
            .. values.Select(bar => new Bar(bar.Label, [bar.Value, null], 0m, 3m * bar.Value, $"{bar.Value} (0 to {3m * bar.Value})")),
        ];
        return new Block.BarChart(
            "Bars",
            $"Bars: {string.Join(", ", values.Select(bar => bar.Label))}",
            "kgCO2e",
            ["electricity", "hardware"],
            "range",
            "",
            BarScale.Of(bars, (value, _) => value.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            bars
        );
    }

    /// <summary>A sentence with a reference to each footnote, and the footnotes.</summary>
    public static IEnumerable<Block> Notes(params string[] texts) =>
        [
            new Block.Paragraph([
                new Run.Text("cited"),
                .. texts.Select((text, i) => new Run.Note(i + 1, SampleDisclosure.SourceOf(text))),
            ]),
            new Block.Notes([
                .. texts.Select(text =>
                    ImmutableArray.Create<Run>(new Run.Text(text), new Run.Text(" "), new Run.Link("https://example.org/a"))
                ),
            ]),
        ];

    public RenderedPdf RenderedAsPdf() => new(document, Bytes(stream => PdfRenderer.Write(document, stream)));

    public RenderedHtml RenderedAsHtml() => new(document, Bytes(stream => HtmlRenderer.Write(document, stream)));

    /// <summary>By the browser of this machine, once, since a browser takes seconds; skipped where there is none.</summary>
    public RenderedPdf PrintedByABrowser() =>
        _printed ??= new(document, Bytes(stream => BrowserPdf.Write(document, Chromium.Program, stream)));

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
