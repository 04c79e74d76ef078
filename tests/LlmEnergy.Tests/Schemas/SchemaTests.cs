using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Fetching;
using LlmEnergy.Filling;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Service;

namespace LlmEnergy.Tests.Schemas;

/// <summary>The JSON Schemas in templates/schemas: what the program's own readers ask for, so that they cannot say anything else.</summary>
public class SchemaTests
{
    private const string Workspace = "llmenergy";
    private const string Profile = "profile";
    private const string Report = "report";
    private const string Decode = "decode";
    private const string Automation = "automation";
    private const string Watch = "watch";
    private const string Fill = "fill";

    private const string SmallWorkspace = """{ "schema": 1, "undertaking": "Acme", "sources": [ { "id": "a", "path": "a" } ] }""";
    private const string SmallProfile = """
        { "id": "a", "title": "A", "container": "csv", "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "unix-seconds" } }
        """;
    private const string SmallDecode = """{ "id": "a" }""";
    private const string SmallReport = """{ "schema": 1 }""";
    private const string SmallAutomation = """{ "schema": 1, "fetch": [ { "source": "a", "copy": "/mnt/a/*.csv" } ] }""";
    private const string SmallWatch = """{ "schema": 1 }""";
    private const string SmallFill = """{ "schema": 1 }""";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [TestCase(Workspace, "llmenergy.json, the configuration of a workspace")]
    [TestCase(Profile, "*.profile.json, a format of exports")]
    [TestCase(Report, "report.json, texts and look of reports")]
    [TestCase(Decode, "*.decode.json, what the names on a bill mean")]
    [TestCase(Automation, "automation.json, how sources are fetched")]
    [TestCase(Watch, "watch.json, the service of a workspace")]
    [TestCase(Fill, "fill.json, what a workbook of one's own is filled with")]
    public void Are_written_from_what_the_readers_ask_for(string name, string title)
    {
        var written = new SchemaWriter(Descriptions(name)).Write(title, Shape(name));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(PathOf(name), written);
        Assert.That(File.ReadAllText(PathOf(name)).ReplaceLineEndings("\n"), Is.EqualTo(written), "UPDATE_GOLDEN=1 writes it");
    }

    /// <summary>A key whose value no document has would be described as less than it is.</summary>
    [TestCase(Workspace, 20)]
    [TestCase(Profile, 20)]
    [TestCase(Report, 5)]
    [TestCase(Decode, 5)]
    [TestCase(Automation, 3)]
    [TestCase(Watch, 9)]
    [TestCase(Fill, 4)]
    public void The_documents_go_down_every_branch_of_the_readers(string name, int least)
    {
        var shape = Shape(name);
        Assert.That(shape.Keys, Has.Count.GreaterThanOrEqualTo(least));
        Assert.That(Unseen(shape, "", []).ToList(), Is.Empty);
    }

    [Test]
    public void A_branch_that_no_document_goes_down_is_found()
    {
        var shape = new ConfigurationShape();
        Read(Profile, Encoding.UTF8.GetBytes(SmallProfile), shape);
        Assert.That(Unseen(shape, "", []), Does.Contain(".counter").And.Contain(".ignore").And.Not.Contain(".semantics"));
    }

    [TestCase(Workspace)]
    [TestCase(Profile)]
    [TestCase(Report)]
    [TestCase(Decode)]
    [TestCase(Automation)]
    [TestCase(Watch)]
    [TestCase(Fill)]
    public void Samples_built_in_profiles_and_fixtures_are_valid(string name)
    {
        var schema = Schema(name);
        Assert.That(Documents(name).Select(document => $"{document.Name}: {Faults(schema, document.Json)}"), Has.All.EndsWith(": "));
    }

    /// <summary>A document that the program refuses would show less than its readers ask for.</summary>
    [Test]
    public void The_program_reads_each_of_them() =>
        Assert.That(
            new[] { Workspace, Profile, Decode, Automation, Watch, Fill }
                .SelectMany(name => Documents(name).SelectMany(document => Read(name, document.Json, null)))
                .Where(issue => issue.Severity == Severity.Error)
                .Select(issue => issue.ToString()),
            Is.Empty
        );

