using LlmEnergy.Domain;

namespace LlmEnergy.Tests;

/// <summary>Language, texts and look of reports, as a workspace sets them.</summary>
public class ReportSettingsTests
{
    [TestCase("", "en")]
    [TestCase("\"language\": \"de\",", "de")]
    public void The_report_is_in_the_language_of_the_workspace(string settings, string language)
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01").Configure(settings);
        workspace.Report("2026-Q3");
        Assert.That(workspace.Parsed("2026-Q3", "manifest.json").GetProperty("language").GetString(), Is.EqualTo(language));
        Assert.That(workspace.Verify("2026-Q3").Text(), Is.Empty);
    }

    [Test]
    public void A_restatement_is_in_the_language_of_what_it_restates()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01").Configure("\"language\": \"fr\",");
        workspace.Report("2026-Q3");
        workspace.Close("2026-Q3").Configure("");
        workspace.Restate("2026-Q3");
        Assert.That(workspace.Parsed("2026-Q3~r1", "manifest.json").GetProperty("language").GetString(), Is.EqualTo("fr"));
    }

    [Test]
    public void The_language_that_is_asked_for_wins_and_an_unknown_one_is_refused()
    {
        using var workspace = new PeriodWorkspace().Configure("\"language\": \"fr\",");
        var open = workspace.Write("exports/log.csv", PeriodWorkspace.Header).Open();
        Assert.That((open.Language(null), open.Language("de")), Is.EqualTo(("fr", "de")));
        Assert.That(
            () => open.Language("tlh"),
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.Contains("--language: error LE2001: found 'tlh', expected one of de, en, fr")
        );
    }

    [Test]
    public void Texts_and_colours_of_the_workspace_reach_the_report_and_are_an_input_of_it()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        workspace.Report("2026-Q3");
        var before = File.ReadAllBytes(workspace.Output("2026-Q3", "disclosure.pdf"));
        workspace.Write(
            "report.json",
            """{ "schema": 1, "texts": { "en": { "report.title": "Our LLM emissions" } }, "colors": { "accent": "#0B3D4F" } }"""
        );
        var culture = workspace.Open().Report.Culture("en");
        workspace.Report("2026-Q3");
        Assert.That((culture.Text("report.title"), culture.Theme.Colours.Accent.ToString()), Is.EqualTo(("Our LLM emissions", "#0B3D4F")));
        Assert.That(File.ReadAllBytes(workspace.Output("2026-Q3", "disclosure.pdf")), Is.Not.EqualTo(before));
        Assert.That(
            workspace
                .Parsed("2026-Q3", "manifest.json")
                .GetProperty("settings")
                .EnumerateArray()
                .Select(file => file.GetProperty("path").GetString()),
            Does.Contain("report.json")
        );
        Assert.That(workspace.Verify("2026-Q3").Text(), Is.Empty);
        workspace.Write("report.json", """{ "schema": 1 }""");
        Assert.That(workspace.Verify("2026-Q3").Text(), Does.Contain("report.json"));
    }

    [Test]
    public void Own_fonts_are_read_from_the_workspace_and_are_inputs()
    {
        using var workspace = new PeriodWorkspace().Write("exports/log.csv", PeriodWorkspace.Header).Write("fonts/none", "");
        foreach (var weight in new[] { "Regular", "Bold" })
            File.Copy(
                Path.Combine(RepositoryRoot.Path, "templates", "report", "fonts", $"Inter-{weight}.ttf"),
                workspace.PathOf($"fonts/{weight}.ttf")
            );
        workspace.Write("report.json", """{ "schema": 1, "fonts": { "regular": "fonts/Regular.ttf", "bold": "fonts/Bold.ttf" } }""");
        var open = workspace.Open();
        Assert.That(
            (
                open.Report.Theme.Fonts is null,
                open.Settings.Select(file => file.Display).Intersect(["fonts/Bold.ttf", "fonts/Regular.ttf", "report.json"]).Count()
            ),
            Is.EqualTo((false, 3))
        );
    }

    [TestCase("""{ }""", "error LE2004: schema: found nothing, expected a whole number", TestName = "no schema")]
    [TestCase(
        """{ "schema": 2 }""",
        "error LE2006: schema: found '2', expected 1: this version reads no other",
        TestName = "another schema"
    )]
    [TestCase(
        """{ "schema": 1, "colours": {} }""",
        "error LE2005: colours: found an unknown key, expected one of colors, fonts, logo, schema, texts",
        TestName = "an unknown key"
    )]
    [TestCase(
        """{ "schema": 1, "texts": { "tlh": {} } }""",
        "error LE2005: texts.tlh: found an unknown key, expected one of de, en, fr",
        TestName = "texts of an unknown language"
    )]
    [TestCase(
        """{ "schema": 1, "texts": { "de": { "report.titel": "x" } } }""",
        "error LE2014: texts.de.report.titel: found a text that reports do not have, expected the key of one, such as report.title",
        TestName = "an unknown text"
    )]
    [TestCase(
        """{ "schema": 1, "texts": { "de": { "report.page": "Seite {page}" } } }""",
        "error LE2014: texts.de.report.page: found {page}, expected {pages}, {page}",
        TestName = "a placeholder too few"
    )]
    [TestCase(
        """{ "schema": 1, "texts": { "en": { "table.total": "{x}" } } }""",
        "error LE2014: texts.en.table.total: found {x}, expected no placeholder",
        TestName = "a placeholder too many"
    )]
    [TestCase(
        """{ "schema": 1, "texts": { "en": { "table.total": " " } } }""",
        "error LE2014: texts.en.table.total: found no text, expected one",
        TestName = "an empty text"
    )]
    [TestCase(
        """{ "schema": 1, "texts": { "en": { "table.total": "a\nb" } } }""",
        "error LE2014: texts.en.table.total: found a text that is too long or has control characters",
        TestName = "a text of two lines"
    )]
    [TestCase(
        """{ "schema": 1, "colors": { "ink": "red" } }""",
        "error LE2006: colors.ink: found 'red', expected a colour such as #0B3D4F",
        TestName = "a colour by its name"
    )]
    [TestCase(
        """{ "schema": 1, "colors": { "accent": "#FF8800" } }""",
        "error LE2014: colors.accent: found #FF8800, whose contrast against white is 2.39, expected 4.5 or more",
        TestName = "a colour that cannot be read"
    )]
    [TestCase(
        """{ "schema": 1, "colors": { "tint": "#16303C" } }""",
        "error LE2014: colors.tint: found #16303C, against which the contrast of ink is 1.17, expected 4.5 or more",
        TestName = "text on a dark area"
    )]
    [TestCase(
        """{ "schema": 1, "logo": "../logo.png" }""",
        "error LE2006: logo: found a path that leads out of the workspace, expected one inside it",
        TestName = "a logo outside"
    )]
    [TestCase(
        """{ "schema": 1, "logo": "none.png" }""",
        "error LE2009: logo: found no readable file, expected none.png",
        TestName = "no logo"
    )]
    [TestCase(
        """{ "schema": 1, "logo": "llmenergy.json" }""",
        "error LE2014: logo (llmenergy.json): found neither a PNG nor a JPEG file, expected one of them",
        TestName = "a logo that is no picture"
    )]
    [TestCase(
        """{ "schema": 1, "fonts": { "regular": "llmenergy.json" } }""",
        "error LE2014: fonts.regular (llmenergy.json): found no font, expected a TrueType file",
        TestName = "a font that is none"
    )]
    [TestCase(
        """{ "schema": 1, "fonts": { "bold": "/etc/passwd" } }""",
        "error LE2006: fonts.bold: found a path that leads out of the workspace, expected one inside it",
        TestName = "a font outside"
    )]
    [TestCase(
        """{ "schema": 1, "fonts": { } }""",
        "error LE2004: fonts.regular: found nothing, expected text",
        TestName = "a weight is missing"
    )]
    [TestCase("[]", "error LE2002: found a list, expected a JSON object", TestName = "report.json is a list")]
    public void What_is_wrong_with_report_json_is_named(string json, string message) =>
        Assert.That(Issues(json), Has.Some.StartWith($"report.json{(json == "[]" ? ":1" : "")}: {message}"));

    [Test]
    public void A_million_texts_are_refused_by_their_size() =>
        Assert.That(
            Issues(
                "{ \"schema\": 1, \"texts\": { \"en\": {"
                    + string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => FormattableString.Invariant($"\"k{i}\":\"\"")))
                    + "} } }"
            ),
            Has.One.Items.And.Some.Match(
                "^report.json: error LE2014: report.json: found a file of more than 1 MiB, expected a regular file of at most 1 MiB$"
            )
        );

    [Test]
    public void Of_many_wrong_texts_the_first_are_named_and_the_rest_counted()
    {
        var issues = Issues(
            "{ \"schema\": 1, \"texts\": { \"en\": {"
                + string.Join(',', Enumerable.Range(0, 1_000).Select(i => FormattableString.Invariant($"\"k{i}\":\"\"")))
                + "} } }"
        );
        Assert.That((issues.Count, issues[^1]), Is.EqualTo((21, "report.json: error LE2014: texts: found 980 more that are wrong")));
    }

    [Test]
    public void A_logo_behind_a_link_is_refused()
    {
        using var workspace = new PeriodWorkspace().Write("report.json", """{ "schema": 1, "logo": "logo.png" }""");
        File.CreateSymbolicLink(workspace.PathOf("logo.png"), Path.Combine(RepositoryRoot.Path, "README.md"));
        Assert.That(
            () => workspace.Open(),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("logo: found a path that leads out of the workspace")
        );
    }

    [Test]
    public void A_logo_that_is_too_large_is_not_read()
    {
        using var workspace = new PeriodWorkspace()
            .Write("report.json", """{ "schema": 1, "logo": "logo.png" }""")
            .Write("logo.png", new string('x', (1 << 20) + 1));
        Assert.That(
            () => workspace.Open(),
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.Contains("LE2014: logo: found a file of more than 1 MiB, expected a regular file of at most 1 MiB")
        );
    }

    [Test]
    public void English_texts_name_checks_figures_and_reasons_as_the_calculation_does()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        var disclosure = workspace.Report("2026-Q3");
        var (english, german) = (Reporting.ReportCulture.Of("en"), Reporting.ReportCulture.Of("de"));
        Assert.Multiple(() =>
        {
            foreach (var check in disclosure.Checks.Where(check => !check.Id.StartsWith("cost-", StringComparison.Ordinal)))
                Assert.That(english.Label($"check.{check.Id}", "none"), Is.EqualTo(check.Title), check.Id);
            foreach (var figure in disclosure.Figures.Where(figure => figure.Label[0] != '-'))
                Assert.That(english.Label($"figure.{figure.Id}", "none"), Is.EqualTo(figure.Label), figure.Id.Value);
            foreach (var figure in disclosure.Figures.Where(figure => figure.WhyMissing is not null))
                Assert.That(german.Reason(figure.WhyMissing), Is.Not.EqualTo(figure.WhyMissing!.English), figure.Id.Value);
        });
    }

    private static List<string> Issues(string json)
    {
        using var workspace = new PeriodWorkspace().Write("report.json", json);
        try
        {
            workspace.Open();
            return [];
        }
        catch (ConfigurationException e)
        {
            return [.. e.Issues.Where(issue => issue.At.File == "report.json").Select(issue => issue.ToString())];
        }
    }
}
