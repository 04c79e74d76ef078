using System.Xml.Linq;

namespace LlmEnergy.Reporting.Excel;

/// <summary>What the layout library cannot put into a sheet.</summary>
internal static class SheetPart
{
    private static readonly string[] After = ["smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

    /// <summary>Ids such as 00123 are text on purpose: no green triangle.</summary>
    public static XElement NumbersAsText(string range) => new(Ooxml.Main + "ignoredError", new XAttribute("sqref", range), new XAttribute("numberStoredAsText", 1));

    /// <summary>ClosedXML writes an empty text cell as an index into the texts without the index.</summary>
    public static void UntypeEmptyCells(XElement sheet)
    {
        foreach (var cell in sheet.Descendants(Ooxml.Main + "c").Where(cell => !cell.HasElements)) cell.SetAttributeValue("t", null);
    }

    /// <summary>Adds the ignored errors in their place; the order of a sheet's elements is fixed.</summary>
    public static void Insert(XElement sheet, params IEnumerable<XElement> errors)
    {
        var element = new XElement(Ooxml.Main + "ignoredErrors", errors);
        if (sheet.Elements().FirstOrDefault(child => After.Contains(child.Name.LocalName)) is { } next) next.AddBeforeSelf(element);
        else sheet.Add(element);
    }
}
