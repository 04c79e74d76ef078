namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>Names come from exports: whatever they hold, it is shown, computes nothing and breaks nothing.</summary>
public sealed class WorkbookTextTests
{
    [TestCase("=HYPERLINK(\"https://example.org\",\"pay\")")]
    [TestCase("+1")]
    [TestCase("-1+1")]
    [TestCase("@SUM(A1)")]
    [TestCase("\t=1+1")]
    [TestCase("00123")]
    [TestCase("TRUE")]
    [TestCase("2026-01-01")]
    [TestCase("'quoted")]
    [TestCase("gpt-4o \U0001F30D")]
    [TestCase("a\nb")]
    [TestCase(" leading and trailing ")]
    [TestCase("_x0041_ is not A")]
    [TestCase("_xD83C__xDF0D_ is not an emoji")]
    [TestCase("<unknown> & \"more\"")]
    public void A_name_stays_the_text_that_it_is(string name) => Assert.That(Shown(name), Is.EqualTo(new[] { name, name, name }));

    [TestCase("bell\u0007", "bell\uFFFD")]
    [TestCase("two\r\nlines\rand more", "two\nlines\nand more")]
    public void What_a_cell_cannot_hold_is_replaced_visibly(string name, string shown) =>
        Assert.That(Shown(name), Is.EqualTo(new[] { shown, shown, shown }));

    [Test]
    public void Half_of_a_pair_is_replaced_visibly() => Assert.That(Shown("half \uD83C pair"), Is.All.EqualTo("half \uFFFD pair"));

    [Test]
    public void A_name_longer_than_a_cell_is_cut()
    {
        var shown = Shown(new('x', 40_000));
        Assert.That(shown.Select(text => text!.Length), Is.EqualTo(new[] { 32_767, 32_767, 32_767 }));
    }

    [Test]
    public void A_pair_at_the_end_of_a_cell_is_not_cut_in_half() =>
        Assert.That(Shown(new string('x', 32_766) + "\U0001F30D"), Is.All.EqualTo(new string('x', 32_766)));

    [Test]
    public void Ids_are_formatted_as_text() =>
        Assert.Multiple(() =>
        {
            var cells = WorkbookCells.Read(Written("00123"));
            Assert.That(cells["Ledger", "H2"].Type, Is.EqualTo("s"));
            Assert.That(cells["Ledger", "O2"], Is.EqualTo(new ReadCell(null, "s", "00123")));
            Assert.That(cells["Ledger", "A2"], Is.EqualTo(new ReadCell(null, "inlineStr", "L000001")));
        });

    /// <summary>The model's name as the streamed ledger, the laid-out ByModel and Disclosure show it.</summary>
    private static string?[] Shown(string name)
    {
        var cells = WorkbookCells.Read(Written(name));
        Assert.That(cells.Cells.Where(cell => cell.Value.Value == name && cell.Value.Formula is not null), Is.Empty);
        return [Decoded(cells["Ledger", "H2"]), Decoded(cells["ByModel", "C5"]), Decoded(cells["Disclosure", "A2"])];
    }

    // _xHHHH_ is how the format writes what XML cannot hold; _x005F_ is the underscore before text that only looks so
    private static string? Decoded(ReadCell cell) => cell.Value?.Replace("_x005F_", "_", StringComparison.Ordinal);

    private static byte[] Written(string name) =>
        DisclosureWorkbookTests.Written(
            TestInventories.Disclose([TestInventories.Line(1, name, TestInventories.Products)], undertaking: name)
        );
}
