using System.Text;
using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Domain.Tests;

/// <summary>Keys that have another name since an earlier version.</summary>
public class ConfigurationNodeTests
{
    private const string Unknown = "p.json: error LE2005: part.old: found an unknown key, expected one of new";
    private const string Other = "p.json: error LE2005: part.x: found an unknown key, expected one of new";
    private const string Read = "p.json: warning LE2015: found part.old, expected its new name new: read as new";

    [TestCase("""{ "part": { "new": "a" } }""", "a")]
    [TestCase("""{ "part": { "old": "a" } }""", "a", Read)]
    [TestCase("""{ "part": {} }""", null)]
    [TestCase("""{ "part": { "new": "a", "old": "b" } }""", "a", Unknown)]
    [TestCase("""{ "part": { "old": 1 } }""", null, Read, "p.json: error LE2003: part.old: found a number, expected text")]
    [TestCase("""{ "part": { "old": "a", "x": 1 } }""", "a", Read, Other)]
    public void A_former_name_is_read_and_the_new_one_is_named(string json, string? value, params string[] issues)
    {
        var problems = new ConfigurationProblems("p.json");
        var found = new List<string?>();
        ConfigurationNode.Parse(
            Encoding.UTF8.GetBytes(json),
            problems,
            root =>
            {
                var part = root.Object("part")!;
                found.Add(part.Text(part.NameOf("new", former: "old"), isRequired: false));
                part.Close();
                return root;
            }
        );
        Assert.That(found, Is.EqualTo(new[] { value }));
        Assert.That(problems.Issues.Select(issue => issue.ToString()), Is.EqualTo(issues));
    }

    [TestCase("""{ "$schema": "p.schema.json" }""")]
    [TestCase("""{ "$schema": 1 }""", "p.json: error LE2003: $schema: found a number, expected text")]
    [TestCase("""{ "a": 1 }""", "p.json: error LE2005: a: found an unknown key, expected one of part")]
    [TestCase(
        """{ "part": { "$schema": "p.schema.json" } }""",
        "p.json: error LE2005: part.$schema: found an unknown key, expected one of new"
    )]
    public void The_schema_that_editors_check_by_is_named_at_the_top_alone(string json, params string[] issues)
    {
        var problems = new ConfigurationProblems("p.json");
        ConfigurationNode.Parse(
            Encoding.UTF8.GetBytes(json),
            problems,
            root =>
            {
                var part = root.Object("part");
                part?.Text("new", isRequired: false);
                part?.Close();
                root.Close();
                return root;
            }
        );
        Assert.That(problems.Issues.Select(issue => issue.ToString()), Is.EqualTo(issues));
    }

    [Test]
    public void A_warning_stops_nothing_and_is_not_among_what_stops()
    {
        var problems = new ConfigurationProblems("p.json");
        problems.FormerName("old", "new");
        Assert.That(problems.ThrowIfAny, Throws.Nothing);
        problems.MissingKey("id", "text");
        var thrown = Assert.Throws<ConfigurationException>(problems.ThrowIfAny);
        Assert.That(thrown!.Issues.Select(issue => issue.Code), Is.EqualTo(new[] { "LE2004" }));
    }
}
