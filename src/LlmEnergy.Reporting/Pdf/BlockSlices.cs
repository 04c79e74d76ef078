using System.Collections.Immutable;
using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Pdf.Palette;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>What each block of a report looks like.</summary>
internal sealed class BlockSlices(LineBreaker breaker, Action<Block.Heading, Canvas, double> bookmark)
{
    private const double Left = Pagination.Left;
    private const double BodyWidth = Pagination.BodyWidth;

    public IEnumerable<Slice> Of(Block block) => block switch
    {
        Block.Title title => Title(title),
        Block.Headline headline => [Headline(headline)],
        Block.Heading heading => [Heading(heading)],
        Block.Paragraph paragraph => Lines(breaker.Break(LineBreaker.Spans(paragraph.Runs, Body), BodyWidth), Left, 7),
        Block.Callout callout => [Callout(callout)],
        Block.Bullets bullets => bullets.Items.SelectMany(item => Marked("–", LineBreaker.Spans(item, Body), 14)),
        Block.KpiRow row => [KpiRow(row.Tiles)],
        Block.KeyValues list => list.Entries.Select((entry, i) => KeyValue(entry) with { SpaceBefore = i == 0 ? 8 : 0 }),
        Block.Table table => new TableSlices(breaker, table).All(),
        Block.BarChart chart => new BarChartSlices(breaker, chart).All(),
        Block.Notes notes => notes.Items.SelectMany((item, i) => Marked(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{i + 1}]"), LineBreaker.Spans(item, Body with { Size = 8 }), 24)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private IEnumerable<Slice> Title(Block.Title title)
    {
        foreach (var line in Lines(breaker.Break([new(title.Owner, new(11, true, Muted))], BodyWidth), Left, 0)) yield return line;
        foreach (var line in Lines(breaker.Break([new(title.Text, new(22, true, Dark))], BodyWidth), Left, 4)) yield return line;
        foreach (var line in Lines(breaker.Break([new(title.Subtitle, new(10.5, false, Muted))], BodyWidth), Left, 2)) yield return line;
        var ink = new Ink(8, true, Accent);
        yield return new(18, (page, top) =>
        {
            var x = Left;
            foreach (var stamp in title.Stamps)
            {
                var width = breaker.Width(stamp, ink) + 14;
                page.Rectangle(x, top, width, 16, Accent);
                page.Rectangle(x + 0.7, top + 0.7, width - 1.4, 14.6, Paper);
                page.Text(x + 7, top + 11, stamp, ink);
                x += width + 6;
            }
        }, 8);
    }

    private Slice Headline(Block.Headline headline)
    {
        var label = breaker.Break([new(headline.Label, Strong with { Size = 10 })], BodyWidth - 36);
        var range = breaker.Break(LineBreaker.Spans(headline.Range, Body with { Colour = Muted }), BodyWidth - 36);
        var (labelHeight, rangeHeight) = (label.Sum(line => line.Height), range.Sum(line => line.Height));
        var big = new Ink(36, true, Dark);
        big = big with { Size = Math.Min(big.Size, big.Size * (BodyWidth - 120) / Math.Max(1, breaker.Width(headline.Value.Plain, big))) };
        return new(labelHeight + 50 + rangeHeight + 30, (page, top) =>
        {
            page.Rectangle(Left, top, BodyWidth, labelHeight + 50 + rangeHeight + 30, Tint);
            page.Rectangle(Left, top, 3, labelHeight + 50 + rangeHeight + 30, Accent);
            Draw(page, label, Left + 18, top + 14);
            var baseline = top + 14 + labelHeight + 37;
            page.Text(Left + 18, baseline, headline.Value.Plain, big);
            page.Text(Left + 18 + breaker.Width(headline.Value.Plain, big) + 8, baseline, headline.Unit, new(16, false, Muted));
            Draw(page, range, Left + 18, baseline + 13);
        }, 16);
    }

    private Slice Heading(Block.Heading heading)
    {
        var ink = heading.Level == 1 ? new Ink(14, true, Dark) : new Ink(10.5, true, Dark);
        var lines = breaker.Break([new(heading.Text, ink)], BodyWidth);
        return new(lines.Sum(line => line.Height) + 2, (page, top) =>
        {
            bookmark(heading, page, top);
            Draw(page, lines, Left, top);
        }, heading.Level == 1 ? 22 : 12, KeepsWithNext: true);
    }

    private Slice Callout(Block.Callout callout)
    {
        var lines = breaker.Break(LineBreaker.Spans(callout.Runs, Body with { Colour = callout.IsAlarm ? Alarm : Dark }), BodyWidth - 30);
        var height = lines.Sum(line => line.Height) + 14;
        return new(height, (page, top) =>
        {
            page.Rectangle(Left, top, BodyWidth, height, callout.IsAlarm ? AlarmTint : Tint);
            page.Rectangle(Left, top, 3, height, callout.IsAlarm ? Alarm : Accent);
            Draw(page, lines, Left + 18, top + 7);
        }, 12);
    }

    private Slice KpiRow(ImmutableArray<Kpi> tiles)
    {
        const double Gap = 14;
        var width = (BodyWidth - (Gap * (tiles.Length - 1))) / tiles.Length;
        var value = new Ink(17, true, Dark);
        var widest = tiles.Max(tile => breaker.Width(LineBreaker.Spans(tile.Value, value)));
        value = value with { Size = Math.Min(value.Size, value.Size * width / Math.Max(1, widest)) }; // one size for the row
        var details = tiles.Select(tile => breaker.Break(LineBreaker.Spans(tile.Detail, Small with { Size = 7.5 }), width)).ToList();
        return new(64 + details.Max(lines => lines.Sum(line => line.Height)), (page, top) =>
        {
            for (var i = 0; i < tiles.Length; i++)
            {
                var x = Left + (i * (width + Gap));
                page.Rectangle(x, top, width, 1, Dark);
                page.Text(x, top + 15, tiles[i].Label, Label);
                Draw(page, breaker.Break(LineBreaker.Spans(tiles[i].Value, value), width + 1), x, top + 21);
                page.Text(x, top + 54, tiles[i].Unit, Small with { Colour = Dark });
                Draw(page, details[i], x, top + 59);
            }
        }, 18);
    }

    private Slice KeyValue(Entry entry)
    {
        const double KeyWidth = 138;
        var key = breaker.Break([new(entry.Key, Label with { Size = 8.5 })], KeyWidth - 8);
        var value = breaker.Break(LineBreaker.Spans(entry.Value, Body with { Size = 9 }), BodyWidth - KeyWidth);
        var height = Math.Max(key.Sum(line => line.Height), value.Sum(line => line.Height)) + 5;
        return new(height, (page, top) =>
        {
            Draw(page, key, Left, top + 3);
            Draw(page, value, Left + KeyWidth, top + 3);
            page.Line(Left, top + height, Left + BodyWidth, top + height, 0.3, Rule);
        });
    }

    private IEnumerable<Slice> Marked(string mark, IEnumerable<Span> spans, double indent)
    {
        var lines = breaker.Break(spans, BodyWidth - indent);
        return Lines(lines, Left + indent, 4).Select((slice, i) => i > 0 ? slice : slice with
        {
            Draw = (page, top) =>
            {
                page.Text(Left, top + Baseline(lines[0]), mark, lines[0].Parts[0].Span.Ink with { IsBold = false, Colour = Muted });
                slice.Draw(page, top);
            },
        });
    }

    /// <summary>Lines as strips; neither the first nor the last stands alone on a page.</summary>
    private static IEnumerable<Slice> Lines(List<TextLine> lines, double x, double spaceBefore) => lines.Select((line, i) =>
        new Slice(line.Height, (page, top) => Draw(page, line, x, top), i == 0 ? spaceBefore : 0, KeepsWithNext: i < lines.Count - 1 && (i == 0 || i == lines.Count - 2)));

    public static void Draw(Canvas page, IEnumerable<TextLine> lines, double x, double top)
    {
        foreach (var line in lines)
        {
            Draw(page, line, x, top);
            top += line.Height;
        }
    }

    public static void Draw(Canvas page, TextLine line, double x, double top)
    {
        foreach (var (span, offset, width) in line.Parts)
        {
            page.Text(x + offset, top + Baseline(line), span.Text, span.Ink);
            if (span.Url is { } url) page.Link(x + offset, top, width, line.Height, url);
        }
    }

    private static double Baseline(TextLine line) => line.Height * 0.76;
}
