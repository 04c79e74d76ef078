using System.Text.RegularExpressions;
using System.Xml.Linq;
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
            Assert.That(cells["Disclosure", "J12"].Value, Is.EqualTo("missing: no line is calculated"));
        });
    }

    [Test]
    public void Quantities_that_no_source_states_are_not_zero()
    {
        var cells = Read(
            TestInventories.Disclose([
                TestInventories.Line(1, "a", TestInventories.Products, known: Known.Output),
                TestInventories.Line(2, "b", TestInventories.Products),
            ])
        );
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
        var cells = Read(
            example with
            {
                Checks = [.. example.Checks, new("rows-2", "One row too few", 8m, 6m, 0m, Unit.Count, new Expr.Sum(Ledger.Rows), "")],
            }
        );
        Assert.Multiple(() =>
        {
            Assert.That(cells["Checks", "F10"].Value, Is.EqualTo("-2"));
            Assert.That(cells["Checks", "H10"], Is.EqualTo(new ReadCell("IF(ISNUMBER(F10),ABS(F10)<=G10,FALSE)", "b", "0")));
            Assert.That(cells["Checks", "B3"], Is.EqualTo(new ReadCell("AND(H6:H11)", "b", "0")));
            Assert.That(cells["Disclosure", "C5"], Is.EqualTo(new ReadCell("AllChecksPass", "b", "0")));
        });
    }

    [Test]
    public void A_gap_and_who_accepts_it_stand_beside_the_checks()
    {
        var example = TestInventories.Of(2);
        var cells = Read(
            example with
            {
                Checks =
                [
                    .. example.Checks,
                    new(Check.Coverage, "Every day of every source is accounted for", 1_840m, 1_809m, 0m, new("days"), null, ""),
                ],
                Acceptances = [new(Check.Coverage, "A. Berg", new(2026, 10, 6), "the log of August is lost")],
                Inputs = [.. example.Inputs, new("z.csv", 70, new string('e', 64)) { Rows = 1 }],
            }
        );
        Assert.Multiple(() =>
        {
            Assert.That(
                (cells["Checks", "A10"].Value, cells["Checks", "H10"].Value, cells["Checks", "J10"].Value),
                Is.EqualTo(("coverage", "0", "failed, accepted by A. Berg on 2026-10-06: the log of August is lost"))
            );
            Assert.That(
                new[] { "A17", "C17", "D17", "E17" }.Select(at => cells["SignOff", at].Value),
                Is.EqualTo(new[] { "coverage", "2026-10-06", "A. Berg", "the log of August is lost" })
            );
            Assert.That(
                (cells["Manifest", "A12"].Value, cells["Manifest", "D12"].Value),
                Is.EqualTo(("z.csv", "register, rows of the period: 1"))
            );
            Assert.That(
                (cells["Disclosure", "C5"].Value, cells["Disclosure", "D5"].Value),
                Is.EqualTo(("0", "incomplete: 31 days of 1,840 (days x sources)"))
            );
        });
    }

    [Test]
    public void An_interim_draft_says_so() =>
        Assert.Multiple(() =>
        {
            var cells = Read(TestInventories.Of(1));
            Assert.That(cells["Disclosure", "A3"].Value, Is.EqualTo("2026-Q3: 2026-07-01 to 2026-09-30 (UTC)"));
            Assert.That(cells["Disclosure", "A4"].Value, Is.EqualTo("Draft"));
            Assert.That(cells["Disclosure", "C4"].Value, Is.EqualTo("interim, unassured"));
            Assert.That(cells["Disclosure", "C6"].Value, Is.EqualTo("sha256:" + new string('c', 64)));
        });

    [Test]
    public void A_year_is_not_interim() =>
        Assert.That(
            Read(TestInventories.Disclose([TestInventories.Line(1, "a", TestInventories.Products)], period: "2026"))
                .Cells.GetValueOrDefault(("Disclosure", "C4"))
                ?.Value,
            Is.Null
        );

    [Test]
    public void What_was_disclosed_before_stands_beside_with_the_change() =>
        Assert.Multiple(() =>
        {
            var cells = Read(TestInventories.Disclose([TestInventories.Line(1, "a", TestInventories.Products)]));
            Assert.That((cells["Disclosure", "E13"].Number, cells["Disclosure", "G13"].Number), Is.EqualTo((0.5, 2.0)));
            Assert.That(cells["Disclosure", "F13"].Formula, Is.EqualTo("IF(COUNT(C13,E13)<2,\"\",IF(E13=0,\"\",C13/E13-1))"));
            Assert.That(cells["Disclosure", "F13"].Number, Is.EqualTo((cells["Disclosure", "C13"].Number / 0.5) - 1).Within(1e-12));
            Assert.That(cells["Disclosure", "F17"], Has.Property("Value").EqualTo(""), "requests were zero: no change in percent");
            Assert.That(cells.Cells.Keys, Does.Not.Contain(("Disclosure", "F16")), "nothing to compare energy with");
            Assert.That(cells["Disclosure", "A7"].Value, Is.EqualTo("N-1: 2025-Q3, from 2025-Q3. Base year: 2024, from comparatives.csv."));
        });

    [Test]
    public void The_table_of_AR_48_shows_base_year_comparative_and_targets() =>
        Assert.Multiple(() =>
        {
            var cells = Read(TestInventories.Of(12));
            Assert.That(
                cells["AR48", "A4"].Value,
                Does.EndWith("decided material for its Scope 3 on 2026-03-01, on the basis of screening of all categories")
            );
            Assert.That(cells["AR48", "A18"].Value, Is.EqualTo("of which LLM API services, this report [tCO2e]"));
            Assert.That(
                (cells["AR48", "B18"].Number, cells["AR48", "C18"].Number, cells["AR48", "G18"].Number),
                Is.EqualTo((2.0, 0.5, 1.0))
            );
            Assert.That(cells["AR48", "I18"].Formula, Is.EqualTo("IF(COUNT(G18,B18)<2,\"\",IF(B18=0,\"\",(G18/B18-1)/6))"));
            Assert.That(cells["AR48", "I18"].Number, Is.EqualTo(-0.5 / 6).Within(1e-12), "half of the base year's in six years");
            Assert.That(cells["AR48", "J17"].Value, Does.StartWith("not disclosed: "));
            Assert.That(cells["AR48", "J9"].Value, Does.StartWith("not from LLM usage"));
        });

    /// <summary>Without base year, milestones and totals, which the rules of 2026 do not have.</summary>
    [TestCase("ESRS-2026", "AR26", "Gross GHG emissions (ESRS E1 AR 26)", "Comparative (N-1)|N|% N / N-1|Note")]
    [TestCase("VS-2026", "B3", "Gross GHG emissions (VS B3, 32 to 33)", "Comparative (N-1)|N|% N / N-1|Note")]
    public void The_sheet_of_the_table_is_that_of_the_rules(string rules, string sheet, string title, string heads)
    {
        var cells = Read(TestInventories.Of(12) with { RuleSet = rules });
        Assert.That(cells.Sheets, Does.Contain(sheet).And.Not.Contain("AR48"));
        Assert.That(cells[sheet, "A1"].Value, Is.EqualTo(title));
        Assert.That(string.Join('|', "BCDE".Select(column => cells[sheet, $"{column}7"].Value)), Is.EqualTo(heads));
        Assert.That(cells.Cells.Values.Select(cell => cell.Value).OfType<string>(), Has.None.Contains("AR 48").And.None.Contains("AR 51"));
    }

    [Test]
    public void Cost_is_summed_where_it_is_of_one_currency() =>
        Assert.Multiple(() =>
        {
            var first = TestInventories.Line(1, "a", TestInventories.Products);
            var cells = Read(
                TestInventories.Disclose([
                    first,
                    first with
                    {
                        Activity = first.Activity with { Number = 2, Cost = new(2m, "USD") },
                    },
                    TestInventories.Line(3, "b", TestInventories.Products),
                ])
            );
            Assert.That((cells["ByModel", "U5"].Value, cells["ByModel", "V5"].Value), Is.EqualTo(("several", "EUR, USD")));
            Assert.That(
                (cells["ByModel", "U6"].Formula, cells["ByModel", "V6"].Value),
                Is.EqualTo(("SUMIFS(tblLedger[cost],tblLedger[model_key],$A6)", "EUR"))
            );
            Assert.That(cells["ByModel", "U7"].Value, Is.Null, "no sum over currencies");
        });

    [Test]
    public void Gaps_are_named_by_their_days() =>
        Assert.Multiple(() =>
        {
            var cells = Read(TestInventories.Of(1));
            Assert.That(
                new[] { "C5", "D5", "E5", "F5", "G5", "K5" }.Select(at => cells["Coverage", at].Value),
                Is.EqualTo(new[] { "5", "2", "1", "2", "no", "2026-07-02 to 2026-07-03" })
            );
        });

    [Test]
    public void Findings_events_and_the_account_of_rows_stand_on_their_sheets() =>
        Assert.Multiple(() =>
        {
            var cells = Read(TestInventories.Of(1));
            Assert.That(
                new[] { "A5", "B5", "C5", "D5", "E5", "F5", "G5" }.Select(at => cells["Issues", at].Value),
                Is.EqualTo(new[] { "LE1003", "error", "0.125", "exports/openai/2026-07.csv", "7", "3", "=1+1 is no date" })
            );
            Assert.That(cells["SignOff", "C12"].Value, Is.EqualTo("2026-07-09 08:30:00"));
            Assert.That(cells["SignOff", "E12"], Is.EqualTo(new ReadCell(null, "s", "=HYPERLINK(\"https://example.org\")")));
            Assert.That(
                new[] { "E10", "F10", "G10", "H10", "I10", "J10" }.Select(at => cells["Manifest", at].Value),
                Is.EqualTo(new[] { "10", "6", "1", "2", "1", "yes" })
            );
            Assert.That(cells["Manifest", "D11"].Value, Is.EqualTo("setting or archive"));
        });

    [TestCase("Months", "Emissions by month and model")]
    [TestCase("ByModel", "Emissions of the largest models: low, central, high")]
    [TestCase("DataQuality", "Shares by tier of data quality")]
    public void A_chart_draws_what_the_cells_hold(string sheet, string title)
    {
        var written = DisclosureWorkbookTests.Written(TestInventories.Of(24));
        var cells = WorkbookCells.Read(written);
        var chart = XDocument.Parse(
            WorkbookCells.Parts(written, "xl/charts/").Values.Single(part => part.Contains($">{title}<", StringComparison.Ordinal))
        );
        var references = chart.Descendants().Where(element => element.Name.LocalName is "numRef" or "strRef").ToList();
        Assert.Multiple(() =>
        {
            Assert.That(references, Has.Count.GreaterThan(3));
            foreach (var reference in references)
            {
                var match = Regex.Match(reference.Elements().First().Value, @"^(\w+)!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)$");
                Assert.That(match.Groups[1].Value, Is.EqualTo(sheet));
                Assert.That(match.Groups[4].Value, Is.EqualTo(match.Groups[2].Value), "one column");
                var (first, last) = (
                    int.Parse(match.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture),
                    int.Parse(match.Groups[5].Value, System.Globalization.CultureInfo.InvariantCulture)
                );
                Assert.That(
                    reference.Descendants().Where(element => element.Name.LocalName == "pt").Select(point => point.Value),
                    Is.EqualTo(Enumerable.Range(first, last - first + 1).Select(row => cells[sheet, $"{match.Groups[2].Value}{row}"].Value))
                );
            }
        });
    }

    [Test]
    public void A_period_without_usage_has_no_chart_and_says_so() =>
        Assert.Multiple(() =>
        {
            var written = DisclosureWorkbookTests.Written(TestInventories.Of(0));
            Assert.That(WorkbookCells.Parts(written, "xl/charts/"), Is.Empty);
            Assert.That(WorkbookCells.Read(written)["ByModel", "B6"].Value, Is.EqualTo("No usage in the period."));
        });

    private static WorkbookCells Read(Disclosure disclosure) => WorkbookCells.Read(DisclosureWorkbookTests.Written(disclosure));
}
