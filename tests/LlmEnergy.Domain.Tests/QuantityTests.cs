using System.Globalization;
using CsCheck;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Tests;

public class QuantityTests
{
    private static readonly Gen<decimal> Amount = Gen.Decimal[0m, 1_000_000m];
    private static readonly Gen<Estimate<GhgEmissions>> SomeEstimate = Gen.Select(
        Amount,
        Amount,
        Amount,
        (low, central, high) =>
            new Estimate<GhgEmissions>(
                GhgEmissions.FromKilogramsCo2e(low),
                GhgEmissions.FromKilogramsCo2e(central),
                GhgEmissions.FromKilogramsCo2e(high)
            )
    );

    [Test]
    public void It_energy_times_pue_is_facility_energy() =>
        Assert.That(ItEnergy.FromKilowattHours(100m) * new Pue(1.2m), Is.EqualTo(FacilityEnergy.FromKilowattHours(120m)));

    [Test]
    public void Facility_energy_over_pue_is_it_energy() =>
        Assert.That(FacilityEnergy.FromKilowattHours(120m) / new Pue(1.2m), Is.EqualTo(ItEnergy.FromKilowattHours(100m)));

    [Test]
    public void Pue_meets_no_facility_energy()
    {
        var products = typeof(FacilityEnergy)
            .GetMethods()
            .Where(method => method.Name == "op_Multiply")
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.ParameterType);
        Assert.That(products, Has.No.Member(typeof(Pue)), "PUE applied twice must not compile");
    }

    [Test]
    public void A_pue_below_one_is_refused() => Assert.That(() => new Pue(0.99m), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_grid_below_zero_is_refused() =>
        Assert.That(() => GridIntensity.FromGramsCo2ePerKilowattHour(-1m), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Facility_energy_times_grid_is_emissions() =>
        Assert.That(
            FacilityEnergy.FromKilowattHours(120m) * GridIntensity.FromGramsCo2ePerKilowattHour(500m),
            Is.EqualTo(GhgEmissions.FromKilogramsCo2e(60m))
        );

    [Test]
    public void A_thousand_kilograms_are_a_tonne() => Assert.That(GhgEmissions.FromKilogramsCo2e(1_234.5m).TonnesCo2e, Is.EqualTo(1.2345m));

    [Test]
    public void A_third_is_fixed_at_18_decimals() =>
        Assert.That(FacilityEnergy.FromKilowattHours(1m / 3m).KilowattHours, Is.EqualTo(0.333333333333333333m));

    [Test]
    public void Sums_do_not_depend_on_their_order() =>
        Gen.Decimal[0m, 1_000m]
            .Array[2, 50]
            .Sample(values =>
            {
                var parts = values.Select(value => FacilityEnergy.FromKilowattHours(value / 7m)).ToList();
                var forward = parts.Aggregate((sum, part) => sum + part);
                parts.Reverse();
                return forward == parts.Aggregate((sum, part) => sum + part);
            });

    [Test]
    public void Estimates_add_lows_to_lows_and_highs_to_highs() =>
        Gen.Select(SomeEstimate, SomeEstimate)
            .Sample(
                (left, right) =>
                    left + right == right + left
                    && (left + right).Low == left.Low + right.Low
                    && (left + right).High == left.High + right.High
                    && (left + right).Central == left.Central!.Value + right.Central!.Value
            );

    [Test]
    public void A_missing_central_value_stays_missing()
    {
        var known = new Estimate<GhgEmissions>(default, GhgEmissions.FromKilogramsCo2e(1m), default);
        Assert.That((known + (known with { Central = null })).Central, Is.Null);
    }

    [Test]
    public void Nothing_changes_no_sum() => SomeEstimate.Sample(estimate => estimate + Estimate<GhgEmissions>.Nothing == estimate);

    [Test]
    public void Money_of_one_currency_adds() => Assert.That(new Money(1m, "EUR") + new Money(2m, "EUR"), Is.EqualTo(new Money(3m, "EUR")));

    [Test]
    public void Money_of_two_currencies_does_not_add() =>
        Assert.That(
            () => new Money(1m, "EUR") + new Money(1m, "USD"),
            Throws.InvalidOperationException.With.Message.EqualTo("EUR and USD do not add")
        );

    [TestCase("0.0000000000000000005", "0.000000000000000001")]
    [TestCase("-0.0000000000000000005", "-0.000000000000000001")]
    [TestCase("0.0000000000000000004", "0")]
    [TestCase("0.000000000000000001", "0.000000000000000001")]
    public void A_result_has_18_decimals_half_away_from_zero(string value, string cut) =>
        Assert.That(
            Fixed.At18Decimals(decimal.Parse(value, CultureInfo.InvariantCulture)),
            Is.EqualTo(decimal.Parse(cut, CultureInfo.InvariantCulture))
        );
}
