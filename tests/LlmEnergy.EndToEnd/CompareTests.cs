namespace LlmEnergy.EndToEnd;

/// <summary>Two periods of samples/acme side by side: why the one total is not the other.</summary>
public class CompareTests
{
    private string _workspace = "";

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = Cli.CopyOf("acme");
        foreach (var period in new[] { "2025-Q3", "2026-Q3" })
            Assert.That(Cli.Run("report", _workspace, "--period", period).ExitCode, Is.Zero);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void Terms_lead_from_one_total_to_the_other_without_a_rest()
    {
        var json = Cli.Run("compare", Folder("2025-Q3"), Folder("2026-Q3"), "--format", "json").Json;
        var terms = json.At("terms").EnumerateObject().ToDictionary(term => term.Name, term => term.Value.GetDecimal());
        Assert.That(json.Number("first.total") + terms.Values.Sum(), Is.EqualTo(json.Number("second.total")));
        Assert.That(json.Number("second.total"), Is.EqualTo(94.263905602967202048m).Within(0.0000000001m));
        // the account at azure-openai came in 2026; factors, method and grid year are the same
        Assert.That(terms["perimeter"], Is.EqualTo(0.008368972208m));
        Assert.That((terms["energyFactors"], terms["method"], terms["embodied"], terms["corrections"]), Is.EqualTo((0m, 0m, 0m, 0m)));
        Assert.That((terms["volume"], terms["mix"]), Is.Not.EqualTo((0m, 0m)));
    }

    [Test]
    public void A_period_and_itself_differ_in_nothing()
    {
        var result = Cli.Run("compare", Folder("2026-Q3"), Folder("2026-Q3"), "--format", "json");
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Json.At("terms").EnumerateObject().Select(term => term.Value.GetDecimal()), Is.All.Zero);
    }

    [Test]
    public void What_moves_the_total_by_more_than_5_percent_is_put_in_words()
    {
        var result = Cli.Run("compare", Folder("2025-Q3"), Folder("2026-Q3"));
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("Volume raises the total by ").And.Contain("Corrections (other usage of the same days)"));
    }

    [Test]
    public void A_page_has_each_term_with_its_models()
    {
        var page = Path.Combine(_workspace, "compared.html");
        Assert.That(Cli.Run("compare", Folder("2025-Q3"), Folder("2026-Q3"), "--html", page).ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(page), Does.Contain("From 2025-Q3 to 2026-Q3").And.Contain("gpt-5").And.Not.Contain("<script"));
    }

    [Test]
    public void A_folder_that_is_none_of_a_period_is_said()
    {
        var result = Cli.Run("compare", _workspace, Folder("2026-Q3"));
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((2, result.Error)));
        Assert.That(result.Error, Does.Contain("error: found no manifest.json").And.Contain("(LE2032"));
    }

    private string Folder(string period) => Path.Combine(_workspace, "periods", period);
}
