using System.Globalization;
using System.Text;
using System.Xml;

namespace LlmEnergy.Reporting.Filling;

/// <summary>The cells of a sheet one after the other, and what else of the sheet says whether they may be written.</summary>
internal sealed class SheetCells(XmlReader xml) : IDisposable
{
    private int _row;
    private int _column;

    public int Row => _row;

    public int Column => _column;

    public int Style { get; private set; }

    public string Type { get; private set; } = "";

    /// <summary>Null where the cell has none; empty where it shares another's.</summary>
    public string? Formula { get; private set; }

    /// <summary>Cells that an array or a shared formula fills from here; null where it fills its own.</summary>
    public CellRange? Fills { get; private set; }

    /// <summary>As it stands in the file: of a shared text its number.</summary>
    public string Value { get; private set; } = "";

    public bool IsEmpty => Formula is null && Value.Length == 0;

    /// <summary>Complete after the last cell.</summary>
    public List<CellRange> Merged { get; } = [];

    /// <summary>Whether locked cells cannot be changed; known after the last cell.</summary>
    public bool IsProtected { get; private set; }

    public bool Next()
    {
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.LocalName)
            {
                case "row":
                    _row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                        ? row
                        : _row + 1;
                    _column = 0;
                    break;
                case "c":
                    Read();
                    return true;
                case "mergeCell" when CellRange.TryParse(xml.GetAttribute("ref"), out var merged):
                    Merged.Add(merged);
                    break;
                case "sheetProtection":
                    IsProtected = xml.GetAttribute("sheet") is "1" or "true";
                    break;
                default:
                    break;
            }
        }

        return false;
    }

    public void Dispose() => xml.Dispose();

    private void Read()
    {
        (_column, Formula, Fills, Value) = (_column + 1, null, null, "");
        if (CellRange.TryParse(xml.GetAttribute("r"), out var cell))
            (_row, _column) = (cell.FirstRow, cell.FirstColumn);
        Style = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? style : 0;
        Type = xml.GetAttribute("t") ?? "n";
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        var inside = "";
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                inside = xml.LocalName;
                if (inside == "f")
                {
                    Formula = "";
                    Fills = CellRange.TryParse(xml.GetAttribute("ref"), out var filled) ? filled : null;
                }
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                if (inside == "f")
                    Formula += xml.Value;
                else if (inside is "v" or "t")
                    Value += xml.Value;
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                inside = "";
            }
        }
    }
}

/// <summary>Texts that stand once in a workbook, however many cells have them.</summary>
internal static class SharedTexts
{
    /// <summary>By their numbers, those that are wanted.</summary>
    public static Dictionary<int, string> Read(Template template, Func<int, string, bool> isWanted)
    {
        var texts = new Dictionary<int, string>();
        var part = template
            .RelationsFrom(template.MainPart)
            .FirstOrDefault(relation => relation.Type.EndsWith("/sharedStrings", StringComparison.Ordinal))
            .Target;
        if (part is null || !template.Has(part))
            return texts;
        using var xml = template.Open(part);
        for (var number = 0; xml.ReadToFollowing("si", xml.NamespaceURI.Length > 0 ? xml.NamespaceURI : NamespaceOf(xml)); number++)
        {
            var text = TextOf(xml);
            if (isWanted(number, text))
                texts.Add(number, text);
        }

        return texts;
    }

    private static string NamespaceOf(XmlReader xml)
    {
        xml.MoveToContent();
        return xml.NamespaceURI;
    }

    private static string TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var text = new StringBuilder();
        var (depth, isText, pronunciation) = (xml.Depth, false, int.MaxValue);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.Depth <= pronunciation)
                pronunciation = int.MaxValue;
            if (xml.NodeType == XmlNodeType.Element)
            {
                isText = xml.LocalName == "t" && pronunciation == int.MaxValue;
                if (xml.LocalName == "rPh")
                    pronunciation = xml.Depth;
            }
            else if (isText && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                text.Append(xml.Value);
            }
        }

        return text.ToString();
    }
}
