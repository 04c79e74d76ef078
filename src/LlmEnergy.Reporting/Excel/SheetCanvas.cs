using ClosedXML.Excel;

namespace LlmEnergy.Reporting.Excel;

/// <summary>One worksheet while it is laid out. Rows and columns count from 1.</summary>
internal sealed class SheetCanvas
{
    private const double LineHeight = 15;

    private static readonly XLColor Ink = XLColor.FromHtml("#0B3D4F");
    private static readonly XLColor Computed = XLColor.FromHtml("#EDF3F5");
    private static readonly XLColor Failed = XLColor.FromHtml("#FFC7CE");
    private static readonly XLColor ForInput = XLColor.FromHtml("#FFF2CC");
    private static readonly XLColor Outside = XLColor.FromHtml("#7F7F7F");

    private readonly Book _book;
    private readonly IXLWorksheet _sheet;
    private int _titleColumns;

    public SheetCanvas(Book book, IXLWorksheet sheet)
    {
        (_book, _sheet) = (book, sheet);
        var page = sheet.PageSetup;
        page.PageOrientation = XLPageOrientation.Landscape;
        page.PaperSize = XLPaperSize.A4Paper;
        page.FitToPages(1, 0);
        // the default footer margin lies inside the bottom margin
        page.Margins.SetTop(0.6).SetBottom(0.7).SetLeft(0.5).SetRight(0.5).SetHeader(0.3).SetFooter(0.3);
        page.Footer.Left.AddText(XLHFPredefinedText.SheetName);
        page.Footer.Right.AddText(book.Texts["page"] + " ");
        page.Footer.Right.AddText(XLHFPredefinedText.PageNumber);
        page.Footer.Right.AddText($" {book.Texts["of"]} ");
        page.Footer.Right.AddText(XLHFPredefinedText.NumberOfPages);
    }

    public SheetTexts Texts => _book.Texts;

    /// <summary>A phrase in the language of the workbook.</summary>
    public string Say(Phrase phrase) => Texts[phrase];

    /// <summary>Text for people, in the language of the workbook.</summary>
    public void Label(int row, int column, Phrase phrase, bool wrap = false) => Text(row, column, Say(phrase), wrap);

    /// <summary>Text stays text: ids keep their leading zeros, and an equals sign makes no formula.</summary>
    public void Text(int row, int column, string? text, bool wrap = false)
    {
        var cell = _sheet.Cell(row, column);
        cell.Style.NumberFormat.SetFormat(NumberFormats.Text);
        cell.Style.Alignment.SetVertical(XLAlignmentVerticalValues.Top);
        Indent(cell);
        if (string.IsNullOrEmpty(text))
            return;
        var clean = CellText.Clean(text);
        cell.SetValue(clean);
        cell.Style.Alignment.SetWrapText(wrap);
        if (wrap)
            FitHeight(row, column, clean);
    }

    public void Number(int row, int column, decimal? value, string format)
    {
        var cell = _sheet.Cell(row, column);
        Format(cell, format);
        if (value is { } number)
            cell.SetValue((double)number);
    }

