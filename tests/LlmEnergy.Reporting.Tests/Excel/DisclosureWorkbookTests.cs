using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Excel;

namespace LlmEnergy.Reporting.Tests.Excel;

public sealed class DisclosureWorkbookTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(100)]
    [TestCase(1_000, Category = "Long")]
    public void Is_valid_for_Office_2016(int lines)
    {
        using var package = SpreadsheetDocument.Open(new MemoryStream(Written(TestInventories.Of(lines))), isEditable: false);
        var findings = new OpenXmlValidator(FileFormatVersions.Office2016)
            .Validate(package)
            .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}");
        Assert.That(findings, Is.Empty);
    }

    [Test]
    public void Two_runs_give_the_same_bytes()
    {
        var first = Written(TestInventories.Of(1_000));
        var second = Written(TestInventories.Of(1_000));
        // element by element it takes seconds
        Assert.That(first.AsSpan().SequenceEqual(second), Is.True);
    }

    [TestCase(0)]
    [TestCase(1_000)]
    public void Every_formula_has_its_value_beside_it(int lines)
    {
        var formulas = WorkbookCells.Read(Written(TestInventories.Of(lines))).Cells.Where(cell => cell.Value.Formula is not null).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(formulas, Has.Count.GreaterThan(lines * 20));
            Assert.That(formulas.Where(cell => cell.Value is { Value: null } or { Type: "n", Value: "" }), Is.Empty);
        });
    }

    internal static byte[] Written(Disclosure disclosure, string language = "en")
    {
        using var output = new MemoryStream();
        DisclosureWorkbook.Write(disclosure, ReportCulture.Of(language), output);
        return output.ToArray();
    }
}
