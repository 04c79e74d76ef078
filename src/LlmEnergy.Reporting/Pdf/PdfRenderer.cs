using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LlmEnergy.Reporting.Document;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// Writes a report as PDF, A4 portrait, with nothing but managed code. Equal documents give equal bytes. No PDF/A, no tags.
/// </summary>
public static class PdfRenderer
{
    private const double MostLogoWidth = 170;

    public static PdfResult Write(ReportDocument document, Stream target)
    {
        using var builder = new PdfDocumentBuilder();
        var first = builder.AddPage(Canvas.Width, Canvas.Height);
        var (fonts, navigation, pages) = (new FontSet(builder, first, document.Theme.Fonts), new Navigation(), new List<Canvas>());
        var (type, paint) = (new Typesetter(fonts), new Paint(document.Theme.Colours));
        var blocks = new BlockSlices(type, [.. document.Blocks.OfType<Block.Heading>().Where(heading => heading.Level == 1)]);
        Pagination.Draw(
            [.. blocks.Of(document.Blocks)],
            () =>
            {
                pages.Add(new(pages.Count == 0 ? first : builder.AddPage(Canvas.Width, Canvas.Height), fonts, navigation, paint));
                return pages[^1];
            }
        );
        if (document.Theme.Logo is { } logo)
            pages[0].Logo(logo, Pagination.Left + Pagination.BodyWidth, 20, MostLogoWidth, Pagination.Top - 20);
        foreach (var page in pages)
            Margins(page, pages.Count, document.Info, type);
        navigation.PrintPages();
        navigation.WriteTo(builder);
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
        return new(pages.Count, [.. fonts.Missing]);
    }

    /// <summary>Head and foot, drawn last, when the number of pages is known.</summary>
    private static void Margins(Canvas page, int pages, DocumentInfo info, Typesetter type)
    {
        if (page.Number > 1)
        {
            type.Line(info.RunningHead, Palette.Small, Pagination.BodyWidth).Draw(page, Pagination.Left, 27.4);
            page.Rule(43, 0.4, Palette.Rule);
        }

        var label = type.Line(
            info.PageLabel.Replace("{page}", page.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{pages}", pages.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            Palette.Small
        );
        page.Rule(Canvas.Height - 42, 0.4, Palette.Rule);
        type.Line(info.Title, Palette.Small, Pagination.BodyWidth - label.Width - 20).Draw(page, Pagination.Left, Canvas.Height - 37.6);
        label.Draw(page, Pagination.Left + Pagination.BodyWidth - label.Width, Canvas.Height - 37.6);
    }

    /// <summary>PdfPig draws the file's two identifiers at random: they become a hash of everything else.</summary>
    private static byte[] WithFixedId(byte[] pdf)
    {
        const int Digits = 32;
        var first = pdf.AsSpan().LastIndexOf("/ID [ <"u8) + 7;
        var second = first + Digits + 2;
        if (first < 7 || pdf[second - 1] != '<')
            throw new InvalidOperationException("the PDF has no identifier where PdfPig writes it");
        pdf.AsSpan(first, Digits).Fill((byte)'0');
        pdf.AsSpan(second, Digits).Fill((byte)'0');
        var id = Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(pdf))[..Digits]);
        id.CopyTo(pdf, first);
        id.CopyTo(pdf, second);
        return pdf;
    }
}
