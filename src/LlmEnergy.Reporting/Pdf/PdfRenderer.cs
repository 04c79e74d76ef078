using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LlmEnergy.Reporting.Document;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>Writes a report as PDF, A4 portrait, with nothing but managed code. Equal documents give equal bytes. No PDF/A, no tags.</summary>
public static class PdfRenderer
{
    private const double MostLogoWidth = 170;

    public static PdfResult Write(ReportDocument document, Stream target)
    {
        using var builder = new PdfDocumentBuilder();
        var first = builder.AddPage(Canvas.Width, Canvas.Height);
        var typefaces = new Typefaces(builder, first, document.Theme.Fonts);
        var paint = new Paint(document.Theme.Colours);
        var breaker = new LineBreaker(typefaces);
        var pages = new List<Canvas>();
        var headings = new List<(Block.Heading Heading, int Page, double Top)>();
        var blocks = new BlockSlices(breaker, (heading, page, top) => headings.Add((heading, page.Number, Canvas.Height - top)));

        Pagination.Draw([.. document.Blocks.SelectMany(blocks.Of)], () =>
        {
            pages.Add(new(pages.Count == 0 ? first : builder.AddPage(Canvas.Width, Canvas.Height), typefaces, paint));
            return pages[^1];
        });
        if (document.Theme.Logo is { } logo) pages[0].Logo(logo, Pagination.Left + Pagination.BodyWidth, 20, MostLogoWidth, Pagination.Top - 20);
        foreach (var page in pages) Margins(page, pages.Count, document.Info, breaker);

        builder.Bookmarks = new(Outline(headings, 0, headings.Count));
        var date = string.Create(CultureInfo.InvariantCulture, $"D:{document.Info.Date:yyyyMMdd}000000Z");
        builder.DocumentInformation = new()
        {
            Title = document.Info.Title,
            Author = document.Info.Author,
            Creator = "LlmEnergy",
            Producer = "LlmEnergy, PdfPig",
            CreationDate = date,
            ModifiedDate = date,
        };
        target.Write(WithFixedId(builder.Build()));
        return new(pages.Count, [.. typefaces.Missing]);
    }

    /// <summary>Head and foot, drawn last, when the number of pages is known.</summary>
    private static void Margins(Canvas page, int pages, DocumentInfo info, LineBreaker breaker)
    {
        const double Right = Pagination.Left + Pagination.BodyWidth;
        if (page.Number > 1)
        {
            page.Text(Pagination.Left, 36, Fitted(info.RunningHead, Pagination.BodyWidth, breaker), Palette.Small);
            page.Line(Pagination.Left, 43, Right, 43, 0.4, Palette.Rule);
        }

        var label = info.PageLabel.Replace("{page}", page.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{pages}", pages.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var width = breaker.Width(label, Palette.Small);
        page.Line(Pagination.Left, Canvas.Height - 42, Right, Canvas.Height - 42, 0.4, Palette.Rule);
        page.Text(Pagination.Left, Canvas.Height - 29, Fitted(info.Title, Pagination.BodyWidth - width - 20, breaker), Palette.Small);
        page.Text(Right - width, Canvas.Height - 29, label, Palette.Small);
    }

    private static string Fitted(string text, double width, LineBreaker breaker)
    {
        if (breaker.Width(text, Palette.Small) <= width) return text;
        while (text.Length > 0 && breaker.Width(text + "…", Palette.Small) > width) text = text[..^1];
        return text + "…";
    }

    /// <summary>Headings of a lower level hang below the one before them.</summary>
    private static List<BookmarkNode> Outline(List<(Block.Heading Heading, int Page, double Top)> headings, int from, int to, int depth = 0)
    {
        var nodes = new List<BookmarkNode>();
        for (var i = from; i < to;)
        {
            var next = i + 1;
            while (next < to && headings[next].Heading.Level > headings[i].Heading.Level) next++;
            var (heading, page, top) = headings[i];
            var place = new ExplicitDestination(page, ExplicitDestinationType.XyzCoordinates, new(Pagination.Left, Math.Round(top, 2)));
            nodes.Add(new DocumentBookmarkNode(heading.Text, depth, place, Outline(headings, i + 1, next, depth + 1)));
            i = next;
        }

        return nodes;
    }

    /// <summary>PdfPig draws the file's two identifiers at random: they become a hash of everything else.</summary>
    private static byte[] WithFixedId(byte[] pdf)
    {
        const int Digits = 32;
        var first = pdf.AsSpan().LastIndexOf("/ID [ <"u8) + 7;
        var second = first + Digits + 2;
        if (first < 7 || pdf[second - 1] != '<') throw new InvalidOperationException("the PDF has no identifier where PdfPig writes it");
        pdf.AsSpan(first, Digits).Fill((byte)'0');
        pdf.AsSpan(second, Digits).Fill((byte)'0');
        var id = Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(pdf))[..Digits]);
        id.CopyTo(pdf, first);
        id.CopyTo(pdf, second);
        return pdf;
    }
}
