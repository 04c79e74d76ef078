using System.Globalization;
using System.Text.RegularExpressions;
using LlmEnergy.Domain;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Tests.Document;

namespace LlmEnergy.Reporting.Tests;

internal sealed class RuleSetTests
{
    private static readonly ReportCulture English = ReportCulture.Of("en");

    private static IEnumerable<string> Names => RuleSet.Names;

    [Test]
    public void There_are_those_of_2023_with_and_without_reliefs_those_of_2026_and_the_voluntary_standard() =>
        Assert.That(RuleSet.Names, Is.EqualTo(new[] { "ESRS-2023", "ESRS-2023-reliefs", "ESRS-2026", "VS-2026" }));

    [TestCase("ESRS-2023", " (ESRS E1 AR 51)")]
    [TestCase("ESRS-2023-reliefs", " (ESRS E1 AR 51)")]
    [TestCase("ESRS-2026", " (ESRS E1 AR 24(g))")]
    [TestCase("VS-2026", "")]
    public void A_reference_is_a_paragraph_or_nothing_where_the_rules_do_not_ask(string name, string reference) =>
        Assert.That(RuleSet.Of(name).Reference("cloud_services", English).Plain, Is.EqualTo(reference));

    // the corrections of the set of 2023: AR 42 is about other periods of the value chain, GHG Protocol belongs to AR 39(a) and AR 46(a)
    [TestCase("ESRS-2023", "reporting_dates", " (ESRS E1 AR 39(b), ESRS 2 BP-2, 10)")]
    [TestCase("ESRS-2023", "frameworks", " (ESRS E1 AR 39(a) and AR 46(a))")]
    [TestCase("ESRS-2023", "metric", " (ESRS 2 MDR-M 77(a) to (c))")]
    [TestCase("ESRS-2023", "undertaking_changes", " (ESRS E1 47)")]
    [TestCase("ESRS-2026", "table", " (ESRS E1 AR 26)")]
    [TestCase("ESRS-2026", "gwp", " (ESRS E1 AR 20(c), ESRS 2 GDR-M 49)")]
    [TestCase("ESRS-2026", "intensity", "")]
    [TestCase("ESRS-2023-reliefs", "not_significant", " (ESRS 1 90 as revised)")]
    [TestCase("VS-2026", "own_energy", " (VS B3, 32 to 33)")]
    public void A_datapoint_has_its_paragraph(string name, string key, string reference) =>
        Assert.That(RuleSet.Of(name).Reference(key, English).Plain, Is.EqualTo(reference));

    [TestCase("de", " (ESRS 1 83 bis 86)")]
    [TestCase("fr", " (ESRS 1 83 à 86)")]
    public void The_words_of_a_paragraph_are_those_of_the_language(string language, string reference) =>
        Assert.That(RuleSet.Of("ESRS-2023").Reference("comparative", ReportCulture.Of(language)).Plain, Is.EqualTo(reference));

    [Test]
    public void A_key_that_no_rule_set_has_is_an_error() =>
        Assert.That(() => RuleSet.Of("VS-2026").Reference("page", English), Throws.TypeOf<KeyNotFoundException>());

    [Test]
    public void An_unknown_rule_set_is_an_error() =>
        Assert.That(() => RuleSet.Of("GRI"), Throws.ArgumentException.With.Message.Contains("GRI"));

    [Test]
    public void A_former_name_is_read() => Assert.That(RuleSet.Of("VSME").Name, Is.EqualTo("VS-2026"));

    [TestCase("2025", "01-01", "ESRS-2023", false)]
    [TestCase("2026-Q3", "01-01", "ESRS-2023", true)]
    [TestCase("2027-Q1", "01-01", "ESRS-2026", false)]
    [TestCase("FY2027-Q2", "07-01", "ESRS-2023", true, Description = "the year began on 1 July 2026")]
    [TestCase("FY2028", "07-01", "ESRS-2026", false, Description = "it began on 1 July 2027")]
    public void The_rules_by_default_are_those_of_the_financial_year(string period, string start, string rules, bool isChoice)
    {
        var (month, day) = (int.Parse(start[..2], CultureInfo.InvariantCulture), int.Parse(start[3..], CultureInfo.InvariantCulture));
        Assert.That(ReportingPeriod.TryParse(period, new(month, day), out var parsed), Is.True);
        Assert.That((RuleSet.DefaultOf(parsed!).Name, RuleSet.IsChoice(parsed!)), Is.EqualTo((rules, isChoice)));
    }

