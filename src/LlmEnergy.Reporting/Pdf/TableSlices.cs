using System.Collections.Immutable;
using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Pdf.MeasuredText;
using static LlmEnergy.Reporting.Pdf.PageForm;
using static LlmEnergy.Reporting.Pdf.Palette;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// A table as wide as the page. Numbers keep to one line as long as a smaller type can see to it; texts share what is left and wrap.
/// </summary>
internal sealed class TableSlices
{
    private const double Padding = 3;

    /// <summary>Above and below the text of a row, together.</summary>
    private const double Spacing = 1.6;

    private const double SmallestSize = 6;
    private const int MostLines = 40;
    private readonly Typesetter _type;
    private readonly double _room;
    private readonly Block.Table _table;
    private readonly double _size;
    private readonly double[] _widths;

    public TableSlices(Typesetter type, PageForm form, Block.Table table)
    {
        (_type, _room, _table, _size) = (type, form.BodyWidth, table, 7.5);
        while (!TryWidths(_size, out _widths) && _size > SmallestSize)
            _size -= 0.25;
    }

    private Ink CellInk => Body with { Size = _size };

    private Ink HeaderInk => Label with { Size = _size - 0.5, Colour = Dark };

    private Ink DetailInk => Small with { Size = Math.Max(SmallestSize, _size - 1) };

    public IEnumerable<Slice> All()
    {
        if (_table.Caption.Length > 0)
            yield return Caption(_type, _table.Caption, _room);
        var header = Header();
        yield return header with
        {
            SpaceBefore = _table.Caption.Length > 0 ? 2 : 6,
            KeepsWithNext = true,
        };
        var last = _table.Rows.Length - 1;
        for (var i = 0; i <= last; i++)
            yield return Row(_table.Rows[i], CellInk, isLast: i == last) with
            {
                Header = header,
                KeepsWithNext = i == last ? _table.Total.Length > 0 : i == 0 || i == last - 1,
            };
        if (_table.Total.Length > 0)
            yield return Row(_table.Total, CellInk with { IsBold = true }, isLast: true) with
            {
                Header = header,
            };
    }

    public static Slice Caption(Typesetter type, string caption, double width)
    {
        var text = type.Set(caption, Body with { Size = 9, IsBold = true }, width);
        return new(text.Height, (page, top) => text.Draw(page, Left, top), 8, KeepsWithNext: true);
    }

    private Slice Header()
    {
        var heads = Strip(
            _table.Columns.Select(
                (column, i) => _type.Set(column.Header, HeaderInk, Inner(i)) + _type.Set(column.Unit, DetailInk, Inner(i))
            ),
            isBottom: true,
            (page, bottom) => page.Rule(bottom, 0.9, Dark)
        );
        if (_table.Columns.All(column => column.Group.Length == 0))
            return heads;
        var groups = Groups().ToList();
        var height = groups.Max(group => group.Text.Height) + 4;
        return heads with
        {
            Height = heads.Height + height,
            Draw = (page, top) =>
            {
                foreach (var (text, from, to) in groups)
                {
                    text.Draw(page, from, top);
                    page.Line(from, top + height - 2, to, top + height - 2, 0.5, Dark);
                }

                heads.Draw(page, top + height);
            },
        };
    }

    /// <summary>What neighbouring columns have in common, from the left edge of the first to the right edge of the last.</summary>
    private IEnumerable<(TextBox Text, double From, double To)> Groups()
    {
        double Edge(int column) => Left + _widths.Take(column).Sum();
        for (int first = 0, next; first < _table.Columns.Length; first = next)
        {
            var name = _table.Columns[first].Group;
            for (next = first + 1; next < _table.Columns.Length && _table.Columns[next].Group == name; next++) { }

            if (name.Length == 0)
                continue;
            var (from, to) = (Edge(first) + Before(first), Edge(next) - After(next - 1));
            yield return (_type.Set(name, DetailInk with { IsBold = true }, to - from), from, to);
        }
    }

    private Slice Row(ImmutableArray<Cell> row, Ink ink, bool isLast) =>
        Strip(
            row.Select((cell, i) => Cut(_type.Set(CellSpans(cell, ink), Inner(i)) + _type.Set(cell.Detail, DetailInk, Inner(i)))),
            isBottom: false,
            (page, bottom) => page.Rule(bottom, isLast ? 0.7 : 0.3, isLast ? Dark : Rule)
        );

