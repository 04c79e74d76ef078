namespace LlmEnergy.Reporting.Tests;

internal sealed class RuleSetTests
{
    private static readonly ReportCulture English = ReportCulture.Of("en");

    [TestCaseSource(typeof(RuleSet), nameof(RuleSet.Names))]
    public void Every_rule_set_has_the_same_keys(string name) =>
        Assert.That(RuleSet.Of(name).Keys, Is.EqualTo(RuleSet.Of(RuleSet.Default).Keys));

    [TestCase("ESRS-2023", "(ESRS E1 AR 51)")]
    [TestCase("ESRS-2026", "(paragraph not yet published)")]
    [TestCase("VSME", "(no paragraph in VSME)")]
    public void A_reference_is_a_paragraph_or_says_why_there_is_none(string name, string reference) =>
        Assert.That(RuleSet.Of(name).Reference("cloud_services", English).Plain, Is.EqualTo(reference));

    [Test]
    public void The_voluntary_standard_has_paragraphs_on_Scope_3_and_targets() =>
        Assert.That(
            new[] { "scope3", "targets" }.Select(key => RuleSet.Of("VSME").Paragraph(key, English)),
            Is.EqualTo(new[] { "VSME 50 to 53", "VSME 54(a) to (e)" })
        );

    [Test]
    public void A_key_that_there_is_none_of_is_an_error() =>
        Assert.That(() => RuleSet.Of("VSME").Reference("page", English), Throws.TypeOf<KeyNotFoundException>());

    [Test]
    public void An_unknown_rule_set_is_an_error() =>
        Assert.That(() => RuleSet.Of("GRI"), Throws.ArgumentException.With.Message.Contains("GRI"));

    [Test]
    public void No_paragraph_stands_in_the_texts_of_a_language()
    {
        using var texts = new StreamReader(typeof(RuleSet).Assembly.GetManifestResourceStream("LlmEnergy.Reporting.Texts.en.json")!);
        Assert.That(texts.ReadToEnd(), Does.Not.Match(@"AR [0-9]|BP-2|ESRS [0-9E]|E1-[0-9]|2023/2772"));
    }
}