    [TestCaseSource(nameof(Names))]
    public void Each_sentence_of_a_rule_set_takes_the_place_of_a_text_with_its_placeholders_or_of_none(string name)
    {
        foreach (var language in ReportCulture.Languages)
        foreach (var (key, text) in RuleSet.Of(name).TextsIn(language))
            Assert.That(
                ReportCulture.PlaceholdersOf(text),
                text.Length == 0 ? Is.Empty : Is.EqualTo(ReportCulture.Of(language).Placeholders(key)),
                $"{name} {language} {key}"
            );
    }

    [TestCaseSource(nameof(Names))]
    public void Each_language_has_the_sentences_of_a_rule_set(string name)
    {
        foreach (var language in ReportCulture.Languages)
            Assert.That(RuleSet.Of(name).TextsIn(language).Keys, Is.EqualTo(RuleSet.Of(name).TextsIn("en").Keys), language);
    }

    [TestCaseSource(nameof(Names))]
    public void Each_datapoint_and_each_row_of_the_table_has_a_name_in_each_language(string name)
    {
        var keys = RuleSet
            .Of(name)
            .Datapoints.Select(point => $"datapoint.{point.Key}")
            .Concat(RuleSet.Of(name).Table.Rows.Select(row => $"gross.{row.Key}"));
        foreach (var language in ReportCulture.Languages)
            Assert.That(keys.Except(ReportCulture.Of(language).Keys), Is.Empty, language);
    }

    /// <summary>Numbers such as AR 24 stand in both sets: a paragraph is foreign where the other set alone has it.</summary>
    [Test]
    public void No_report_of_one_rule_set_cites_another([Values("ESRS-2023", "ESRS-2026", "VS-2026")] string name)
    {
        var own = Paragraphs(name).ToHashSet();
        var foreign = RuleSet
            .Names.Where(other => other != name && !other.StartsWith(name, StringComparison.Ordinal))
            .SelectMany(Paragraphs)
            .Where(paragraph => !own.Contains(paragraph))
            .Distinct()
            .ToList();
        Assert.That(foreign, Is.Not.Empty);
        foreach (var language in ReportCulture.Languages)
        {
            var culture = ReportCulture.Of(language);
            foreach (var sample in new[] { SampleDisclosure.Compared(), SampleDisclosure.Minimal(), SampleDisclosure.Rich() })
            {
                var text = DocumentText.Of(DisclosureReport.Build(sample.Build() with { RuleSet = name }, culture));
                Assert.That(foreign.Where(paragraph => Cites(text, culture.Citation(paragraph))), Is.Empty, language);
            }
        }
    }

    [Test]
    public void No_paragraph_stands_in_the_texts_of_a_language([Values("de", "en", "fr")] string language)
    {
        using var texts = new StreamReader(
            typeof(RuleSet).Assembly.GetManifestResourceStream($"LlmEnergy.Reporting.Texts.{language}.json")!
        );
        Assert.That(texts.ReadToEnd(), Does.Not.Match(@"AR [0-9]|BP-2|ESRS [0-9E]|E1-[0-9]|2023/2772"));
    }

    /// <summary>Each with its standard: E1 AR 24 is another paragraph than 2 AR 24.</summary>
    private static IEnumerable<string> Paragraphs(string name) =>
        RuleSet
            .Of(name)
            .WithParagraph.Where(point => point.Key != "version")
            .SelectMany(point => Regex.Split(point.Paragraph, ", (?=ESRS)"));

    private static bool Cites(string text, string paragraph) =>
        Regex.IsMatch(text, $@"(?<![\w.]){Regex.Escape(paragraph)}(?![\w(]|-[0-9]| [a-z]+ )");
}
