using System.Collections.Immutable;
using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Pdf.Palette;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>
/// A table as wide as the page. Numbers keep to one line as long as a smaller type can see to it; texts share what is left and wrap.
/// </summary>
internal sealed class TableSlices
{
    private const double Padding = 4;
    private const double SmallestSize = 6;
    private const int MostLines = 40;
    private const double MostDetail = 130;
    private readonly LineBreaker _breaker;
    private readonly Block.Table _table;
    private readonly double _size;
    private readonly double[] _widths;

    public TableSlices(LineBreaker breaker, Block.Table table)
    {
        (_breaker, _table, _size) = (breaker, table, 8);
        while (!TryWidths(_size, out _widths) && _size > SmallestSize) _size -= 0.25;
    }

    private Ink CellInk => Body with { Size = _size };

    private Ink HeaderInk => Label with { Size = _size - 0.5 };

    private Ink DetailInk => Small with { Size = Math.Max(SmallestSize, _size - 1) };

    public IEnumerable<Slice> All()
    {
        if (_table.Caption.Length > 0) yield return Caption(_breaker, _table.Caption);
        var header = Header();
        yield return header with { SpaceBefore = _table.Caption.Length > 0 ? 2 : 8 };
        var last = _table.Rows.Length - 1;
        for (var i = 0; i <= last; i++)
            yield return Row(_table.Rows[i], CellInk, isLast: i == last) with { Header = header, KeepsWithNext = i == last ? _table.Total.Length > 0 : i < 2 || i == last - 1 };
        if (_table.Total.Length > 0) yield return Row(_table.Total, CellInk with { IsBold = true }, isLast: true) with { Header = header };
    }

    public static Slice Caption(LineBreaker breaker, string caption)
    {
        var lines = breaker.Break([new(caption, Strong with { Size = 9 })], Pagination.BodyWidth);
        return new(lines.Sum(line => line.Height), (page, top) => BlockSlices.Draw(page, lines, Pagination.Left, top), 12, KeepsWithNext: true);
    }

    private Slice Header()
    {
        var cells = _table.Columns.Select((column, i) => _breaker.Break(HeaderSpans(column), Inner(i))).ToList();
        var units = _table.Columns.Any(column => column.Unit.Length > 0) ? DetailInk.LineHeight : 0;
        var names = cells.Max(lines => lines.Sum(line => line.Height));
        var height = names + units + 7;
        return new(height, (page, top) =>
        {
            for (var i = 0; i < cells.Count; i++)
            {
                DrawCell(page, i, cells[i], top + 3 + names - cells[i].Sum(line => line.Height));
                DrawCell(page, i, _breaker.Break([new(_table.Columns[i].Unit, DetailInk)], Inner(i)), top + 3 + names);
            }

            page.Line(Pagination.Left, top + height, Pagination.Left + Pagination.BodyWidth, top + height, 0.9, Dark);
        }, KeepsWithNext: true);
    }

    private Slice Row(ImmutableArray<Cell> row, Ink ink, bool isLast)
    {
        var cells = row.Select((cell, i) => Cut([.. _breaker.Break(CellSpans(cell, ink), Inner(i)), .. _breaker.Break([new(cell.Detail, DetailInk)], Inner(i))])).ToList();
        var height = cells.Max(lines => lines.Sum(line => line.Height)) + 5;
        return new(height, (page, top) =>
        {
            for (var i = 0; i < cells.Count; i++) DrawCell(page, i, cells[i], top + 2.5);
            page.Line(Pagination.Left, top + height, Pagination.Left + Pagination.BodyWidth, top + height, isLast ? 0.7 : 0.3, isLast ? Dark : Rule);
        });
    }

    private void DrawCell(Canvas page, int column, IEnumerable<TextLine> lines, double top)
    {
        var left = Pagination.Left + _widths.Take(column).Sum() + Before(column);
        foreach (var line in lines)
        {
            BlockSlices.Draw(page, line, _table.Columns[column].Alignment == Alignment.Right ? left + Inner(column) - line.Width : left, top);
            top += line.Height;
        }
    }

