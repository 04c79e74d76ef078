using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Tests.Document;

/// <summary>Completeness by money: page 1 says how much of the cost on bills is calculated, and by what.</summary>
[TestFixture]
internal sealed class BilledCostTests
{
    [Test]
    public void Cost_is_calculated_by_usage_by_spend_or_not_at_all()
    {
        var sample = new SampleDisclosure { IsBilled = true }
            .Use(7, "openai", "gpt-4o", "L", 4, 10, 5_000, 3_000, 4m)
            .Use(8, "openai", "gpt-4o", "L", 4, 10, 5_000, 3_000, 4m)
            .Use(9, "openai", "gpt-4o", "L", null, 10, null, null, null, "tokens are not stated")
            .File("bill.csv", 6, 3, ignored: 3);

        var cost = BilledCost.Of(sample.Build().Inventory).Single();

        // 25 by spend, 75 by tokens, 75 without a result and 50 of training: 100 of 225
        Assert.That(cost, Is.EqualTo(new BilledCost("EUR", ByUsage: 75m, BySpend: 25m, NotCalculated: 125m)));
        Assert.That(cost.Share, Is.EqualTo(100m / 225m));
    }

    [Test]
    public void Requests_with_a_cost_are_no_bill() =>
        Assert.That(
            BilledCost.Of(
                new SampleDisclosure { IsPriced = true }
                    .Use(7, "openai", "gpt-4o", "L", 4, 10, 5_000, 3_000, 4m)
                    .Build()
                    .Inventory
            ),
            Is.Empty
        );
}
