using System.Globalization;
using System.Text.RegularExpressions;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Excel;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>An independent program computes every formula anew and must come to the values that the workbook holds.</summary>
public sealed class RecalculationTests
{
    private static readonly IReadOnlyDictionary<string, Func<Disclosure>> Examples = new Dictionary<string, Func<Disclosure>>
    {
        ["no line"] = () => TestInventories.Of(0),
        ["one line"] = () => TestInventories.Of(1),
        ["200 lines"] = () => TestInventories.Of(200),
        ["lines without rate, central value or hardware: they stay empty and break no sum"] = () =>
            TestInventories.Disclose([
                TestInventories.Line(1, "known", TestInventories.Products, seed: 1),
                TestInventories.Line(2, "unknown", rate: null, seed: 2),
                TestInventories.Line(3, "range-only", TestInventories.WithoutCentral, seed: 3),
                TestInventories.Line(4, "no-hardware", TestInventories.WithoutHardware, seed: 4),
                TestInventories.Line(5, "no-counts", TestInventories.Products, seed: 5, Known.Output),
                TestInventories.Line(6, "no-grid", rate: null, seed: 6) with
                {
                    Place = null,
                },
                TestInventories.Line(7, "speech", TestInventories.Spend, seed: 7),
                TestInventories.Line(8, "measured", TestInventories.Latency, seed: 8),
            ]),
        ["names that SUMIFS reads as patterns: they do not mix"] = () =>
            TestInventories.Disclose([
                .. new[]
                {
                    "llama*",
                    "llama3",
                    "<unknown>",
                    "=HYPERLINK(\"https://example.org\")",
                    "00123",
                    "123",
                    "gpt-4o",
                    "GPT-4o",
                    ">5",
                    "a~b",
                    "",
                }.Select((model, i) => TestInventories.Line(i + 1, model, TestInventories.Products, seed: i)),
            ]),
    };

    private static readonly Lazy<Dictionary<string, (WorkbookCells Ours, WorkbookCells Theirs)>> Recalculated = new(() =>
    {
        var books = Examples.Values.Select(disclosure => DisclosureWorkbookTests.Written(disclosure())).ToList();
        return Examples
            .Keys.Zip(books.Select(WorkbookCells.Read), Recalculation.Recalculated(books))
            .ToDictionary(example => example.First, example => (example.Second, example.Third));
    });

    private static IEnumerable<string> Names => Examples.Keys;

    [TestCaseSource(nameof(Names))]
    public void LibreOffice_comes_to_the_cached_values_of(string example) =>
        Assert.That(Recalculation.Differences(Recalculated.Value[example].Ours, Recalculated.Value[example].Theirs), Is.Empty);

    [Test, Category("Long")]
    public void LibreOffice_comes_to_the_cached_values_of_a_thousand_lines() =>
        Assert.That(Differences(TestInventories.Of(1_000), falsified: null), Is.Empty);

    [Test]
    public void Lines_that_fill_gaps_have_columns_of_their_own_and_stand_in_no_control_total()
    {
        var line = TestInventories.Line(2, "a", TestInventories.Products, seed: 1);
        var disclosure = TestInventories.Disclose([
            TestInventories.Line(1, "a", TestInventories.Products, seed: 1),
            line with
            {
                Activity = line.Activity with { Key = line.Activity.Key with { IsEstimated = true }, Gap = new(1, 0.5m, 1.5m) },
            },
        ]);
        var (inventory, measured) = (disclosure.Inventory, new Expr.Sum(Ledger.Requests, Condition.Exactly(Ledger.GapDays, 0m)));
        var days = inventory.Activity.Coverage.SetItem(1, inventory.Activity.Coverage[1] with { Status = DayStatus.Estimated });
        disclosure = disclosure with
        {
            Inventory = inventory with { Activity = inventory.Activity with { Coverage = days } },
            EstimatedDays = new(1, 5, 0.5m),
            Checks = [.. disclosure.Checks, new("requests", "Requests are in the ledger", 2m, 2m, 0m, Unit.Count, measured, "")],
        };
        Assert.That(Differences(disclosure, falsified: null), Is.Empty);
        var cells = WorkbookCells.Read(DisclosureWorkbookTests.Written(disclosure));
        var column = Reporting.Excel.A1.Column(Ledger.Columns.Length + 1);
        Assert.That(new[] { 1, 2, 3 }.Select(row => cells["Ledger", $"{column}{row}"].Value), Is.EqualTo(new[] { "gap_days", "0", "1" }));
        Assert.That(
            (cells["Coverage", "L4"].Value, cells["Coverage", "L5"].Value, cells["Coverage", "M5"].Value, cells["Coverage", "F5"].Value),
            Is.EqualTo(("Estimated", "1", "2026-07-02", "1"))
        );
    }

