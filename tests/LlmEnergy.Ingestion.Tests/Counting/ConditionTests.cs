using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>What rows a rule is for.</summary>
public class ConditionTests
{
    [TestCase("\"failed\"", 1)]
    [TestCase("[\"failed\", \"done\"]", 3)]
    [TestCase("\"\"", 1)]
    [TestCase("\"*\"", 3)]
    [TestCase("{ \"not\": \"failed\" }", 3)]
    [TestCase("{ \"not\": [\"failed\", \"\"] }", 2)]
    [TestCase("{ \"matches\": \"^fail\" }", 1)]
    [TestCase("{ \"not\": { \"matches\": \"e\" } }", 1)]
    public void A_text_is_one_of_some_or_is_not(string test, int ignored) =>
        Assert.That(Of($"{{ \"status\": {test} }}").Rows.Ignored, Is.EqualTo(ignored));

    [TestCase("{ \"above\": 0 }", 1)]
    [TestCase("{ \"above\": 0.4 }", 1)]
    [TestCase("{ \"above\": 0.5 }", 0)]
    [TestCase("{ \"atMost\": 0 }", 2)]
    [TestCase("{ \"atMost\": -1 }", 1)]
    [TestCase("{ \"not\": { \"above\": 0 } }", 3)]
    public void A_number_is_above_some_limit_or_at_most_that(string test, int ignored) =>
        Assert.That(Of($"{{ \"cost\": {test} }}").Rows.Ignored, Is.EqualTo(ignored));

    [Test]
    public void All_conditions_of_one_list_have_to_hold_and_one_of_several() =>
        Assert.Multiple(() =>
        {
            Assert.That(Of("{ \"status\": \"done\", \"cost\": { \"above\": 0 } }").Rows.Ignored, Is.EqualTo(1));
            Assert.That(
                Of("[{ \"status\": \"failed\" }, { \"status\": \"done\", \"cost\": { \"above\": 0 } }]").Rows.Ignored,
                Is.EqualTo(2)
            );
        });

    [TestCase("{ \"status\": { \"above\": 0, \"atMost\": 1 } }", "ignore[0].when.status: found 'above, atMost'")]
    [TestCase("{ \"status\": { \"below\": 0 } }", "ignore[0].when.status: found 'below'")]
    [TestCase("{ \"status\": { \"matches\": \"(\" } }", "ignore[0].when.status.matches: found '('")]
    [TestCase("{ \"status\": { \"matches\": \"(?=a)\" } }", "ignore[0].when.status.matches: found '(?=a)'")]
    [TestCase("{ \"status\": { \"above\": \"0\" } }", "ignore[0].when.status.above: found text, expected a number")]
    public void What_is_no_condition_is_refused(string when, string found) =>
        Assert.That(Assert.Throws<ConfigurationException>(() => Of(when))!.Issues.Single().Message, Does.StartWith(found));

    private static Activity Of(string when) =>
        ExportFolder.Of(
            $$"""
            { "id": "test.when", "title": "when", "container": "csv", "fields": { "time": "day", "model": "model" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" }, "ignore": [ { "rule": "left", "when": {{when}} } ] }
            """,
            "day,model,status,cost\n2026-01-05,m,failed,0\n2026-01-05,m,done,0.5\n2026-01-05,m,done,\n2026-01-05,m,,-1.5\n"
        );
}
