using System.Text.Json;
using System.Text.RegularExpressions;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Theme;

namespace LlmEnergy.Reporting.Tests.Document;

/// <summary>Every language says what the English texts say, in its own words and signs.</summary>
internal sealed partial class LanguageTests
{
    /// <summary>Codes, units, forms without words, and words that the languages share.</summary>
    private static readonly string[] SameWords =
    [
        "%",
        "SHA-256",
        "Code",
        "Total",
        "Hardware",
        "Status",
        "Source",
        "Sources",
        "{format} · source {source}",
        "Version",
        "Volume",
        "Section",
        "Consolidation",
        "Exclusions",
        "Manifest",
        "Token",
        "PUE",
        "tCO2e, kgCO2e",
        "14 Franchises",
        "N",
        "N-1",
        "EU",
        "LEI {lei}",
        "PUE, {place}",
        "Video",
        "Image",
        "Canada",
        "tCO2e/million ",
        "source {source}",
        "Japan",
        "China",
        "France",
        "Page 1",
    ];

    [Test]
    public void There_are_English_German_and_French_texts() => Assert.That(ReportCulture.Languages, Is.EqualTo(new[] { "de", "en", "fr" }));

    [Test]
    public void Has_the_keys_of_English_and_the_details_of_checks([Values("de", "fr")] string language) =>
        Assert.That(Texts(language).Keys.Where(key => !IsDetail(key)), Is.EqualTo(Texts("en").Keys.Where(key => !IsDetail(key))));

    [Test]
    public void German_and_French_have_the_same_keys() => Assert.That(Texts("fr").Keys, Is.EqualTo(Texts("de").Keys));

    [Test]
    public void Has_the_placeholders_of_English([Values("de", "fr")] string language)
    {
        foreach (var (key, text) in Texts("en"))
            Assert.That(ReportCulture.PlaceholdersOf(Texts(language)[key]), Is.EqualTo(ReportCulture.PlaceholdersOf(text)), key);
    }

    /// <summary>Words that agree with no number beside them.</summary>
    [Test]
    public void No_English_text_counts_one_in_the_plural()
    {
        var culture = ReportCulture.Of("en");
        // a formula, whose bound of tokens is never one
        var texts = culture
            .Keys.Where(key => key != "calculation.context")
            .Select(key => Counting(culture, key, "1"))
            .Append("1 of 1 rows");
        Assert.That(
            texts.Where(text => OneOfMany().IsMatch(text)),
            Is.EqualTo(new[] { "1 of 1 rows" }),
            "the last shows that it finds them"
        );
    }

    [TestCase("en", "checks.gaps", "1", "Incomplete: 1 day of 1 is missing (days × sources).")]
    [TestCase("en", "checks.gaps", "2", "Incomplete: 2 days of 2 are missing (days × sources).")]
    [TestCase("de", "checks.gaps", "1", "Unvollständig: 1 Tag von 1 fehlt (Tage × Quellen).")]
    [TestCase("de", "checks.gaps", "0", "Unvollständig: 0 Tage von 0 fehlen (Tage × Quellen).")]
    [TestCase("fr", "checks.gaps", "1", "Incomplet\u00a0: il manque 1 jour sur 1 (jours × sources).")]
    [TestCase("fr", "checks.gaps", "2", "Incomplet\u00a0: il manque 2 jours sur 2 (jours × sources).")]
    [TestCase("de", "rows.others", "1", "1 weitere Datei, ohne Zeilen des Zeitraums")]
    [TestCase("fr", "rows.others", "1", "1 autre fichier, sans ligne de la période")]
    [TestCase("fr", "rows.others", "0", "0 autre fichier, sans ligne de la période")]
    [TestCase("de", "chart.other", "1", "1 weiteres Modell")]
    [TestCase("fr", "chart.other", "1", "1 autre modèle")]
    [TestCase("de", "gaps.lines", "1", "1 Zeile der Aufstellung")]
    [TestCase("fr", "gaps.lines", "1", "1 ligne du registre")]
    public void What_is_counted_agrees_with_its_number(string language, string key, string number, string text) =>
        Assert.That(Counting(ReportCulture.Of(language), key, number), Is.EqualTo(text));

    [Test]
    public void Each_language_has_two_forms_where_another_one_has_or_a_noun_that_needs_none([Values("de", "fr")] string language)
    {
        string[] without = language == "de" ? ["table.others", "findings.count", "findings.places"] : ["findings.count", "checks.fail"];
        Assert.That(
            Texts("en").Keys.Where(key => Counts("en", key) && !Counts(language, key)),
            Is.EquivalentTo(without.Where(key => Counts("en", key)))
        );

        static bool Counts(string language, string key) => Texts(language)[key].Contains('|', StringComparison.Ordinal);
    }

    /// <summary>A text all of whose placeholders are one number.</summary>
    private static string Counting(ReportCulture culture, string key, string number) =>
        culture.Text(key, [.. culture.Placeholders(key)!.Value.Select(name => (name.Trim('{', '}'), number))]);

