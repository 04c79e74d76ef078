using System.Globalization;
using System.Xml;
using LlmEnergy.Reporting.Excel;

namespace LlmEnergy.Reporting.Filling;

/// <summary>
/// Copies the XML of a sheet and writes its fills on the way, so that no sheet stands in memory. What is not filled is copied as it is,
/// but for values of formulas, which are left out, and references to tables that were resized.
/// </summary>
internal sealed class SheetWriter(XmlReader from, XmlWriter to, TemplateSheet sheet, Fills fills, CellStyles styles)
{
    private readonly SheetEdits _edits = new(sheet, fills);
    private readonly List<(string Prefix, string Name, string Namespace, string Value)> _attributes = [];
    private string _prefix = "";
    private string _namespace = "";

    public void Write()
    {
        from.MoveToContent();
        (_prefix, _namespace) = (from.Prefix, from.NamespaceURI);
        to.WriteStartDocument(standalone: true);
        Start();
        if (from.IsEmptyElement)
        {
            to.WriteEndElement();
            return;
        }

        from.Read();
        while (from.NodeType != XmlNodeType.EndElement)
        {
            switch (from.NodeType == XmlNodeType.Element ? from.LocalName : "")
            {
                case "dimension":
                    Dimension();
                    break;
                case "sheetData":
                    Rows();
                    break;
                case "conditionalFormatting" or "dataValidations" or "extLst" when fills.Resized.Count > 0:
                    Resized();
                    break;
                default:
                    to.WriteNode(from, defattr: false);
                    break;
            }
        }

        to.WriteEndElement();
        to.WriteEndDocument();
    }

    private void Start()
    {
        to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
        to.WriteAttributes(from, defattr: false);
    }

    private void Dimension()
    {
        to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
        var written = _edits.Extent;
        to.WriteAttributeString(
            "ref",
            CellRange.TryParse(from.GetAttribute("ref"), out var old) && written is { } extent
                ? new CellRange(
                    Math.Min(old.FirstRow, extent.FirstRow),
                    Math.Min(old.FirstColumn, extent.FirstColumn),
                    Math.Max(old.LastRow, extent.LastRow),
                    Math.Max(old.LastColumn, extent.LastColumn)
                ).ToString()
                : from.GetAttribute("ref")
        );
        to.WriteEndElement();
        from.Skip();
    }

    /// <summary>Ranges and formulas of formats and validations follow the tables.</summary>
    private void Resized()
    {
        var depth = from.Depth;
        var name = "";
        do
        {
            switch (from.NodeType)
            {
                case XmlNodeType.Element:
                    name = from.LocalName;
                    var isEmpty = from.IsEmptyElement;
                    to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
                    while (from.MoveToNextAttribute())
                        to.WriteAttributeString(
                            from.Prefix,
                            from.LocalName,
                            from.NamespaceURI,
                            from.LocalName == "sqref" ? FormulaText.ResizedRanges(from.Value, sheet.Name, fills.Resized) : from.Value
                        );
                    from.MoveToElement();
                    if (isEmpty)
                        to.WriteEndElement();
                    from.Read();
                    break;
                case XmlNodeType.EndElement:
                    to.WriteFullEndElement();
                    from.Read();
                    break;
                case XmlNodeType.Text when name is "sqref" or "formula" or "formula1" or "formula2" or "f":
                    to.WriteString(
                        name == "sqref"
                            ? FormulaText.ResizedRanges(from.Value, sheet.Name, fills.Resized)
                            : FormulaText.Resized(from.Value, sheet.Name, fills.Resized)
                    );
                    from.Read();
                    break;
                default:
                    to.WriteNode(from, defattr: false);
                    break;
            }
        } while (from.Depth > depth || (from.Depth == depth && from.NodeType == XmlNodeType.EndElement));
    }

