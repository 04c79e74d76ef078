using System.Xml.Linq;

namespace LlmEnergy.Reporting.Excel;

/// <summary>What the layout library cannot put into a sheet.</summary>
internal static class SheetPart
{
    private static readonly string[] After =
    [
        "smartTags",
        "drawing",
        "legacyDrawing",
        "legacyDrawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    ];

    /// <summary>Ids such as 00123 are text on purpose: no green triangle.</summary>
    public static XElement NumbersAsText(string range) =>
        new(Ooxml.Main + "ignoredError", new XAttribute("sqref", range), new XAttribute("numberStoredAsText", 1));

    /// <summary>ClosedXML writes an empty text cell as an index into the texts without the index.</summary>
    public static void UntypeEmptyCells(XElement sheet)
    {
        foreach (var cell in sheet.Descendants(Ooxml.Main + "c").Where(cell => !cell.HasElements))
            cell.SetAttributeValue("t", null);
    }

    /// <summary>Adds a drawing in its place.</summary>
    public static void InsertDrawing(XElement sheet, string relationship)
    {
        var element = new XElement(
            Ooxml.Main + "drawing",
            new XAttribute(XNamespace.Xmlns + "r", Ooxml.Relationships),
            new XAttribute(Ooxml.Relationships + "id", relationship)
        );
        Insert(sheet, element, After.SkipWhile(name => name != "legacyDrawing"));
    }

    /// <summary>Adds the ignored errors in their place; the order of a sheet's elements is fixed.</summary>
    public static void Insert(XElement sheet, params IEnumerable<XElement> errors)
    {
        Insert(sheet, new XElement(Ooxml.Main + "ignoredErrors", errors), After);
    }

    private static void Insert(XElement sheet, XElement element, IEnumerable<string> after)
    {
        if (sheet.Elements().FirstOrDefault(child => after.Contains(child.Name.LocalName)) is { } next)
            next.AddBeforeSelf(element);
        else
            sheet.Add(element);
    }
}
