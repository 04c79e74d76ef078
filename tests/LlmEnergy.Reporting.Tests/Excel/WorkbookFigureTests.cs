using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>What the small sheets show: figures, checks, models.</summary>
public sealed class WorkbookFigureTests
{
    [Test]
    public void A_figure_is_printed_as_the_report_rounds_it()
    {
        // 0.125 as doubles hold it would round to 0.12
        var half = new Figure(new("half"), "Half", new Expr.Constant(0.125m), Unit.TonnesCo2e, 2, 0.125m, null, "Half", null);
        var cells = Read(TestInventories.Of(1) with { Figures = [half], Checks = [] });
        Assert.Multiple(() =>
        {
            Assert.That(cells["Disclosure", "C12"], Is.EqualTo(new ReadCell("0.125", "n", "0.125")));
            Assert.That(cells["Disclosure", "D12"], Is.EqualTo(new ReadCell("ROUND(ROUND(Half_N,9),2)", "n", "0.13")));
        });
    }

    [Test]
    public void A_missing_figure_is_empty_and_says_why()
    {
        var cells = Read(TestInventories.Disclose([TestInventories.Line(1, "unknown", rate: null)]));
        Assert.Multiple(() =>
        {
            Assert.That(cells.Cells.Keys, Does.Not.Contain(("Disclosure", "C12")));
            Assert.That(cells.Names["LlmTotal_kgCO2e_N"], Is.EqualTo("Disclosure!$C$12"));
            Assert.That(cells["Disclosure", "F12"].Value, Is.EqualTo("missing: no line is calculated"));
        });
    }

    [Test]
    public void Quantities_that_no_source_states_are_not_zero()
    {
        var cells = Read(TestInventories.Disclose([
            TestInventories.Line(1, "a", TestInventories.Products, known: Known.Output),
            TestInventories.Line(2, "b", TestInventories.Products),
        ]));
        Assert.Multiple(() =>
        {
            Assert.That(cells["ByModel", "G5"].Value, Is.EqualTo("not stated"));
            Assert.That(cells["ByModel", "G6"], Is.EqualTo(new ReadCell("SUMIFS(tblLedger[requests],tblLedger[model_key],$A6)", "n", "1")));
            Assert.That(cells["ByModel", "G7"], Is.EqualTo(new ReadCell("SUM(G5:G6)", "n", "1")));
            Assert.That(cells["Ledger", "Q2"].Value, Is.Null);
            Assert.That(cells["Ledger", "Q3"].Value, Is.EqualTo("1"));
        });
    }

    [Test]
    public void A_failed_check_is_false_everywhere()
    {
        var example = TestInventories.Of(2);
        var cells = Read(example with { Checks = [.. example.Checks, new("rows-2", "One row too few", 8m, 6m, 0m, Unit.Count, new Expr.Sum(Ledger.Rows), "")] });
        Assert.Multiple(() =>
        {
            Assert.That(cells["Checks", "F10"].Value, Is.EqualTo("-2"));
            Assert.That(cells["Checks", "H10"], Is.EqualTo(new ReadCell("IF(ISNUMBER(F10),ABS(F10)<=G10,FALSE)", "b", "0")));
            Assert.That(cells["Checks", "B3"], Is.EqualTo(new ReadCell("AND(H6:H11)", "b", "0")));
            Assert.That(cells["Disclosure", "C5"], Is.EqualTo(new ReadCell("AllChecksPass", "b", "0")));
        });
    }

    [Test]
    public void An_interim_draft_says_so() => Assert.Multiple(() =>
    {
        var cells = Read(TestInventories.Of(1));
        Assert.That(cells["Disclosure", "A3"].Value, Is.EqualTo("2026-Q3: 2026-07-01 to 2026-09-30 (UTC)"));
        Assert.That(cells["Disclosure", "A4"].Value, Is.EqualTo("Draft"));
        Assert.That(cells["Disclosure", "C4"].Value, Is.EqualTo("interim, unassured"));
        Assert.That(cells["Disclosure", "C6"].Value, Is.EqualTo("sha256:" + new string('c', 64)));
    });

    [Test]
    public void A_year_is_not_interim() =>
        Assert.That(Read(TestInventories.Disclose([TestInventories.Line(1, "a", TestInventories.Products)], period: "2026")).Cells.GetValueOrDefault(("Disclosure", "C4"))?.Value, Is.Null);

    private static WorkbookCells Read(Disclosure disclosure) => WorkbookCells.Read(DisclosureWorkbookTests.Written(disclosure));
}
