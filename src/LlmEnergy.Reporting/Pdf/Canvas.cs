using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>A page to draw on, in points from its upper left corner.</summary>
internal sealed class Canvas(PdfPageBuilder page, Typefaces typefaces)
{
    public const double Width = 595.28;
    public const double Height = 841.89;

    public int Number => page.PageNumber;

    /// <param name="baseline">Distance of the text's base line from the upper edge.</param>
    public void Text(double x, double baseline, string text, Ink ink)
    {
        page.SetTextAndFillColor(ink.Colour.Red, ink.Colour.Green, ink.Colour.Blue);
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
        page.SetTextAndFillColor(colour.Red, colour.Green, colour.Blue);
        page.SetStrokeColor(colour.Red, colour.Green, colour.Blue);
        page.DrawRectangle(At(x, top + height), Math.Round(width, 2), Math.Round(height, 2), 0.01, true);
        page.ResetColor();
        page.ResetColor();
    }

    public void Line(double fromX, double fromY, double toX, double toY, double thickness, Colour colour)
    {
        page.SetStrokeColor(colour.Red, colour.Green, colour.Blue);
        page.DrawLine(At(fromX, fromY), At(toX, toY), thickness);
        page.ResetColor();
    }

    /// <summary>Only web addresses become links.</summary>
    public void Link(double x, double top, double width, double height, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")) return;
        var area = new PdfRectangle(At(x, top + height), At(x + width, top));
        page.AddLink(new LinkAnnotation(new UriAction(address.AbsoluteUri), area, new AnnotationBorder(0, 0, 0, null)));
    }

    private static PdfPoint At(double x, double y) => new(Math.Round(x, 2), Math.Round(Height - y, 2));
}
