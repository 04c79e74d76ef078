using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Theme;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>A page to draw on, in points from its upper left corner.</summary>
internal sealed class Canvas(PdfPageBuilder page, PageForm form, FontSet fonts, Navigation navigation, Paint paint)
{
    public static readonly AnnotationBorder NoBorder = new(0, 0, 0, null);

    public int Number => page.PageNumber;

    public PageForm Form => form;

    /// <param name="baseline">Distance of the text's base line from the upper edge.</param>
    /// <param name="printable">As <see cref="FontSet.Printable"/> gives it.</param>
    public void Text(double x, double baseline, string printable, Ink ink)
    {
        Fill(ink.Colour);
        foreach (var (stretch, font) in fonts.Stretches(printable, ink))
        {
            page.AddText(stretch, ink.Size, At(x, baseline), font);
            x += stretch.Sum(character => fonts.Width(character, ink));
        }

        page.ResetColor();
    }

    public void Rectangle(double x, double top, double width, double height, Colour colour)
    {
        if (width <= 0 || height <= 0)
            return;
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

    /// <summary>Across the body of the page.</summary>
    public void Rule(double y, double thickness, Colour colour) =>
        Line(PageForm.Left, y, PageForm.Left + form.BodyWidth, y, thickness, colour);

    /// <summary>As large as the box allows, in its upper right corner.</summary>
    public void Logo(ThemeLogo logo, double right, double top, double mostWidth, double mostHeight)
    {
        var scale = Math.Min(mostWidth / logo.Width, mostHeight / logo.Height);
        Add(page, logo, new(At(right - (logo.Width * scale), top + (logo.Height * scale)), At(right, top)));
    }

    public static void Add(PdfPageBuilder page, ThemeLogo logo, PdfRectangle place)
    {
        if (logo.Type == LogoType.Png)
            page.AddPng(logo.Bytes.ToArray(), place);
        else
            page.AddJpeg(logo.Bytes.ToArray(), place);
    }

    /// <param name="target">A footnote as <c>#3</c>, or an address, of which only those of the web become links.</param>
    public void Link(double x, double top, double width, double height, string target)
    {
        var area = new PdfRectangle(At(x, top + height), At(x + width, top));
        if (target[0] == '#' || target.StartsWith(MeasuredText.HeadingMark, StringComparison.Ordinal))
            navigation.AddReference(target, page, area);
        else if (Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
            page.AddLink(new LinkAnnotation(new UriAction(address.AbsoluteUri), area, NoBorder));
    }

    /// <summary>Prints the page of a heading when it is known.</summary>
    public void PageOf(string heading, double x, double baseline, string before, Ink ink) =>
        navigation.AddPageOf(heading, number => Text(x, baseline, before + number, ink));

    public void Bookmark(Block.Heading heading, double top) => navigation.Add(heading, Number, form.Height - top);

    public void Note(string note, double top) => navigation.AddNote(note, Number, form.Height - top);

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

    private PdfPoint At(double x, double y) => new(Math.Round(x, 2), Math.Round(form.Height - y, 2));
}
