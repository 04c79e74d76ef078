using System.Globalization;
using System.IO.Packaging;
using ClosedXML.Excel;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>Versions that restore and build and then fail at run time fail here.</summary>
public sealed class DependencySmokeTests
{
    [Test]
    public void ClosedXML_saves_and_loads_a_workbook()
    {
        using var file = new MemoryStream();
        using (var written = new XLWorkbook())
        {
            written.AddWorksheet("S").Cell(1, 1).SetValue("00123");
            written.SaveAs(file);
        }

        using var read = new XLWorkbook(file);
        Assert.That(read.Worksheet("S").Cell(1, 1).GetString(), Is.EqualTo("00123"));
    }

    [Test]
    public void OpenXml_creates_and_opens_a_package()
    {
        using var file = new MemoryStream();
        using (var written = SpreadsheetDocument.Create(file, DocumentFormat.OpenXml.SpreadsheetDocumentType.Workbook))
            written.AddWorkbookPart().Workbook = new(
                new Sheets(
                    new Sheet
                    {
                        Name = "S",
                        SheetId = 1,
                        Id = "rId1",
                    }
                )
            );
        using var read = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.That(read.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name?.Value), Is.EqualTo(new[] { "S" }));
    }

    [Test]
    public void ExcelNumberFormat_formats_a_number() =>
        Assert.That(new ExcelNumberFormat.NumberFormat("#,##0.00").Format(1234.567, CultureInfo.InvariantCulture), Is.EqualTo("1,234.57"));

    [Test]
    public void Packaging_writes_a_part()
    {
        using var file = new MemoryStream();
        using (var package = Package.Open(file, FileMode.Create))
            package.CreatePart(new("/a.xml", UriKind.Relative), "text/xml");
        using var read = Package.Open(file, FileMode.Open);
        Assert.That(read.PartExists(new("/a.xml", UriKind.Relative)), Is.True);
    }

    // bitmaps and fonts would need libgdiplus; what ClosedXML takes from it on every run must not
    [Test]
    public void Drawing_loads_without_native_parts() =>
        Assert.That(System.Drawing.Imaging.ImageFormat.Png.Guid, Is.EqualTo(new Guid("b96b3caf-0728-11d3-9d7b-0000f81ef32e")));
}
