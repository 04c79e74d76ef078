using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Tests;

public class ContextRuleTests
{
    private static readonly ContextRule Rule = new(80_000m, 1m, 90_000m, 2m);

    [TestCase(ContextBand.UpTo10K, "0.9")]
    [TestCase(ContextBand.UpTo100K, "1.2")]
    [TestCase(ContextBand.Above100K, "1.8")]
    public void Tokens_are_weighted_by_their_band_and_counted_in_thousands(ContextBand band, string thousands)
    {
        // 900 output tokens of requests of 40,000 input tokens: (80,000 x 900 + 40,000 x 900)/90,000 = 1,200
        var line = Line(band, Usage.None with { Requests = 1, Output = 900 }, new(0m, 0m, 36_000_000m));
        Assert.That(
            WeightedUsage.Of(line, Rule).Output,
            Is.EqualTo(decimal.Parse(thousands, System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Test]
    public void Without_a_rule_nothing_is_weighted() =>
        Assert.That(
            WeightedUsage.Of(Line(ContextBand.Above100K, Usage.None with { Input = 500_000, Cached = 200_000 }, default), ContextRule.None)
                is var usage
                ? (usage.UncachedInput, usage.CachedInput, usage.Output)
                : default,
            Is.EqualTo((300m, 200m, 0m))
        );

    [Test]
    public void Audio_is_counted_in_minutes() =>
        Assert.That(
            WeightedUsage.Of(Line(ContextBand.UpTo10K, Usage.None with { AudioMilliseconds = 90_000 }, default), Rule).AudioMinutes,
            Is.EqualTo(1.5m)
        );

    [Test]
    public void Generation_is_counted_in_seconds_and_cost_in_units_of_its_currency()
    {
        var line = Line(ContextBand.UpTo10K, Usage.None with { GenerationMilliseconds = 1_500 }, default) with { Cost = new(2.5m, "EUR") };
        var usage = WeightedUsage.Of(line, Rule);
        Assert.That((usage[Quantity.GenerationSecond], usage[Quantity.CurrencyUnit]), Is.EqualTo((1.5m, 2.5m)));
    }

    private static ActivityLine Line(ContextBand band, Usage usage, ContextMoments moments) =>
        new(1, new(new(2026, 7, 1), "s", "p", "", "", "m", "", "", "", "", "", band, ContextBasis.Request), 1, usage, moments, null);
}
