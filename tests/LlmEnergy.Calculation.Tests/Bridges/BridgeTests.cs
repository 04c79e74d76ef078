using CsCheck;
using LlmEnergy.Calculation.Bridges;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Tests.Bridges;

/// <summary>Why one total is another: each cause in its own term, and no rest.</summary>
public class BridgeTests
{
    private static readonly Usage Usual = new(
        1_000,
        2_000_000,
        500_000,
        0,
        300_000,
        0,
        0,
        0,
        Known.Requests | Known.Input | Known.Cached | Known.Output
    );

    [Test]
    public void Volume_and_factor_of_one_model_are_those_of_a_calculation_by_hand()
    {
        // 100 million tokens of 0.5 g a thousand, then 150 million of 0.4: +25 kg of volume, -15 kg of the factor
        var bridge = Between(Of(Whole("m", 100_000_000, 0.5m)), Of(Whole("m", 150_000_000, 0.4m)));
        Assert.That((bridge.Before, bridge.After), Is.EqualTo((50m, 60m)));
        Assert.That(Terms(bridge), Is.EqualTo("Volume 25, EnergyFactors -15"));
    }

    [Test]
    public void A_shift_to_a_smaller_model_is_mix()
    {
        // the account has 200 thousand tokens both times: nothing of volume
        var bridge = Between(
            Of(Whole("large", 150_000, 4m), Whole("small", 50_000, 1m)),
            Of(Whole("large", 50_000, 4m), Whole("small", 150_000, 1m))
        );
        Assert.That(Terms(bridge), Is.EqualTo("Mix -0.3"));
        Assert.That(
            bridge.By(part => part.Model).Select(part => (part.Model, part.Of(BridgeTerm.Mix))),
            Is.EqualTo(new[] { ("large", -0.4m), ("small", 0.1m) })
        );
    }

    [Test]
    public void An_account_that_came_is_perimeter_whatever_it_holds()
    {
        var bridge = Between(Of(Whole("m", 100_000, 1m)), Of(Whole("m", 100_000, 1m), Whole("m", 900_000, 2m, account: "bought")));
        Assert.That(Terms(bridge), Is.EqualTo("Perimeter 1.8"));
    }

    [Test]
    public void A_model_that_came_is_mix_with_its_own_factor()
    {
        var bridge = Between(Of(Whole("old", 100_000, 1m)), Of(Whole("new", 100_000, 3m)));
        Assert.That(Terms(bridge), Is.EqualTo("Mix 0.2"));
    }

    [TestCase("Volume")]
    [TestCase("Context")]
    [TestCase("EnergyFactors")]
    [TestCase("Method")]
    [TestCase("Place")]
    [TestCase("Embodied")]
    public void A_pure_change_lands_in_its_own_term_alone(string term)
    {
        var before = Line("m", Usual);
        var after = term switch
        {
            "Volume" => Line("m", Usual with { Requests = 3_000, Input = 6_000_000, Cached = 1_500_000, Output = 900_000 }),
            "Context" => Line("m", Usual, ContextBand.Above100K),
            "EnergyFactors" => Line("m", Usual, energy: 2m),
            "Method" => Line("m", Usual, energy: 3m, hardware: 5m, method: "other"),
            "Place" => Line("m", Usual, grid: 30m),
            _ => Line("m", Usual, hardware: 7m),
        };
        var bridge = Between(Of(before), Of(after));
        Assert.That(bridge.After, Is.Not.EqualTo(bridge.Before));
        Assert.That(
            Bridge.Terms.Where(one => Math.Abs(bridge.Of(one)) > 0.000000000001m).Select(one => one.ToString()),
            Is.EqualTo(new[] { term })
        );
    }

    [Test]
    public void Other_usage_of_the_same_days_is_a_correction()
    {
        var bridge = InventoryBridge.Between(
            Of(Whole("m", 100_000, 1m)),
            Of(Whole("m", 150_000, 2m), Whole("late", 10_000, 1m)),
            isOfSameDays: true
        );
        Assert.That(Terms(bridge), Is.EqualTo("EnergyFactors 0.1, Corrections 0.11"));
    }

    [Test]
    public void Lines_without_a_total_are_counted_and_not_compared()
    {
        var not = LineCalculation.Calculate(Activity("m", "a", Usual, ContextBand.UpTo10K), Model("m"), null, null, "no factor");
        var bridge = Between(Of(Whole("m", 100_000, 1m), not), Of(Whole("m", 100_000, 1m)));
        Assert.That((bridge.WithoutTotal, Terms(bridge)), Is.EqualTo(((1, 0), "")));
    }

