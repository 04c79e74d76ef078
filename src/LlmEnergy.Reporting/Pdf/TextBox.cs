namespace LlmEnergy.Reporting.Pdf;

/// <summary>A span in its place on a line, from the line's left end, in points.</summary>
internal readonly record struct Placed(Span Span, double X, double Width);

internal sealed record TextLine(IReadOnlyList<Placed> Parts)
{
    public double Width => Parts[^1].X + Parts[^1].Width;

    public double Height => Parts.Max(part => part.Span.Ink.LineHeight);

    /// <summary>From the line's upper edge.</summary>
    public double Baseline => Height * 0.76;

    public void Draw(Canvas page, double x, double top)
    {
        foreach (var (span, offset, width) in Parts)
        {
            if (
                span.Target?.StartsWith(MeasuredText.HeadingMark, StringComparison.Ordinal) == true
                && span.Text.EndsWith(MeasuredText.PageDigits, StringComparison.Ordinal)
            )
                page.PageOf(span.Target, x + offset, top + Baseline, span.Text[..^MeasuredText.PageDigits.Length], span.Ink);
            else
                page.Text(x + offset, top + Baseline, span.Text, span.Ink);
            if (span.Target is { } target)
                page.Link(x + offset, top, width, Height, target);
        }
    }
}

/// <summary>Lines below one another.</summary>
internal sealed record TextBox(IReadOnlyList<TextLine> Lines)
{
    public double Height => Lines.Sum(line => line.Height);

    public double Width => Lines.Select(line => line.Width).DefaultIfEmpty().Max();

    public static TextBox operator +(TextBox upper, TextBox lower) => new([.. upper.Lines, .. lower.Lines]);

    /// <param name="rightOf">Width of the room at whose right edge the lines end; null to begin them at its left.</param>
    public void Draw(Canvas page, double x, double top, double? rightOf = null)
    {
        foreach (var line in Lines)
        {
            line.Draw(page, rightOf is { } room ? x + room - line.Width : x, top);
            top += line.Height;
        }
    }
}
