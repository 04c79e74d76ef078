using System.Text;
using System.Xml;
using LlmEnergy.Ingestion.Containers.Tables;

namespace LlmEnergy.Ingestion.Containers.Workbook;

/// <summary>Texts that stand once in a workbook, however many cells have them.</summary>
internal static class SharedTexts
{
    public static TextTable Read(WorkbookPackage package)
    {
        var texts = new TextTable();
        using var xml = package.OpenOfType("sharedStrings");
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
                texts.Add(Encoding.UTF8.GetBytes(TextOf(xml)));
        }

        return texts;
    }

    /// <summary>All text of the element that the reader stands on; what tells the pronunciation is left out.</summary>
    public static string TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var text = new StringBuilder();
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                PassPronunciation(xml);
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                text.Append(xml.Value);
        }

        return text.ToString();
    }

    private static void PassPronunciation(XmlReader xml)
    {
        var depth = xml.Depth;
        while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth) { }
    }
}