    // LibreOffice believes the values it finds: were they not taken out, the tests above would compare our values with themselves
    [Test]
    public void The_comparison_sees_false_values() =>
        Assert.That(Differences(TestInventories.Of(10), falsified: "12345"), Has.Count.GreaterThan(200));

    [Test]
    public void A_changed_factor_moves_the_disclosed_figure()
    {
        var written = DisclosureWorkbookTests.Written(
            TestInventories.Disclose([TestInventories.Line(1, "a", TestInventories.WithoutHardware, seed: 1)])
        );
        var doubled = WorkbookCells.Edited(
            written,
            WorkbookCells.PathOf(written, "Factors"),
            xml => xml.Replace("<v>123.4</v>", "<v>246.8</v>", StringComparison.Ordinal)
        );
        var location = Recalculation.Recalculated(written, doubled).Select(cells => cells["ByModel", "N6"].Number).ToArray();
        Assert.That(location[1], Is.EqualTo(2 * location[0]).Within(1e-12));
    }

    [Test, Category("Long")]
    public void A_place_that_is_not_found_fails_the_checks_instead_of_breaking_them()
    {
        var written = DisclosureWorkbookTests.Written(TestInventories.Of(10));
        // on Places, whose texts come before those of the ledger
        var renamed = WorkbookCells.Edited(written, "xl/sharedStrings.xml", xml => ReplaceFirst(xml, ">P001<", ">PX01<"));
        var recalculated = Recalculation.Recalculated(renamed).Single();
        Assert.Multiple(() =>
        {
            Assert.That(recalculated["Ledger", "AX3"].Type, Is.EqualTo("e"));
            // ten lines, two of them at another place, one by spend, one not calculated
            Assert.That(recalculated["Checks", "E10"].Number, Is.EqualTo(6));
            Assert.That(recalculated["Checks", "B3"], Has.Property("Type").EqualTo("b").And.Property("Value").EqualTo("0"));
            Assert.That(recalculated["Disclosure", "C5"], Has.Property("Type").EqualTo("b").And.Property("Value").EqualTo("0"));
        });
    }

    [Test, Category("Long")]
    public void Other_output_tokens_of_five_lines_move_the_headline_by_what_they_emit()
    {
        var written = DisclosureWorkbookTests.Written(
            TestInventories.Disclose([
                .. Enumerable.Range(0, 8).Select(i => TestInventories.Line(i + 1, "a", TestInventories.Products, seed: 3 * i)),
            ])
        ); // the first band: no multiplier
        var more = WorkbookCells.Edited(
            written,
            WorkbookCells.PathOf(written, "Ledger"),
            xml => Enumerable.Range(2, 5).Aggregate(xml, (text, row) => Rewrite(text, $"U{row}", tokens => tokens + 1_000_000))
        );
        var total = Recalculation.Recalculated(written, more).Select(cells => cells["Disclosure", "C12"].Number).ToArray();
        // a million tokens more at 1.25 Wh a thousand are 1.25 kWh; four lines of five in Denmark (123.4 g and 41.5 g upstream, losses of
        // 6.25 % of the grid's), the first in the United States
        var denmark = 1.25 * ((123.4 * 1.0625) + 41.5) / 1_000;
        var unitedStates = 1.25 * 384 / 1_000;
        const double hardware = 1.25 * 0.05 / 1_000;
        Assert.That(total[1] - total[0], Is.EqualTo((4 * denmark) + unitedStates + (5 * hardware)).Within(1e-9));
    }

