using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests;

public class MappingTests
{
    [Test]
    public void A_profile_says_which_column_is_what_and_what_the_numbers_mean()
    {
        var mapping = Parse("""
            { "id": "acme.log", "title": "Acme's log", "container": ["csv"], "csv": { "separator": ";" },
              "detect": { "all": ["day"], "any": ["a", "b"], "none": ["c"] },
              "fields": { "time": "day", "model": ["model", "engine"], "input": "in", "cached": "hit", "cost": "eur" },
              "constants": { "provider": "acme" },
              "semantics": { "grain": "bucket", "inputIncludesCached": false, "time": "dd.MM.yyyy", "zone": "+02:00", "currency": "eur", "scale": 1000 },
              "requires": { "model": "one" },
              "ignore": [ { "rule": "total", "when": { "day": "", "model": "Total" } } ],
              "cases": [ { "when": { "async": "1" }, "set": { "serviceTier": "batch" } } ] } // comments may stand here
            """);
        Assert.Multiple(() =>
        {
            Assert.That((mapping.Id, mapping.Title, mapping.Separator), Is.EqualTo(("acme.log", "Acme's log", ';')));
            Assert.That(mapping.Detection.Any, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(mapping.Fields[Field.Model], Is.EqualTo(new[] { "model", "engine" }));
            Assert.That(mapping.Constants[Field.Provider], Is.EqualTo("acme"));
            Assert.That(mapping.Requires[Field.Model], Is.EqualTo("one"));
            Assert.That(mapping.Ignore.Single().When, Is.EqualTo(new[] { new ColumnCondition("day", ""), new ColumnCondition("model", "Total") }));
            Assert.That(mapping.Cases.Single() is { Field: Field.ServiceTier, Value: "batch" }, Is.True);
            Assert.That(mapping.Semantics is { Grain: Grain.Bucket, InputIncludesCached: false, Currency: "EUR", Scale: 1_000, Time.Pattern: "dd.MM.yyyy" }, Is.True);
        });
    }

    [Test]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.That(ProblemsOf("""
            { "id": "x", "container": "parquet", "colour": "red",
              "fields": { "input": "in", "cached": "hit", "tokens": "t", "output": 3 },
              "constants": { "requests": "1" },
              "semantics": { "grain": "hour", "time": "M/d/yyyy", "zone": "CET", "scale": 7 } }
            """), Is.EqualTo(new[]
        {
            "p.json:0:0: error LE2013: found another type at fields.output, expected a text or a list of texts",
            "p.json:0:0: error LE2011: found unknown key fields.tokens, expected one of account, audioSeconds, cacheWrite, cached, cost, costKey, currency, host, images, input, model, operation, output, provider, reasoning, region, requests, serviceTier, time",
            "p.json:0:0: error LE2011: found unknown key constants.requests, expected one of account, costKey, currency, host, model, operation, provider, region, serviceTier",
            "p.json:0:0: error LE2012: found no key title, expected one",
            "p.json:0:0: error LE2014: found 'parquet' at container, expected csv",
            "p.json:0:0: error LE2014: found 'hour' at semantics.grain, expected request or bucket",
            "p.json:0:0: error LE2012: found no key semantics.inputIncludesCached, expected one",
            "p.json:0:0: error LE2014: found 'M/d/yyyy' at semantics.time, expected unix-seconds, unix-milliseconds, iso or a pattern such as yyyy-MM-dd HH:mm:ss",
            "p.json:0:0: error LE2014: found 'CET' at semantics.zone, expected UTC or a fixed offset such as +02:00",
            "p.json:0:0: error LE2014: found '7' at semantics.scale, expected 1, 1000 or 1000000",
            "p.json:0:0: error LE2011: found unknown key colour, expected one of cases, constants, container, csv, detect, fields, id, ignore, requires, semantics, title",
            "p.json:0:0: error LE2012: found no key fields.time, expected one",
        }));

    [TestCase("", "p.json:0:0: error LE2010: found no JSON (line 1), expected a mapping profile")]
    [TestCase("[]", "p.json:0:0: error LE2010: found no JSON (the root is no object), expected a mapping profile")]
    [TestCase("{\n\"id\": 1,\n\"id\": 2 }", "p.json:0:0: error LE2010: found no JSON (a key stands twice), expected a mapping profile")]
    public void What_is_no_json_object_is_refused(string text, string issue) => Assert.That(ProblemsOf(text), Is.EqualTo(new[] { issue }));

    [TestCase("""{ "id": "auto", "title": "t", "container": "csv", "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "iso", "zone": "UTC" } }""", "LE2014: found 'auto' at id")]
    [TestCase("""{ "id": "x", "title": "t", "container": "csv", "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "yyyy-MM-dd" } }""", "LE2012: found no key semantics.zone")]
    [TestCase("""{ "id": "x", "title": "t", "container": "csv", "fields": { "time": "t", "cost": "c" }, "semantics": { "grain": "bucket", "time": "unix-seconds" } }""", "LE2012: found no key semantics.currency")]
    [TestCase("""{ "id": "x", "title": "t", "container": "csv", "csv": { "separator": "::" }, "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "unix-seconds" } }""", "LE2014: found '::' at csv.separator")]
    [TestCase("""{ "id": "x", "title": "t", "container": "csv", "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "unix-seconds" }, "ignore": [ { "rule": "r", "when": {} } ] }""", "LE2014: found '' at ignore[0].when")]
    [TestCase("""{ "id": "x", "title": "t", "container": "csv", "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "unix-seconds" }, "ignore": [ { "when": { "a": "" } } ] }""", "LE2012: found no key ignore[0].rule")]
    public void One_fault_is_one_problem(string profile, string problem) => Assert.That(ProblemsOf(profile).Single(), Does.Contain(problem));

    private static Mapping Parse(string json) => Mapping.Parse(Encoding.UTF8.GetBytes(json), "p.json");

    private static IEnumerable<string> ProblemsOf(string json)
    {
        var problems = Assert.Throws<ConfigurationException>(() => Parse(json));
        return problems!.Issues.Select(issue => issue.ToString());
    }
}