    /// <summary>A real date; as text where Excel's calendar does not reach back.</summary>
    public void Date(int row, int column, DateOnly date, string format = NumberFormats.Date)
    {
        if (date.Year < 1901)
        {
            Text(row, column, date.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            return;
        }

        var cell = _sheet.Cell(row, column);
        Format(cell, format);
        cell.SetValue(date.ToDateTime(TimeOnly.MinValue));
    }

    /// <summary>A formula (without equals sign) and its value; there is no way to set one without the other.</summary>
    public void Formula(int row, int column, string formula, CachedValue value, string? format = null)
    {
        var cell = _sheet.Cell(row, column);
        cell.FormulaA1 = formula;
        Format(cell, format);
        _book.Cached.Add(_sheet.Name, A1.Cell(row, column), value);
    }

    /// <summary>Text over several columns.</summary>
    public void Wide(int row, int firstColumn, int lastColumn, Phrase phrase)
    {
        var text = Say(phrase);
        Text(row, firstColumn, text, wrap: true);
        _sheet.Range(row, firstColumn, row, lastColumn).Merge();
        _sheet.Row(row).Height =
            LineHeight
            * Lines(text, Enumerable.Range(firstColumn, lastColumn - firstColumn + 1).Sum(column => _sheet.Column(column).Width) - 2);
    }

    /// <summary>
    /// A formula that is TRUE or FALSE. Without a number format: LibreOffice writes 1 and 0 for booleans with one.
    /// </summary>
    public void Truth(int row, int column, string formula, bool value)
    {
        Formula(row, column, formula, CachedValue.Of(value));
        Indent(_sheet.Cell(row, column));
    }

    /// <summary>A cell for users to fill in: the one colour of input, and not protected.</summary>
    public void Input(int row, int column, decimal? value, string format)
    {
        Number(row, column, value, format);
        ForUsers(row, column);
    }

    /// <summary>A cell for users to write in.</summary>
    public void ForUsers(int row, int column)
    {
        var cell = _sheet.Cell(row, column);
        cell.Style.Fill.SetBackgroundColor(ForInput).Border.SetOutsideBorder(XLBorderStyleValues.Hair);
        cell.Style.Protection.SetLocked(false);
    }

    /// <summary>Text that leads to another sheet.</summary>
    public void Link(int row, int column, string sheet)
    {
        Text(row, column, sheet);
        _sheet.Cell(row, column).Hyperlink = new($"'{sheet}'!A1");
        _sheet.Cell(row, column).Style.Font.SetUnderline().Font.SetFontColor(Ink);
    }

    /// <summary>What this program does not give: in grey.</summary>
    public void Grey(int row, int firstColumn, int lastColumn) =>
        _sheet.Range(row, firstColumn, row, lastColumn).Style.Font.SetFontColor(Outside);

    /// <summary>A chart of cells of this sheet, over the cells from the first to the last.</summary>
    public void Chart(SheetChart chart, int firstRow, int firstColumn, int lastRow, int lastColumn) =>
        _book.Charts.Add(new(_sheet.Name, chart, firstRow, firstColumn, lastRow, lastColumn));

    public void Name(string name, int row, int column) => _book.Name(name, _sheet.Cell(row, column));

    public void Title(Phrase title, params ReadOnlySpan<Phrase> lines)
    {
        Label(1, 1, title);
        _sheet.Cell(1, 1).Style.Font.SetBold(true).Font.SetFontSize(14).Font.SetFontColor(Ink);
        _sheet.Row(1).Height = 22;
        for (var i = 0; i < lines.Length; i++)
            Label(2 + i, 1, lines[i]);
    }

    public void Widths(params ReadOnlySpan<double> widths)
    {
        for (var i = 0; i < widths.Length; i++)
            _sheet.Column(i + 1).Width = widths[i];
    }

    /// <summary>Header row; the columns from <paramref name="numbersFrom"/> on hold numbers and are headed at the right.</summary>
    public void Header(
        int row,
        IReadOnlyList<Phrase> heads,
        int numbersFrom = int.MaxValue,
        int numbersTo = int.MaxValue,
        double height = 32
    )
    {
        for (var i = 0; i < heads.Count; i++)
        {
            var cell = _sheet.Cell(row, i + 1);
            cell.SetValue(CellText.Clean(Say(heads[i])));
            cell.Style.Fill.SetBackgroundColor(Ink)
                .Font.SetFontColor(XLColor.White)
                .Font.SetBold(true)
                .Alignment.SetWrapText(true)
                .Alignment.SetVertical(XLAlignmentVerticalValues.Center)
                .Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
            if (i + 1 < numbersFrom || i + 1 > numbersTo)
                Indent(cell);
        }

        _sheet.Row(row).Height = height;
    }

    /// <summary>The named table with its header in row 1; it keeps one empty row where there is nothing to list.</summary>
    public void Table(string name, IReadOnlyList<string> columns, int entries)
    {
        Table(name, 1, columns, entries, height: 20);
        Freeze(1, 1);
    }

    /// <summary>The named table below its header; the columns from <paramref name="numbersFrom"/> on hold numbers.</summary>
    public void Table(
        string name,
        int headRow,
        IReadOnlyList<string> columns,
        int entries,
        int numbersFrom = int.MaxValue,
        int numbersTo = int.MaxValue,
        double height = 32
    )
    {
        for (var i = 0; i < columns.Count; i++)
            _sheet.Cell(headRow, i + 1).SetValue(columns[i]);
        _sheet.Range(headRow, 1, headRow + A1.TableRows(entries), columns.Count).CreateTable(name).Theme = XLTableTheme.TableStyleLight1;
        Header(headRow, [.. columns.Select(Phrase.Data)], numbersFrom, numbersTo, height);
    }

    /// <summary>
    /// Rows and columns that stay in view. Where nothing else stands below them, the last of the rows repeats on every printed page,
    /// and the columns where the sheet is <see cref="PagesWide">wider</see> than one.
    /// </summary>
    public void Freeze(int rows, int columns, bool repeat = true)
    {
        _sheet.SheetView.Freeze(rows, columns);
        if (repeat)
            _sheet.PageSetup.SetRowsToRepeatAtTop(rows, rows);
        _titleColumns = columns;
    }

    /// <param name="tall">Pages that the whole sheet takes from top to bottom; as many as it needs where none is said.</param>
    public void PagesWide(int pages, int tall = 0)
    {
        _sheet.PageSetup.FitToPages(pages, tall);
        if (pages > 1 && _titleColumns > 0)
            _sheet.PageSetup.SetColumnsToRepeatAtLeft(1, _titleColumns);
    }

    /// <summary>What is printed, on one page's width: the cells from the first one to this row and column.</summary>
    public void Print(int lastRow, int lastColumn) => _sheet.PageSetup.PrintAreas.Add(1, 1, lastRow, lastColumn);

    public void Strong(int row, int column, double size = 11) => _sheet.Cell(row, column).Style.Font.SetBold(true).Font.SetFontSize(size);

    public void Section(int row, Phrase title)
    {
        Label(row, 1, title);
        _sheet.Cell(row, 1).Style.Font.SetBold(true).Font.SetFontSize(12).Font.SetFontColor(Ink);
    }

    public void Total(int row, int lastColumn) =>
        _sheet
            .Range(row, 1, row, lastColumn)
            .Style.Font.SetBold(true)
            .Border.SetTopBorder(XLBorderStyleValues.Thin)
            .Border.SetBottomBorder(XLBorderStyleValues.Double);

    /// <summary>Marks a column of formulas by its colour.</summary>
    public void Shade(int row, int column) => _sheet.Cell(row, column).Style.Fill.SetBackgroundColor(Computed);

    /// <summary>Red wherever the boolean in the cell is FALSE.</summary>
    public void RedWhereFalse(int row, int column, int lastRow) => RedWhere(row, column, lastRow, $"NOT({A1.Cell(row, column)})");

    /// <summary>Red wherever the number in the cell is above zero.</summary>
    public void RedWhereAny(int row, int column, int lastRow) => RedWhere(row, column, lastRow, $"{A1.Cell(row, column)}>0");

    private void RedWhere(int row, int column, int lastRow, string condition) =>
        _sheet.Range(row, column, lastRow, column).AddConditionalFormat().WhenIsTrue(condition).Fill.SetBackgroundColor(Failed);

    public void AlignLeft(int row, int column) => Indent(_sheet.Cell(row, column));

    public void AlignRight(int row, int column) =>
        _sheet.Cell(row, column).Style.Alignment.SetIndent(0).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);

