using System.Globalization;
using System.Text.RegularExpressions;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>The parts around the workbook, written here because the libraries give them random names and the clock's time.</summary>
internal static partial class DocumentProperties
{
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    private const string Document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public const string RootRelationships =
        Ooxml.Declaration
        + $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Document}/officeDocument" """
        + $"""Target="xl/workbook.xml"/><Relationship Id="rId2" Type="{Package}/relationships/metadata/core-properties" """
        + $"""Target="docProps/core.xml"/><Relationship Id="rId3" Type="{Document}/extended-properties" """
        + """Target="docProps/app.xml"/></Relationships>""";

    public const string App =
        Ooxml.Declaration
        + """<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"""
        + "<Application>LlmEnergy</Application><AppVersion>1.0000</AppVersion></Properties>";

    private const string CoreOverride =
        """<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>""";

    public static string Core(Disclosure disclosure)
    {
        var title = $"GHG emissions of purchased LLM API services, {disclosure.Undertaking}, {disclosure.Period.Name}";
        return Core(title, disclosure.Period.Last);
    }

    public static string Core(string title, DateOnly day)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";
        return Ooxml.Declaration
            + $"""<cp:coreProperties xmlns:cp="{Package}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" """
            + """xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"""
            + $"<dc:title>{CellText.Xml(CellText.Clean(title))}</dc:title><dc:creator>LlmEnergy</dc:creator>"
            + $"<cp:lastModifiedBy>LlmEnergy</cp:lastModifiedBy>"
            + $"""<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>"""
            + $"""<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>""";
    }

    /// <summary>The list of part types with the core properties under their usual name.</summary>
    public static string ContentTypes(string saved) =>
        RandomCore().Replace(saved, "").Replace("</Types>", CoreOverride + "</Types>", StringComparison.Ordinal);

    [GeneratedRegex("""<(Default Extension="psmdcp"|Override PartName="[^"]*\.psmdcp") [^>]*/>""", RegexOptions.CultureInvariant)]
    private static partial Regex RandomCore();
}
