using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Tests;

public class UnitRatesTests
{
    private static readonly Factor Half = Of("half", 0.25m, 0.5m, 1m);
    private static readonly Factor Plain = Of("plain", null, 4m, null);

    [Test]
    public void A_coefficient_is_the_product_of_its_factors_at_each_level()
    {
        // a factor without a range counts with its value at every level
        var term = RateTerm.Product(Quantity.Output, 10m, Half, Plain);
        Assert.That((term.Low, term.Central, term.High, term.Derivation), Is.EqualTo((10m, (decimal?)20m, 40m, "half x plain")));
    }

    [TestCase(3, 2, 4)]
    [TestCase(1, 5, 4)]
    [TestCase(5, null, 4)]
    public void A_coefficient_out_of_order_is_refused(double low, double? central, double high) =>
        Assert.That(
            () => RateTerm.Calculated(Quantity.Output, (decimal)low, (decimal?)central, (decimal)high, "o"),
            Throws.ArgumentException.With.Message.Contains("expected low, central and high in this order")
        );

    [Test]
    public void The_sum_takes_every_quantity_with_its_coefficient()
    {
        var rates = new UnitRates([
            RateTerm.Calculated(Quantity.Request, 1m, 2m, 3m, "r"),
            RateTerm.Calculated(Quantity.Output, 10m, 20m, 30m, "o"),
        ]);
        var usage = Usage(requests: 5, output: 7_000);
        Assert.That(rates.Dot(usage), Is.EqualTo((75m, (decimal?)150m, 225m)));
    }

    [Test]
    public void One_term_without_central_value_leaves_none_to_the_sum()
    {
        var rates = new UnitRates([RateTerm.Calculated(Quantity.Request, 1m, null, 3m, "r")]);
        Assert.That(
            (rates.HasCentral, rates.Dot(Usage(requests: 1, output: 0)).Central, rates[Quantity.Request, Level.Low]),
            Is.EqualTo((false, (decimal?)null, (decimal?)1m))
        );
    }

    [Test]
    public void In_the_middle_band_tokens_are_divided_by_the_span_and_requests_are_not()
    {
        // 9 thousand output tokens of requests of 100,000: x (80,000 + 100,000)/90,000 = 18 thousand, and 1 request
        var rates = new UnitRates([
            RateTerm.Calculated(Quantity.Request, 1m, 1m, 1m, "r"),
            RateTerm.Calculated(Quantity.Output, 1m, 1m, 1m, "o"),
        ]);
        var line = Line(1, 9_000, ContextBand.UpTo100K, new(0m, 0m, 9_000m * 100_000m));
        Assert.That(rates.Dot(WeightedUsage.Of(line, new(80_000m, 1m, 90_000m, 2m))).Central, Is.EqualTo(19m));
    }

    [Test]
    public void In_the_middle_band_each_level_is_divided_by_the_span()
    {
        var rates = new UnitRates([RateTerm.Calculated(Quantity.Output, 1m, null, 3m, "o")]);
        var line = Line(1, 9_000, ContextBand.UpTo100K, new(0m, 0m, 9_000m * 100_000m));
        Assert.That(rates.Dot(WeightedUsage.Of(line, new(80_000m, 1m, 90_000m, 2m))), Is.EqualTo((18m, (decimal?)null, 54m)));
    }

    [Test]
    public void Weighted_tokens_are_those_that_the_context_multiplies()
    {
        // input 100,000 of which 40,000 cached, output 9,000: x 2 at the upper end of the middle band, in thousands
        var usage = Activities.Usage.None with
        {
            Requests = 1,
            Input = 100_000,
            Cached = 40_000,
            Output = 9_000,
        };
        var line = Line(1, 0, ContextBand.UpTo100K, ContextMoments.Of(usage)) with { Usage = usage };
        var weighted = WeightedUsage.Of(line, new(80_000m, 1m, 90_000m, 2m));
        Assert.That(
            (weighted[Quantity.UncachedInput], weighted[Quantity.CachedInput], weighted[Quantity.Output]),
            Is.EqualTo((120m, 80m, 18m))
        );
    }

    [Test]
    public void Audio_is_weighed_in_minutes()
    {
        var line = Line(1, 0, ContextBand.UpTo10K, default) with { Usage = Activities.Usage.None with { AudioMilliseconds = 90_000 } };
        Assert.That(WeightedUsage.Of(line, ContextRule.None)[Quantity.AudioMinute], Is.EqualTo(1.5m));
    }

    private static WeightedUsage Usage(long requests, long output) =>
        WeightedUsage.Of(Line(requests, output, ContextBand.UpTo10K, default), ContextRule.None);

    private static ActivityLine Line(long requests, long output, ContextBand band, ContextMoments moments) =>
        new(
            1,
            new(new(2026, 7, 1), "s", "p", "", "", "m", "", "", "", "", "", band, ContextBasis.Request),
            1,
            Activities.Usage.None with
            {
                Requests = requests,
                Output = output,
            },
            moments,
            null
        );

    private static Factor Of(string id, decimal? low, decimal value, decimal? high) =>
        new(id, low, value, high, "fraction", default, default, "WORLD", "test", "test", "test", FactorStatus.Primary, "");
}
