using CsCheck;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Tests.Methods;

public class ClassFactors2026Tests
{
    private static readonly ClassFactors2026 Method = new();

    [Test]
    public void A_known_model_is_tier_4_and_an_unknown_one_class_L_and_tier_5()
    {
        var known = Lines.Line(Lines.Bucket("openai", "gpt-4o", 1, 1_000, 1_000)).Rate!;
        var unknown = Lines.Line(Lines.Bucket("openai", "nobody-knows", 1, 1_000, 1_000)).Rate!;
        Assert.That((known.ModelClass, known.Tier, unknown.ModelClass, unknown.Tier), Is.EqualTo(("L", 4, "L", 5)));
    }

    [Test]
    public void Cached_input_costs_a_tenth_of_input() =>
        // 1,000 tokens of which 1,000 cached: 0.16 Wh x 0.1
        Assert.That(
            Lines.Line(Lines.Bucket("openai", "gpt-4o", 1, 1_000, 0, cached: 1_000)).Energy!.Value.Central!.Value.KilowattHours,
            Is.EqualTo(0.000016m)
        );

    [Test]
    public void Cached_input_that_is_not_stated_costs_as_much_as_input() =>
        Assert.That(
            Lines.Line(Lines.Bucket("openai", "gpt-4o", 1, 1_000, 0)).Energy!.Value.Central!.Value.KilowattHours,
            Is.EqualTo(0.00016m)
        );

    [Test]
    public void Requests_without_tokens_use_the_request_factor_at_tier_5()
    {
        var line = Lines.Bucket("openai", "gpt-4o", 1_000, 0, 0) with
        {
            Usage = Usage.None with { Requests = 1_000, Known = Known.Requests },
        };
        var result = Lines.Line(line);
        Assert.That(
            (
                result.Energy!.Value.Low.KilowattHours,
                result.Energy.Value.Central!.Value.KilowattHours,
                result.Energy.Value.High.KilowattHours,
                result.Rate!.Tier
            ),
            Is.EqualTo((0.1m, 0.44m, 1.5m, 5))
        );
    }

    [Test]
    public void Images_have_a_factor_of_their_own()
    {
        var line = Lines.Bucket("openai", "gpt-image-1", 10, 0, 0) with
        {
            Usage = Usage.None with { Requests = 10, Images = 10, Known = Known.Requests | Known.Images },
        };
        Assert.That(Lines.Line(line).Energy!.Value.Central!.Value.KilowattHours, Is.EqualTo(0.03m));
    }

    [TestCase("openai", "tts-1", TestName = "speech has no token factor")]
    [TestCase("openai", "gpt-image-1", TestName = "image models need images")]
    public void Without_a_factor_nothing_is_calculated_and_the_reason_is_given(string provider, string model)
    {
        var line = Lines.Line(Lines.Bucket(provider, model, 1, 1_000, 1_000));
        Assert.That((line.IsCalculated, line.Energy, line.Total), Is.EqualTo((false, (object?)null, (object?)null)));
        Assert.That(line.WhyNotCalculated, Does.StartWith("no method of class-factors-2026 has a factor for class "));
    }

    // (80,000 + 20,000)/90,000 = 1.111..., 100,000 -> 2 and no more above
    [TestCase(10_000, "1.6")]
    [TestCase(20_000, "3.555555555555555556")]
    [TestCase(100_000, "32")]
    [TestCase(200_000, "64")]
    public void Longer_contexts_cost_more_per_token(long input, string wattHours) =>
        Assert.That(
            Lines.Line(Lines.Bucket("openai", "gpt-4o", 1, input, 0)).Energy!.Value.Central!.Value.KilowattHours * 1_000m,
            Is.EqualTo(decimal.Parse(wattHours, System.Globalization.CultureInfo.InvariantCulture)).Within(1e-15m)
        );

