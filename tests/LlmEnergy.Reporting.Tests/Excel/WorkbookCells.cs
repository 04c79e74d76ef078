using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>A cell as a program reads it that does not calculate.</summary>
internal sealed record ReadCell(string? Formula, string Type, string? Value)
{
    public double Number => double.Parse(Value!, CultureInfo.InvariantCulture);
}

/// <summary>The cells of a workbook by sheet and address, read from the XML alone, whoever wrote it.</summary>
internal sealed class WorkbookCells
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private WorkbookCells(
        Dictionary<(string Sheet, string Cell), ReadCell> cells,
        ImmutableArray<string> sheets,
        ImmutableSortedDictionary<string, string> names
    ) => (Cells, Sheets, Names) = (cells, sheets, names);

    public IReadOnlyDictionary<(string Sheet, string Cell), ReadCell> Cells { get; }

    public ImmutableArray<string> Sheets { get; }

    public ImmutableSortedDictionary<string, string> Names { get; }

    public ReadCell this[string sheet, string cell] => Cells[(sheet, cell)];

    public static WorkbookCells Read(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        var strings = zip.GetEntry("xl/sharedStrings.xml") is null
            ? []
            : Xml(zip, "xl/sharedStrings.xml").Elements(Main + "si").Select(Text).ToList();
        var book = Xml(zip, "xl/workbook.xml");
        var targets = Xml(zip, "xl/_rels/workbook.xml.rels")
            .Elements()
            .ToDictionary(element => (string)element.Attribute("Id")!, element => (string)element.Attribute("Target")!);
        var cells = new Dictionary<(string, string), ReadCell>();
        var sheets = book.Descendants(Main + "sheet")
            .Select(sheet =>
                (Name: (string)sheet.Attribute("name")!, Path: "xl/" + targets[(string)sheet.Attribute(Relationships + "id")!])
            )
            .ToList();
        foreach (var (name, path) in sheets)
        foreach (var cell in Xml(zip, path).Descendants(Main + "c"))
            cells.Add((name, (string)cell.Attribute("r")!), Cell(cell, strings));
        var names = book.Descendants(Main + "definedName")
            .Where(element => !((string)element.Attribute("name")!).StartsWith("_xlnm", StringComparison.Ordinal));
        return new(
            cells,
            [.. sheets.Select(sheet => sheet.Name)],
            names.ToImmutableSortedDictionary(
                element => (string)element.Attribute("name")!,
                element => element.Value,
                StringComparer.Ordinal
            )
        );
    }

    /// <summary>A copy of the package without the values of its formula cells, or with the value falsified.</summary>
    public static byte[] WithValues(byte[] package, string? falsified) =>
        Rewritten(
            package,
            path => path.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal),
            xml =>
            {
                var sheet = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
                foreach (var cell in sheet.Descendants(Main + "c").Where(cell => cell.Element(Main + "f") is not null))
                {
                    cell.SetAttributeValue("t", null);
                    cell.Elements(Main + "v").Remove();
                    if (falsified is not null)
                        cell.Add(new XElement(Main + "v", falsified));
                }

                return sheet.ToString(SaveOptions.DisableFormatting);
            }
        );

    /// <summary>A copy of the package with one part edited as text.</summary>
    public static byte[] Edited(byte[] package, string part, Func<string, string> edit) => Rewritten(package, path => path == part, edit);

    /// <summary>Path of a sheet's part.</summary>
    public static string PathOf(byte[] package, string sheet)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        var targets = Xml(zip, "xl/_rels/workbook.xml.rels")
            .Elements()
            .ToDictionary(element => (string)element.Attribute("Id")!, element => (string)element.Attribute("Target")!);
        return "xl/"
            + targets[
                (string)
                    Xml(zip, "xl/workbook.xml")
                        .Descendants(Main + "sheet")
                        .Single(element => (string)element.Attribute("name")! == sheet)
                        .Attribute(Relationships + "id")!
            ];
    }

    /// <summary>
    /// The tables by name: where their part is, which cells they cover, and their columns with the formulas of rows that users add.
    /// </summary>
    public static ImmutableSortedDictionary<string, ReadTable> Tables(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return zip
            .Entries.Where(entry => entry.FullName.StartsWith("xl/tables/", StringComparison.Ordinal))
            .Select(entry => (entry.FullName, Table: Xml(zip, entry.FullName)))
            .ToImmutableSortedDictionary(
                part => (string)part.Table.Attribute("name")!,
                part => new ReadTable(
                    part.FullName,
                    (string)part.Table.Attribute("ref")!,
                    [
                        .. part
                            .Table.Descendants(Main + "tableColumn")
                            .Select(column =>
                                ((string)column.Attribute("name")!, (string?)column.Element(Main + "calculatedColumnFormula"))
                            ),
                    ]
                ),
                StringComparer.Ordinal
            );
    }

    /// <summary>The parts whose path begins so, as text.</summary>
    public static ImmutableSortedDictionary<string, string> Parts(byte[] package, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return zip
            .Entries.Where(entry => entry.FullName.StartsWith(path, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(
                entry => entry.FullName,
                entry =>
                {
                    using var reader = new StreamReader(entry.Open());
                    return reader.ReadToEnd();
                },
                StringComparer.Ordinal
            );
    }

    private static byte[] Rewritten(byte[] package, Func<string, bool> which, Func<string, string> edit)
    {
        using var copy = new MemoryStream();
        using (var to = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
        using (var from = new ZipArchive(new MemoryStream(package)))
        {
            foreach (var entry in from.Entries)
            {
                using var output = to.CreateEntry(entry.FullName).Open();
                using var input = entry.Open();
                if (!which(entry.FullName))
                {
                    input.CopyTo(output);
                    continue;
                }

                using var reader = new StreamReader(input);
                output.Write(System.Text.Encoding.UTF8.GetBytes(edit(reader.ReadToEnd())));
            }
        }

        return copy.ToArray();
    }

    private static XElement Xml(ZipArchive zip, string path)
    {
        using var stream = zip.GetEntry(path)!.Open();
        return XElement.Load(stream, LoadOptions.PreserveWhitespace);
    }

    private static ReadCell Cell(XElement cell, List<string> strings)
    {
        var type = (string?)cell.Attribute("t") ?? "n";
        var value = (string?)cell.Element(Main + "v");
        return new(
            (string?)cell.Element(Main + "f"),
            type,
            type switch
            {
                "s" => strings[int.Parse(value!, CultureInfo.InvariantCulture)],
                "inlineStr" => Text(cell.Element(Main + "is")!),
                _ => value,
            }
        );
    }

    private static string Text(XElement item) => string.Concat(item.Descendants(Main + "t").Select(text => text.Value));
}

internal sealed record ReadTable(string Path, string Reference, ImmutableArray<(string Name, string? Formula)> Columns);
