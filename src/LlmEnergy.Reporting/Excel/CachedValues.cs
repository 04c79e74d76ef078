using System.Xml.Linq;

namespace LlmEnergy.Reporting.Excel;

/// <summary>The value of each formula cell, known before any spreadsheet computes it.</summary>
internal sealed class CachedValues
{
    private readonly Dictionary<(string Sheet, string Cell), CachedValue> _values = [];

    public void Add(string sheet, string cell, CachedValue value) => _values.Add((sheet, cell), value);

    /// <summary>Writes the values beside the formulas of a sheet.</summary>
    public XElement Fill(string sheetName, XElement sheet)
    {
        foreach (var cell in sheet.Descendants(Ooxml.Main + "c").Where(cell => cell.Element(Ooxml.Main + "f") is not null))
        {
            var value = _values[(sheetName, (string)cell.Attribute("r")!)];
            cell.SetAttributeValue("t", value.Type);
            cell.Elements(Ooxml.Main + "v").Remove();
            cell.Add(new XElement(Ooxml.Main + "v", value.Text));
        }

        return sheet;
    }
}
