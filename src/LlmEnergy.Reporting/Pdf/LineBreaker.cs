using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>A stretch of text in one ink; with an address it is a link.</summary>
internal readonly record struct Span(string Text, Ink Ink, string? Url = null);

/// <summary>A span in its place on a line, from the line's left end.</summary>
internal readonly record struct Placed(Span Span, double X, double Width);

internal sealed record TextLine(IReadOnlyList<Placed> Parts)
{
    public double Width => Parts.Count == 0 ? 0 : Parts[^1].X + Parts[^1].Width;

    public double Height => Parts.Count == 0 ? 0 : Parts.Max(part => part.Span.Ink.LineHeight);
}

/// <summary>Breaks text after spaces; a word that is wider than the line is broken, without a hyphen, so that it copies as it was written.</summary>
internal sealed class LineBreaker(Typefaces typefaces)
{
    private static readonly char[] GoodEnds = [.. "/._:-@=&?"];

    public static IEnumerable<Span> Spans(IEnumerable<Run> runs, Ink ink) => runs.Select(run => run switch
    {
        Run.Text { IsStrong: true } or Run.Number => new Span(run.Plain, ink with { IsBold = true }),
        Run.Note => new Span(run.Plain, ink with { Size = ink.Size * 0.85, Colour = Palette.Muted }),
        Run.Link link => new Span(run.Plain, ink with { Colour = Palette.Accent }, link.Url),
        _ => new Span(run.Plain, ink),
    });

    public double Width(string text, Ink ink) => typefaces.Width(typefaces.Printable(text, ink), ink);

    public double Width(IEnumerable<Span> spans) => spans.Sum(span => Width(span.Text, span.Ink));

    /// <summary>Width of the widest part that has no space in it.</summary>
    public double WidestWord(IEnumerable<Span> spans) => Words(spans).Select(word => word.Sum(part => part.Width)).DefaultIfEmpty().Max();

    public List<TextLine> Break(IEnumerable<Span> spans, double width)
    {
        var lines = new List<TextLine>();
        var line = new List<Placed>();
        var x = 0.0;
        void End()
        {
            if (line.Count > 0) lines.Add(new(Merged(line)));
            (line, x) = ([], 0);
        }

        foreach (var word in Words(spans))
        {
            var wordWidth = word.Sum(part => part.Width);
            if (line.Count > 0 && x + wordWidth > width + 0.01) End();
            foreach (var part in wordWidth > width ? word.SelectMany(part => Pieces(part, width)) : word)
            {
                if (line.Count > 0 && x + part.Width > width + 0.01) End();
                line.Add(part with { X = x });
                x += part.Width + (part.Span.Text.EndsWith(' ') ? Width(" ", part.Span.Ink) : 0);
            }
        }

        End();
        return lines;
    }

    /// <summary>Words with the space that follows them, whose width does not count; a word may change its ink inside.</summary>
    private IEnumerable<List<Placed>> Words(IEnumerable<Span> spans)
    {
        var word = new List<Placed>();
        foreach (var span in spans)
        {
            var text = typefaces.Printable(span.Text, span.Ink);
            for (var from = 0; from < text.Length;)
            {
                var space = text.IndexOf(' ', from);
                var to = space < 0 ? text.Length : space + 1;
                word.Add(new(span with { Text = text[from..to] }, 0, typefaces.Width(text[from..(space < 0 ? to : space)], span.Ink)));
                from = to;
                if (space < 0) continue;
                yield return word;
                word = [];
            }
        }

        if (word.Count > 0) yield return word;
    }

    private IEnumerable<Placed> Pieces(Placed part, double width)
    {
        var (text, ink) = (part.Span.Text, part.Span.Ink);
        for (var from = 0; from < text.Length;)
        {
            var to = from + 1;
            for (var used = Width(text[from..to], ink); to < text.Length; to++)
            {
                used += Width(text[to..(to + 1)], ink);
                if (used > width && text[to] != ' ') break;
            }

            if (to < text.Length && text.LastIndexOfAny(GoodEnds, to - 1, to - from) is var end && end > from + ((to - from) / 2)) to = end + 1;
            yield return new(part.Span with { Text = text[from..to] }, 0, Width(text[from..to].TrimEnd(' '), ink));
            from = to;
        }
    }

    /// <summary>Neighbours in one ink become one span again, which extracts as one text.</summary>
    private List<Placed> Merged(List<Placed> parts)
    {
        var merged = new List<Placed>();
        foreach (var part in parts)
        {
            if (merged.Count > 0 && merged[^1].Span is var last && last.Ink == part.Span.Ink && last.Url == part.Span.Url)
                merged[^1] = merged[^1] with { Span = last with { Text = last.Text + part.Span.Text } };
            else
                merged.Add(part);
        }

        return [.. merged.Select((part, i) => part with
        {
            Span = part.Span with { Text = i == merged.Count - 1 ? part.Span.Text.TrimEnd(' ') : part.Span.Text },
            Width = Width(i == merged.Count - 1 ? part.Span.Text.TrimEnd(' ') : part.Span.Text, part.Span.Ink),
        })];
    }
}