    [Test, Category("Long")]
    public void An_input_that_is_filled_in_computes_what_rests_on_it()
    {
        var written = DisclosureWorkbookTests.Written(TestInventories.Disclose([TestInventories.Line(1, "a", TestInventories.Products)]));
        var names = WorkbookCells.Read(written).Names;
        string Cell(string name) =>
            names[name].Replace("Disclosure!", "", StringComparison.Ordinal).Replace("$", "", StringComparison.Ordinal);
        var filled = WorkbookCells.Edited(
            written,
            WorkbookCells.PathOf(written, "Disclosure"),
            xml =>
                Regex.Replace(
                    xml,
                    $"""<c r="{Cell("OtherCloud_tCO2e_N")}"( s="\d+")[^>]*/>""",
                    match => $"""<c r="{Cell("OtherCloud_tCO2e_N")}"{match.Groups[1].Value}><v>2.5</v></c>"""
                )
        );
        var recalculated = Recalculation.Recalculated(written, filled);
        var (before, after) = (recalculated[0], recalculated[1]);
        Assert.Multiple(() =>
        {
            Assert.That(before["Disclosure", Cell("CloudServices_tCO2e_N")].Value ?? "", Is.Empty);
            Assert.That(
                after["Disclosure", Cell("CloudServices_tCO2e_N")].Number,
                Is.EqualTo(before["Disclosure", "C13"].Number + 2.5).Within(1e-9)
            );
            Assert.That(after["AR48", "D17"].Number, Is.EqualTo(before["Disclosure", "C13"].Number + 2.5).Within(1e-9));
            Assert.That(before["AR48", "D17"].Value ?? "", Is.Empty);
        });
    }

    [Test, Category("Long")]
    public void A_row_that_a_user_adds_computes_itself()
    {
        var written = DisclosureWorkbookTests.Written(
            TestInventories.Disclose([
                .. Enumerable.Range(0, 3).Select(i => TestInventories.Line(i + 1, $"m{i}", TestInventories.Products, seed: i + 1)),
            ])
        );
        var table = WorkbookCells.Tables(written)["tblLedger"];
        var sheet = WorkbookCells.PathOf(written, "Ledger");
        // what Excel does when a row is typed below the table: the table grows, and its column formulas are filled down
        var grown = WorkbookCells.Edited(written, table.Path, xml => xml.Replace("4\"", "5\"", StringComparison.Ordinal));
        grown = WorkbookCells.Edited(
            grown,
            sheet,
            xml =>
                Regex.Replace(
                    xml,
                    """<row r="4".*?</row>""",
                    row =>
                        row.Value
                        + Regex.Replace(
                            row.Value,
                            """(<c r="|<row r=")([A-Z]*)4(".*?)(?=<c |</row>|>)""",
                            cell => $"{cell.Groups[1].Value}{cell.Groups[2].Value}5{cell.Groups[3].Value}"
                        )
                )
        );
        grown = WorkbookCells.Edited(
            grown,
            sheet,
            xml =>
                table
                    .Columns.Select((column, i) => (column, Cell: A1(i + 1) + "5"))
                    .Where(at => at.column.Formula is not null)
                    .Aggregate(
                        xml,
                        (text, at) =>
                            Regex.Replace(
                                text,
                                $"""(<c r="{at.Cell}"[^>]*><f>).*?(</f>)""",
                                match =>
                                    match.Groups[1].Value
                                    + System.Security.SecurityElement.Escape(at.column.Formula)
                                    + match.Groups[2].Value
                            )
                    )
        );
        var before = WorkbookCells.Read(written);
        var after = Recalculation.Recalculated(grown).Single();
        var columns = table.Columns.Select((column, i) => (column.Name, Letter: A1(i + 1))).ToList();
        Assert.Multiple(() =>
        {
            foreach (
                var (name, letter) in columns.Where(at =>
                    before.Cells.GetValueOrDefault(("Ledger", at.Letter + "4")) is { Formula: not null, Type: "n" }
                )
            )
                Assert.That(
                    after["Ledger", letter + "5"].Number,
                    Is.EqualTo(before["Ledger", letter + "4"].Number).Within(1e-9).Percent,
                    name
                );
            var total = columns.Single(at => at.Name == "total_kgco2e").Letter;
            Assert.That(
                after["Disclosure", "C12"].Number,
                Is.EqualTo(before["Disclosure", "C12"].Number + before["Ledger", total + "4"].Number).Within(1e-9)
            );
        });
    }