    [GeneratedRegex(@"(?<![\d.,])1 (of 1 )?([a-z]+ )?(?!(is|was|has|as|this|its|plus|raises|lowers)\b)[a-z]+s\b")]
    private static partial Regex OneOfMany();

    [Test]
    public void No_text_is_empty([Values("de", "en", "fr")] string language) =>
        Assert.That(Texts(language).Where(text => text.Value.Trim().Length == 0), Is.Empty);

    [Test]
    public void Nothing_is_left_in_English([Values("de", "fr")] string language) =>
        Assert.That(
            Texts(language)
                .Where(text =>
                    Texts("en").GetValueOrDefault(text.Key) == text.Value
                    && !SameWords.Contains(text.Value)
                    && Word().IsMatch(Placeholder().Replace(text.Value, ""))
                ),
            Is.Empty
        );

    [Test]
    public void Twelve_months_have_names([Values("de", "en", "fr")] string language) =>
        Assert.That(
            Enumerable
                .Range(1, 12)
                .Select(month => ReportCulture.Of(language).Month(new(2026, month, 1)))
                .Distinct()
                .Count(name => name.Length > 5),
            Is.EqualTo(12)
        );

    [TestCase("en", "1,234,567.9", "12.5 %")]
    [TestCase("de", "1.234.567,9", "12,5\u00a0%")]
    [TestCase("fr", "1\u202f234\u202f567,9", "12,5\u202f%")]
    public void Writes_numbers_with_its_own_signs(string language, string number, string percent)
    {
        var culture = ReportCulture.Of(language);
        Assert.That((culture.Number(1_234_567.89m, 1), culture.Percent(0.125m)), Is.EqualTo((number, percent)));
    }

    [TestCase("en", "1 July 2026", "30 September 2026")]
    [TestCase("de", "1. Juli 2026", "30. September 2026")]
    [TestCase("fr", "1er juillet 2026", "30 septembre 2026")]
    public void Writes_dates_in_its_own_form(string language, string first, string last)
    {
        var culture = ReportCulture.Of(language);
        Assert.That((culture.Date(new(2026, 7, 1)), culture.Date(new(2026, 9, 30))), Is.EqualTo((first, last)));
    }

    [Test]
    public void A_report_builds_with_every_sentence_there_is([Values("de", "fr")] string language)
    {
        foreach (var market in new[] { "", "instrument-1-2026", "residual-us-2025" })
        {
            var sample = new SampleDisclosure { Market = market, ChecksPass = false }
                .Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 440m)
                .File("usage.csv", 10, 10);
            var report = DisclosureReport.Build(sample.Build(), ReportCulture.Of(language));
            Assert.That(
                (report.Info.Language, report.Runs.Any(run => run.Plain.Contains('{', StringComparison.Ordinal))),
                Is.EqualTo((language, false))
            );
        }

