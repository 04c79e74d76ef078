using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests;

public class MappingTests
{
    private const Known AllOthers = Known.Input | Known.Cached | Known.CacheWrite | Known.Reasoning;

    [Test]
    public void A_profile_says_which_column_is_what_and_what_the_numbers_mean()
    {
        var mapping = Parse(
            """
            { "id": "acme.log", "title": "Acme's log", "container": ["csv"], "csv": { "separator": ";" },
              "detect": { "all": ["day"], "any": ["a", "b"], "none": ["c"] },
              "fields": { "time": "day", "model": ["model", "engine"], "input": "in", "cached": "hit", "cost": "eur" },
              "constants": { "provider": "acme" },
              "semantics": { "grain": "bucket", "inputIncludesCached": false, "time": "dd.MM.yyyy", "zone": "+02:00", "currency": "eur", "scale": 1000 },
              "requires": { "model": "one" },
              "ignore": [ { "rule": "total", "when": { "day": "", "model": "Total" } } ],
              "cases": [ { "when": { "async": "1" }, "set": { "serviceTier": "batch" } } ] } // comments may stand here
            """
        );
        Assert.Multiple(() =>
        {
            Assert.That((mapping.Id, mapping.Title, mapping.Separator), Is.EqualTo(("acme.log", "Acme's log", ';')));
            Assert.That(mapping.Detection.Any, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(mapping.Fields[Field.Model].Names, Is.EqualTo(new[] { "model", "engine" }));
            Assert.That(mapping.Constants[Field.Provider], Is.EqualTo("acme"));
            Assert.That(mapping.Requires[Field.Model], Is.EqualTo("one"));
            Assert.That(
                mapping.Ignore.Single().When.AnyOf.Single(),
                Is.EqualTo(
                    new[]
                    {
                        new ColumnCondition("day", new ValueTest.OneOf([""])),
                        new ColumnCondition("model", new ValueTest.OneOf(["Total"])),
                    }
                )
            );
            Assert.That(mapping.Cases.Single() is { Field: Field.ServiceTier, Value: "batch" }, Is.True);
            Assert.That(mapping.Semantics is { Grain: Grain.Bucket, Cached: PartPlace.Beside, Currency: "EUR", Scale: 1_000 }, Is.True);
        });
    }

    [Test]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.That(
            ProblemsOf(
                """
                { "id": "x", "container": "paper", "colour": "red",
                  "fields": { "input": "in", "cached": "hit", "tokens": "t", "output": 3 },
                  "constants": { "requests": "1" },
                  "semantics": { "grain": "hour", "time": "M/d/yyyy", "zone": "CET", "scale": 7 } }
                """
            ),
            Is.EqualTo(
                new[]
                {
                    "p.json: error LE2005: fields.tokens: found an unknown key, expected one of account, audioSeconds, cacheWrite, "
                        + "cached, characters, cost, costKey, currency, energyWh, generationSeconds, host, images, input, model, operation, "
                        + "output, provider, reasoning, region, requests, serviceTier, time, timeEnd, total",
                    "p.json: error LE2003: fields.output: found a number, expected a list of texts or objects",
                    "p.json: error LE2005: constants.requests: found an unknown key, expected one of account, costKey, currency, host, "
                        + "model, operation, provider, region, serviceTier",
                    "p.json: error LE2004: title: found nothing, expected text",
                    "p.json: error LE2006: container: found 'paper', expected csv, jsonl, json, parquet, xlsx, table",
                    "p.json: error LE2006: semantics.grain: found 'hour', expected request or bucket",
                    "p.json: error LE2004: semantics.inputIncludesCached: found nothing, expected true or false",
                    "p.json: error LE2006: semantics.time: found 'M/d/yyyy', expected unix-seconds, unix-milliseconds, unix-nanoseconds, "
                        + "http-date, iso or a pattern such as yyyy-MM-dd HH:mm:ss",
                    "p.json: error LE2006: semantics.zone: found 'CET', expected UTC, a fixed offset such as +02:00 or a zone such as "
                        + "America/Los_Angeles",
                    "p.json: error LE2006: semantics.scale: found '7', expected 1, 1000 or 1000000",
                    "p.json: error LE2005: colour: found an unknown key, expected one of ask, carry, cases, class, classes, constants, "
                        + "container, controlTotals, counter, csv, detect, draft, empty, fields, headers, id, identity, ignore, json, "
                        + "optional, parent, pivot, prompts, quantity, refuse, reject, requires, semantics, title, twins, variants, views, warn",
                    "p.json: error LE2004: fields.time: found nothing, expected the column of the time",
                }
            )
        );

    [TestCase("", "p.json:1: error LE2002: found text that is not JSON, expected a JSON object")]
    [TestCase("[]", "p.json:1: error LE2002: found a list, expected a JSON object")]
    [TestCase("{\n\"id\": 1,\n\"id\": 2 }", "p.json:1: error LE2002: found a key twice, expected a JSON object")]
    public void What_is_no_json_object_is_refused(string text, string issue) => Assert.That(ProblemsOf(text), Is.EqualTo(new[] { issue }));

    [TestCase(
        """{ "id": "auto", "title": "t", "container": "csv", "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "iso", "zone": "UTC" } }""",
        "LE2006: id: found 'auto'"
    )]
    [TestCase(
        """{ "id": "x", "title": "t", "container": "csv", "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "yyyy-MM-dd" } }""",
        "LE2004: semantics.zone: found nothing, expected text"
    )]
    [TestCase(
        """{ "id": "x", "title": "t", "container": "csv", "fields": { "time": "t", "cost": "c" }, "semantics": { "grain": "bucket", "time": "unix-seconds" } }""",
        "LE2004: semantics.currency: found nothing, expected the currency of the cost"
    )]
    [TestCase(
        """{ "id": "x", "title": "t", "container": "csv", "csv": { "separator": "::" }, "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "unix-seconds" } }""",
        "LE2006: csv.separator: found '::'"
    )]
    [TestCase(
        """{ "id": "x", "title": "t", "container": "csv", "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "unix-seconds" }, "ignore": [ { "rule": "r", "when": {} } ] }""",
        "LE2006: ignore[0].when: found ''"
    )]
    [TestCase(
        """{ "id": "x", "title": "t", "container": "csv", "fields": { "time": "t" }, "semantics": { "grain": "bucket", "time": "unix-seconds" }, "ignore": [ { "when": { "a": "" } } ] }""",
        "LE2004: ignore[0].rule: found nothing, expected text"
    )]
    public void One_fault_is_one_problem(string profile, string problem) =>
        Assert.That(ProblemsOf(profile).Single(), Does.Contain(problem));

    [TestCase("\"holdsNone\": [\"output\"]", Known.Output)]
    [TestCase("\"holdsNone\": \"requests\"", Known.Requests)]
    [TestCase("\"holdsNone\": [\"input\", \"cached\", \"cacheWrite\", \"reasoning\"]", AllOthers)]
    [TestCase("\"holdsNone\": []", Known.Nothing)]
    [TestCase("\"scale\": 1", Known.Nothing)]
    public void A_profile_says_what_rows_hold_none_of(string semantics, Known none)
    {
        var mapping = Parse(With(semantics));
        Assert.That(mapping.Semantics.HoldsNone, Is.EqualTo(none));
        Assert.That(mapping.Warnings, Is.Empty);
    }

    [TestCase("false", Known.Output)]
    [TestCase("true", Known.Nothing)]
    public void Its_former_name_is_read_with_a_warning(string produces, Known none)
    {
        var mapping = Parse(With($"\"producesOutput\": {produces}"));
        Assert.That(mapping.Semantics.HoldsNone, Is.EqualTo(none));
        Assert.That(
            mapping.Warnings.Single().ToString(),
            Is.EqualTo("p.json: warning LE2015: found semantics.producesOutput, expected its new name holdsNone: read as holdsNone")
        );
    }

    [TestCase("\"holdsNone\": [\"cost\"]", "LE2006: semantics.holdsNone: found 'cost', expected any of cacheWrite, cached, input, ")]
    [TestCase("\"holdsNone\": false", "LE2003: semantics.holdsNone: found true or false, expected a text or a list of texts")]
    [TestCase("\"producesOutput\": []", "LE2003: semantics.producesOutput: found a list, expected true or false")]
    [TestCase("\"holdsNone\": [], \"producesOutput\": true", "LE2005: semantics.producesOutput: found an unknown key")]
    public void What_it_cannot_mean_is_a_problem(string semantics, string problem) =>
        Assert.That(ProblemsOf(With(semantics)).Single(), Does.Contain(problem));

    [Test]
    public void A_variant_says_it_instead_of_the_format_or_leaves_it()
    {
        var mapping = Parse(
            With(
                "\"holdsNone\": [\"output\"]",
                """
                , "variants": [
                    { "when": { "k": "a" }, "semantics": { "holdsNone": ["input"] } },
                    { "when": { "k": "b" }, "semantics": { "scale": 1000 } } ]
                """
            )
        );
        var read = mapping.Variants.Select(variant => variant.Mapping.Semantics.HoldsNone);
        Assert.That(read, Is.EqualTo(new[] { Known.Input, Known.Output }));
    }

    private static string With(string semantics, string more = "") =>
        $$"""
            { "id": "x", "title": "t", "container": "csv", "fields": { "time": "t" },
              "semantics": { "grain": "bucket", "time": "unix-seconds", {{semantics}} } {{more}} }
            """;

    private static Mapping Parse(string json) => Mapping.Parse(Encoding.UTF8.GetBytes(json), "p.json");

    private static IEnumerable<string> ProblemsOf(string json)
    {
        var problems = Assert.Throws<ConfigurationException>(() => Parse(json));
        return problems!.Issues.Select(issue => issue.ToString());
    }
}
