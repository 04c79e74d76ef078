using System.Xml.Linq;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Excel;

/// <summary>The ledger's sheet and table in the file: from one row laid out to all lines.</summary>
internal static class LedgerPart
{
    private const string RowsHere = "<rowsHere />";

    /// <summary>
    /// Lets the sheet reach to its last line, and the cells' A1 formulas differ from the table's structured ones without a mark.
    /// </summary>
    public static XElement Grow(XElement sheet, Inventory inventory)
    {
        var lines = inventory.Lines.Length;
        var last = 1 + A1.TableRows(lines);
        var columns = Ledger.ColumnsFor(inventory).Select((column, index) => (column, index: index + 1)).ToList();
        sheet.Element(Ooxml.Main + "dimension")!.SetAttributeValue("ref", A1.LedgerRange(lines, columns.Count));
        string Ranges(Func<LedgerColumn, bool> which) =>
            string.Join(' ', columns.Where(entry => which(entry.column)).Select(entry => A1.Range(2, entry.index, last, entry.index)));
        SheetPart.Insert(
            sheet,
            SheetPart.NumbersAsText(Ranges(column => column.Kind is ColumnKind.Text or ColumnKind.UniqueText)),
            new XElement(
                Ooxml.Main + "ignoredError",
                new XAttribute("sqref", Ranges(column => column.Formula is not null)),
                new XAttribute("calculatedColumn", 1)
            )
        );
        return sheet;
    }

    /// <summary>Lets the table reach to the last line and compute the rows that a user adds.</summary>
    public static void GrowTable(SkeletonPackage package, Inventory inventory)
    {
        var columns = Ledger.ColumnsFor(inventory);
        var range = A1.LedgerRange(inventory.Lines.Length, columns.Length);
        var (path, table) = package
            .Parts.Where(part => part.Key.StartsWith("xl/tables/", StringComparison.Ordinal))
            .Select(part => (part.Key, Table: package.Xml(part.Key)))
            .Single(part => (string?)part.Table.Attribute("name") == LedgerSheet.Table);
        table.SetAttributeValue("ref", range);
        table.Element(Ooxml.Main + "autoFilter")!.SetAttributeValue("ref", range);
        foreach (var (element, column) in table.Element(Ooxml.Main + "tableColumns")!.Elements().Zip(columns))
        {
            if ((string?)element.Attribute("name") != column.Name)
                throw new InvalidOperationException(
                    $"the table's column {(string?)element.Attribute("name")} is not the ledger's {column.Name}"
                );
            if (column.Formula is { } formula)
                element.Add(new XElement(Ooxml.Main + "calculatedColumnFormula", LedgerFormula.OfTable(formula)));
        }

        package.Replace(path, table);
    }

    /// <summary>
    /// Streams the sheet: its head, a row a line in the styles of the row laid out, its tail. Without lines that row stays, empty.
    /// </summary>
    public static void Write(XElement sheet, Disclosure disclosure, SharedStrings strings, Stream output)
    {
        if (disclosure.Inventory.Lines.IsEmpty)
        {
            output.Write(Ooxml.Bytes(sheet));
            return;
        }

        var template = sheet.Element(Ooxml.Main + "sheetData")!.Elements().Single(row => (int)row.Attribute("r")! == 2);
        var styles = template.Elements().Select(cell => (string?)cell.Attribute("s") ?? "0").ToList();
        if (styles.Count != Ledger.ColumnsFor(disclosure.Inventory).Length)
            throw new InvalidOperationException("the ledger's row lost a cell in the layout");
        template.ReplaceWith(new XElement(Ooxml.Main + "rowsHere"));
        var halves = Ooxml.Utf8.GetString(Ooxml.Bytes(sheet)).Split(RowsHere);
        output.Write(Ooxml.Utf8.GetBytes(halves[0]));
        new LedgerRows(disclosure, styles, strings).WriteTo(output);
        output.Write(Ooxml.Utf8.GetBytes(halves[1]));
    }
}
