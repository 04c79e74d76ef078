using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Tests;

public class LongContextsTests
{
    // 25,000 tokens a request: R1 takes 0.0353556 Wh a thousand anew and 0.00530333 from a cache
    [Test]
    public void Long_contexts_without_cached_input_are_a_finding_with_what_a_cache_would_take_away()
    {
        var inventory = Of(Lines.Bucket("deepseek", "deepseek-r1", 1_000, 25_000_000, 0));
        var finding = LongContexts.Find(inventory).Single();
        var line = inventory.Lines[0];
        var perKilowattHour = line.Total!.Value.Central!.Value.KilogramsCo2e / line.Energy!.Value.Central!.Value.KilowattHours;
        var (half, most) = (Saved(0.5m), Saved(0.9m));
        decimal Saved(decimal share) =>
            25_000m * 105_000m / 90_000m * share * (0.0353556m - 0.00530333m) / 1_000m * perKilowattHour / 1_000m;
        Assert.That((finding.Code, finding.Share), Is.EqualTo(("LE4019", (decimal?)1m)));
        Assert.That(finding.Message, Does.StartWith("requests of 1000 have 25000 tokens of input on average and state no cached input"));
        Assert.That(
            finding.Message,
            Does.EndWith(
                FormattableString.Invariant($"A cached share of 0.5 would take {half:0.######} tCO2e away, one of 0.9 {most:0.######}")
            )
        );
    }

    [TestCase(20_000_000, TestName = "20,000 tokens a request and no more")]
    [TestCase(1_000_000, TestName = "short requests")]
    public void Other_requests_are_none(long input) =>
        Assert.That(LongContexts.Find(Of(Lines.Bucket("deepseek", "deepseek-r1", 1_000, input, 1_000))), Is.Empty);

    [Test]
    public void Cached_input_that_is_stated_is_none_even_where_it_is_nothing() =>
        Assert.That(LongContexts.Find(Of(Lines.Bucket("deepseek", "deepseek-r1", 1_000, 25_000_000, 1_000, cached: 0))), Is.Empty);

    private static Inventory Of(params ActivityLine[] lines) => Lines.By([new OperatingPoint2026(closedModels: false)], lines);
}
