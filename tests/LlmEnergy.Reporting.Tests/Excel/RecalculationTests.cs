using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>An independent program computes every formula anew and must come to the values that the workbook holds.</summary>
public sealed class RecalculationTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1_000)]
    public void LibreOffice_comes_to_the_cached_values(int lines) => Assert.That(Differences(TestInventories.Of(lines), falsified: null), Is.Empty);

    [Test]
    public void Lines_without_rate_central_value_or_hardware_stay_empty_and_break_no_sum() => Assert.That(
        Differences(
            TestInventories.Disclose([
                TestInventories.Line(1, "known", TestInventories.Products, seed: 1),
                TestInventories.Line(2, "unknown", rate: null, seed: 2),
                TestInventories.Line(3, "range-only", TestInventories.WithoutCentral, seed: 3),
                TestInventories.Line(4, "no-hardware", TestInventories.WithoutHardware, seed: 4),
                TestInventories.Line(5, "no-counts", TestInventories.Products, seed: 5, Known.Output),
                TestInventories.Line(6, "no-grid", rate: null, seed: 6) with { Place = null },
                TestInventories.Line(7, "speech", TestInventories.Spend, seed: 7),
                TestInventories.Line(8, "measured", TestInventories.Latency, seed: 8),
            ]),
            falsified: null),
        Is.Empty);

    [Test]
    public void Names_that_SUMIFS_reads_as_patterns_do_not_mix() => Assert.That(
        Differences(
            TestInventories.Disclose([.. new[] { "llama*", "llama3", "<unknown>", "=HYPERLINK(\"https://example.org\")", "00123", "123", "gpt-4o", "GPT-4o", ">5", "a~b", "" }
                .Select((model, i) => TestInventories.Line(i + 1, model, TestInventories.Products, seed: i))]),
            falsified: null),
        Is.Empty);

    // LibreOffice believes the values it finds: were they not taken out, the tests above would compare our values with themselves
    [Test]
    public void The_comparison_sees_false_values() => Assert.That(Differences(TestInventories.Of(10), falsified: "12345"), Has.Count.GreaterThan(200));

    [Test]
    public void A_changed_factor_moves_the_disclosed_figure()
    {
        var written = DisclosureWorkbookTests.Written(TestInventories.Disclose([TestInventories.Line(1, "a", TestInventories.WithoutHardware, seed: 1)]));
        var doubled = WorkbookCells.Edited(written, "xl/worksheets/sheet6.xml", xml => xml.Replace("<v>123.4</v>", "<v>246.8</v>", StringComparison.Ordinal));
        var location = (byte[] package) => WorkbookCells.Read(LibreOffice.Saved(WorkbookCells.WithValues(package, falsified: null)))["ByModel", "N6"].Number;
        Assert.That(location(doubled), Is.EqualTo(2 * location(written)).Within(1e-12));
    }

    [Test]
    public void A_place_that_is_not_found_fails_the_checks_instead_of_breaking_them()
    {
        var written = DisclosureWorkbookTests.Written(TestInventories.Of(10));
        var renamed = WorkbookCells.Edited(written, "xl/sharedStrings.xml", xml => ReplaceFirst(xml, ">P001<", ">PX01<")); // on Places, whose texts come before those of the ledger
        var recalculated = WorkbookCells.Read(LibreOffice.Saved(WorkbookCells.WithValues(renamed, falsified: null)));
        Assert.Multiple(() =>
        {
            Assert.That(recalculated["Ledger", "AX3"].Type, Is.EqualTo("e"));
            Assert.That(recalculated["Checks", "E10"].Number, Is.EqualTo(6)); // ten lines, two of them at another place, one by spend, one not calculated
            Assert.That(recalculated["Checks", "B3"], Has.Property("Type").EqualTo("b").And.Property("Value").EqualTo("0"));
            Assert.That(recalculated["Disclosure", "C5"], Has.Property("Type").EqualTo("b").And.Property("Value").EqualTo("0"));
        });
    }

    private static string ReplaceFirst(string text, string old, string with)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return text.Remove(at, old.Length).Insert(at, with);
    }

    private static List<string> Differences(Disclosure disclosure, string? falsified) => Recalculation.Differences(DisclosureWorkbookTests.Written(disclosure), falsified);
}
