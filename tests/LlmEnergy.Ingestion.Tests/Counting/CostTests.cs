using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>What stands in the column of a cost.</summary>
public class CostTests
{
    [TestCase("12345.67", 123.4567)]
    [TestCase("-50", -0.5)]
    public void Cents_are_scaled(string cents, decimal cost) => Assert.That(Of(cents).Lines.Single().Cost!.Value.Amount, Is.EqualTo(cost));

    [TestCase("Included")]
    [TestCase("-")]
    [TestCase("")]
    public void A_word_for_no_amount_is_no_cost_and_no_fault(string word)
    {
        var activity = Of(word);
        Assert.That(
            (activity.Rows.Accepted, activity.Lines.Single().Cost, activity.Issues.Length),
            Is.EqualTo((1L, default(Domain.Quantities.Money?), 0))
        );
    }

    [Test]
    public void Another_word_is_a_fault() => Assert.That(Of("included").Issues.Single().Code, Is.EqualTo("LE1005"));

    [TestCase("0")]
    [TestCase("-0.01")]
    public void A_scale_is_above_zero(string scale) =>
        Assert.That(
            Assert.Throws<ConfigurationException>(() => ExportFolder.Of(Profile(scale), ""))!.Issues.Single().Message,
            Is.EqualTo($"semantics.costScale: found '{scale}', expected a number above 0, such as 0.01 for cents")
        );

    [Test]
    public void Costs_of_ignored_rows_are_summed_by_currency_in_whatever_order_they_come()
    {
        const string Rule = """
            { "id": "test.ignored", "title": "ignored", "container": "csv",
              "fields": { "time": "day", "model": "model", "cost": "cost", "currency": "currency" },
              "semantics": { "grain": "bucket", "time": "yyyy-MM-dd", "zone": "UTC" },
              "ignore": [{ "rule": "credit", "when": { "model": "-" } }, { "rule": "tax", "when": { "model": "tax" } }] }
            """;
        var rows = new[] { "-,1,EUR", "-,2.5,USD", "tax,7,EUR", "-,0.25,EUR", "-,,USD", "-,-0.5,USD", "-,4,EUR", "-,8,CHF", "m,1,EUR" };
        var fates = ExportFolder
            .Of(Rule, "day,model,cost,currency\n" + string.Concat(rows.Select(row => $"2026-01-05,{row}\n")))
            .Files.Single()
            .Fates;
        Assert.That(
            fates.Select(fate =>
                (fate.Rule, string.Join(' ', fate.Cost.Select(cost => FormattableString.Invariant($"{cost.Key} {cost.Value}"))))
            ),
            Is.EqualTo(new[] { ("credit", "CHF 8 EUR 5.25 USD 2.0"), ("tax", "EUR 7") })
        );
    }

    private static Activity Of(string cost) => ExportFolder.Of(Profile("0.01"), $"day,model,cost\n2026-01-05,m,{cost}\n");

    private static string Profile(string scale) =>
        $$"""
            { "id": "test.cents", "title": "cents", "container": "csv", "fields": { "time": "day", "model": "model", "cost": "cost" },
              "semantics": { "grain": "bucket", "time": "yyyy-MM-dd", "zone": "UTC", "currency": "USD", "costScale": {{scale}}, "noAmount": ["Included", "-"] } }
            """;
}