    [TestCase(Workspace, SmallWorkspace)]
    [TestCase(Profile, SmallProfile)]
    [TestCase(Report, SmallReport)]
    [TestCase(Decode, SmallDecode)]
    [TestCase(Automation, SmallAutomation)]
    [TestCase(Watch, SmallWatch)]
    [TestCase(Fill, SmallFill)]
    public void The_least_document_is_valid_also_with_the_schema_that_an_editor_takes(string name, string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document["$schema"] = $"{name}.schema.json";
        Assert.That(Codes(name, document), Is.Empty);
        Assert.That(Schema(name).Evaluate(document).IsValid, Is.True);
    }

    [TestCase(Workspace, SmallWorkspace, "undertaking")]
    [TestCase(Profile, SmallProfile, "title")]
    [TestCase(Report, SmallReport, "schema")]
    [TestCase(Decode, SmallDecode, "id")]
    [TestCase(Automation, SmallAutomation, "schema")]
    [TestCase(Watch, SmallWatch, "schema")]
    [TestCase(Fill, SmallFill, "schema")]
    public void What_the_program_refuses_is_not_valid(string name, string json, string key)
    {
        var schema = Schema(name);
        void Refused(Action<JsonObject> change, string code)
        {
            var document = JsonNode.Parse(json)!.AsObject();
            change(document);
            Assert.That(Codes(name, document), Does.Contain(code));
            Assert.That(schema.Evaluate(document).IsValid, Is.False, code);
        }

        Refused(document => document["colour"] = "blue", "LE2005");
        Refused(document => document[key] = new JsonArray(), "LE2003");
        Refused(document => document.Remove(key), "LE2004");
        Refused(document => document["$schema"] = 1, "LE2003");
    }

