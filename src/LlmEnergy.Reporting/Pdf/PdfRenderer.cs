using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LlmEnergy.Reporting.Document;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// Writes a report as PDF, A4, with nothing but managed code. Equal documents give equal bytes. No PDF/A, no tags.
/// </summary>
public static class PdfRenderer
{
    private const double MostLogoWidth = 170;

    public static PdfResult Write(ReportDocument document, Stream target)
    {
        using var builder = new PdfDocumentBuilder();
        var first = NewPage(PageForm.Portrait);
        var (fonts, navigation, pages) = (new FontSet(builder, first, document.Theme.Fonts), new Navigation(), new List<Canvas>());
        var (type, paint) = (new Typesetter(fonts), new Paint(document.Theme.Colours));
        List<Block.Heading> sections = [.. document.Blocks.OfType<Block.Heading>().Where(heading => heading.Level == 1)];
        foreach (var (form, blocks) in Parts(document.Blocks))
        {
            Pagination.Draw(
                [.. new BlockSlices(type, form, sections).Of(blocks)],
                form,
                () =>
                {
                    pages.Add(new(pages.Count == 0 ? first : NewPage(form), form, fonts, navigation, paint));
                    return pages[^1];
                }
            );
        }

        if (document.Theme.Logo is { } logo)
            pages[0].Logo(logo, PageForm.Left + pages[0].Form.BodyWidth, 20, MostLogoWidth, PageForm.Top - 20);
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

        PdfPageBuilder NewPage(PageForm form) => builder.AddPage(form.Width, form.Height);
    }

    /// <summary>Blocks that stand on pages of one form, as their sections ask; the first page is upright.</summary>
    private static List<(PageForm Form, List<Block> Blocks)> Parts(IEnumerable<Block> blocks)
    {
        var parts = new List<(PageForm Form, List<Block> Blocks)> { (PageForm.Portrait, []) };
        foreach (var block in blocks)
        {
            if (block is Block.Heading { Level: 1 } heading && heading.IsWide != (parts[^1].Form == PageForm.Landscape))
                parts.Add((heading.IsWide ? PageForm.Landscape : PageForm.Portrait, []));
            parts[^1].Blocks.Add(block);
        }

        return parts;
    }

    /// <summary>Head and foot, drawn last, when the number of pages is known.</summary>
    private static void Margins(Canvas page, int pages, DocumentInfo info, Typesetter type)
    {
        if (page.Number > 1)
        {
            type.Line(info.RunningHead, Palette.Small, page.Form.BodyWidth).Draw(page, PageForm.Left, 27.4);
            page.Rule(43, 0.4, Palette.Rule);
        }

        var label = type.Line(
            info.PageLabel.Replace("{page}", page.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{pages}", pages.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            Palette.Small
        );
        page.Rule(page.Form.Height - 42, 0.4, Palette.Rule);
        type.Line(info.Title, Palette.Small, page.Form.BodyWidth - label.Width - 20).Draw(page, PageForm.Left, page.Form.Height - 37.6);
        label.Draw(page, PageForm.Left + page.Form.BodyWidth - label.Width, page.Form.Height - 37.6);
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