    /// <summary>
    /// Against slips only: there is no password. Not for tables that users extend, since those of a protected sheet cannot grow.
    /// </summary>
    public void Protect() =>
        _sheet
            .Protect()
            .AllowElement(XLSheetProtectionElements.FormatColumns)
            .AllowElement(XLSheetProtectionElements.FormatRows)
            .AllowElement(XLSheetProtectionElements.AutoFilter);

    private static void Format(IXLCell cell, string? format)
    {
        if (format is not null)
            cell.Style.NumberFormat.SetFormat(format);
        cell.Style.Alignment.SetVertical(XLAlignmentVerticalValues.Top);
    }

    /// <summary>To the left, off the number that may end at the column's edge.</summary>
    private static void Indent(IXLCell cell) =>
        cell.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left).Alignment.SetIndent(cell.Address.ColumnNumber > 1 ? 1 : 0);

    /// <summary>Wrapped rows need a height of their own: not every program finds one when it opens the file.</summary>
    private void FitHeight(int row, int column, string text)
    {
        const double maxHeight = 405;
        var height = Math.Min(maxHeight, LineHeight * Lines(text, _sheet.Column(column).Width - 2));
        if (height > _sheet.Row(row).Height)
            _sheet.Row(row).Height = height;
    }

    /// <summary>
    /// Letters are narrower than the digits that widths are counted in; lines that break at words do not fill up, least of all where words
    /// are long.
    /// </summary>
    private static double Lines(string text, double width) =>
        text.Split('\n')
            .Sum(line =>
                line.Length * 0.95 <= width
                    ? 1
                    : Math.Ceiling(line.Length * (line.Split(' ').Max(word => word.Length) > width / 3 ? 1.5 : 1.12) / width)
            );
}