    [Test]
    public void Terms_add_up_to_the_last_digit_in_total_and_in_each_part()
    {
        var line =
            from model in Gen.Int[1, 3]
            from account in Gen.Int[1, 2]
            from band in Gen.Int[1, 3]
            from numbers in Gen.Int[0, 2_000_000].Array[4]
            from factors in Gen.Int[1, 9_999].Array[3]
            from method in Gen.Int[1, 2]
            select Line(
                $"m{model}",
                Usual with
                {
                    Requests = numbers[0],
                    Input = (long)numbers[1] + numbers[2],
                    Cached = numbers[2],
                    Output = numbers[3],
                },
                (ContextBand)(byte)band,
                factors[0] / 7m,
                factors[1] / 3m,
                factors[2] / 11m,
                $"method{method}",
                $"a{account}"
            );
        var pair = Gen.Select(line.List[0, 6], line.List[0, 6], Gen.Bool);
        pair.Sample(
            sides =>
            {
                var (before, after, isOfSameDays) = sides;
                var bridge = InventoryBridge.Between(Of([.. before]), Of([.. after]), isOfSameDays);
                Assert.That(bridge.Before + Bridge.Terms.Sum(bridge.Of), Is.EqualTo(bridge.After));
                foreach (var part in bridge.Parts)
                    Assert.That(part.Before + part.Amounts.Sum(), Is.EqualTo(part.After), part.Model);
                Assert.That(bridge.After, Is.EqualTo(after.Sum(one => one.Total!.Value.Central!.Value.KilogramsCo2e)).Within(0.000000001m));
            },
            iter: 1_000,
            threads: 1,
            seed: "0000KOIXKQZ2"
        );
    }

    private static string Terms(Bridge bridge) =>
        string.Join(
            ", ",
            Bridge
                .Terms.Where(term => bridge.Of(term) != 0m)
                .Select(term => FormattableString.Invariant($"{term} {bridge.Of(term):0.############}"))
        );

    private static Bridge Between(Inventory before, Inventory after) => InventoryBridge.Between(before, after, isOfSameDays: false);

    private static Inventory Of(params InventoryLine[] lines) => new(null!, ["m"], "", [.. lines], [], [], [], []);

    /// <summary>Output tokens of a method that gives grams as a whole.</summary>
    private static InventoryLine Whole(string model, long tokens, decimal grams, string account = "a") =>
        LineCalculation.Calculate(
            Activity(model, account, Usual with { Requests = 1, Input = 0, Cached = 0, Output = tokens }, ContextBand.UpTo10K),
            Model(model),
            Rate.OfCradleToGate(Term(Quantity.Output, grams)) with
            {
                Method = "supplier-specific",
            },
            null,
            null
        );

    private static InventoryLine Line(
        string model,
        Usage usage,
        ContextBand band = ContextBand.UpTo10K,
        decimal energy = 1m,
        decimal hardware = 4m,
        decimal grid = 300m,
        string method = "class-factors",
        string account = "a"
    ) =>
        LineCalculation.Calculate(
            Activity(model, account, usage, band),
            Model(model),
            Rate.OfEnergy(
                [Term(Quantity.UncachedInput, energy / 10m), Term(Quantity.CachedInput, energy / 100m), Term(Quantity.Output, energy)],
                [Term(Quantity.UncachedInput, hardware / 10m), Term(Quantity.Output, hardware)],
                new(80_000m, 1m, 90_000m, 2m),
                null
            ) with
            {
                Method = method,
            },
            new(1, new("US", GridIntensity.FromGramsCo2ePerKilowattHour(grid), null!), null, null, null, null, null),
            null
        );

    private static RateTerm Term(Quantity of, decimal value) => RateTerm.Calculated(of, value, value, value, "given");

    private static ActivityLine Activity(string model, string account, Usage usage, ContextBand band) =>
        new(
            1,
            new(new(2026, 7, 1), "s", "openai", account, "", model, "", "", "", "", "", band, ContextBasis.BucketMean),
            1,
            usage,
            band == ContextBand.UpTo100K ? ContextMoments.Of(usage with { Requests = Math.Max(usage.Requests, 1) }) : default,
            null
        );

    private static ModelResolution Model(string name) => new(name, name, name, "L", 1, []);
}
