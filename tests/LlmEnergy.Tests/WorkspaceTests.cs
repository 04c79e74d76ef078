using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;

namespace LlmEnergy.Tests;

public class WorkspaceTests
{
    private const string Least = """{ "schema": 1, "undertaking": "Acme A/S", "sources": [ { "id": "openai", "path": "exports" } ] }""";

    [Test]
    public void The_least_configuration_has_defaults_for_the_rest()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Least);
        var configuration = Workspace.Open(folder.Folder).Configuration;
        Assert.That(
            (configuration.Undertaking, configuration.Methods[1], configuration.FiscalYear, configuration.Sources[0].Format),
            Is.EqualTo(("Acme A/S", "operating-point-2026", FiscalYear.Calendar, "auto"))
        );
        Assert.That(
            (configuration.BaseYear, configuration.Targets, configuration.Decision),
            Is.EqualTo(((string?)null, Array.Empty<LlmEnergy.Domain.Figures.Target>(), (LlmEnergy.Domain.Figures.Decision?)null))
        );
    }

    [Test]
    public void Comments_and_trailing_commas_are_fine()
    {
        using var folder = new TemporaryFolder().With(
            "llmenergy.json",
            """
            { // who we are
              "schema": 1, "undertaking": "Acme A/S", "sources": [], }
            """
        );
        Assert.That(Workspace.Open(folder.Folder).Sources, Is.Empty);
    }

    [TestCase(
        """{ "undertaking": "A", "sources": [] }""",
        "llmenergy.json: error LE2004: schema: found nothing, expected a whole number",
        TestName = "schema is missing"
    )]
    [TestCase(
        """{ "schema": 2, "undertaking": "A", "sources": [] }""",
        "llmenergy.json: error LE2006: schema: found '2', expected 1: this version reads no other",
        TestName = "schema of another version"
    )]
    [TestCase(
        """{ "schema": 1, "sources": [] }""",
        "llmenergy.json: error LE2004: undertaking: found nothing, expected text",
        TestName = "undertaking is missing"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "", "sources": [] }""",
        "llmenergy.json: error LE2006: undertaking: found '', expected text that is not empty",
        TestName = "undertaking is empty"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": {} }""",
        "llmenergy.json: error LE2003: sources: found an object, expected a list of objects",
        TestName = "sources is no list"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "methods": [] }""",
        "llmenergy.json: error LE2005: methods: found an unknown key, expected one of baseYear, costKeys, decision, deployments, disjoint, "
            + "factors, fiscalYear, gaps, gridBasis, identityMemory, interval, language, method, models, notCalculatedTolerance, "
            + "operatingPoint, precedence, profiles, prompts, reconciliation, restatementThreshold, ruleSet, schema, sources, statement, targets, "
            + "transmissionLosses, unallocatedTolerance, undertaking",
        TestName = "unknown key"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "sources": [] }""",
        "llmenergy.json:1: error LE2002: found a key twice",
        TestName = "key twice"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [ { "id": "a", "path": "x", "format": "nope" } ] }""",
        "llmenergy.json: error LE2010: sources 'a': found format 'nope', expected auto or one of anthropic.batch.results",
        TestName = "unknown format"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [ { "id": "a", "path": "../x" } ] }""",
        "llmenergy.json: error LE2006: sources 'a'.path: found a path that leads out of the workspace, expected one inside it",
        TestName = "path out of the workspace"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [ { "id": "a", "path": "/etc/passwd" } ] }""",
        "llmenergy.json: error LE2006: sources 'a'.path: found a path that leads out of the workspace, expected one inside it",
        TestName = "absolute path"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [ { "id": "a", "path": "x" }, { "id": "a", "path": "y" } ] }""",
        "llmenergy.json: error LE2006: sources: found 'a', expected each id once",
        TestName = "source twice"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "method": [ "magic" ] }""",
        "llmenergy.json: error LE2006: method: found 'magic', expected one of supplier-specific, operating-point-2026, "
            + "class-factors-2026-2, class-factors-2026, parameter-model-2026, spend-based, ecologits-0.9.3",
        TestName = "unknown method"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "method": [ "seed-2023-hardware" ] }""",
        "llmenergy.json: error LE2007: method: seed-2023-hardware has no central value or lacks a part of the boundary: it can stand "
            + "beside a disclosure, not be one; use it with estimate",
        TestName = "method that cannot be the headline"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "fiscalYear": { "start": "13-01" } }""",
        "llmenergy.json: error LE2006: fiscalYear.start: found '13-01', expected month and day such as 07-01",
        TestName = "month 13"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "fiscalYear": { "endsOn": "caturday" } }""",
        "llmenergy.json: error LE2006: fiscalYear.endsOn: found 'caturday', expected a weekday such as saturday",
        TestName = "no weekday"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "profiles": [ "none.profile.json" ] }""",
        "none.profile.json: error LE2009: found no readable file in ",
        TestName = "profile is missing"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "costKeys": "none.csv" }""",
        "none.csv: error LE2009: found no readable file in ",
        TestName = "cost keys are missing"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "factors": [ "none.csv" ] }""",
        "none.csv: error LE2009: found no readable file in ",
        TestName = "factors are missing"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "factors": [ "../*.csv" ] }""",
        "llmenergy.json: error LE2006: factors: found a path that leads out of the workspace, expected one inside it",
        TestName = "factors out of the workspace"
    )]
    [TestCase(
        """{ "schema": 1, "undertaking": "A", "sources": [], "language": "tlh" }""",
        "llmenergy.json: error LE2006: language: found 'tlh', expected one of de, en, fr",
        TestName = "unknown language"
    )]
    [TestCase("[]", "llmenergy.json:1: error LE2002: found a list, expected a JSON object", TestName = "no object")]
    [TestCase("{ \"schema\": 1,\n  nonsense }", "llmenergy.json:2: error LE2002: found text that is not JSON", TestName = "no JSON")]
    public void What_is_wrong_is_named_with_its_key(string json, string message)
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", json);
        Assert.That(Issues(folder), Has.Some.StartsWith(message));
    }

    [Test]
    public void Names_of_a_page_and_bytes_that_are_no_text_are_refused()
    {
        using var folder = new TemporaryFolder().With(
            "llmenergy.json",
            Least.Replace("Acme A/S", new string('x', 201), StringComparison.Ordinal)
        );
        Assert.That(
            Issues(folder).Single(),
            Does.StartWith("llmenergy.json: error LE2006: undertaking: found '...', expected up to 200 characters")
        );
        File.WriteAllBytes(folder.PathOf("llmenergy.json"), [(byte)'"', 0xFF, (byte)'"']);
        Assert.That(
            Issues(folder),
            Is.EqualTo(new[] { "llmenergy.json:1: error LE2002: found bytes that are not UTF-8, expected a JSON object" })
        );
    }

    [Test]
    [CancelAfter(20_000)]
    public void Links_that_lead_back_into_the_folder_are_not_followed()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Least).With("exports/a.csv", "x");
        Directory.CreateSymbolicLink(folder.PathOf("exports/one"), ".");
        Directory.CreateSymbolicLink(folder.PathOf("exports/two"), ".");
        Assert.That(
            Workspace.Open(folder.Folder).Sources.Single().Files.Select(file => file.Display),
            Is.EqualTo(new[] { "exports/a.csv" })
        );
    }

    [Test]
    public void Links_are_not_followed()
    {
        using var outside = new TemporaryFolder().With("secret.csv", "secret");
        using var folder = new TemporaryFolder().With("llmenergy.json", Least).With("exports/a.csv", "");
        File.CreateSymbolicLink(folder.PathOf("exports/link.csv"), outside.PathOf("secret.csv"));
        Directory.CreateSymbolicLink(folder.PathOf("exports/folder"), outside.Folder.FullName);
        Assert.That(
            Workspace.Open(folder.Folder).Sources.Single().Files.Select(file => file.Display),
            Is.EqualTo(new[] { "exports/a.csv" })
        );
        File.WriteAllText(folder.PathOf("llmenergy.json"), Least.Replace("\"exports\"", "\"exports/link.csv\"", StringComparison.Ordinal));
        Assert.That(Issues(folder).Single(), Does.Contain("leads out of the workspace"));
    }

    [Test]
    public void Everything_that_is_wrong_is_reported_at_once()
    {
        using var folder = new TemporaryFolder().With(
            "llmenergy.json",
            """{ "schema": 1, "undertaking": 5, "method": [ "magic" ], "colour": "red", "sources": [ { "id": "a" } ] }"""
        );
        Assert.That(
            Issues(folder).Select(issue => issue.Split(": ")[2]),
            Is.EqualTo(new[] { "undertaking", "undertaking", "sources[0].path", "method", "colour" })
        );
    }

    [Test]
    public void A_folder_without_configuration_and_exports_is_no_workspace()
    {
        using var folder = new TemporaryFolder();
        Assert.That(Issues(folder).Single(), Does.Contain("error LE2035: found no llmenergy.json and no export"));
    }

    [Test]
    public void Cost_keys_have_a_header_of_two_columns_and_no_value_twice()
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", """{ "schema": 1, "undertaking": "A", "sources": [], "costKeys": "keys.csv" }""")
            .With("keys.csv", "value,cost_key\np1,CC-1\np1,CC-2\n");
        Assert.That(Issues(folder), Is.EqualTo(new[] { "keys.csv:3:1: error LE2008: found a value twice, expected it once" }));
    }

    [Test]
    public void Own_factors_are_settings_in_ordinal_order_and_stand_in_no_source()
    {
        using var folder = new TemporaryFolder()
            .With(
                "llmenergy.json",
                """{ "schema": 1, "undertaking": "A", "sources": [ { "id": "all", "path": "." } ], "factors": [ "factors/*.csv", "factors/a.csv" ] }"""
            )
            .With("factors/b.csv", "")
            .With("factors/a.csv", "")
            .With("exports/x.csv", "");
        var workspace = Workspace.Open(folder.Folder);
        Assert.That(workspace.Settings.Select(file => file.Display), Is.EqualTo(new[] { "factors/a.csv", "factors/b.csv" }));
        Assert.That(workspace.Sources.Single().Files.Select(file => file.Display), Is.EqualTo(new[] { "exports/x.csv" }));
    }

    [Test]
    public void A_pattern_of_factors_may_match_nothing()
    {
        using var folder = new TemporaryFolder().With(
            "llmenergy.json",
            """{ "schema": 1, "undertaking": "A", "sources": [], "factors": [ "factors/*.csv" ] }"""
        );
        Assert.That(Workspace.Open(folder.Folder).Factors(FactorPack.BuiltIn), Is.SameAs(FactorPack.BuiltIn));
    }

    [Test]
    public void Own_factors_stand_on_top_of_the_built_in_ones()
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", """{ "schema": 1, "undertaking": "A", "sources": [], "factors": [ "factors/*.csv" ] }""")
            .With("factors/own.csv", OwnFactors.Residual);
        var pack = Workspace.Open(folder.Folder).Factors(FactorPack.BuiltIn);
        Assert.That((pack.Residual("DK", 2025)?.Factor.Value, pack.Hash == FactorPack.BuiltIn.Hash), Is.EqualTo(((decimal?)400m, false)));
    }

    [Test]
    public void Own_factors_are_named_by_their_path_where_they_are_wrong()
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", """{ "schema": 1, "undertaking": "A", "sources": [], "factors": [ "factors/*.csv" ] }""")
            .With("factors/own.csv", OwnFactors.Residual.Replace(",DK,", ",XX,", StringComparison.Ordinal));
        Assert.That(
            () => Workspace.Open(folder.Folder).Factors(FactorPack.BuiltIn),
            Throws
                .InstanceOf<ConfigurationException>()
                .With.Message.StartsWith("factors/own.csv:2:8: error LE3010: found 'XX' in geography")
        );
    }

    private const string Mapped =
        """{ "schema": 1, "undertaking": "A", "sources": [], "deployments": "mappings/deployments.csv", "models": "mappings/models.csv" }""";

    [Test]
    public void Private_names_and_own_models_are_settings_of_the_workspace()
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", Mapped)
            .With("mappings/deployments.csv", "provider,account,name,model,from,to\nazure,,prod,acme-writer,,\n")
            .With(
                "mappings/models.csv",
                "provider,pattern,family,class,reachable_tier,active_params_b,total_params_b,params_status,basis,source\n*,^acme,acme,M,3,24,24,published,fine-tuned,model card\n"
            );
        var workspace = Workspace.Open(folder.Folder);
        Assert.That(
            workspace.Settings.Select(setting => setting.Display),
            Is.EqualTo(new[] { "mappings/deployments.csv", "mappings/models.csv" })
        );
        Assert.That(FactorPack.BuiltIn.With(workspace.Models).Resolve("azure", "", "prod", new(2026, 8, 1)).Family, Is.EqualTo("acme"));
    }

    [Test]
    public void What_is_wrong_with_them_is_reported_at_once()
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", Mapped)
            .With("mappings/deployments.csv", "provider,account,name,model,from,to\nazure,,prod,gpt-4,,\nazure,,prod,gpt-4o,,\n")
            .With("mappings/models.csv", "provider,pattern\n");
        Assert.That(
            Issues(folder)[..2],
            Is.EqualTo(
                new[]
                {
                    "mappings/deployments.csv:3:3: error LE2012: found 'prod' on days of line 2 too, expected one model on a day",
                    "mappings/models.csv:1: error LE2013: found other columns, expected provider, pattern, family, class, reachable_tier, "
                        + "active_params_b, total_params_b, params_status, basis, source: no family, class, reachable_tier, "
                        + "active_params_b, total_params_b, params_status, basis, source",
                }
            )
        );
    }

    [TestCase("exports", "exports/a.csv exports/b.csv exports/sub/B.csv", TestName = "a folder leads to all its files but hidden ones")]
    [TestCase("exports/*.csv", "exports/a.csv exports/b.csv", TestName = "a pattern leads to the files that match")]
    [TestCase("exports/b.csv", "exports/b.csv", TestName = "a file leads to itself")]
    [TestCase("exports/*.json", "exports/*.json", TestName = "a pattern without files is handed on, to be accounted for")]
    public void Paths_lead_to_files_in_ordinal_order(string path, string files)
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", Least.Replace("\"exports\"", $"\"{path}\"", StringComparison.Ordinal))
            .With("exports/b.csv", "")
            .With("exports/a.csv", "")
            .With("exports/sub/B.csv", "")
            .With("exports/.hidden", "");
        Assert.That(string.Join(' ', Workspace.Open(folder.Folder).Sources.Single().Files.Select(file => file.Display)), Is.EqualTo(files));
    }

    [Test]
    public void A_file_of_two_sources_would_be_counted_twice_and_is_refused()
    {
        using var folder = new TemporaryFolder()
            .With(
                "llmenergy.json",
                """
                { "schema": 1, "undertaking": "A", "sources": [ { "id": "all", "path": "exports" }, { "id": "some", "path": "exports/a*" } ] }
                """
            )
            .With("exports/a.csv", "")
            .With("exports/b.csv", "");
        Assert.That(
            Issues(folder),
            Is.EqualTo(
                new[] { "llmenergy.json: error LE2006: sources: found exports/a.csv in 'all' and 'some', expected each file in one source" }
            )
        );
    }

    [TestCase("2026-Q9")]
    [TestCase("next quarter")]
    public void A_period_that_is_none_is_refused(string name)
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Least);
        Assert.That(
            () => Workspace.Open(folder.Folder).Period(name),
            Throws
                .InstanceOf<ConfigurationException>()
                .With.Message.StartsWith($"--period: error LE2001: found '{name}', expected a period such as 2026-Q3")
        );
    }

    [TestCase(
        "\"baseYear\": \"2025-Q1\"",
        "baseYear: found '2025-Q1', expected a whole year such as 2025 or FY2025",
        TestName = "a base quarter"
    )]
    [TestCase(
        "\"baseYear\": \"last\"",
        "baseYear: found 'last', expected a whole year such as 2025 or FY2025",
        TestName = "a base year that is none"
    )]
    [TestCase(
        "\"ruleSet\": \"GRI\"",
        "ruleSet: found 'GRI', expected one of ESRS-2023, ESRS-2023-reliefs, ESRS-2026, VS-2026",
        TestName = "an unknown rule set"
    )]
    [TestCase("\"baseYear\": 2025", "baseYear: found a number, expected text", TestName = "a base year as a number")]
    [TestCase(
        "\"targets\": [ { \"figure\": \"energy\", \"year\": 2030, \"value\": 1, \"source\": \"p\" } ]",
        "targets[0].figure: found 'energy', expected one of total, cloud_services, category1, scope3",
        TestName = "a target of another figure"
    )]
    [TestCase(
        "\"targets\": [ { \"figure\": \"total\", \"year\": 2023, \"value\": 1, \"source\": \"p\" } ]",
        "targets[0].year: found '2023', expected a year from 2024 to 2100",
        TestName = "a target of the past"
    )]
    [TestCase(
        "\"targets\": [ { \"figure\": \"total\", \"year\": 2030, \"value\": -1, \"source\": \"p\" } ]",
        "targets[0].value: found '-1', expected tonnes of CO2 equivalents, 0 or more",
        TestName = "a target below zero"
    )]
    [TestCase(
        "\"targets\": [ { \"figure\": \"total\", \"year\": 2030, \"value\": \"1\", \"source\": \"p\" } ]",
        "targets[0].value: found text, expected a number",
        TestName = "a target as text"
    )]
    [TestCase(
        "\"targets\": [ { \"figure\": \"total\", \"year\": 2030, \"value\": 1 } ]",
        "targets[0].source: found nothing, expected text",
        TestName = "a target without source"
    )]
    [TestCase(
        "\"targets\": [ { \"figure\": \"total\", \"year\": 2030, \"value\": 1, \"source\": \"p\" }, { \"figure\": \"total\", \"year\": "
            + "2030, \"value\": 2, \"source\": \"q\" } ]",
        "targets: found 'total 2030', expected each figure and year once",
        TestName = "a target twice"
    )]
    [TestCase(
        "\"materiality\": { \"date\": \"2026-03-01\", \"basis\": \"b\" }",
        "materiality.isMaterial: found nothing, expected true or false",
        TestName = "materiality that is not decided"
    )]
    [TestCase(
        "\"materiality\": { \"isMaterial\": true, \"date\": \"1 March\", \"basis\": \"b\" }",
        "materiality.date: found '1 March', expected a day such as 2026-03-01",
        TestName = "materiality of no day"
    )]
    [TestCase(
        "\"materiality\": { \"isMaterial\": true, \"date\": \"2026-03-01\", \"basis\": \" \" }",
        "materiality.basis: found ' ', expected text that is not empty",
        TestName = "materiality without a basis"
    )]
    [TestCase(
        "\"materiality\": { \"isMaterial\": true, \"date\": \"2026-03-01\", \"basis\": \"b\", \"by\": \"A\" }",
        "materiality.by: found an unknown key, expected one of basis, date, isMaterial",
        TestName = "an unknown key of materiality"
    )]
    [TestCase(
        "\"decision\": { \"is\": \"maybe\", \"date\": \"2026-03-01\", \"basis\": \"b\" }",
        "decision.is: found 'maybe', expected one of material, notMaterial, notSignificant, supplementary",
        TestName = "a decision of another word"
    )]
    [TestCase(
        "\"decision\": { \"is\": \"material\", \"date\": \"2026-03-01\", \"basis\": \"b\", \"shareOfCategory1\": 2 }",
        "decision.shareOfCategory1: found '2', expected a share from 0 to 1",
        TestName = "a share above all"
    )]
    [TestCase(
        "\"statement\": { \"lei\": \"529900T8BM49AURSDO56\" }",
        "statement.lei: found '529900T8BM49AURSDO56', expected a legal entity identifier: 20 letters and digits with their check digits",
        TestName = "an LEI with a wrong check digit"
    )]
    [TestCase(
        "\"statement\": { \"periods\": { \"autumn\": { \"changes\": \"c\" } } }",
        "statement.periods.autumn: found 'autumn', expected a period such as 2026-Q3 or FY2026",
        TestName = "a statement of no period"
    )]
    [TestCase(
        "\"statement\": { \"basis\": \"grouped\" }",
        "statement.basis: found 'grouped', expected one of consolidated, individual",
        TestName = "another basis"
    )]
    public void What_is_wrong_with_base_year_targets_and_materiality_is_named(string settings, string message)
    {
        using var folder = new TemporaryFolder().With(
            "llmenergy.json",
            $"{{ \"schema\": 1, \"undertaking\": \"A\", \"sources\": [], {settings} }}"
        );
        Assert.That(
            Issues(folder).Select(issue => issue[(issue.IndexOf(": error LE", StringComparison.Ordinal) + ": error LE2006: ".Length)..]),
            Is.EqualTo(new[] { message })
        );
    }

    [Test]
    public void Fiscal_periods_follow_the_workspace()
    {
        using var folder = new TemporaryFolder().With(
            "llmenergy.json",
            """{ "schema": 1, "undertaking": "A", "sources": [], "fiscalYear": { "start": "07-01" } }"""
        );
        Assert.That(Workspace.Open(folder.Folder).Period("FY2026-Q1").First, Is.EqualTo(new DateOnly(2025, 7, 1)));
    }

    private static List<string> Issues(TemporaryFolder folder)
    {
        try
        {
            Workspace.Open(folder.Folder);
            return [];
        }
        catch (ConfigurationException e)
        {
            return [.. e.Issues.Select(issue => issue.ToString())];
        }
    }

    [Test]
    public void What_the_undertaking_states_is_read_with_its_periods()
    {
        using var folder = new TemporaryFolder().With(
            "llmenergy.json",
            """
            { "schema": 1, "undertaking": "A", "sources": [], "statement": {
                "legalName": "A plc", "lei": "529900T8BM49AURSDO55", "basis": "individual", "consolidation": "equityShare",
                "periods": { "2026-Q3": { "reportDate": "2026-10-20", "changes": "c", "eventsAfter": "none" } } } }
            """
        );
        var statement = Workspace.Open(folder.Folder).Configuration.Statement;
        Assert.That(
            (statement.LegalName, statement.Lei, statement.Basis, statement.Consolidation, statement.Periods["2026-Q3"]),
            Is.EqualTo(
                (
                    "A plc",
                    "529900T8BM49AURSDO55",
                    ReportingBasis.Individual,
                    ConsolidationApproach.EquityShare,
                    new PeriodStatement(new(2026, 10, 20), "c", "none")
                )
            )
        );
    }

    [TestCase("\"decision\": { \"is\": \"notSignificant\", \"date\": \"2026-03-01\", \"basis\": \"b\" }", Relevance.NotSignificant)]
    [TestCase("\"materiality\": { \"isMaterial\": false, \"date\": \"2026-03-01\", \"basis\": \"b\" }", Relevance.NotMaterial)]
    public void A_decision_is_read_also_in_its_former_form(string settings, Relevance relevance)
    {
        using var folder = new TemporaryFolder().With(
            "llmenergy.json",
            $"{{ \"schema\": 1, \"undertaking\": \"A\", \"sources\": [], {settings} }}"
        );
        var workspace = Workspace.Open(folder.Folder);
        Assert.That(workspace.Configuration.Decision, Is.EqualTo(new Decision(relevance, new(2026, 3, 1), "b")));
        Assert.That(
            workspace.Warnings.Select(issue => $"{issue.Code}: {issue.Message}"),
            settings.Contains("materiality", StringComparison.Ordinal)
                ? Is.EqualTo(new[] { "LE2015: found materiality, expected its new name decision: read as decision" })
                : Is.Empty
        );
    }

    [Test]
    public void A_former_name_of_the_rules_is_read_with_a_finding()
    {
        using var folder = new TemporaryFolder().With(
            "llmenergy.json",
            """{ "schema": 1, "undertaking": "A", "sources": [], "ruleSet": "VSME" }"""
        );
        var workspace = Workspace.Open(folder.Folder);
        Assert.That(workspace.Configuration.RuleSet, Is.EqualTo("VS-2026"));
        Assert.That(workspace.Warnings.Single().Message, Is.EqualTo("found ruleSet VSME, expected its new name VS-2026: read as VS-2026"));
    }
}