    [Test, Category("Long")]
    public void More_lines_than_a_sheet_has_rows_are_summed_exactly()
    {
        var disclosure = TestInventories.Disclose([
            .. Enumerable
                .Range(0, 60)
                .Select(i =>
                    TestInventories.Line(i + 1, $"m{i % 2}", TestInventories.Products, seed: i) is var line
                        ? line with
                        {
                            Activity = line.Activity with { Key = line.Activity.Key with { Account = $"org-{i}" } },
                        }
                        : null!
                ),
        ]);
        using var output = new MemoryStream();
        DisclosureWorkbook.Write(disclosure, output, mostLines: 40);
        var (summed, whole) = (WorkbookCells.Read(output.ToArray()), WorkbookCells.Read(DisclosureWorkbookTests.Written(disclosure)));
        Assert.Multiple(() =>
        {
            Assert.That(Recalculation.Differences(output.ToArray(), falsified: null), Is.Empty);
            Assert.That(
                summed.Cells.Keys.Count(cell => cell is { Sheet: "Ledger", Cell: var at } && at.StartsWith('A') && char.IsDigit(at[1])),
                Is.LessThanOrEqualTo(41).And.GreaterThan(6)
            );
            Assert.That(summed["Disclosure", "C12"], Is.EqualTo(whole["Disclosure", "C12"]));
            Assert.That(
                summed.Cells.Where(cell => cell.Key.Sheet == "README").Select(cell => cell.Value.Value),
                Has.Some.Contains("inventory.csv holds all 60 lines")
            );
        });
    }

    [Test, Category("Long")]
    public void Cost_centres_beyond_a_thousand_share_a_row_and_foot()
    {
        var written = DisclosureWorkbookTests.Written(
            TestInventories.Disclose([
                .. Enumerable.Range(1, 1_003).Select(i => TestInventories.Line(i, "a", TestInventories.Products, costKey: $"CC-{i:0000}")),
            ])
        );
        var cells = WorkbookCells.Read(written);
        Assert.Multiple(() =>
        {
            Assert.That(Recalculation.Differences(written, falsified: null), Is.Empty);
            Assert.That((cells["ByCostCentre", "B1004"].Value, cells["ByCostCentre", "C1004"].Value), Is.EqualTo(("CC-1000", "1")));
            Assert.That(
                (cells["ByCostCentre", "B1005"].Value, cells["ByCostCentre", "C1005"].Value),
                Is.EqualTo(("all others, from key 1001 on: inventory.csv lists them", "3"))
            );
            Assert.That(cells["ByCostCentre", "C1006"].Value, Is.EqualTo("1003"));
        });
    }

    [Test]
    public void Lines_that_not_even_sums_bring_within_a_sheet_are_refused() =>
        Assert.That(
            () => DisclosureWorkbook.Write(TestInventories.Of(60), Stream.Null, mostLines: 5),
            Throws.InvalidOperationException.With.Message.Contains("map cost keys to fewer cost centres")
        );

    [Test]
    public void Openpyxl_sees_the_same_values_without_calculating()
    {
        var written = DisclosureWorkbookTests.Written(TestInventories.Of(200));
        var theirs = Openpyxl.Values(written);
        var formulas = WorkbookCells.Read(written).Cells.Where(cell => cell.Value is { Formula: not null }).ToList();
        Assert.That(formulas, Has.Count.GreaterThan(5_000));
        Assert.That(
            formulas
                .Where(cell => !theirs.Agrees(cell.Key.Sheet, cell.Key.Cell, cell.Value))
                .Select(cell => $"{cell.Key.Sheet}!{cell.Key.Cell}: {cell.Value.Value}, openpyxl {theirs[cell.Key.Sheet, cell.Key.Cell]}"),
            Is.Empty
        );
    }

    private static string A1(int column) =>
        column <= 26 ? ((char)('A' + column - 1)).ToString() : A1((column - 1) / 26) + A1(((column - 1) % 26) + 1);

    private static string Rewrite(string xml, string cell, Func<long, long> change) =>
        Regex.Replace(
            xml,
            $"""(<c r="{cell}"[^>]*><v>)(\d+)(</v>)""",
            match =>
                match.Groups[1].Value
                + change(long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)
                + match.Groups[3].Value
        );

    private static string ReplaceFirst(string text, string old, string with)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return text.Remove(at, old.Length).Insert(at, with);
    }

    private static List<string> Differences(Disclosure disclosure, string? falsified) =>
        Recalculation.Differences(DisclosureWorkbookTests.Written(disclosure), falsified);
}