    [Test]
    public void The_bands_that_reading_tells_apart_are_those_of_the_factors()
    {
        var pack = Factors.FactorPack.BuiltIn;
        // the multiplier reaches its cap where the second band ends: (80,000 + 100,000)/90,000 = 2
        Assert.That(pack.Factor("context-short-2026").Value, Is.EqualTo(ContextBands.FirstUpTo));
        Assert.That(
            (pack.Factor(FactorIds.ContextOffset).Value + ContextBands.SecondUpTo) / pack.Factor(FactorIds.ContextSpan).Value,
            Is.EqualTo(pack.Factor(FactorIds.ContextCap).Value)
        );
    }

    [Test]
    public void Moments_make_a_sum_exact_that_the_mean_would_miss()
    {
        // requests of 20,000 and 80,000 input tokens: ctx 100,000/90,000 and 160,000/90,000
        var first = new Usage(1, 20_000, 0, 0, 0, 0, 0, 0, Lines.Counted);
        var second = first with { Input = 80_000 };
        var line = Lines.Bucket("openai", "gpt-4o", 2, 100_000, 0) with { Moments = ContextMoments.Of(first) + ContextMoments.Of(second) };
        var apart =
            Lines.Line(Lines.Bucket("openai", "gpt-4o", 1, 20_000, 0)).Energy!.Value.Central!.Value
            + Lines.Line(Lines.Bucket("openai", "gpt-4o", 1, 80_000, 0)).Energy!.Value.Central!.Value;
        Assert.That(Lines.Line(line).Energy!.Value.Central!.Value.KilowattHours, Is.EqualTo(apart.KilowattHours).Within(1e-17m));
    }

    [Test]
    public void Twice_the_requests_and_tokens_are_twice_the_energy() =>
        Gen.Select(Gen.Long[1, 1_000], Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000])
            .Sample(
                (requests, input, output) =>
                {
                    var once = Lines.Line(Lines.Bucket("openai", "gpt-4o", requests, input, output)).Energy!.Value.High.KilowattHours;
                    var twice = Lines
                        .Line(Lines.Bucket("openai", "gpt-4o", 2 * requests, 2 * input, 2 * output))
                        .Energy!.Value.High.KilowattHours;
                    return Math.Abs(twice - (2m * once)) <= 1e-15m; // moments of buckets are fixed at 6 decimals
                }
            );

    [Test]
    public void Low_is_below_central_and_central_below_high() =>
        Gen.Select(Gen.Long[1, 1_000], Gen.Long[1, 10_000_000], Gen.Long[0, 1_000_000])
            .Sample(
                (requests, input, output) =>
                {
                    var energy = Lines.Line(Lines.Bucket("openai", "gpt-4o", requests, input, output, cached: input / 2)).Energy!.Value;
                    return energy.Low.KilowattHours < energy.Central!.Value.KilowattHours
                        && energy.Central.Value.KilowattHours < energy.High.KilowattHours;
                }
            );

    [Test]
    public void Each_coefficient_is_the_product_of_its_factors()
    {
        var rate = Lines.Line(Lines.Bucket("openai", "gpt-4o", 1, 1_000, 1_000)).Rate!;
        var cached = rate.Embodied!.Terms.Single(term => term.Of == Quantity.CachedInput);
        // 0.10 x 0.16 Wh x 40 g/kWh / 1,000
        Assert.That((cached.Central, cached.Factors.Count, cached.Conversion), Is.EqualTo(((decimal?)0.00064m, 3, 0.001m)));
    }

    [Test]
    public void Models_of_a_class_share_their_rate()
    {
        var inventory = Lines.Calculate(
            Method,
            400m,
            Lines.Bucket("openai", "gpt-4o", 1, 1, 1),
            Lines.Bucket("anthropic", "claude-sonnet-4-5", 1, 1, 1, number: 2)
        );
        Assert.That(inventory.Lines.Select(line => line.Rate!.Id), Is.EqualTo(new[] { "R001", "R001" }));
    }
}
