using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Pdf.MeasuredText;
using static LlmEnergy.Reporting.Pdf.Pagination;
using static LlmEnergy.Reporting.Pdf.Palette;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>What each block of a report looks like.</summary>
internal sealed class BlockSlices(Typesetter type)
{
    public IEnumerable<Slice> Of(Block block) =>
        block switch
        {
            Block.Title title => Title(title),
            Block.Headline headline => [Headline(headline)],
            Block.Heading heading => [Heading(heading)],
            Block.Paragraph paragraph => Lines(type.Set(Spans(paragraph.Runs, Body), BodyWidth), Left, 7),
            Block.Callout { IsAlarm: var isAlarm } callout =>
            [
                Panel(
                    type.Set(Spans(callout.Runs, Body with { Colour = isAlarm ? Alarm : Text }), BodyWidth - 30),
                    7,
                    12,
                    isAlarm ? Alarm : Dark,
                    isAlarm ? AlarmTint : Tint
                ),
            ],
            Block.Bullets bullets => bullets.Items.SelectMany(item => Marked("–", Spans(item, Body), 14)),
            Block.KpiRow row => [KpiRow(row)],
            Block.KeyValues list => list.Entries.Select((entry, i) => KeyValue(entry) with { SpaceBefore = i == 0 ? 8 : 0 }),
            Block.Table table => new TableSlices(type, table).All(),
            Block.BarChart chart => new BarChartSlices(type, chart).All(),
            Block.Notes notes => notes.Items.SelectMany(
                (item, i) =>
                    Note(
                        Marked(FormattableString.Invariant($"[{i + 1}]"), Spans(item, Body with { Size = 8 }), 24),
                        FormattableString.Invariant($"#{i + 1}")
                    )
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private IEnumerable<Slice> Title(Block.Title title) =>
        [
            .. Lines(type.Set(title.Owner, new(11, true, Muted), BodyWidth), Left, 0),
            .. Lines(type.Set(title.Text, new(22, true, Dark), BodyWidth), Left, 4),
            .. Lines(type.Set(title.Subtitle, new(10.5, false, Muted), BodyWidth), Left, 2),
            .. Lines(type.Set(string.Join("  ·  ", title.Stamps), new(9.5, true, Dark), BodyWidth), Left, 8),
        ];

    private Slice Headline(Block.Headline headline)
    {
        const double Width = BodyWidth - 36;
        var value = type.Fitted(headline.Value.Plain, new(36, true, Dark), BodyWidth - 120);
        return Panel(
            type.Set(headline.Label, Body with { Size = 10, IsBold = true }, Width)
                + type.Set([new(headline.Value.Plain, value), new(" " + headline.Unit, new(16, false, Muted))], Width)
                + type.Set(Spans(headline.Range, Body with { Colour = Muted }), Width),
            14,
            16,
            Dark,
            Tint
        );
    }

    /// <summary>Text on a tint, with a bar at its left.</summary>
    private static Slice Panel(TextBox text, double padding, double spaceBefore, Colour bar, Colour tint) =>
        new(
            text.Height + (2 * padding),
            (page, top) =>
            {
                page.Rectangle(Left, top, BodyWidth, text.Height + (2 * padding), tint);
                page.Rectangle(Left, top, 3, text.Height + (2 * padding), bar);
                text.Draw(page, Left + 18, top + padding);
            },
            spaceBefore
        );

    private Slice Heading(Block.Heading heading)
    {
        var text = type.Set(heading.Text, new(heading.Level == 1 ? 14 : 10.5, true, Dark), BodyWidth);
        return new(
            text.Height + 2,
            (page, top) =>
            {
                page.Bookmark(heading, top);
                text.Draw(page, Left, top);
            },
            heading.Level == 1 ? 22 : 12,
            KeepsWithNext: true
        );
    }

    private Slice KpiRow(Block.KpiRow row)
    {
        const double Gap = 14;
        var width = (BodyWidth - (Gap * (row.Tiles.Length - 1))) / row.Tiles.Length;
        var largest = new Ink(17, true, Dark);
        var value = row
            .Tiles.Select(tile => type.Fitted(string.Concat(tile.Value.Select(run => run.Plain)), largest, width))
            .MinBy(ink => ink.Size); // one size for the row
        var tiles = row
            .Tiles.Select(tile =>
                type.Set(tile.Label, Label, width)
                + type.Set(Spans(tile.Value, value), width + 1)
                + type.Set(tile.Unit, Small with { Colour = Dark }, width)
                + type.Set(Spans(tile.Detail, Small with { Size = 7.5 }), width)
            )
            .ToList();
        return new(
            tiles.Max(tile => tile.Height) + 6,
            (page, top) =>
            {
                for (var i = 0; i < tiles.Count; i++)
                {
                    page.Rectangle(Left + (i * (width + Gap)), top, width, 1, Dark);
                    tiles[i].Draw(page, Left + (i * (width + Gap)), top + 6);
                }
            },
            18
        );
    }

    private Slice KeyValue(Entry entry)
    {
        const double KeyWidth = 138;
        var (key, value) = (
            type.Set(entry.Key, Label with { Size = 8.5 }, KeyWidth - 8),
            type.Set(Spans(entry.Value, Body with { Size = 9 }), BodyWidth - KeyWidth)
        );
        var height = Math.Max(key.Height, value.Height) + 5;
        return new(
            height,
            (page, top) =>
            {
                key.Draw(page, Left, top + 3);
                value.Draw(page, Left + KeyWidth, top + 3);
                page.Rule(top + height, 0.3, Rule);
            }
        );
    }

    private IEnumerable<Slice> Marked(string mark, IEnumerable<Span> spans, double indent)
    {
        var (sign, text) = (type.Line(mark, Small), type.Set(spans, BodyWidth - indent));
        return AtFirst(Lines(text, Left + indent, 4), (page, top) => sign.Draw(page, Left, top + text.Lines[0].Baseline - sign.Baseline));
    }

    private static IEnumerable<Slice> Note(IEnumerable<Slice> lines, string note) => AtFirst(lines, (page, top) => page.Note(note, top));

    private static IEnumerable<Slice> AtFirst(IEnumerable<Slice> slices, Action<Canvas, double> draw) =>
        slices.Select((slice, i) => i > 0 ? slice : slice with { Draw = draw + slice.Draw });

    /// <summary>Lines as strips; neither the first nor the last stands alone on a page.</summary>
    private static IEnumerable<Slice> Lines(TextBox text, double x, double spaceBefore) =>
        text.Lines.Select(
            (line, i) =>
                new Slice(
                    line.Height,
                    (page, top) => line.Draw(page, x, top),
                    i == 0 ? spaceBefore : 0,
                    KeepsWithNext: i < text.Lines.Count - 1 && (i == 0 || i == text.Lines.Count - 2)
                )
        );
}
