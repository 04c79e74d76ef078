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

    [Test]
    public void The_sum_takes_every_quantity_with_its_coefficient()
    {
        var rates = new UnitRates([RateTerm.Calculated(Quantity.Request, 1m, 2m, 3m, "r"), RateTerm.Calculated(Quantity.Output, 10m, 20m, 30m, "o")]);
        var usage = new WeightedUsage(5m, 100m, 100m, 7m, 100m, 100m);
        Assert.That((rates.Dot(usage, Level.Low), rates.Dot(usage, Level.Central), rates.Dot(usage, Level.High)), Is.EqualTo(((decimal?)75m, (decimal?)150m, (decimal?)225m)));
    }

    [Test]
    public void One_term_without_central_value_leaves_none_to_the_sum()
    {
        var rates = new UnitRates([RateTerm.Calculated(Quantity.Request, 1m, null, 3m, "r")]);
        Assert.That((rates.HasCentral, rates.Dot(new(1m, 0m, 0m, 0m, 0m, 0m), Level.Central), rates[Quantity.Request, Level.Low]), Is.EqualTo((false, (decimal?)null, (decimal?)1m)));
    }

    private static Factor Of(string id, decimal? low, decimal value, decimal? high) =>
        new(id, low, value, high, "fraction", default, default, "WORLD", "test", "test", "test", FactorStatus.Primary, "");
}
