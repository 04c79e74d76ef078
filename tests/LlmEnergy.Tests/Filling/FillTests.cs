using System.Globalization;
using System.Xml.Linq;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Filling;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Filling;

/// <summary>An accountant's workbook is filled; 1 kWh of output a row, in two months of the second quarter and three of the third.</summary>
public class FillTests
{
    private const string Second = "2026-Q2";
    private const string Third = "2026-Q3";
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private PeriodWorkspace _workspace = null!;
    private Disclosure _second = null!;
    private Disclosure _third = null!;

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = PeriodWorkspace.WithLog("2026-04-02", "2026-05-05", "2026-07-01", "2026-08-01", "2026-08-02", "2026-09-01");
        (_second, _third) = (_workspace.Report(Second), _workspace.Report(Third));
    }

    [OneTimeTearDown]
    public void Delete() => _workspace.Dispose();

    [Test]
    public void Figures_go_into_names_and_markers_and_rows_into_the_table()
    {
        var filled = Fill("one.xlsm", new TemplateBook(), Third);
        var (input, data) = (Cells(filled, "sheet1"), Cells(filled, "sheet2"));
        Assert.That((input["B2"], input["B6"]), Is.EqualTo((Third, "4")));
        Assert.That(Number(input["B3"]), Is.EqualTo((double)_third[FigureIds.Total].Value!));
        Assert.That(
            (data["A2"], data["C2"], data["A3"], data["C3"], data["A4"], data["C4"]),
            Is.EqualTo(("46204", "1", "46235", "2", "46266", "1")),
            "1 July, August, September 2026 as days since 1900, since the column shows months"
        );
    }

    [Test]
    public void Only_the_parts_that_are_filled_or_rest_on_them_are_others_two_quarters_in_a_row()
    {
        var second = Fill("two.xlsm", new TemplateBook(), Second);
        var third = Fill(second, Third);
        string[] touched = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"];
        Assert.That(Differences(Template("two.xlsm"), second), Is.EquivalentTo([.. touched, "xl/pivotCache/pivotCacheDefinition1.xml"]));
        Assert.That(
            Differences(second, third),
            Is.EquivalentTo([
                "[Content_Types].xml",
                "xl/_rels/workbook.xml.rels",
                .. touched,
                "xl/charts/chart1.xml",
                "xl/tables/table1.xml",
                "xl/calcChain.xml",
            ]),
            "three months in the place of two: the table grows, and with it what shows all of it"
        );
    }

    [Test]
    public void What_shows_all_rows_of_a_table_follows_it()
    {
        var parts = TemplateBook.Parts(Fill("grow.xlsm", new TemplateBook(), Third));
        string Text(string part) => System.Text.Encoding.UTF8.GetString(parts[part]);
        Assert.That(Text("xl/tables/table1.xml"), Does.Contain("ref=\"A1:D4\"").And.Not.Contain("A1:D3"));
        Assert.That(Text("xl/charts/chart1.xml"), Does.Contain("Data!$B$2:$B$4").And.Contain("Data!$A$2:$A$4").And.Not.Contain("numCache"));
        Assert.That(Text("xl/workbook.xml"), Does.Contain("Data!$A$2:$D$4").And.Contain("fullCalcOnLoad=\"1\""));
        Assert.That(Text("xl/worksheets/sheet3.xml"), Does.Contain("SUM(Data!B2:B4)").And.Not.Contain("<v>"));
        Assert.That(Text("xl/worksheets/sheet2.xml"), Does.Contain("sqref=\"B2:B4\"").And.Contain("AVERAGE($B$2:$B$4)"));
        Assert.That(
            Text("xl/worksheets/sheet2.xml"),
            Does.Contain("<c r=\"D4\" s=\"2\"><f>tblMonths[[#This Row],[total_kgco2e]]/1000</f></c>")
        );
        Assert.That(Text("xl/pivotCache/pivotCacheDefinition1.xml"), Does.Contain("refreshOnLoad=\"1\""));
    }

    [Test]
    public void Formulas_over_the_filled_cells_come_out_as_the_figures()
    {
        var filled = Fill("calculated.xlsm", new TemplateBook(), Third);
        var again = Fill(Fill("calculated2.xlsm", new TemplateBook(), Third), Second, "shrunk.xlsm");
        var saved = LibreOffice.Saved(File.ReadAllBytes(filled), File.ReadAllBytes(again));
        foreach (var (workbook, disclosure) in saved.Zip([_third, _second]))
        {
            var path = _workspace.PathOf("saved.xlsx");
            File.WriteAllBytes(path, workbook);
            var sums = Cells(path, "sheet3");
            var total = (double)disclosure[FigureIds.Total].Value!;
            Assert.That(Number(sums["B1"]), Is.EqualTo(total * 1000).Within(1e-9));
            Assert.That(Number(sums["B2"]), Is.EqualTo(total).Within(1e-12));
            Assert.That(Number(Cells(path, "sheet1")["B4"]), Is.EqualTo(total * 1000).Within(1e-9));
        }
    }

    [Test]
    public void A_table_that_shrinks_leaves_nothing_of_the_quarter_before()
    {
        var shrunk = Fill(Fill("shrink.xlsm", new TemplateBook(), Third), Second);
        var cells = Cells(shrunk, "sheet2");
        Assert.That(cells.Keys.Where(cell => cell.EndsWith('4') && cells[cell].Length > 0), Is.Empty);
        Assert.That(TableRange(shrunk), Is.EqualTo("A1:D3"));
    }

    [Test]
    public void A_figure_that_is_missing_becomes_an_empty_cell_with_the_reason()
    {
        var path = Template("missing.xlsm");
        new TemplateBook()
            .With("xl/worksheets/sheet1.xml", "<row r=\"6\">", "<row r=\"5\"><c r=\"B5\"><v>9</v></c></row><row r=\"6\">")
            .Save(path);
        var outcome = Filled(path, Third);
        Assert.That(outcome.Missing, Is.EqualTo(new[] { ("Input!B5", "MarketBasedEmissions_kgCO2e_N", "no supplier instrument") }));
        Assert.That(Cells(outcome.Workbook!.FullName, "sheet1").GetValueOrDefault("B5", ""), Is.Empty, "missing is not zero");
    }

    [Test]
    public void A_dry_run_says_cell_old_and_new_value_and_writes_nothing()
    {
        var path = Template("dry.xlsm");
        new TemplateBook().Save(path);
        var before = Directory.GetFiles(_workspace.Folder.FullName, "*", SearchOption.AllDirectories).Length;
        var outcome = Filled(path, Third, isDryRun: true);
        Assert.That(
            outcome.Fills.Cells.Select(cell => (cell.Range.ToString(), cell.OldValue, cell.Written)),
            Does.Contain(("B2", "not reported", Third)).And.Contain(("B3", "1.5", Text(_third[FigureIds.Total].Value!.Value)))
        );
        Assert.That(Directory.GetFiles(_workspace.Folder.FullName, "*", SearchOption.AllDirectories), Has.Length.EqualTo(before));
    }

    [Test]
    public void A_mapping_names_what_the_workbook_calls_otherwise()
    {
        _workspace.Write(
            "own.json",
            """{ "schema": 1, "names": { "AllMonths": "total" }, "cells": { "Own!A1": "total_kg_kgCO2e_N" }, "tables": { "tblMonths": { "from": "ledger: by=month, month=2026-07-01", "columns": { "tonnes": "total_tco2e" } } } }"""
        );
        var path = Template("mapped.xlsm");
        new TemplateBook().With("xl/workbook.xml", "Data!$A$2:$D$3", "Own!$C$7").Save(path);
        var filled = Filled(path, Third, mapping: new(_workspace.PathOf("own.json"))).Workbook!.FullName;
        var own = Cells(filled, "sheet4");
        Assert.That((Number(own["C7"]), Number(own["A1"])), Is.EqualTo(((double)Total(_third), (double)(Total(_third) * 1000m))));
        Assert.That(TableRange(filled), Is.EqualTo("A1:D2"));
    }

    [TestCase("xl/sharedStrings.xml", "{{ledger: sum=requests}}", "{{no_such_figure}}", "LE2071", "Input!B6")]
    [TestCase("xl/sharedStrings.xml", "{{ledger: sum=requests}}", "total: {{total}}", "LE2071", "Input!B6")]
    [TestCase("xl/sharedStrings.xml", "sum=requests", "by=colour", "LE2071", "colour")]
    [TestCase("xl/sharedStrings.xml", "sum=requests", "sum=model", "LE2071", "model")]
    [TestCase("xl/sharedStrings.xml", "sum=requests", "sum=total_kgco2e_low", "LE2071", "bounds")]
    [TestCase("xl/sharedStrings.xml", "ledger: sum", "no-such-table: sum", "LE2071", "no-such-table")]
    [TestCase("xl/workbook.xml", "Input!$B$3<", "Input!$B$4<", "LE2072", "Input!B4")]
    [TestCase("xl/workbook.xml", "Input!$B$3<", "Input!$B$3:$B$4<", "LE2072", "GhgEmissions")]
    [TestCase("xl/workbook.xml", "Input!$B$3<", "#REF!<", "LE2072", "GhgEmissions")]
    [TestCase("xl/workbook.xml", "Input!$B$3<", "Input!$B$2<", "LE2072", "Input!B2")]
    [TestCase(
        "xl/worksheets/sheet1.xml",
        "<conditionalFormatting",
        "<mergeCells count=\"1\"><mergeCell ref=\"A3:B3\"/></mergeCells><conditionalFormatting",
        "LE2072",
        "Input!B3"
    )]
    [TestCase(
        "xl/worksheets/sheet1.xml",
        "<conditionalFormatting",
        "<sheetProtection sheet=\"1\"/><conditionalFormatting",
        "LE2072",
        "Input!B2"
    )]
    [TestCase(
        "xl/worksheets/sheet2.xml",
        "</row></sheetData>",
        "</row><row r=\"4\"><c r=\"C4\"><v>1</v></c></row></sheetData>",
        "LE2073",
        "Data!C4"
    )]
    [TestCase("xl/worksheets/sheet2.xml", "<c r=\"C3\"><v>80</v></c>", "<c r=\"C3\"><f>1+1</f></c>", "LE2072", "Data!C3")]
    [TestCase(
        "xl/worksheets/sheet2.xml",
        "<f>tblMonths[[#This Row],[total_kgco2e]]/1000</f><v>0.007</v>",
        "<f t=\"array\" ref=\"C2:D2\">1</f><v>1</v>",
        "LE2072",
        "Data!C2"
    )]
    [TestCase(
        "xl/tables/table1.xml",
        "<tableColumn id=\"3\" name=\"requests\"/>",
        "<tableColumn id=\"3\" name=\"comment\"/>",
        "LE2072",
        "comment"
    )]
    public void Refused_with_the_cell_and_the_reason(string part, string old, string text, string code, string place)
    {
        var path = Template("refused.xlsm");
        new TemplateBook().With(part, old, text).Save(path);
        var before = Directory.GetFiles(_workspace.Folder.FullName, "*", SearchOption.AllDirectories);
        var refused = Assert.Throws<ConfigurationException>(() => Filled(path, Third))!;
        Assert.That(refused.Issues.Select(issue => issue.Code), Has.All.EqualTo(code), refused.Message);
        Assert.That(refused.Message, Does.Contain(place));
        Assert.That(
            Directory.GetFiles(_workspace.Folder.FullName, "*", SearchOption.AllDirectories),
            Is.EqualTo(before),
            "nothing is written"
        );
    }

    [Test]
    public void Rows_from_a_marker_on_have_a_row_for_each_group()
    {
        var path = Template("rows.xlsm");
        new TemplateBook().With("xl/sharedStrings.xml", "sum=requests", "by=month, sum=requests+total_tco2e").Save(path);
        var cells = Cells(Filled(path, Third).Workbook!.FullName, "sheet1");
        Assert.That(
            new[] { "B6", "C6", "B7", "C7", "B8", "C8" }.Select(cell => cells[cell]),
            Is.EqualTo(new[] { "2026-07-01", "1", "2026-08-01", "2", "2026-09-01", "1" })
        );
        Assert.That(Number(cells["D7"]) * 2, Is.EqualTo((double)Total(_third)).Within(1e-12));
    }

    [Test]
    public void Rows_from_a_marker_on_need_room()
    {
        var path = Template("room.xlsm");
        new TemplateBook()
            .With("xl/sharedStrings.xml", "sum=requests", "by=month")
            .With("xl/worksheets/sheet1.xml", "</row></sheetData>", "</row><row r=\"8\"><c r=\"C8\"><v>1</v></c></row></sheetData>")
            .Save(path);
        Assert.That(
            () => Filled(path, Third),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("room.xlsm Input!C8").And.Message.Contains("room for 3 rows")
        );
    }

    [TestCase("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><workbook>&e;</workbook>")]
    [TestCase("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"3\">")]
    [TestCase("xl/worksheets/sheet2.xml", "<!DOCTYPE x [<!ENTITY e 'x'>]><worksheet>&e;</worksheet>")]
    [TestCase("_xmlsignatures/origin.sigs", "")]
    public void A_hostile_damaged_or_signed_workbook_is_refused_as_a_whole(string part, string text)
    {
        var path = Template("hostile.xlsm");
        new TemplateBook().Put(part, text).Save(path);
        Assert.That(() => Filled(path, Third), Refused("LE2070"));
    }

    [Test]
    public void A_part_that_unpacks_to_more_than_workbooks_do_is_refused()
    {
        var path = Template("bomb.xlsm");
        new TemplateBook().Put("xl/sharedStrings.xml", $"<sst>{new string(' ', 40 << 20)}</sst>").Save(path);
        Assert.That(() => Filled(path, Third), Refused("LE2070"));
    }

    [TestCase(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, "password")]
    [TestCase(new byte[] { 80, 75, 3, 4 }, "damaged")]
    [TestCase(new byte[] { }, "no workbook")]
    public void What_is_no_workbook_is_refused(byte[] content, string reason)
    {
        File.WriteAllBytes(Template("none.xlsx"), content);
        Assert.That(() => Filled(Template("none.xlsx"), Third), Refused("LE2070", reason));
    }

    [Test]
    public void A_workbook_with_nothing_to_fill_is_refused()
    {
        var path = Template("nothing.xlsm");
        new TemplateBook()
            .With("xl/sharedStrings.xml", "{{ledger: sum=requests}}", "")
            .With("xl/workbook.xml", "GhgEmissionsPurchasedLlmApiServices_tCO2e_N", "a")
            .With("xl/workbook.xml", "MarketBasedEmissions_kgCO2e_N", "b")
            .With("xl/workbook.xml", "report.period", "c")
            .With("xl/tables/table1.xml", "displayName=\"tblMonths\"", "displayName=\"Factors\"")
            .Save(path);
        Assert.That(() => Filled(path, Third), Refused("LE2071", "nothing.xlsm"));
    }

    [Test]
    public void Neither_the_template_nor_a_file_of_somebody_else_is_written_over()
    {
        var path = Template("kept.xlsm");
        new TemplateBook().Save(path);
        Assert.That(() => Filled(path, Third, output: new(path)), Refused("LE2001"));
        var filled = Filled(path, Third).Workbook!.FullName;
        Assert.That(() => Filled(path, Third), Throws.Nothing, "nobody changed it since");
        File.AppendAllText(filled, "a remark");
        Assert.That(() => Filled(path, Third), Refused("LE2001"));
    }

    [Test]
    public void A_period_that_was_changed_since_it_was_reported_fills_nothing()
    {
        using var changed = _workspace.Copy();
        var ledger = changed.Output(Third, "inventory.csv");
        File.WriteAllText(ledger, File.ReadAllText(ledger).Replace(",2500000,", ",2500001,", StringComparison.Ordinal));
        var path = changed.PathOf("changed.xlsm");
        new TemplateBook().Save(path);
        Assert.That(
            () => WorkbookFill.Fill(new(path), changed.Folder, Third, null, null, false, new("tester", default), CancellationToken.None),
            Throws.TypeOf<RecordedFileException>()
        );
    }

    [Test]
    public void A_filled_workbook_is_compared_with_what_it_was_filled_with_and_with_the_period()
    {
        using var own = _workspace.Copy();
        var path = own.PathOf("verified.xlsm");
        var book = new TemplateBook();
        book.Save(path);
        var filled = WorkbookFill
            .Fill(new(path), own.Folder, Third, null, null, false, new("tester", DateTimeOffset.UnixEpoch), CancellationToken.None)
            .Workbook!;
        FilledResult Verify() => FilledWorkbook.Verify(filled, own.Folder, CancellationToken.None);
        Assert.That((Verify().Differences, Verify().IsUnchanged), Is.EqualTo((Array.Empty<string>(), true)).UsingPropertiesComparer());

        var changed = TemplateBook.Parts(filled.FullName);
        var sheet = System.Text.Encoding.UTF8.GetString(changed["xl/worksheets/sheet2.xml"]);
        Assert.That(sheet, Does.Contain("<c r=\"C3\"><v>2</v></c>"));
        book.Put(
            "xl/worksheets/sheet2.xml",
            sheet.Replace("<c r=\"C3\"><v>2</v></c>", "<c r=\"C3\"><v>3</v></c>", StringComparison.Ordinal)
        );
        book.Save(filled.FullName);
        var verified = Verify();
        Assert.That(verified.IsUnchanged, Is.False);
        Assert.That(
            verified.Differences,
            Has.Some.StartsWith("Input!B3 holds 1.5, and was filled with ")
                .And.Some.StartsWith("Data!A2:D4 holds other values than the 3 rows")
        );
    }

    [Test]
    public void A_period_that_was_reported_anew_with_other_figures_is_a_difference()
    {
        using var own = _workspace.Copy();
        var path = own.PathOf("old.xlsm");
        new TemplateBook().Save(path);
        var filled = WorkbookFill
            .Fill(new(path), own.Folder, Third, null, null, false, new("tester", DateTimeOffset.UnixEpoch), CancellationToken.None)
            .Workbook!;
        own.Write("exports/late.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("late", "2026-09-30"));
        own.Report(Third);
        Assert.That(
            FilledWorkbook.Verify(filled, own.Folder, CancellationToken.None).Differences,
            Has.Some.Contains("calculation hash").And.Some.StartsWith("Input!B3 was filled with ")
        );
    }

    [TestCase("group-scope3.xlsx", 37, 1)]
    [TestCase("journal-ledger.xlsx", 3, 1)]
    public void The_templates_that_ship_are_filled(string name, int cells, int tables)
    {
        File.Copy(Path.Combine(RepositoryRoot.Path, "templates", "excel", name), Template(name), overwrite: true);
        var fills = Filled(Template(name), Third).Fills;
        Assert.That((fills.Cells.Length, fills.Blocks.Length), Is.EqualTo((cells, tables)));
        Assert.That(fills.Blocks[0].Count, Is.EqualTo(3), "months, and lines of one model in three months");
    }

    [Test]
    public void The_mapping_that_ships_can_be_read() =>
        Assert.That(
            FillMapping
                .Parse(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "templates", "excel", "vsme.fill.json")), "vsme.fill.json")
                .Names.Keys,
            Does.Contain("GrossScope3GreenhouseGasEmissions_CurrentlyStatedMember")
        );

    private static NUnit.Framework.Constraints.EqualStringConstraint Refused(string code, string reason = "") =>
        Throws
            .TypeOf<ConfigurationException>()
            .With.Message.Contains(reason)
            .And.Property(nameof(ConfigurationException.Issues))
            .One.Property(nameof(Issue.Code))
            .EqualTo(code);

    private string Template(string name) => _workspace.PathOf(name);

    private string Fill(string name, TemplateBook book, string period)
    {
        book.Save(Template(name));
        return Fill(Template(name), period);
    }

    private string Fill(string path, string period, string? output = null) =>
        Filled(path, period, output: output is null ? null : new(_workspace.PathOf(output))).Workbook!.FullName;

    private FillOutcome Filled(string path, string period, bool isDryRun = false, FileInfo? mapping = null, FileInfo? output = null) =>
        WorkbookFill.Fill(
            new(path),
            _workspace.Folder,
            period,
            output,
            mapping,
            isDryRun,
            new Writer("tester", new(2026, 10, 1, 8, 0, 0, TimeSpan.Zero)),
            CancellationToken.None
        );

    private static decimal Total(Disclosure disclosure) => disclosure[FigureIds.Total].Value!.Value;

    private static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Parts that only one has, or that are other ones.</summary>
    private static IEnumerable<string> Differences(string one, string other)
    {
        var (before, after) = (TemplateBook.Parts(one), TemplateBook.Parts(other));
        return before
            .Keys.Union(after.Keys)
            .Where(part =>
                !before.TryGetValue(part, out var old) || !after.TryGetValue(part, out var now) || !old.AsSpan().SequenceEqual(now)
            );
    }

    private static string? TableRange(string path) =>
        (string?)XDocument.Load(new MemoryStream(TemplateBook.Parts(path)["xl/tables/table1.xml"])).Root!.Attribute("ref");

    /// <summary>What the cells of a sheet hold, by their addresses.</summary>
    private static Dictionary<string, string> Cells(string path, string sheet)
    {
        var parts = TemplateBook.Parts(path);
        XDocument Xml(string part) => XDocument.Load(new MemoryStream(parts[part]));
        var shared = parts.ContainsKey("xl/sharedStrings.xml")
            ? Xml("xl/sharedStrings.xml").Root!.Elements(Main + "si").Select(text => text.Value).ToList()
            : [];
        return Xml($"xl/worksheets/{sheet}.xml")
            .Descendants(Main + "c")
            .Where(cell => cell.Attribute("r") is not null)
            .ToDictionary(
                cell => (string)cell.Attribute("r")!,
                cell =>
                    (string?)cell.Attribute("t") == "s" ? shared[(int)cell.Element(Main + "v")!]
                    : (string?)cell.Attribute("t") == "inlineStr" ? cell.Element(Main + "is")!.Value
                    : cell.Element(Main + "v")?.Value ?? ""
            );
    }
}
