using LlmEnergy.Reporting.Theme;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>A page to draw on, in points from its upper left corner.</summary>
internal sealed class Canvas(PdfPageBuilder page, Typefaces typefaces, Paint paint)
{
    public const double Width = 595.28;
    public const double Height = 841.89;

    public int Number => page.PageNumber;

    /// <param name="baseline">Distance of the text's base line from the upper edge.</param>
    public void Text(double x, double baseline, string text, Ink ink)
    {
        Fill(ink.Colour);
        var typeface = typefaces[ink];
        foreach (var (stretch, font) in typeface.Stretches(typeface.Printable(text)))
        {
            page.AddText(stretch, ink.Size, At(x, baseline), font);
            x += typeface.Width(stretch, ink.Size);
        }

        page.ResetColor();
    }

    public void Rectangle(double x, double top, double width, double height, Colour colour)
    {
        if (width <= 0 || height <= 0) return;
        Fill(colour);
        Stroke(colour);
        page.DrawRectangle(At(x, top + height), Math.Round(width, 2), Math.Round(height, 2), 0.01, true);
        page.ResetColor();
        page.ResetColor();
    }

    public void Line(double fromX, double fromY, double toX, double toY, double thickness, Colour colour)
    {
        Stroke(colour);
        page.DrawLine(At(fromX, fromY), At(toX, toY), thickness);
        page.ResetColor();
    }

    /// <summary>As large as the box allows, in its upper right corner.</summary>
    public void Logo(ThemeLogo logo, double right, double top, double mostWidth, double mostHeight)
    {
        var scale = Math.Min(mostWidth / logo.Width, mostHeight / logo.Height);
        Add(page, logo, new(At(right - (logo.Width * scale), top + (logo.Height * scale)), At(right, top)));
    }

    public static void Add(PdfPageBuilder page, ThemeLogo logo, PdfRectangle place)
    {
        if (logo.Type == LogoType.Png) page.AddPng(logo.Bytes.ToArray(), place);
        else page.AddJpeg(logo.Bytes.ToArray(), place);
    }

    /// <summary>Only web addresses become links.</summary>
    public void Link(double x, double top, double width, double height, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")) return;
        var area = new PdfRectangle(At(x, top + height), At(x + width, top));
        page.AddLink(new LinkAnnotation(new UriAction(address.AbsoluteUri), area, new AnnotationBorder(0, 0, 0, null)));
    }

    private void Fill(Colour colour)
    {
        var (red, green, blue) = paint.Of(colour);
        page.SetTextAndFillColor(red, green, blue);
    }

    private void Stroke(Colour colour)
    {
        var (red, green, blue) = paint.Of(colour);
        page.SetStrokeColor(red, green, blue);
    }

    private static PdfPoint At(double x, double y) => new(Math.Round(x, 2), Math.Round(Height - y, 2));
}