    /// <summary>Cells side by side, aligned at their upper or lower edge.</summary>
    private Slice Strip(IEnumerable<TextBox> boxes, bool isBottom, Action<Canvas, double> rule)
    {
        var cells = boxes.ToList();
        var inner = cells.Max(cell => cell.Height);
        return new(
            inner + Spacing,
            (page, top) =>
            {
                var x = Left;
                for (var i = 0; i < cells.Count; x += _widths[i], i++)
                    cells[i]
                        .Draw(
                            page,
                            x + Before(i),
                            top + (Spacing / 2) + (isBottom ? inner - cells[i].Height : 0),
                            _table.Columns[i].Alignment == Alignment.Right ? Inner(i) : null
                        );
                rule(page, top + inner + Spacing);
            }
        );
    }

    /// <summary>A row must fit on a page; what is cut off says so.</summary>
    private TextBox Cut(TextBox text) =>
        text.Lines.Count <= MostLines ? text : new TextBox([.. text.Lines.Take(MostLines)]) + _type.Set("…", DetailInk, 20);

    private double Inner(int column) => _widths[column] - Before(column) - After(column);

    /// <summary>The outer edges of the table are those of the text.</summary>
    private static double Before(int column) => column == 0 ? 0 : Padding;

    private double After(int column) => column == _table.Columns.Length - 1 ? 0 : Padding;

    /// <summary>Figures stand out in a text, not in a table.</summary>
    private static IEnumerable<Span> CellSpans(Cell cell, Ink ink) =>
        Spans(cell.Runs.Select(run => run is Run.Number ? new Run.Text(run.Plain) : run), ink);

    /// <summary>
    /// From what each column must have to what it would like to have, as far as the page goes; room that nobody asks for goes to the texts.
    /// False
    /// where what they must have is wider than the page: all are then squeezed into it.
    /// </summary>
    private bool TryWidths(double size, out double[] widths)
    {
        var columns = _table.Columns.Select((column, i) => Wishes(column, i, size)).ToList();
        var room = _room - columns.Sum(column => column.Least);
        widths = [.. columns.Select(column => column.Least)];
        var (free, waiting) = (Math.Max(0, room), columns.Count);
        // who asks for little gets it, so that a short column does not break its words for the sake of a long one
        foreach (var i in Enumerable.Range(0, columns.Count).OrderBy(i => columns[i].Wanted - columns[i].Least))
        {
            var more = Math.Min(columns[i].Wanted - columns[i].Least, free / waiting--);
            widths[i] += more;
            free -= more;
        }

        var takers = widths.Select((width, i) => room >= 0 && _table.Columns[i].Alignment == Alignment.Left ? width : 0).ToArray();
        if (takers.Sum() == 0)
            takers = widths;
        var (left, all) = (_room - widths.Sum(), takers.Sum());
        widths = [.. widths.Zip(takers, (width, taker) => width + (left * taker / all))];
        return room >= 0;
    }

    private (double Least, double Wanted) Wishes(Column column, int index, double size)
    {
        var (isNumber, ink, edge) = (column.Alignment == Alignment.Right, CellInk with { Size = size }, Before(index) + After(index));
        var rows = _table.Rows.Select(row => (Row: row, Ink: ink)).Append((Row: _table.Total, Ink: ink with { IsBold = true }));
        var cells = rows.Where(row => row.Row.Length > 0)
            .Select(row =>
                (
                    Text: _type.Measure(CellSpans(row.Row[index], row.Ink)),
                    Detail: Math.Min(_type.Width(row.Row[index].Detail, DetailInk), 130)
                )
            )
            .ToList();
        var header = _type.Measure([new(column.Header, Label with { Size = size - 0.5 })]);
        var unit = _type.Width(column.Unit, Small with { Size = size - 1 });
        var widest = cells.Select(cell => Math.Max(cell.Text.Width, cell.Detail)).DefaultIfEmpty().Max();
        var word = cells.Select(cell => cell.Text.WidestWord).DefaultIfEmpty().Max();
        var least =
            edge
            + Math.Max(
                Math.Max(header.WidestWord, unit),
                isNumber ? Math.Min(widest, 160) : Math.Min(word, index == 0 && size > SmallestSize ? 110 : 90)
            );
        return (least, Math.Max(least, edge + Math.Max(header.Width, Math.Min(widest, 420))));
    }
}
