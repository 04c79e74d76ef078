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

    private static Activity Of(string cost) => ExportFolder.Of(Profile("0.01"), $"day,model,cost\n2026-01-05,m,{cost}\n");

    private static string Profile(string scale) =>
        $$"""
            { "id": "test.cents", "title": "cents", "container": "csv", "fields": { "time": "day", "model": "model", "cost": "cost" },
              "semantics": { "grain": "bucket", "time": "yyyy-MM-dd", "zone": "UTC", "currency": "USD", "costScale": {{scale}}, "noAmount": ["Included", "-"] } }
            """;
}