    [TestCase(Workspace, SmallWorkspace, "language", "xx")]
    [TestCase(Workspace, SmallWorkspace, "gridBasis", "none")]
    [TestCase(Workspace, SmallWorkspace, "ruleSet", "ESRS")]
    [TestCase(Workspace, SmallWorkspace, "method", "ecologits")]
    [TestCase(Profile, SmallProfile, "container", "pdf")]
    public void A_word_that_is_none_of_the_list_is_not_valid(string name, string json, string key, string word)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document[key] = word;
        Assert.That(Codes(name, document), Is.Not.Empty);
        Assert.That(Schema(name).Evaluate(document).IsValid, Is.False);
    }

    /// <summary>A schema that takes conditions of conditions refers to itself.</summary>
    [TestCase("""{ "a": { "not": { "not": { "above": 1 } } } }""", true)]
    [TestCase("""{ "a": { "not": { "not": { "abvoe": 1 } } } }""", false)]
    [TestCase("""{ "a": { "above": "1" } }""", false)]
    public void Conditions_are_checked_however_deep(string when, bool isValid)
    {
        var document = JsonNode.Parse(SmallProfile)!.AsObject();
        document["ignore"] = JsonNode.Parse($$"""[ { "rule": "r", "when": {{when}} } ]""");
        Assert.That(Codes(Profile, document), isValid ? Is.Empty : Is.Not.Empty);
        Assert.That(Schema(Profile).Evaluate(document).IsValid, Is.EqualTo(isValid));
    }

    [Test]
    public void Keys_of_the_configuration_are_described_as_the_readme_does()
    {
        var shape = Shape(Workspace);
        var descriptions = Descriptions(Workspace);
        Assert.That(
            shape
                .Keys.Where(key => key.Key != "$schema" && key.Value.Now is null && !descriptions.ContainsKey(key.Key))
                .Select(key => key.Key),
            Is.Empty
        );
        Assert.That(descriptions["sources.region"], Is.EqualTo("cloud region or country, where the rows name none"));
    }

    private static IReadOnlyDictionary<string, string> Descriptions(string name) =>
        name switch
        {
            Workspace => DocumentedKeys.Of(
                "LlmEnergy",
                new Dictionary<string, string>
                {
                    ["key of llmenergy.json"] = "",
                    ["key of a source"] = "sources.",
                    ["key of fiscalYear"] = "fiscalYear.",
                    ["key of operatingPoint"] = "operatingPoint.",
                    ["key of a target"] = "targets.",
                    ["key of decision"] = "decision.",
                    ["key of statement"] = "statement.",
                }
            ),
            Profile => DocumentedKeys.Of("LlmEnergy.Ingestion", new Dictionary<string, string> { ["key"] = "" }),
            Decode => DocumentedKeys.Of("LlmEnergy.Ingestion", new Dictionary<string, string> { ["key of a decode table"] = "" }),
            Automation => DocumentedKeys.Of("LlmEnergy.Fetching", new Dictionary<string, string> { ["key of fetch"] = "fetch." }),
            Fill => DocumentedKeys.Of("LlmEnergy", new Dictionary<string, string> { ["key of fill.json"] = "" }),
            Watch => DocumentedKeys.Of("LlmEnergy.Service", new Dictionary<string, string> { ["key of watch.json"] = "" }),
            _ => DocumentedKeys.Of("LlmEnergy.Reporting", new Dictionary<string, string> { ["key of report.json"] = "" }),
        };

    private static IReadOnlyList<(string Name, byte[] Json)> Documents(string name) =>
        name switch
        {
            Workspace => Schemas.Documents.Configurations,
            Profile => Schemas.Documents.Profiles,
            Decode => Schemas.Documents.DecodeTables,
            Automation => Schemas.Documents.Automations,
            Watch => Schemas.Documents.Services,
            Fill => Schemas.Documents.Fills,
            _ => Schemas.Documents.Reports,
        };

    private static ConfigurationShape Shape(string name)
    {
        var shape = new ConfigurationShape();
        foreach (var (_, json) in Documents(name))
            Read(name, json, shape);
        return shape;
    }

    /// <summary>Codes of what the program says of a document.</summary>
    private static List<string> Codes(string name, JsonObject document) =>
        [.. Read(name, Encoding.UTF8.GetBytes(document.ToJsonString()), null).Select(issue => issue.Code)];

    private static IReadOnlyList<Issue> Read(string name, byte[] json, ConfigurationShape? shape)
    {
        var problems = new ConfigurationProblems(name) { Shape = shape };
        switch (name)
        {
            case Workspace:
                ConfigurationReader.Read(json, problems);
                return problems.Issues;
            case Automation:
                ConfigurationNode.Parse(json, problems, root => FetchSettings.Read(root, problems));
                return problems.Issues;
            case Watch:
                ConfigurationNode.Parse(json, problems, root => WatchSettings.Read(root, problems));
                return problems.Issues;
            case Fill:
                FillMapping.Read(json, problems);
                return problems.Issues;
            case Profile:
                try
                {
                    return Mapping.Parse(json, name, shape).Warnings;
                }
                catch (ConfigurationException e)
                {
                    return e.Issues;
                }
            case Decode:
                try
                {
                    DecodeTable.Parse(json, name, shape);
                    return [];
                }
                catch (ConfigurationException e)
                {
                    return e.Issues;
                }
            default:
                using (var folder = new TemporaryFolder())
                {
                    File.WriteAllBytes(Path.Combine(folder.Folder.FullName, ReportSettings.FileName), json);
                    ReportReader.Read(new(folder.Folder), null, problems);
                }

                return problems.Issues;
        }
    }

    private static JsonSchema Schema(string name) => JsonSchema.FromText(File.ReadAllText(PathOf(name)));

    private static string Faults(JsonSchema schema, byte[] json)
    {
        var result = schema.Evaluate(JsonNode.Parse(json, null, Lenient), new() { OutputFormat = OutputFormat.List });
        // parts of an alternative that was not taken have errors too
        return result.IsValid
            ? ""
            : string.Join(
                ' ',
                result
                    .Details.Where(detail => detail.HasErrors)
                    .Select(detail => $"{detail.InstanceLocation} {string.Join(' ', detail.Errors!.Values)}")
            );
    }

    private static string PathOf(string name) => Path.Combine(RepositoryRoot.Path, "templates", "schemas", $"{name}.schema.json");

    /// <summary>Keys whose value was never looked at.</summary>
    private static IEnumerable<string> Unseen(ConfigurationShape shape, string path, HashSet<ConfigurationShape> seen) =>
        !seen.Add(shape)
            ? []
            : (shape.Entry is { } entry ? [entry] : shape.Keys.Values).SelectMany(key =>
                key.Kinds == ValueKinds.None || (key.Object is null && key.Kinds >= ValueKinds.Object) ? [$"{path}.{key.Name}"]
                : key.Object is { } below ? Unseen(below, $"{path}.{key.Name}", seen)
                : []
            );
}