        Assert.That(() => DisclosureReport.Build(SampleDisclosure.Rich().Build(), ReportCulture.Of(language)), Throws.Nothing);
    }

    [TestCase("de", "Die übernommenen Zeilen stehen im Hauptbuch, außer Rechnungen über bereits Enthaltenes")]
    [TestCase("fr", "Les lignes acceptées figurent au registre, hors factures de ce qui s’y trouve déjà")]
    [TestCase("en", "Accepted rows are in the ledger, but for bills of what is in it")]
    public void Checks_have_titles_in_the_language_of_the_report(string language, string title)
    {
        var rows = DisclosureReport
            .Build(SampleDisclosure.Minimal().Build(), ReportCulture.Of(language))
            .Blocks.OfType<Block.Table>()
            .SelectMany(table => table.Rows);
        Assert.That(rows.Select(row => string.Concat(row[0].Runs.Select(run => run.Plain))), Has.Some.EqualTo(title));
    }

    [Test]
    public void What_another_layer_names_and_no_text_knows_keeps_its_name() =>
        Assert.Multiple(() =>
        {
            Assert.That(ReportCulture.Of("de").Label("check.new", "A new check"), Is.EqualTo("A new check"));
            Assert.That(ReportCulture.Of("de").Reason(new("new", "a new reason")), Is.EqualTo("a new reason"));
            Assert.That(ReportCulture.Of("de").Reason(MissingReason.NothingCalculated), Is.EqualTo("es ist nichts berechnet"));
        });

    [TestCaseSource(nameof(Reasons))]
    public void A_reason_for_a_missing_value_has_the_words_of_each_language(MissingReason reason)
    {
        Assert.That(ReportCulture.Of("en").Label($"reason.{reason.Id}", "none"), Is.EqualTo(reason.English));
        Assert.That(
            new[] { "de", "fr" }.Select(language => ReportCulture.Of(language).Label($"reason.{reason.Id}", "none")),
            Has.None.AnyOf("none", reason.English)
        );
    }

    /// <summary>Codes that a report can hold: of ingestion, registers and calculation.</summary>
    private static IEnumerable<string> FindingCodes() =>
        IssueCatalog
            .All.Select(kind => kind.Code)
            .Where(code =>
                code.StartsWith("LE1", StringComparison.Ordinal)
                || code is "LE2015" or "LE2020" or "LE2021" or "LE2022" or "LE2023" or "LE2024"
                || (code.StartsWith("LE40", StringComparison.Ordinal) && code is not ("LE4020" or "LE4021"))
            );

    [TestCaseSource(nameof(FindingCodes))]
    public void A_finding_has_a_sentence_and_a_remedy_in_German_and_French(string code)
    {
        foreach (var language in new[] { "de", "fr" })
        foreach (var key in new[] { $"finding.{code}", $"finding.{code}.do" })
            Assert.That(Texts(language).GetValueOrDefault(key, ""), Does.EndWith(".").And.Length.GreaterThan(15), $"{language} {key}");
    }

    /// <summary>
    /// Words of the English texts that no German or French text has: none of them stands in a report in these languages, but in what names
    /// keep (the sample's models, files, titles of sources, methods and units).
    /// </summary>
    [Test]
    public void No_word_of_the_English_texts_stands_in_a_German_or_French_report([Values("de", "fr")] string language)
    {
        var own = Texts(language)
            .Values.Concat(RuleSet.Names.SelectMany(name => RuleSet.Of(name).TextsIn(language).Values))
            .SelectMany(WordsOf)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var english = Texts("en")
            .Values.Concat(IssueCatalog.All.SelectMany(kind => new[] { kind.Meaning, kind.Remedy }))
            .SelectMany(WordsOf)
            .Where(word => !own.Contains(word))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.That(new[] { "assumed", "undertaking" }, Is.SubsetOf(english).IgnoreCase, "it would be of no use without");
        foreach (var rules in RuleSet.Names)
        foreach (
            var sample in new[]
            {
                SampleDisclosure.Compared(),
                SampleDisclosure.Accepted(),
                DisclosureReportTests.Otherwise(),
                SampleAccounts.Full(),
                new() { Assumed = new(IsConfigured: false, IsPeriodChosen: false, 2, ["1", "2"], ["3.csv"], ["4.pdf"]) },
            }
        )
        {
            var disclosure = sample.Build() with { RuleSet = rules, IsRuleSetChosen = false };
            foreach (
                var document in new[]
                {
                    DisclosureReport.Build(disclosure, ReportCulture.Of(language), isTableFull: true),
                    DisclosureReport.Summary(disclosure, ReportCulture.Of(language)),
                }
            )
                Assert.That(
                    WordsOf(WithoutNames(FileName().Replace(DocumentText.Of(document), ""))).Where(english.Contains).Distinct(),
                    Is.Empty,
                    $"{language} {rules}"
                );
        }
    }

    /// <summary>What the undertaking, sources and exports name in their own words.</summary>
    private static string WithoutNames(string text) =>
        new[]
        {
            "purchased cloud services grow faster than all other purchases",
            "below 1 % of Scope 3",
            "climate plan 2026, p. 4",
            "climate plan 2026, p. 5",
            "the log of August is lost",
            "the day of the move",
            "a pilot",
            "Atlas of grid intensity",
            "Institute of Examples",
            "Corporate Value Chain (Scope 3) Standard",
            "with rows, or without usage as stated",
            "class-factors-2026",
            "supplier-specific",
            "not asked for",
            "research",
            "Controller",
            SampleAccounts.Reason,
            SampleAccounts.Misstatement,
        }.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal));

    private static IEnumerable<string> WordsOf(string text) =>
        Word().Matches(Placeholder().Replace(text, " ")).Select(match => match.Value).Where(word => word.Length > 2);

    private static IEnumerable<MissingReason> Reasons() =>
        typeof(MissingReason)
            .GetFields()
            .Where(field => field.FieldType == typeof(MissingReason))
            .Select(field => (MissingReason)field.GetValue(null)!);

    [Test]
    public void A_text_of_the_workspace_stands_in_the_place_of_the_built_in_one()
    {
        var culture = ReportCulture
            .Of("de")
            .With(new Dictionary<string, string> { ["report.title"] = "KI-Emissionen" }, ReportTheme.Default);
        var report = DisclosureReport.Build(SampleDisclosure.Minimal().Build(), culture);
        Assert.That((report.Info.Title, culture.Text("table.total")), Is.EqualTo(("KI-Emissionen", "Summe")));
    }

    /// <summary>English has those of its own layers, unless it says them better here.</summary>
    private static bool IsDetail(string key) =>
        key.StartsWith("finding.", StringComparison.Ordinal)
        || (key.StartsWith("check.", StringComparison.Ordinal) && key.EndsWith(".detail", StringComparison.Ordinal));

    private static Dictionary<string, string> Texts(string language)
    {
        using var json = JsonDocument.Parse(
            typeof(ReportCulture).Assembly.GetManifestResourceStream($"LlmEnergy.Reporting.Texts.{language}.json")!
        );
        return json
            .RootElement.GetProperty("texts")
            .EnumerateObject()
            .ToDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{[a-zA-Z]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\w-]+\.(csv|jsonl?|pdf|xlsx)\b")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
