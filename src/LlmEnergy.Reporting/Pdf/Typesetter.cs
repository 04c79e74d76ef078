namespace LlmEnergy.Reporting.Pdf;

/// <summary>Sets texts in the fonts of a document.</summary>
internal sealed class Typesetter(FontSet fonts)
{
    public MeasuredText Measure(IEnumerable<Span> spans) => new(spans, fonts);

    public double Width(string text, Ink ink) => Measure([new(text, ink)]).Width;

    public TextBox Set(IEnumerable<Span> spans, double width) => Measure(spans).Broken(width);

    public TextBox Set(string text, Ink ink, double width) => Set([new Span(text, ink)], width);

    /// <summary>On one line, however long.</summary>
    public TextLine Line(string text, Ink ink) =>
        Set(text, ink, double.MaxValue) is { Lines: [var line] } ? line : new([new(new("", ink), 0, 0)]);

    /// <summary>On one line, its end cut off where it is wider.</summary>
    public TextLine Line(string text, Ink ink, double width)
    {
        if (Width(text, ink) > width && Set(text, ink, width - Width("…", ink)) is { Lines: [var first, ..] })
            text = first.Parts[0].Span.Text + "…";
        return Line(text, ink);
    }

    /// <summary>The ink in the largest size, up to its own, in which the text is no wider.</summary>
    public Ink Fitted(string text, Ink ink, double width) =>
        ink with
        {
            Size = Math.Min(ink.Size, ink.Size * width / Math.Max(1, Width(text, ink))),
        };
}