    private void Rows()
    {
        Start();
        var (last, isEmpty, depth) = (0, from.IsEmptyElement, from.Depth);
        from.Read();
        while (!isEmpty && from.Depth > depth)
        {
            if (from is not { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                to.WriteNode(from, defattr: false);
                continue;
            }

            var number = int.TryParse(from.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated)
                ? stated
                : last + 1;
            if (number <= last || number > CellRange.MostRows)
                throw new InvalidDataException("found rows that are not in their order");
            NewRows(last, number);
            Row(number);
            last = number;
        }

        if (!isEmpty)
            from.Read();
        NewRows(last, CellRange.MostRows + 1);
        to.WriteEndElement();
    }

    /// <summary>Rows that the sheet does not have, between two of its own.</summary>
    private void NewRows(int after, int before)
    {
        for (var row = _edits.NextRow(after); row < before; row = _edits.NextRow(row))
        {
            var isBegun = false;
            foreach (var edit in _edits.In(row))
            {
                if (edit.IsClear)
                    continue;
                if (!isBegun)
                {
                    to.WriteStartElement(_prefix, "row", _namespace);
                    to.WriteAttributeString("r", row.ToString(CultureInfo.InvariantCulture));
                    isBegun = true;
                }

                Cell(row, edit, edit.Style);
            }

            if (isBegun)
                to.WriteEndElement();
        }
    }

    private void Row(int number)
    {
        var edits = _edits.In(number);
        var next = 0;
        to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
        if (from.GetAttribute("r") is null)
            to.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        while (from.MoveToNextAttribute())
            if (from.LocalName != "spans" || edits.Count == 0)
                to.WriteAttributeString(from.Prefix, from.LocalName, from.NamespaceURI, from.Value);
        from.MoveToElement();
        var (depth, isEmpty, column) = (from.Depth, from.IsEmptyElement, 0);
        from.Read();
        while (!isEmpty && from.Depth > depth)
        {
            if (from is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                if (from.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                    from.Read();
                else
                    to.WriteNode(from, defattr: false);
                continue;
            }

            column = CellRange.TryParse(from.GetAttribute("r"), out var cell) ? cell.FirstColumn : column + 1;
            while (next < edits.Count && edits[next].Column < column)
                Cell(number, edits[next], edits[next++].Style);
            if (next < edits.Count && edits[next].Column == column)
            {
                var had = int.TryParse(from.GetAttribute("s"), CultureInfo.InvariantCulture, out var style) ? style : 0;
                Cell(number, edits[next], edits[next].IsStyled ? edits[next].Style : had);
                next++;
                from.Skip();
            }
            else
            {
                Copy(number, column);
            }
        }

        if (!isEmpty)
            from.Read();
        while (next < edits.Count)
            Cell(number, edits[next], edits[next++].Style);
        to.WriteEndElement();
    }

    private void Cell(int row, in CellEdit edit, int style)
    {
        if (edit.IsClear && style == 0)
            return;
        if (edit.Held is { } held)
        {
            Held(row, edit.Column, held);
            return;
        }

        var (isText, text) = styles.Written(edit.Value, style);
        to.WriteStartElement(_prefix, "c", _namespace);
        to.WriteAttributeString("r", A1.Cell(row, edit.Column));
        if (style != 0)
            to.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        if (edit.Formula is { } formula)
        {
            to.WriteElementString(_prefix, "f", _namespace, formula);
        }
        else if (isText && text.Length > 0)
        {
            Inline(CellText.Escaped(text));
        }
        else if (text.Length > 0)
        {
            to.WriteElementString(_prefix, "v", _namespace, text);
        }

        to.WriteEndElement();
    }

    private void Inline(string text)
    {
        to.WriteAttributeString("t", "inlineStr");
        to.WriteStartElement(_prefix, "is", _namespace);
        to.WriteStartElement(_prefix, "t", _namespace);
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            to.WriteAttributeString("xml", "space", null, "preserve");
        to.WriteString(text);
        to.WriteEndElement();
        to.WriteEndElement();
    }

    /// <summary>A cell of totals in its new row; a formula is calculated anew, over the rows that there are now.</summary>
    private void Held(int row, int column, HeldCell cell)
    {
        if (cell is { Type: "", Style: 0 })
            return;
        to.WriteStartElement(_prefix, "c", _namespace);
        to.WriteAttributeString("r", A1.Cell(row, column));
        if (cell.Style != 0)
            to.WriteAttributeString("s", cell.Style.ToString(CultureInfo.InvariantCulture));
        if (cell.Formula is { } formula)
        {
            to.WriteElementString(_prefix, "f", _namespace, FormulaText.Resized(formula, sheet.Name, fills.Resized));
        }
        else if (cell is { Type: "inlineStr", Value.Length: > 0 })
        {
            Inline(cell.Value);
        }
        else if (cell.Value.Length > 0)
        {
            if (cell.Type != "n")
                to.WriteAttributeString("t", cell.Type);
            to.WriteElementString(_prefix, "v", _namespace, cell.Value);
        }

        to.WriteEndElement();
    }

    /// <summary>A cell that is not filled; a value that its formula had is left out, since what it rests on may be another now.</summary>
    private void Copy(int row, int column)
    {
        _attributes.Clear();
        while (from.MoveToNextAttribute())
            _attributes.Add((from.Prefix, from.LocalName, from.NamespaceURI, from.Value));
        from.MoveToElement();
        to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
        var (depth, isEmpty) = (from.Depth, from.IsEmptyElement);
        from.Read();
        var isComputed = !isEmpty && from is { NodeType: XmlNodeType.Element, LocalName: "f" };
        if (_attributes.TrueForAll(attribute => attribute.Name != "r"))
            to.WriteAttributeString("r", A1.Cell(row, column));
        foreach (var (prefix, name, space, value) in _attributes)
            if (!isComputed || name != "t")
                to.WriteAttributeString(prefix, name, space, value);
        while (!isEmpty && from.Depth > depth)
        {
            if (from is { NodeType: XmlNodeType.Element, LocalName: "f" })
                Formula();
            else if (isComputed && from is { NodeType: XmlNodeType.Element, LocalName: "v" })
                from.Skip();
            else
                to.WriteNode(from, defattr: false);
        }

        if (!isEmpty)
            from.Read();
        to.WriteEndElement();
    }

    private void Formula()
    {
        Start();
        if (!from.IsEmptyElement)
        {
            var text = from.ReadElementContentAsString();
            to.WriteString(FormulaText.Resized(text, sheet.Name, fills.Resized));
        }
        else
        {
            from.Read();
        }

        to.WriteEndElement();
    }
}
