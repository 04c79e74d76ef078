namespace LlmEnergy.Reporting.Pdf;

/// <summary>A stretch of text in one ink.</summary>
/// <param name="Target">What it leads to: a web address, a footnote as <c>#3</c>, a heading whose page it prints as <c>§Method</c>; null
/// for nothing.</param>
internal readonly record struct Span(string Text, Ink Ink, string? Target = null);

/// <summary>A text in one or more inks, with the width of each of its characters.</summary>
internal sealed class MeasuredText
{
    private static readonly System.Buffers.SearchValues<char> GoodEnds = System.Buffers.SearchValues.Create("/._:-@=&?");

    /// <summary>Before the text of a heading whose page a span prints.</summary>
    public const string HeadingMark = "\u00a7";

    /// <summary>Room for the number of a page, which is known when all of them are laid out.</summary>
    public const string PageDigits = "00";

    private readonly List<Span> _spans = [];
    private readonly List<int> _spanOf = [];
    private readonly List<double> _upTo = [0];
    private readonly string _text;

    public MeasuredText(IEnumerable<Span> spans, FontSet fonts)
    {
        foreach (var span in spans)
        {
            var text = fonts.Printable(fonts.Set(span.Text, span.Ink), span.Ink);
            foreach (var character in text)
            {
                _spanOf.Add(_spans.Count);
                _upTo.Add(_upTo[^1] + fonts.Width(character, span.Ink));
            }

            _spans.Add(span with { Text = text });
        }

        _text = string.Concat(_spans.Select(span => span.Text));
    }

    /// <summary>On one line, in points.</summary>
    public double Width => _upTo[^1];

    /// <summary>Of the widest part that has no space in it.</summary>
    public double WidestWord
    {
        get
        {
            int[] ends = [-1, .. Enumerable.Range(0, _text.Length).Where(i => _text[i] == ' '), _text.Length];
            return ends.Zip(ends.Skip(1), (before, end) => _upTo[end] - _upTo[before + 1]).Max();
        }
    }

    public static IEnumerable<Span> Spans(IEnumerable<Run> runs, Ink ink) =>
        runs.Select(run =>
            run switch
            {
                Run.Text { IsStrong: true } or Run.Number => new Span(run.Plain, ink with { IsBold = true }),
                Run.Note note => new Span(
                    run.Plain,
                    ink with
                    {
                        Size = ink.Size * 0.85,
                        Colour = Palette.Muted,
                    },
                    FormattableString.Invariant($"#{note.Position}")
                ),
                Run.Page page => new Span(page.Before + PageDigits, ink, HeadingMark + page.Heading),
                Run.Link link => new Span(run.Plain, ink with { Colour = Palette.Accent }, link.Url),
                _ => new Span(run.Plain, ink),
            }
        );

    /// <summary>
    /// Broken after spaces; a word that is wider than the line is broken, without a hyphen, so that it copies as it was written.
    /// </summary>
    public TextBox Broken(double width)
    {
        var lines = new List<TextLine>();
        for (int from = 0, to; from < _text.Length; from = to)
        {
            to = from + 1;
            while (to < _text.Length && (_text[to] == ' ' || _upTo[to + 1] - _upTo[from] <= width + 0.01))
                to++;
            if (to < _text.Length && _text[to - 1] != ' ')
            {
                var space = _text.LastIndexOf(' ', to - 1, to - from);
                var mark = _text.AsSpan(from, to - from).LastIndexOfAny(GoodEnds);
                to =
                    space >= from ? space + 1
                    : mark > (to - from) / 2 ? from + mark + 1
                    : to;
            }

            var end = to;
            while (end > from + 1 && _text[end - 1] == ' ')
                end--;
            lines.Add(Line(from, end));
        }

        return new(lines);
    }

    private TextLine Line(int from, int end)
    {
        var parts = new List<Placed>();
        for (int start = from, stop; start < end; start = stop)
        {
            stop = start + 1;
            while (stop < end && _spanOf[stop] == _spanOf[start])
                stop++;
            parts.Add(
                new(_spans[_spanOf[start]] with { Text = _text[start..stop] }, _upTo[start] - _upTo[from], _upTo[stop] - _upTo[start])
            );
        }

        return new(parts);
    }
}
