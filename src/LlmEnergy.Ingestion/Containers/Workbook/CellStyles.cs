using System.Globalization;
using System.Xml;

namespace LlmEnergy.Ingestion.Containers.Workbook;

/// <summary>Which styles of cells show a number as a date.</summary>
internal sealed class CellStyles
{
    private readonly Dictionary<int, bool> _formats = [];
    private readonly List<bool> _styles = [];

    public CellStyles(WorkbookPackage package)
    {
        using var xml = package.OpenOfType("styles");
        var isOfCells = false;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs")
                isOfCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "numFmt")
                _formats[NumberOf(xml.GetAttribute("numFmtId"))] = IsDateFormat(xml.GetAttribute("formatCode") ?? "");
            else if (xml.LocalName == "xf" && isOfCells)
                _styles.Add(IsDateFormat(NumberOf(xml.GetAttribute("numFmtId"))));
        }
    }

    public bool IsDate(string? style) =>
        style is not null && NumberOf(style) is >= 0 and var number && number < _styles.Count && _styles[number];

    /// <summary>Formats that every workbook has need not be named in it.</summary>
    private bool IsDateFormat(int number) =>
        _formats.TryGetValue(number, out var isDate)
            ? isDate
            : number is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;

    /// <summary>With a day or a year; quoted text, colours and conditions in brackets, and escaped characters mean nothing.</summary>
    private static bool IsDateFormat(string code)
    {
        for (var at = 0; at < code.Length; at++)
        {
            switch (code[at])
            {
                case 'd' or 'D' or 'y' or 'Y':
                    return true;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '"':
                    at = code.IndexOf('"', at + 1) is >= 0 and var quote ? quote : code.Length;
                    break;
                case '[':
                    at = code.IndexOf(']', at + 1) is >= 0 and var bracket ? bracket : code.Length;
                    break;
                case ';':
                    return false;
                default:
                    break;
            }
        }

        return false;
    }

    private static int NumberOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
