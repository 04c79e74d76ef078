using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Pdf.MeasuredText;
using static LlmEnergy.Reporting.Pdf.PageForm;
using static LlmEnergy.Reporting.Pdf.Palette;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>What each block of a report looks like.</summary>
/// <param name="sections">Headings of the first level, for the table of contents.</param>
internal sealed class BlockSlices(Typesetter type, PageForm form, IReadOnlyList<Block.Heading> sections)
{
    /// <summary>Lines of an introduction that are kept with what they introduce.</summary>
    private const int MostKept = 6;

    /// <summary>All of them; a short text that introduces a table, a chart or a list stays on its page.</summary>
    public IEnumerable<Slice> Of(IReadOnlyList<Block> blocks) =>
        blocks.SelectMany(
            (block, i) =>
                block is Block.Paragraph
                && i + 1 < blocks.Count
                && blocks[i + 1] is Block.Table or Block.BarChart or Block.Bullets
                && Of(block).ToList() is var lines
                    ? lines.Count <= MostKept
                        ? lines.Select(line => line with { KeepsWithNext = true })
                        : lines
                    : Of(block)
        );

    private IEnumerable<Slice> Of(Block block) =>
        block switch
        {
            Block.Title title => Title(title),
            Block.Headline headline => [Headline(headline)],
            Block.Heading heading => [Heading(heading)],
            Block.Paragraph paragraph => Lines(type.Set(Spans(paragraph.Runs, Body), form.BodyWidth), Left, 3),
            Block.Callout { IsAlarm: var isAlarm } callout =>
            [
                Panel(
                    type.Set(Spans(callout.Runs, Body with { Colour = isAlarm ? Alarm : Text }), form.BodyWidth - 30),
                    7,
                    12,
                    isAlarm ? Alarm : Dark,
                    isAlarm ? AlarmTint : Tint
                ),
            ],
            Block.Bullets bullets => bullets.Items.SelectMany(item => Marked("–", Spans(item, Body), 14)),
            Block.KpiRow row => [KpiRow(row)],
            Block.KeyValues list => list.Entries.Select((entry, i) => KeyValue(entry) with { SpaceBefore = i == 0 ? 8 : 0 }),
            Block.Meters meters => [Meters(meters)],
            Block.Contents contents => [Contents(contents)],
            Block.Table table => new TableSlices(type, form, table).All(),
            Block.BarChart chart => new BarChartSlices(type, form, chart).All(),
            Block.Notes notes => notes.Items.SelectMany(
                (item, i) =>
                    Note(
                        Marked(FormattableString.Invariant($"[{i + 1}]"), Spans(item, Body with { Size = 7.5 }), 24),
                        FormattableString.Invariant($"#{i + 1}")
                    )
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private IEnumerable<Slice> Title(Block.Title title) =>
        [
            .. Lines(type.Set(title.Owner, new(11, true, Muted), form.BodyWidth), Left, 0),
            .. Lines(type.Set(title.Text, new(22, true, Dark), form.BodyWidth), Left, 4),
            .. Lines(type.Set(title.Subtitle, new(10.5, false, Muted), form.BodyWidth), Left, 2),
            .. Lines(type.Set(string.Join("  ·  ", title.Stamps), new(9.5, true, Dark), form.BodyWidth), Left, 8),
        ];

    private Slice Headline(Block.Headline headline)
    {
        var width = form.BodyWidth - 36;
        var value = type.Fitted(headline.Value.Plain, new(32, true, Dark), form.BodyWidth - 120);
        return Panel(
            type.Set(headline.Label, Body with { Size = 10, IsBold = true }, width)
                + type.Set([new(headline.Value.Plain, value), new(" " + headline.Unit, new(16, false, Muted))], width)
                + type.Set(Spans(headline.Range, Body with { Colour = Muted }), width),
            10,
            14,
            Dark,
            Tint
        );
    }

    /// <summary>Text on a tint, with a bar at its left.</summary>
    private Slice Panel(TextBox text, double padding, double spaceBefore, Colour bar, Colour tint) =>
        new(
            text.Height + (2 * padding) + 4,
            (page, top) =>
            {
                page.Rectangle(Left, top, form.BodyWidth, text.Height + (2 * padding), tint);
                page.Rectangle(Left, top, 3, text.Height + (2 * padding), bar);
                text.Draw(page, Left + 18, top + padding);
            },
            spaceBefore
        );

    private Slice Heading(Block.Heading heading)
    {
        var text = type.Set(heading.Text, new(heading.Level == 1 ? 13.5 : 10, true, Dark), form.BodyWidth);
        return new(
            text.Height + 2,
            (page, top) =>
            {
                page.Bookmark(heading, top);
                text.Draw(page, Left, top);
            },
            heading.Level == 1 ? 10 : 5,
            KeepsWithNext: true
        );
    }

    private Slice KpiRow(Block.KpiRow row)
    {
        const double Gap = 18;
        const double TileMargin = 8; // a number that is as wide as its tile would run into the next one
        var width = (form.BodyWidth - (Gap * (row.Tiles.Length - 1))) / row.Tiles.Length;
        var largest = new Ink(17, true, Dark);
        var value = row
            .Tiles.Select(tile => type.Fitted(string.Concat(tile.Value.Select(run => run.Plain)), largest, width - TileMargin))
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

    /// <summary>Side by side: label, a bar that is full where nothing is missing, and the share in words.</summary>
    private Slice Meters(Block.Meters meters)
    {
        const double Gap = 14;
        var width = (form.BodyWidth - (Gap * (meters.Items.Length - 1))) / Math.Max(1, meters.Items.Length);
        var texts = meters.Items.Select(meter => (type.Line(meter.Label, Label, width), type.Line(meter.Value, Small, width))).ToList();
        return new(
            36,
            (page, top) =>
            {
                for (var i = 0; i < texts.Count; i++)
                {
                    var x = Left + (i * (width + Gap));
                    texts[i].Item1.Draw(page, x, top);
                    // framed, so that in print without colour an empty bar is no full one of a lighter tone
                    page.Rectangle(x, top + 14, width, 6, Dark);
                    page.Rectangle(x + 0.5, top + 14.5, width - 1, 5, Series[3]);
                    page.Rectangle(x, top + 14, width * (double)(meters.Items[i].Share ?? 0m), 6, Dark);
                    texts[i].Item2.Draw(page, x, top + 22);
                }
            },
            12
        );
    }

    /// <summary>Sections with their pages, side by side.</summary>
    private Slice Contents(Block.Contents contents)
    {
        const int Columns = 3;
        const double Gap = 20;
        const double Line = 11.5;
        const double Head = 14;
        var (width, rows) = ((form.BodyWidth - (Gap * (Columns - 1))) / Columns, (sections.Count + Columns - 1) / Columns);
        var label = type.Line(contents.Label, Label);
        var lines = sections
            .Select(section =>
                (
                    Text: type.Line(section.Text, Small with { Colour = Text }, width - 20),
                    Page: type.Set(Spans([new Run.Page(section.Text, "")], Small), 20).Lines[0]
                )
            )
            .ToList();
        return new(
            Head + (rows * Line),
            (page, top) =>
            {
                label.Draw(page, Left, top);
                for (var i = 0; i < lines.Count; i++)
                {
                    var (x, y) = (Left + (i / rows * (width + Gap)), top + Head + (i % rows * Line));
                    lines[i].Text.Draw(page, x, y);
                    lines[i].Page.Draw(page, x + width - lines[i].Page.Width, y);
                    page.Line(x, y + Line - 0.5, x + width, y + Line - 0.5, 0.2, Rule);
                }
            },
            10
        );
    }

    private Slice KeyValue(Entry entry)
    {
        const double KeyWidth = 138;
        var (key, value) = (
            type.Set(entry.Key, Label with { Size = 7.75 }, KeyWidth - 8),
            type.Set(Spans(entry.Value, Body with { Size = 7.75 }), form.BodyWidth - KeyWidth)
        );
        var height = Math.Max(key.Height, value.Height) + 2.4;
        return new(
            height,
            (page, top) =>
            {
                key.Draw(page, Left, top + 1.2);
                value.Draw(page, Left + KeyWidth, top + 1.2);
                page.Rule(top + height, 0.3, Rule);
            }
        );
    }

    private IEnumerable<Slice> Marked(string mark, IEnumerable<Span> spans, double indent)
    {
        var (sign, text) = (type.Line(mark, Small), type.Set(spans, form.BodyWidth - indent));
        return AtFirst(Lines(text, Left + indent, 2), (page, top) => sign.Draw(page, Left, top + text.Lines[0].Baseline - sign.Baseline));
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
