using System.IO.Compression;
using System.Text;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>The least of a workbook that spreadsheet programs open: its parts are written by hand.</summary>
internal static class Workbook
{
    /// <summary>Styles that cells may name: 0 a number, 1 a date, 2 a date and time of the workbook's own, 3 an amount.</summary>
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm"/><numFmt numFmtId="165" formatCode="[Red]#,##0.00&quot; due&quot;"/></numFmts>
        <cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>
        """;

    /// <summary>A workbook of one sheet.</summary>
    /// <param name="rows">XML of its rows.</param>
    public static byte[] Of(string rows, string shared = "", string workbook = "") => OfParts(Parts(Sheet(rows), shared, workbook));

    public static byte[] OfParts(params (string Name, string Xml)[] parts) =>
        OfParts(CompressionLevel.Optimal, [.. parts.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Xml)))]);

    public static byte[] OfParts(CompressionLevel level, params (string Name, byte[] Xml)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, xml) in parts)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(xml);
            }
        }

        return bytes.ToArray();
    }

    public static (string Name, string Xml)[] Parts(string sheet, string shared = "", string workbook = "") =>
        [
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            ("_rels/.rels", Relations(("rId1", "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                $"""<workbook xmlns="m" xmlns:r="r">{workbook}<sheets><sheet name="Old" state="hidden" r:id="rId4"/><sheet name="Sheet1" r:id="rId1"/></sheets></workbook>"""
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Relations(
                    ("rId1", "worksheet", "worksheets/sheet1.xml"),
                    ("rId2", "styles", "styles.xml"),
                    ("rId3", "sharedStrings", "/xl/sharedStrings.xml"),
                    ("rId4", "worksheet", "worksheets/hidden.xml")
                )
            ),
            ("xl/styles.xml", Styles),
            ("xl/sharedStrings.xml", $"<sst xmlns=\"m\">{shared}</sst>"),
            ("xl/worksheets/sheet1.xml", sheet),
            ("xl/worksheets/hidden.xml", Sheet(Row(1, "provider", "amount"))),
        ];

    public static string Sheet(string rows) => $"<worksheet xmlns=\"m\"><sheetData>{rows}</sheetData></worksheet>";

    /// <summary>A row of texts.</summary>
    public static string Row(int number, params string[] texts) => $"<row r=\"{number}\">{string.Concat(texts.Select(Cell))}</row>";

    public static string Cell(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static string Relations(params (string Id, string Type, string Target)[] relations) =>
        $"<Relationships xmlns=\"p\">{string.Concat(relations.Select(relation => $"<Relationship Id=\"{relation.Id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation.Type}\" Target=\"{relation.Target}\"/>"))}</Relationships>";
}
