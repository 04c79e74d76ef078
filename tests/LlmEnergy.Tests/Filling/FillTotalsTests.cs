using System.Xml.Linq;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Filling;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Filling;

/// <summary>A table of two months whose totals stand in row 4; the third quarter has three months, the fourth has one.</summary>
public class FillTotalsTests
{
    private const string Sheet = "xl/worksheets/sheet2.xml";
    private const string Totals =
        "<row r=\"4\"><c r=\"A4\" s=\"3\" t=\"s\"><v>3</v></c><c r=\"B4\" s=\"3\"><f>SUM(B2:B3)</f><v>15</v></c>"
        + "<c r=\"C4\" s=\"3\"><f>SUBTOTAL(109,tblMonths[requests])</f><v>150</v></c></row>";
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private PeriodWorkspace _workspace = null!;
    private Disclosure _third = null!;

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = PeriodWorkspace.WithLog("2026-07-01", "2026-08-01", "2026-08-02", "2026-09-01", "2026-10-01");
        _third = _workspace.Report("2026-Q3");
        _workspace.Report("2026-Q4");
    }

    [OneTimeTearDown]
    public void Delete() => _workspace.Dispose();

    [Test]
    public void The_row_of_totals_moves_down_with_its_texts_formulas_and_looks()
    {
        var filled = Fill(Book(""), "grow.xlsm", "2026-Q3");
        var cells = Cells(filled);
        Assert.Multiple(() =>
        {
            Assert.That(cells["C4"], Is.EqualTo("s:0 v:1"), "a row of data in the look of data");
            Assert.That(cells["A5"], Is.EqualTo("s:3 t:s v:3"));
            Assert.That(cells["B5"], Is.EqualTo("s:3 f:SUM(B2:B4)"));
            Assert.That(cells["C5"], Is.EqualTo("s:3 f:SUBTOTAL(109,tblMonths[requests])"));
            Assert.That(Text(filled, "xl/tables/table1.xml"), Does.Contain("ref=\"A1:D5\"").And.Contain("<autoFilter ref=\"A1:D4\""));
            Assert.That(Text(filled, "xl/worksheets/sheet3.xml"), Does.Contain("SUM(Data!B2:B4)").And.Contain("Data!$B$5*1"));
            Assert.That(TemplateBook.Parts(filled).Keys, Has.None.EqualTo("xl/calcChain.xml"));
        });
    }

    [Test]
    public void And_up_where_rows_become_fewer()
    {
        var filled = Fill(Book(""), "shrink.xlsm", "2026-Q4");
        var cells = Cells(filled);
        Assert.That(
            (cells["C2"], cells["B3"], cells.Keys.Count(cell => cell.EndsWith('4'))),
            Is.EqualTo(("s:0 v:1", "s:3 f:SUM(B2:B2)", 0))
        );
        Assert.That(Text(filled, "xl/tables/table1.xml"), Does.Contain("ref=\"A1:D3\""));
    }

    [Test]
    public void It_adds_up_what_the_table_holds_now()
    {
        var saved = LibreOffice.Saved(File.ReadAllBytes(Fill(Book(""), "calculated.xlsm", "2026-Q3")))[0];
        File.WriteAllBytes(_workspace.PathOf("saved.xlsx"), saved);
        Assert.That(
            double.Parse(Cells(_workspace.PathOf("saved.xlsx"))["B5"].Split("v:")[1], System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo((double)_third[FigureIds.TotalKilograms].Value!.Value).Within(1e-9)
        );
    }

    [TestCase("<row r=\"5\"><c r=\"B5\"><v>1</v></c></row>", "LE2073", "Data!B5", TestName = "something stands below")]
    [TestCase(
        "<row r=\"5\"/></sheetData><mergeCells count=\"1\"><mergeCell ref=\"C5:D5\"/></mergeCells><sheetData>",
        "LE2072",
        "C5:D5",
        TestName = "cells below are merged"
    )]
    public void It_moves_nowhere_where(string below, string code, string place) =>
        Assert.That(
            () => Fill(Book(below), "refused.xlsm", "2026-Q3"),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains(code).And.Message.Contains(place)
        );

    [Test]
    public void A_table_that_keeps_its_rows_keeps_its_totals()
    {
        var book = new TemplateBook()
            .With("xl/tables/table1.xml", "totalsRowShown=\"0\"", "totalsRowCount=\"1\"")
            .With("xl/tables/table1.xml", "\" ref=\"A1:D3\"", "\" ref=\"A1:D5\"")
            .With(Sheet, "</row></sheetData>", "</row><row r=\"5\"><c r=\"B5\"><f>SUM(B2:B4)</f></c></row></sheetData>");
        Assert.That(Cells(Fill(book, "same.xlsm", "2026-Q3"))["B5"], Is.EqualTo("s:0 f:SUM(B2:B4)"));
    }

    private static TemplateBook Book(string below) =>
        new TemplateBook()
            .With("xl/tables/table1.xml", "totalsRowShown=\"0\"", "totalsRowCount=\"1\"")
            .With("xl/tables/table1.xml", "\" ref=\"A1:D3\" ", "\" ref=\"A1:D4\" ")
            .With(Sheet, "</row></sheetData>", $"</row>{Totals}{below}</sheetData>")
            .With("xl/worksheets/sheet3.xml", "SUM(tblMonths[tonnes])", "SUM(tblMonths[tonnes])+0*Data!$B$4*1");

    private string Fill(TemplateBook book, string name, string period)
    {
        book.Save(_workspace.PathOf(name));
        return WorkbookFill
            .Fill(
                new(_workspace.PathOf(name)),
                _workspace.Folder,
                period,
                null,
                null,
                isDryRun: false,
                new Writer("tester", new(2026, 10, 1, 8, 0, 0, TimeSpan.Zero)),
                CancellationToken.None
            )
            .Workbook!.FullName;
    }

    private static string Text(string path, string part) => System.Text.Encoding.UTF8.GetString(TemplateBook.Parts(path)[part]);

    /// <summary>Style, type, formula and value of each cell, as far as it has them.</summary>
    private static Dictionary<string, string> Cells(string path) =>
        XDocument
            .Parse(Text(path, Sheet))
            .Descendants(Main + "c")
            .ToDictionary(
                cell => (string)cell.Attribute("r")!,
                cell =>
                    string.Join(
                        ' ',
                        new[]
                        {
                            $"s:{(string?)cell.Attribute("s") ?? "0"}",
                            (string?)cell.Attribute("t") is { } type ? $"t:{type}" : "",
                            cell.Element(Main + "f") is { } formula ? $"f:{formula.Value}" : "",
                            cell.Element(Main + "v") is { } value ? $"v:{value.Value}" : "",
                        }.Where(part => part.Length > 0)
                    )
            );
}