    /// <summary>A row must fit on a page; what is cut off says so.</summary>
    private List<TextLine> Cut(List<TextLine> lines) => lines.Count <= MostLines ? lines : [.. lines.Take(MostLines), .. _breaker.Break([new("…", DetailInk)], 20)];

    private double Inner(int column) => _widths[column] - Before(column) - After(column);

    /// <summary>The outer edges of the table are those of the text.</summary>
    private static double Before(int column) => column == 0 ? 0 : Padding;

    private double After(int column) => column == _table.Columns.Length - 1 ? 0 : Padding;

    private IEnumerable<Span> HeaderSpans(Column column) => [new(column.Header, HeaderInk)];

    /// <summary>Figures stand out in a text, not in a table.</summary>
    private static IEnumerable<Span> CellSpans(Cell cell, Ink ink) =>
        LineBreaker.Spans(cell.Runs.Select(run => run is Run.Number ? new Run.Text(run.Plain) : run), ink);

    /// <summary>False where even the narrowest setting in this size is wider than the page; the widths are then squeezed into it.</summary>
    private bool TryWidths(double size, out double[] widths)
    {
        var ink = CellInk with { Size = size };
        var (least, wanted) = (new double[_table.Columns.Length], new double[_table.Columns.Length]);
        for (var i = 0; i < _table.Columns.Length; i++)
        {
            var (column, edge) = (_table.Columns[i], Before(i) + After(i));
            var cells = _table.Rows.Append(_table.Total).Where(row => row.Length > 0).Select(row => row[i]).ToList();
            var header = Math.Max(_breaker.WidestWord([new(column.Header, HeaderInk with { Size = size - 0.5 })]), _breaker.Width(column.Unit, DetailInk with { Size = size - 1 }));
            var isNumber = column.Alignment == Alignment.Right;
            // in both weights, since the total is bold: narrow spaces between digits are wider in the regular one
            var widest = cells.Select(cell => Math.Max(
                Math.Max(_breaker.Width(CellSpans(cell, ink)), isNumber ? _breaker.Width(CellSpans(cell, ink with { IsBold = true })) : 0), Math.Min(_breaker.Width(cell.Detail, DetailInk), MostDetail))).DefaultIfEmpty().Max();
            var word = isNumber ? 0 : cells.Select(cell => _breaker.WidestWord(CellSpans(cell, ink))).DefaultIfEmpty().Max();
            least[i] = edge + Math.Max(header, isNumber ? Math.Min(widest, 160) : Math.Min(word, i == 0 && size > SmallestSize ? 110 : 70));
            wanted[i] = Math.Max(least[i], edge + Math.Max(_breaker.Width(column.Header, HeaderInk with { Size = size - 0.5 }), Math.Min(widest, 420)));
        }

        var room = Pagination.BodyWidth - least.Sum();
        var growth = wanted.Sum() - least.Sum();
        widths = room < 0 ? Squeezed(least, -room)
            : growth > room ? [.. least.Zip(wanted, (least, wanted) => least + ((wanted - least) * room / growth))]
            : Stretched(wanted, room - growth);
        return room >= 0;
    }

    /// <summary>The widest columns give way, point by point.</summary>
    private static double[] Squeezed(double[] widths, double excess)
    {
        double[] squeezed = [.. widths];
        for (; excess > 0; excess--) squeezed[Array.IndexOf(squeezed, squeezed.Max())] -= Math.Min(1, excess);
        return squeezed;
    }

    /// <summary>Room that nobody asks for goes to the texts, or, without texts, to all columns.</summary>
    private double[] Stretched(double[] widths, double room)
    {
        var texts = _table.Columns.Select((column, i) => column.Alignment == Alignment.Left ? widths[i] : 0).ToArray();
        var takers = texts.Sum() > 0 ? texts : widths;
        return [.. widths.Select((width, i) => width + (room * takers[i] / takers.Sum()))];
    }
}
